import { type CoverModel, FREE, OPENED, SHUT } from "./cover-model.ts";

/** A part of all choices: what is decided of columns (opened, shut) and rows (`OPENED`: covered for certain). */
export interface CoverPart {
  readonly columnState: Uint8Array;
  readonly rowState: Uint8Array;
}

/**
 * What no choice in a part costs less than, by these prices of its rows and of the budget: a Lagrangian bound, which holds
 * whatever the prices are. Columns and rows of which deciding otherwise costs `limit` or more are decided in `part`.
 */
export function decideByPrices(
  model: CoverModel,
  { columnState, rowState }: CoverPart,
  { row: price, budget: budgetPrice }: { readonly row: Float64Array; readonly budget: number },
  limit: number,
): number {
  const { rowCount, columnCount, columnOffsets, columnRow, need, weight, cost, spend, open } = model;
  let lower = model.constant - (spend ? budgetPrice * model.budget : 0);
  for (let row = 0; row < rowCount; row++) lower += need[row]! * price[row]!;
  const score = new Float64Array(columnCount);
  const wished = new Float64Array(columnCount);
  let wishes = 0;
  let room = open;
  for (let column = 0; column < columnCount; column++) {
    if (columnState[column] === SHUT) continue;
    let sum = cost[column]! + (spend ? budgetPrice * spend[column]! : 0);
    for (let arc = columnOffsets[column]!; arc < columnOffsets[column + 1]!; arc++)
      sum -= price[columnRow[arc]!]!;
    score[column] = sum;
    if (columnState[column] === OPENED) {
      room--;
      lower += sum;
    } else if (sum < 0) wished[wishes++] = sum;
  }
  if (room < 0) return Infinity;
  const sorted = wished.subarray(0, wishes).sort();
  for (let k = 0; k < Math.min(room, wishes); k++) lower += sorted[k]!;
  if (lower >= limit) return lower;
  // The dearest that is still opened, and the cheapest that is not: what changing places costs.
  const isFull = wishes >= room;
  const last = !isFull ? 0 : room > 0 ? sorted[room - 1]! : -Infinity;
  const next = wishes > room ? sorted[room]! : 0;
  for (let column = 0; column < columnCount; column++) {
    if (columnState[column] !== FREE) continue;
    const here = score[column]!;
    if (here < 0 && here <= last) {
      // Of equal ones at the edge it is not said which is in.
      if (lower - here + next >= limit) columnState[column] = OPENED;
    } else if (lower + here - last >= limit) columnState[column] = SHUT;
  }
  for (let row = 0; row < rowCount; row++)
    if (weight[row] !== Infinity && lower - need[row]! * price[row]! + weight[row]! >= limit)
      rowState[row] = OPENED;
  return lower;
}
