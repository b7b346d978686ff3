/** With fewer, one number for time and column sorts as fast. */
const FEWEST_TO_COUNT = 48;
/** Two digits are a walk of seven hours. */
const DIGIT_BITS = 9;
const DIGITS = 1 << DIGIT_BITS;

/** Walks of one demand: deciseconds and column of each. */
export interface Walks {
  readonly deciseconds: Uint32Array;
  readonly column: Uint32Array;
}

/**
 * Sorts the first `count` walks by their time, equal ones by column; `columnCount`: columns are below. By counting digits
 * of the time, which takes a fraction of what comparing does and leaves equal ones in their order.
 */
export class TimeSorter {
  readonly walks: Walks;
  private readonly other: Walks;
  private readonly starts = new Uint32Array(DIGITS);
  private readonly keys: Float64Array;
  private readonly columnCount: number;

  constructor(columnCount: number) {
    const walks = () => ({
      deciseconds: new Uint32Array(columnCount),
      column: new Uint32Array(columnCount),
    });
    this.walks = walks();
    this.other = walks();
    this.keys = new Float64Array(columnCount);
    this.columnCount = columnCount;
  }

  /** Of `walks`, in place. */
  sort(count: number): void {
    const { deciseconds, column } = this.walks;
    let most = 0;
    let isRising = true;
    for (let k = 0; k < count; k++) {
      if (deciseconds[k]! > most) most = deciseconds[k]!;
      if (k > 0 && column[k]! < column[k - 1]!) isRising = false;
    }
    if (count < FEWEST_TO_COUNT || !isRising) {
      this.sortKeys(count);
      return;
    }
    let [from, to] = [this.walks, this.other];
    for (let shift = 0; shift < 32 && most >>> shift > 0; shift += DIGIT_BITS) {
      this.sortDigit(from, to, count, shift);
      [from, to] = [to, from];
    }
    if (from === this.walks) return;
    deciseconds.set(from.deciseconds.subarray(0, count));
    column.set(from.column.subarray(0, count));
  }

  private sortDigit(from: Walks, to: Walks, count: number, shift: number): void {
    const { starts } = this;
    starts.fill(0);
    for (let k = 0; k < count; k++) starts[(from.deciseconds[k]! >>> shift) & (DIGITS - 1)]!++;
    let start = 0;
    for (let digit = 0; digit < DIGITS; digit++) {
      const alike = starts[digit]!;
      starts[digit] = start;
      start += alike;
    }
    for (let k = 0; k < count; k++) {
      const time = from.deciseconds[k]!;
      const place = starts[(time >>> shift) & (DIGITS - 1)]!++;
      to.deciseconds[place] = time;
      to.column[place] = from.column[k]!;
    }
  }

  private sortKeys(count: number): void {
    const { keys, columnCount } = this;
    const { deciseconds, column } = this.walks;
    for (let k = 0; k < count; k++) keys[k] = deciseconds[k]! * columnCount + column[k]!;
    keys.subarray(0, count).sort();
    for (let k = 0; k < count; k++) {
      const time = Math.floor(keys[k]! / columnCount);
      deciseconds[k] = time;
      column[k] = keys[k]! - time * columnCount;
    }
  }
}
