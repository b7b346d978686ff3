const BITS = 16;
/** Cells per side of the square the curve runs through. */
export const HILBERT_CELLS = 1 << BITS;

/**
 * Place of a cell along the Hilbert curve of order 16.
 * `x`, `y`: whole numbers in [0, HILBERT_CELLS). Result in [0, HILBERT_CELLS²): neighbours on the curve are neighbours
 * on the ground (Hilbert 1891; the quadrant is turned at each level).
 */
export function hilbertPosition(x: number, y: number): number {
  let position = 0;
  let column = x;
  let row = y;
  for (let side = HILBERT_CELLS >> 1; side > 0; side >>= 1) {
    const right = (column & side) > 0 ? 1 : 0;
    const upper = (row & side) > 0 ? 1 : 0;
    position += side * side * ((3 * right) ^ upper);
    if (upper === 0) {
      if (right === 1) {
        column = HILBERT_CELLS - 1 - column;
        row = HILBERT_CELLS - 1 - row;
      }
      [column, row] = [row, column];
    }
  }
  return position;
}
