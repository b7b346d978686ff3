/** Place along the Hilbert curve of a 65 536 × 65 536 grid (Warren, Hacker's Delight, 16-3). */
export function hilbertIndex(x: number, y: number): number {
  let index = 0;
  let px = x;
  let py = y;
  for (let side = 32768; side > 0; side >>= 1) {
    const rx = px & side ? 1 : 0;
    const ry = py & side ? 1 : 0;
    index += side * side * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) {
        px = 65535 - px;
        py = 65535 - py;
      }
      [px, py] = [py, px];
    }
  }
  return index;
}
