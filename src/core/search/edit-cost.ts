const MOST_COLUMNS = 128;
let before = new Float64Array(MOST_COLUMNS);
let above = new Float64Array(MOST_COLUMNS);
let current = new Float64Array(MOST_COLUMNS);

export interface PrefixEdits {
  readonly edits: number;
  /** Units of the name used, counted from its very beginning. */
  readonly end: number;
}

/**
 * Least number of changes that make `typed` the beginning of `name` from unit `from` on: one unit more, less, another, or
 * two exchanged (optimal string alignment). Null where more than `most` changes are needed. `costOf` is what reading the
 * one as the other costs, 0 for the same.
 */
export function editsToPrefix(
  typed: readonly string[] | string,
  name: readonly string[] | string,
  from: number,
  most: number,
  costOf: (typedAt: number, nameAt: number) => number,
): PrefixEdits | null {
  const rows = typed.length;
  const columns = Math.min(name.length - from, rows + Math.ceil(most), MOST_COLUMNS - 1);
  for (let j = 0; j <= columns; j++) above[j] = j;
  for (let i = 1; i <= rows; i++) {
    current[0] = i;
    let least = i;
    for (let j = 1; j <= columns; j++) {
      let cost = Math.min(
        (above[j - 1] as number) + costOf(i - 1, from + j - 1),
        (above[j] as number) + 1,
        (current[j - 1] as number) + 1,
      );
      if (
        i > 1 &&
        j > 1 &&
        typed[i - 1] === name[from + j - 2] &&
        typed[i - 2] === name[from + j - 1] &&
        typed[i - 1] !== typed[i - 2]
      )
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      current[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > most) return null;
    [before, above, current] = [above, current, before];
  }
  let edits = Number.POSITIVE_INFINITY;
  let end = 0;
  // Of equal costs the longest: the unit in doubt belongs to what was typed.
  for (let j = 0; j <= columns; j++)
    if ((above[j] as number) <= edits) {
      edits = above[j] as number;
      end = j;
    }
  return edits <= most ? { edits, end: from + end } : null;
}
