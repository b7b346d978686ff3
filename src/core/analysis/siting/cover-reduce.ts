import { type CoverModel, FREE, OPENED, restrictCover, SHUT } from "./cover-model.ts";

/** Rows or columns between two looks at whether anybody still waits. */
const LINES_A_LOOK = 32;

/** Lists of numbers below `limit` as bits, 32 to a word. */
function bits(offsets: Uint32Array, items: Uint32Array, limit: number): { words: number; set: Int32Array } {
  const words = (limit + 31) >> 5;
  const set = new Int32Array((offsets.length - 1) * words);
  for (let list = 0; list + 1 < offsets.length; list++)
    for (let arc = offsets[list]!; arc < offsets[list + 1]!; arc++)
      set[list * words + (items[arc]! >> 5)]! |= 1 << (items[arc]! & 31);
  return { words, set };
}

const isWithin = (set: Int32Array, words: number, inner: number, outer: number): boolean => {
  for (let word = 0; word < words; word++)
    if ((set[inner * words + word]! & ~set[outer * words + word]!) !== 0) return false;
  return true;
};

/** The item of a list that the fewest other lists hold: whatever holds the whole list is among its holders. */
function rarest(offsets: Uint32Array, items: Uint32Array, list: number, holders: Uint32Array): number {
  let best = items[offsets[list]!]!;
  for (let arc = offsets[list]!; arc < offsets[list + 1]!; arc++) {
    const item = items[arc]!;
    if (holders[item + 1]! - holders[item]! < holders[best + 1]! - holders[best]!) best = item;
  }
  return best;
}

/**
 * Rows that are covered whenever some row that must be is: `SHUT`. Their prices go to that row, which lowers no bound:
 * it needs as many, and of fewer columns.
 */
function idleRows(model: CoverModel, price: Float64Array, isOver: () => boolean): Uint8Array {
  const { rowOffsets, rowColumn, columnOffsets, columnRow, need, weight, rowCount } = model;
  const state = new Uint8Array(rowCount);
  if (!weight.includes(Infinity)) return state;
  const { words, set } = bits(rowOffsets, rowColumn, model.columnCount);
  for (let row = 0; row < rowCount; row++) {
    if (row % LINES_A_LOOK === LINES_A_LOOK - 1 && isOver()) break;
    if (weight[row] !== Infinity || state[row] === SHUT) continue;
    const column = rarest(rowOffsets, rowColumn, row, columnOffsets);
    for (let arc = columnOffsets[column]!; arc < columnOffsets[column + 1]!; arc++) {
      const other = columnRow[arc]!;
      if (other === row || state[other] === SHUT || need[other]! > need[row]!) continue;
      if (!isWithin(set, words, row, other)) continue;
      state[other] = SHUT;
      price[row]! += price[other]!;
    }
  }
  return state;
}

/**
 * Columns that can be left shut because another reaches as much and is no dearer (only where each row it reaches needs
 * one: with backups both may be wanted), columns that reach nothing, and columns without which a row that must be
 * covered is not.
 */
function decidedColumns(model: CoverModel, isOver: () => boolean): Uint8Array {
  const { rowOffsets, rowColumn, columnOffsets, columnRow, need, weight, rowCount, columnCount } = model;
  const state = new Uint8Array(columnCount);
  for (let row = 0; row < rowCount; row++)
    if (weight[row] === Infinity && rowOffsets[row + 1]! - rowOffsets[row]! === need[row])
      for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++) state[rowColumn[arc]!] = OPENED;
  if (model.spend)
    for (let column = 0; column < columnCount; column++)
      if (model.spend[column]! > model.budget * (1 + 1e-9)) state[column] = SHUT;
  const { words, set } = bits(columnOffsets, columnRow, rowCount);
  const replaces = (other: number, column: number) => {
    if (model.cost[other]! > model.cost[column]!) return false;
    if (model.spend && model.spend[other]! > model.spend[column]!) return false;
    return isWithin(set, words, column, other);
  };
  for (let column = 0; column < columnCount; column++) {
    if (column % LINES_A_LOOK === LINES_A_LOOK - 1 && isOver()) break;
    if (state[column] !== FREE) continue;
    if (columnOffsets[column] === columnOffsets[column + 1]) {
      state[column] = SHUT;
      continue;
    }
    let isSingle = true;
    for (let arc = columnOffsets[column]!; isSingle && arc < columnOffsets[column + 1]!; arc++)
      isSingle = need[columnRow[arc]!] === 1;
    if (!isSingle) continue;
    const row = rarest(columnOffsets, columnRow, column, rowOffsets);
    for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++) {
      const other = rowColumn[arc]!;
      if (other === column || state[other] === SHUT || !replaces(other, column)) continue;
      state[column] = SHUT;
      break;
    }
  }
  return state;
}

/** Rows reached by the very same columns and of the same need are one row: the later ones are `SHUT`. */
function twinRows(model: CoverModel, weight: Float64Array, price: Float64Array): Uint8Array {
  const { rowOffsets, rowColumn, rowCount, need } = model;
  const byColumns = new Map<number, number[]>();
  const state = new Uint8Array(rowCount);
  const isSame = (a: number, b: number) => {
    const length = rowOffsets[a + 1]! - rowOffsets[a]!;
    if (need[a] !== need[b] || rowOffsets[b + 1]! - rowOffsets[b]! !== length) return false;
    for (let k = 0; k < length; k++)
      if (rowColumn[rowOffsets[a]! + k] !== rowColumn[rowOffsets[b]! + k]) return false;
    return true;
  };
  for (let row = 0; row < rowCount; row++) {
    let hash = need[row]!;
    for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++)
      hash = Math.imul(hash ^ rowColumn[arc]!, 0x9e3779b1) ^ (hash >>> 15);
    const alike = byColumns.get(hash);
    const twin = alike?.find((other) => isSame(other, row));
    if (twin !== undefined) {
      weight[twin]! += weight[row]!;
      price[twin]! += price[row]!;
      state[row] = SHUT;
    } else if (alike) alike.push(row);
    else byColumns.set(hash, [row]);
  }
  return state;
}

const isAnySet = (state: Uint8Array) => state.some((each) => each !== FREE);

/** A model and the row prices of its relaxation, which go along when it gets smaller. */
export interface PricedCover {
  readonly model: CoverModel;
  readonly price: Float64Array;
}

/** `restrictCover` with the prices. */
export function restrictPriced(
  { model, price }: PricedCover,
  columnState: Uint8Array,
  rowState: Uint8Array | null,
): PricedCover | null {
  const smaller = restrictCover(model, columnState, rowState);
  if (smaller === null) return null;
  return { model: smaller.model, price: Float64Array.from(smaller.rows, (row) => price[row]!) };
}

/**
 * The smallest model of the same optimum that looking at rows and columns gives; null = nothing can do it. `isOver`: look
 * no further; each thing found so far holds by itself.
 */
export function reduceCover(priced: PricedCover, isOver: () => boolean): PricedCover | null {
  const nothing = (model: CoverModel) => new Uint8Array(model.columnCount);
  let reduced = priced;
  for (;;) {
    const weight = reduced.model.weight.slice();
    const merged = reduced.price.slice();
    const twins = twinRows(reduced.model, weight, merged);
    // Leaving rows out alone is always allowed.
    if (isAnySet(twins))
      reduced = restrictPriced(
        { model: { ...reduced.model, weight }, price: merged },
        nothing(reduced.model),
        twins,
      )!;
    const columns = decidedColumns(reduced.model, isOver);
    const price = reduced.price.slice();
    const rows = idleRows(reduced.model, price, isOver);
    if ((!isAnySet(columns) && !isAnySet(rows)) || isOver()) return reduced;
    const next = restrictPriced({ model: reduced.model, price }, columns, rows);
    if (next === null) return null;
    reduced = next;
  }
}
