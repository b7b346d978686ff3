import type { CoverModel } from "./cover-model.ts";

/** Columns between two looks at whether anybody still waits. */
const COLUMNS_A_LOOK = 16;
const NEVER = () => false;

/**
 * Betters a choice of columns by openings, shuttings and swaps until none saves (Teitz and Bart 1968; for each incoming
 * column all outgoing ones are valued at once, as in Whitaker 1983). Rows that must be covered count as dearer than
 * everything else together. From an empty start it is the greedy choice and its interchange; a start beyond the limits
 * is first cut back. `isOver`: swaps end where they are.
 */
export function interchangeCover(
  model: CoverModel,
  start: Iterable<number>,
  isOver: () => boolean = NEVER,
): number[] {
  const work = new CoverChoice(model);
  for (const column of start) work.turn(column, true);
  work.settle(isOver);
  return work.opened();
}

/**
 * Variable neighbourhood search (Hansen and Mladenovic 1997): again and again two to five open columns are swapped for
 * shut ones near them, by a fixed sequence, and the interchange settles what comes of it; kept when it is better.
 */
export function shakenCover(
  model: CoverModel,
  start: readonly number[],
  shakes: number,
  isOver: () => boolean,
): number[] {
  const work = new CoverChoice(model);
  for (const column of start) work.turn(column, true);
  work.settle(isOver);
  let best = work.opened();
  let bestValue = work.value();
  let state = 1;
  const below = (limit: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * limit);
  };
  for (let shake = 0; shake < shakes && best.length > 0 && !isOver(); shake++) {
    const depth = Math.min(best.length, 2 + (shake % 4));
    for (let k = 0; k < depth; k++) {
      const out = work.opened()[below(best.length - k)]!;
      work.turn(out, false);
      const near = work.neighbours(out);
      if (near.length > 0) work.turn(near[below(near.length)]!, true);
    }
    work.settle(isOver);
    const value = work.value();
    if (value < bestValue) {
      best = work.opened();
      bestValue = value;
    } else {
      for (const column of work.opened()) if (!best.includes(column)) work.turn(column, false);
      for (const column of best) work.turn(column, true);
    }
  }
  return best;
}

/** A choice of columns that knows what each opening would save and each shutting lose. */
export class CoverChoice {
  readonly #model: CoverModel;
  readonly #weight: Float64Array;
  /** What leaving out a row counts that must be covered: more than everything else together. */
  readonly mustWeight: number;
  /** Less than this is a rounding, not a saving. */
  readonly #least: number;
  readonly #isOpen: Uint8Array;
  /** Open columns, in no order, and where each stands in them. */
  readonly #list: number[] = [];
  readonly #place: Int32Array;
  readonly #covers: Int32Array;
  /** Sum of the open columns of each row: where there is one, it is that one. */
  readonly #openSum: Int32Array;
  /** What opening saves in rows that lack one; what shutting loses in rows that lack none and spare none. */
  readonly #gain: Float64Array;
  readonly #loss: Float64Array;
  readonly #together: Float64Array;
  #left: number;

  constructor(model: CoverModel) {
    const sumOf = (values: Float64Array) => values.reduce((sum, each) => sum + each, 0);
    const must = 1 + sumOf(model.cost) + sumOf(model.weight.filter((each) => each !== Infinity));
    this.#model = model;
    this.mustWeight = must;
    this.#weight = model.weight.map((each) => (each === Infinity ? must : each));
    this.#least = 1e-11 * must * (1 + model.rowCount);
    this.#isOpen = new Uint8Array(model.columnCount);
    this.#place = new Int32Array(model.columnCount);
    this.#covers = new Int32Array(model.rowCount);
    this.#openSum = new Int32Array(model.rowCount);
    this.#gain = new Float64Array(model.columnCount);
    this.#loss = new Float64Array(model.columnCount);
    this.#together = new Float64Array(model.columnCount);
    this.#left = model.budget;
    const { rowOffsets, rowColumn, need } = model;
    for (let row = 0; row < model.rowCount; row++)
      if (need[row] === 1)
        for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++)
          this.#gain[rowColumn[arc]!]! += this.#weight[row]!;
  }

  opened(): number[] {
    return [...this.#list].sort((a, b) => a - b);
  }

  /** Open columns, in no order. */
  list(): readonly number[] {
    return this.#list;
  }

  count(): number {
    return this.#list.length;
  }

  isOpen(column: number): boolean {
    return this.#isOpen[column] === 1;
  }

  isBeyondBudget(): boolean {
    return this.#left < -1e-9 * this.#model.budget;
  }

  /** The row lacks columns. */
  isLeft(row: number): boolean {
    return this.#covers[row]! < this.#model.need[row]!;
  }

  /** Lets a row that is left out count for more. */
  raise(row: number, by: number): void {
    const { rowOffsets, rowColumn, need } = this.#model;
    this.#weight[row]! += by;
    if (need[row]! - this.#covers[row]! !== 1) return;
    for (let arc = rowOffsets[row]!; arc < rowOffsets[row + 1]!; arc++) this.#gain[rowColumn[arc]!]! += by;
  }

  /** What opening a shut column saves, its cost taken off. */
  saving(column: number): number {
    return this.#gain[column]! - this.#model.cost[column]!;
  }

  /** What shutting an open column loses, its cost taken off. */
  losing(column: number): number {
    return this.#loss[column]! - this.#model.cost[column]!;
  }

  /** What is paid now, where leaving out what must be covered is dearer than everything else. */
  value(): number {
    const { cost, need, rowCount } = this.#model;
    let value = 0;
    for (const column of this.#list) value += cost[column]!;
    for (let row = 0; row < rowCount; row++) if (this.#covers[row]! < need[row]!) value += this.#weight[row]!;
    return value;
  }

  /** Shut columns that share a row with this one, and that row: the first of its rows nobody else covers, else its first. */
  neighbours(column: number): number[] {
    const { columnOffsets, columnRow, rowOffsets, rowColumn } = this.#model;
    const rows = columnRow.subarray(columnOffsets[column], columnOffsets[column + 1]);
    const row = rows.find((each) => this.#covers[each] === 0) ?? rows[0];
    if (row === undefined) return [];
    return Array.from(rowColumn.subarray(rowOffsets[row], rowOffsets[row + 1])).filter(
      (other) => other !== column && this.#isOpen[other] === 0,
    );
  }

  /** Cuts back, adds and swaps until nothing saves. */
  settle(isOver: () => boolean = NEVER): void {
    this.cutBack();
    this.addAll();
    while (this.swapAll(isOver)) this.addAll();
  }

  #spendOf(column: number): number {
    return this.#model.spend === null ? 0 : this.#model.spend[column]!;
  }

  turn(column: number, isOpening: boolean): void {
    if ((this.#isOpen[column] === 1) === isOpening) return;
    const { columnOffsets, columnRow, rowOffsets, rowColumn, need } = this.#model;
    const step = isOpening ? 1 : -1;
    this.#isOpen[column] = isOpening ? 1 : 0;
    this.#left -= step * this.#spendOf(column);
    if (isOpening) {
      this.#place[column] = this.#list.length;
      this.#list.push(column);
    } else {
      const last = this.#list.pop()!;
      if (last !== column) {
        this.#list[this.#place[column]!] = last;
        this.#place[last] = this.#place[column]!;
      }
    }
    for (let arc = columnOffsets[column]!; arc < columnOffsets[column + 1]!; arc++) {
      const row = columnRow[arc]!;
      const before = need[row]! - this.#covers[row]!;
      this.#covers[row]! += step;
      this.#openSum[row]! += step * column;
      const after = before - step;
      const gained = (after === 1 ? 1 : 0) - (before === 1 ? 1 : 0);
      const lost = (after === 0 ? 1 : 0) - (before === 0 ? 1 : 0);
      if (gained === 0 && lost === 0) continue;
      const weight = this.#weight[row]!;
      for (let other = rowOffsets[row]!; other < rowOffsets[row + 1]!; other++) {
        this.#gain[rowColumn[other]!]! += gained * weight;
        this.#loss[rowColumn[other]!]! += lost * weight;
      }
    }
  }

  /** Shuts what is missed least until the limits are kept. */
  cutBack(): void {
    const { open, budget, cost } = this.#model;
    while (this.#list.length > open || this.#left < -1e-9 * budget) {
      let best = this.#list[0]!;
      const loses = (column: number) => this.#loss[column]! - cost[column]!;
      for (const column of this.#list) if (loses(column) < loses(best)) best = column;
      this.turn(best, false);
    }
  }

  /** Shuts what saves by being shut and opens what saves most per unit of budget, as long as there is such a column. */
  addAll(): void {
    const { columnCount, open, cost } = this.#model;
    for (;;) {
      for (let k = this.#list.length - 1; k >= 0; k--) {
        const column = this.#list[k];
        if (column !== undefined && cost[column]! - this.#loss[column]! > this.#least)
          this.turn(column, false);
      }
      if (this.#list.length >= open) return;
      let best = -1;
      let bestWorth = 0;
      for (let column = 0; column < columnCount; column++) {
        if (this.#isOpen[column] === 1) continue;
        const saving = this.#gain[column]! - cost[column]!;
        const spend = this.#spendOf(column);
        if (saving <= this.#least || spend > this.#left) continue;
        const worth = saving / (spend > 0 ? spend : cost[column]! > 0 ? cost[column]! : 1);
        if (worth > bestWorth) {
          best = column;
          bestWorth = worth;
        }
      }
      if (best === -1) return;
      this.turn(best, true);
    }
  }

  /** One pass over the shut columns, each swapped in for the open one whose place it takes best; true where any was. */
  swapAll(isOver: () => boolean): boolean {
    const { columnCount, columnOffsets, columnRow, rowOffsets, rowColumn, need, cost } = this.#model;
    const together = this.#together;
    let isBetter = false;
    for (let column = 0; column < columnCount; column++) {
      if (column % COLUMNS_A_LOOK === COLUMNS_A_LOOK - 1 && isOver()) return false;
      if (this.#isOpen[column] === 1) continue;
      // How much less, or more, shutting each open one costs when this one is opened.
      for (const out of this.#list) together[out] = 0;
      for (let arc = columnOffsets[column]!; arc < columnOffsets[column + 1]!; arc++) {
        const row = columnRow[arc]!;
        const covers = this.#covers[row]!;
        const missing = need[row]! - covers;
        if (covers === 0 || (missing !== 0 && missing !== 1)) continue;
        const amount = missing === 0 ? this.#weight[row]! : -this.#weight[row]!;
        if (covers === 1) {
          together[this.#openSum[row]!]! += amount;
          continue;
        }
        for (let other = rowOffsets[row]!; other < rowOffsets[row + 1]!; other++)
          together[rowColumn[other]!]! += amount;
      }
      let best = -1;
      let bestSaving = this.#least;
      const saving = this.#gain[column]! - cost[column]!;
      const room = this.#left - this.#spendOf(column);
      for (const out of this.#list) {
        const saved = saving + cost[out]! - this.#loss[out]! + together[out]!;
        if (saved <= bestSaving || room + this.#spendOf(out) < 0) continue;
        best = out;
        bestSaving = saved;
      }
      if (best === -1) continue;
      this.turn(best, false);
      this.turn(column, true);
      isBetter = true;
    }
    return isBetter;
  }
}
