/** Whole numbers that have come, as ascending ranges that do not touch. */
export interface SeenNumbers {
  has(number: number): boolean;
  add(number: number): void;
  /** Between the least and the greatest, those that have not come. */
  missing(): number;
}

export function createSeenNumbers(): SeenNumbers {
  /** First and last of each range, inclusive. */
  const ranges: [from: number, to: number][] = [];
  let count = 0;

  /** Index of the last range that starts at or before; -1: none does. */
  function before(number: number): number {
    let low = 0;
    let high = ranges.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranges[middle] as [number, number])[0] <= number) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
  const has = (number: number) => {
    const range = ranges[before(number)];
    return range !== undefined && number <= range[1];
  };

  return {
    has,
    add(number) {
      if (has(number)) return;
      count++;
      const at = before(number);
      const below = ranges[at];
      const above = ranges[at + 1];
      const joinsBelow = below !== undefined && below[1] === number - 1;
      const joinsAbove = above !== undefined && above[0] === number + 1;
      if (joinsBelow && joinsAbove) {
        below[1] = above[1];
        ranges.splice(at + 1, 1);
      } else if (joinsBelow) below[1] = number;
      else if (joinsAbove) above[0] = number;
      else ranges.splice(at + 1, 0, [number, number]);
    },
    missing() {
      const first = ranges[0];
      const last = ranges.at(-1);
      return first && last ? last[1] - first[0] + 1 - count : 0;
    },
  };
}
