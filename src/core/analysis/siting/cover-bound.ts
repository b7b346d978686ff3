import { type CoverModel, FREE, OPENED, SHUT } from "./cover-model.ts";
import { PriceAscent } from "./price-ascent.ts";

/** Prices of the relaxed conditions: per row, and of the budget. */
export interface CoverPrices {
  readonly row: Float64Array;
  readonly budget: number;
}

export interface CoverBound {
  /** Nothing that is allowed costs less, unless it costs at least `limit`. */
  readonly bound: number;
  readonly prices: CoverPrices;
  /** By column: what every choice below `limit` opens, leaves shut, or may do either way. */
  readonly columnState: Uint8Array;
  /** Rows that every choice below `limit` covers are `OPENED`, the others `FREE`. */
  readonly rowState: Uint8Array;
  /** How often each column was in the relaxed choice, late rounds counting most: 0-1. */
  readonly leaning: Float64Array;
}

export interface BoundSearch {
  readonly rounds: number;
  /** Halvings of the step end the search when it falls below this. */
  readonly leastScale: number;
  readonly firstScale: number;
  /** The search ends with what it has. */
  isOver(): boolean;
  /** A choice that costs this much or more is of no interest; asked anew each round. */
  limit(): number;
  /** Offers the columns of a relaxed choice, and what they cost (Infinity: they are not allowed). */
  offer(columns: Uint32Array, value: number): void;
}

/** What leaving each row uncovered costs; for rows that must be covered, what covering it costs at least. */
function fullPrices(model: CoverModel): Float64Array {
  const { rowOffsets, rowColumn, columnOffsets, need, weight, cost } = model;
  return weight.map((each, row) => {
    if (each !== Infinity) return each / need[row]!;
    let least = Infinity;
    for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++) {
      const column = rowColumn[arc]!;
      least = Math.min(least, cost[column]! / (columnOffsets[column + 1]! - columnOffsets[column]!));
    }
    return least;
  });
}

const START_SHARES = [0.025, 0.05, 0.1, 0.2, 0.4, 0.7, 1];

/** The share of the full prices that bounds best: low where nearly everything can be covered. */
export function startPrices(model: CoverModel): CoverPrices {
  const full = fullPrices(model);
  const silent = {
    firstScale: 1,
    leastScale: 0,
    rounds: 1,
    isOver: () => false,
    limit: () => Infinity,
    offer: () => {},
  };
  let best: CoverBound | null = null;
  for (const share of START_SHARES) {
    const tried = coverBound(model, { row: full.map((each) => each * share), budget: 0 }, silent);
    if (best === null || tried.bound > best.bound) best = tried;
  }
  return best!.prices;
}

/**
 * Lagrangian relaxation of "a row counts when enough columns are open" and of the budget, by subgradients; what is left
 * is to open the cheapest columns. As good as linear programming at its best, and far faster (maximal covering: Galvão
 * and ReVelle 1996; set covering: Beasley 1990). Columns and rows are decided by what deciding otherwise would cost.
 */
export function coverBound(model: CoverModel, start: CoverPrices, search: BoundSearch): CoverBound {
  const { rowCount, columnCount, columnOffsets, columnRow, need, weight, cost, spend, open } = model;
  const columnState = new Uint8Array(columnCount);
  const rowState = new Uint8Array(rowCount);
  // The price of the budget is the last one.
  const cap = new Float64Array(rowCount + 1).fill(Infinity);
  for (let row = 0; row < rowCount; row++) cap[row] = weight[row]! / need[row]!;
  const first = new Float64Array(rowCount + 1);
  first.set(start.row);
  first[rowCount] = start.budget;
  const ascent = new PriceAscent(first, cap, { first: search.firstScale, least: search.leastScale });
  const { price } = ascent;
  const score = new Float64Array(columnCount);
  const sorted = new Float64Array(columnCount);
  const covers = new Int32Array(rowCount);
  const chosen = new Uint32Array(columnCount);
  const isChosen = new Uint8Array(columnCount);
  const broken = new Float64Array(rowCount + 1);
  const leaning = new Float64Array(columnCount);
  for (let round = 0; round < search.rounds && !(round > 0 && search.isOver()); round++) {
    const budgetPrice = price[rowCount]!;
    let lower = model.constant - (spend ? budgetPrice * model.budget : 0);
    for (let row = 0; row < rowCount; row++) lower += need[row]! * price[row]!;
    let openedCount = 0;
    let wishes = 0;
    for (let column = 0; column < columnCount; column++) {
      if (columnState[column] === SHUT) continue;
      let sum = cost[column]! + (spend ? budgetPrice * spend[column]! : 0);
      for (let arc = columnOffsets[column]!; arc < columnOffsets[column + 1]!; arc++)
        sum -= price[columnRow[arc]!]!;
      score[column] = sum;
      if (columnState[column] === OPENED) openedCount++;
      else if (sum < 0) sorted[wishes++] = sum;
    }
    const room = open - openedCount;
    // The dearest that is still opened, and the cheapest that is not: what changing places costs.
    let last = 0;
    let next = 0;
    if (wishes > room) {
      const wished = sorted.subarray(0, wishes).sort();
      last = room > 0 ? wished[room - 1]! : -Infinity;
      next = wished[room]!;
    }
    let chosenCount = 0;
    isChosen.fill(0);
    let value = model.constant;
    let spent = 0;
    covers.fill(0);
    // Of equal ones at the edge the first are taken.
    let atEdge = room;
    if (wishes > room)
      for (let column = 0; column < columnCount; column++)
        if (columnState[column] === FREE && score[column]! < last) atEdge--;
    for (let column = 0; column < columnCount; column++) {
      const state = columnState[column];
      if (state === SHUT) continue;
      if (state === FREE) {
        if (score[column]! >= 0) continue;
        if (wishes > room && score[column]! >= last) {
          if (score[column]! > last || atEdge <= 0) continue;
          atEdge--;
        }
      }
      chosen[chosenCount++] = column;
      isChosen[column] = 1;
      lower += score[column]!;
      value += cost[column]!;
      if (spend) spent += spend[column]!;
      for (let arc = columnOffsets[column]!; arc < columnOffsets[column + 1]!; arc++)
        covers[columnRow[arc]!]!++;
    }
    for (let row = 0; row < rowCount; row++) if (covers[row]! < need[row]!) value += weight[row]!;
    if (chosenCount > open || spent > model.budget) value = Infinity;
    search.offer(chosen.subarray(0, chosenCount), value);
    for (let column = 0; column < columnCount; column++)
      leaning[column] = 0.9 * leaning[column]! + 0.1 * isChosen[column]!;
    const limit = search.limit();
    if (!ascent.note(lower, limit) || lower >= limit) break;
    if (room < 0) {
      ascent.bestBound = limit;
      break;
    }
    for (let column = 0; column < columnCount; column++) {
      if (columnState[column] !== FREE) continue;
      if (isChosen[column] === 1) {
        if (lower - score[column]! + next >= limit) columnState[column] = OPENED;
      } else if (lower + score[column]! - (wishes >= room ? last : 0) >= limit) columnState[column] = SHUT;
    }
    for (let row = 0; row < rowCount; row++)
      if (
        rowState[row] === FREE &&
        weight[row] !== Infinity &&
        lower - need[row]! * price[row]! + weight[row]! >= limit
      ) {
        rowState[row] = OPENED;
        cap[row] = Infinity;
      }
    for (let row = 0; row < rowCount; row++) broken[row] = need[row]! - covers[row]!;
    broken[rowCount] = spend ? spent - model.budget : 0;
    if (!ascent.move(broken, lower, limit)) break;
  }
  return {
    bound: ascent.bestBound,
    prices: { row: ascent.bestPrice.slice(0, rowCount), budget: ascent.bestPrice[rowCount]! },
    columnState,
    rowState,
    leaning,
  };
}
