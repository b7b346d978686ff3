import { CoverChoice } from "./cover-interchange.ts";
import type { CoverModel } from "./cover-model.ts";

/** Steps for which a column that was shut stays shut, and one that was opened stays open: from, and up to this many more. */
const SHUT_STEPS = 2;
const OPEN_STEPS = 1;
/** Share of its weight by which a row counts for more after each step that leaves it out (0.03 to 1 do alike). */
const RAISED = 0.1;
const STEPS_PER_LOOK = 64;

/**
 * Walks from choice to choice, by a fixed sequence: a row that is left out, drawn at random, gets the column that saves
 * most, and the one that is missed least is shut for it, unless it moved a moment ago; rows that stay left out count for
 * more and more (weighting local search for set covering: Gao, Weise and Li 2015). Finds its way where swaps that save
 * are none: where everything, or nearly everything, must be covered. Returns the best choice on the way.
 */
export function wanderCover(
  model: CoverModel,
  start: readonly number[],
  steps: number,
  isOver: () => boolean,
): number[] {
  const { rowOffsets, rowColumn, rowCount, columnCount, cost, weight, open } = model;
  const choice = new CoverChoice(model);
  for (const column of start) choice.turn(column, true);
  choice.settle();
  let best = choice.opened();
  let bestValue = choice.value();
  const must = choice.mustWeight;
  const least = 1e-9 * Math.max(1, Math.abs(bestValue));
  const movesFrom = new Int32Array(columnCount);
  const touched = new Int32Array(columnCount);
  let state = 1;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * limit);
  };
  const isPriced = cost.some((each) => each > 0);
  const left: number[] = [];
  for (let step = 1; step <= steps; step++) {
    if (step % STEPS_PER_LOOK === 0 && isOver()) break;
    left.length = 0;
    for (let row = 0; row < rowCount; row++) if (choice.isLeft(row)) left.push(row);
    if (left.length > 0) {
      let row = left[below(left.length)]!;
      const other = left[below(left.length)]!;
      if (weight[other]! > weight[row]!) row = other;
      let into = -1;
      for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++) {
        const column = rowColumn[arc]!;
        if (choice.isOpen(column) || movesFrom[column]! > step) continue;
        if (into === -1) into = column;
        else {
          const more = choice.saving(column) - choice.saving(into);
          if (more > 0 || (more === 0 && touched[column]! < touched[into]!)) into = column;
        }
      }
      if (into === -1) continue;
      choice.turn(into, true);
      touched[into] = step;
      movesFrom[into] = step + 1 + OPEN_STEPS + below(3);
    }
    // As far as the limits ask for it, and once more where every column costs: else nothing better is in sight.
    let isShutting = left.length === 0 || isPriced;
    while (choice.count() > 0 && (isShutting || choice.count() > open || choice.isBeyondBudget())) {
      let out = -1;
      for (const column of choice.list()) {
        if (movesFrom[column]! > step) continue;
        if (out === -1) out = column;
        else {
          const less = choice.losing(column) - choice.losing(out);
          if (less < 0 || (less === 0 && touched[column]! < touched[out]!)) out = column;
        }
      }
      if (out === -1) break;
      if (
        isShutting &&
        choice.count() <= open &&
        !choice.isBeyondBudget() &&
        left.length > 0 &&
        choice.losing(out) > 0
      )
        break;
      choice.turn(out, false);
      touched[out] = step;
      movesFrom[out] = step + 1 + SHUT_STEPS + below(3);
      isShutting = false;
    }
    let value = 0;
    for (const column of choice.list()) value += cost[column]!;
    for (let row = 0; row < rowCount; row++) {
      if (!choice.isLeft(row)) continue;
      const each = weight[row] === Infinity ? must : weight[row]!;
      value += each;
      choice.raise(row, RAISED * each);
    }
    if (value < bestValue - least && choice.count() <= open && !choice.isBeyondBudget()) {
      best = choice.opened();
      bestValue = value;
    }
  }
  return best;
}
