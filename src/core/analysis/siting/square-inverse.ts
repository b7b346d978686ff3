/** Smaller entries of a column are roundings. */
const NOTHING = 1e-12;

/** The inverse of a square matrix of which one column after another is replaced. */
export class SquareInverse {
  readonly size: number;
  /** Row r of column k is at [k * size + r]. */
  readonly values: Float64Array;
  readonly #touched: Int32Array;
  readonly #packed: Float64Array;

  constructor(size: number) {
    this.size = size;
    this.values = new Float64Array(size * size);
    this.#touched = new Int32Array(size);
    this.#packed = new Float64Array(size);
  }

  /** The inverse of the unit matrix. */
  reset(): void {
    this.values.fill(0);
    for (let k = 0; k < this.size; k++) this.values[k * this.size + k] = 1;
  }

  /** Adds `factor` times a column of the inverse to `into`. */
  addColumn(column: number, factor: number, into: Float64Array): void {
    const { size, values } = this;
    const start = column * size;
    for (let r = 0; r < size; r++) into[r]! += factor * values[start + r]!;
  }

  /** Adds `factor` times a row of the inverse to `into`. */
  addRow(row: number, factor: number, into: Float64Array): void {
    const { size, values } = this;
    for (let k = 0; k < size; k++) into[k]! += factor * values[k * size + row]!;
  }

  /** Replaces the column at a place of the matrix; `turned` is the inverse times the new one. */
  replace(at: number, turned: Float64Array): void {
    const { size, values } = this;
    const touched = this.#touched;
    const packed = this.#packed;
    let count = 0;
    for (let r = 0; r < size; r++) {
      if (r === at || Math.abs(turned[r]!) <= NOTHING) continue;
      touched[count] = r;
      packed[count++] = turned[r]!;
    }
    const by = 1 / turned[at]!;
    for (let k = 0; k < size; k++) {
      const start = k * size;
      const value = values[start + at]!;
      if (value === 0) continue;
      const factor = value * by;
      values[start + at] = factor;
      for (let t = 0; t < count; t++) values[start + touched[t]!]! -= factor * packed[t]!;
    }
  }
}
