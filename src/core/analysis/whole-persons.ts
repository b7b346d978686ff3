/**
 * Whole persons from counts with fractions, by largest remainder: the sum is the rounded sum of the counts, no count
 * moves by 1 or more, equal remainders go to the earlier place.
 */
export function wholePersons(counts: ArrayLike<number>): Int32Array {
  const whole = new Int32Array(counts.length);
  const remainders: number[] = [];
  let sum = 0;
  let wholeSum = 0;
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i] as number;
    whole[i] = Math.floor(count);
    sum += count;
    wholeSum += whole[i] as number;
    if (count > (whole[i] as number)) remainders.push(i);
  }
  const missing = Math.round(sum) - wholeSum;
  if (missing <= 0) return whole;
  const part = (i: number) => (counts[i] as number) - (whole[i] as number);
  remainders.sort((a, b) => part(b) - part(a) || a - b);
  for (let i = 0; i < missing && i < remainders.length; i++) whole[remainders[i] as number]! += 1;
  return whole;
}
