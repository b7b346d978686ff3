/** An outline passes no nearer to a lattice point than this share of a side: then no two of its vertices fall together. */
export const CLEAR_SHARE = 0.02;

/**
 * A closed outline with fewer vertices. Its vertices lie between two neighbouring points of a lattice each; what is left
 * out, the straight line passes between the same two, at most `most` (share of a side) from where it was. So the line runs
 * through the very squares the outline ran through, and where only one outline runs through a square it meets no other.
 * `isKept`: 1 = stays, because another outline runs through the square too. The first vertex stays.
 */
export function straightenOutline(points: readonly number[], isKept: Uint8Array, most: number): number[] {
  const count = points.length / 2;
  const kept: number[] = [points[0] as number, points[1] as number];
  let fromX = points[0] as number;
  let fromY = points[1] as number;
  /** The directions that pass all gates so far lie between these two, to the right of the one and the left of the other. */
  let [leftX, leftY, rightX, rightY] = [0, 0, 0, 0];
  let isOpen = true;
  for (let k = 1; k < count; ) {
    const x = points[k * 2] as number;
    const y = points[k * 2 + 1] as number;
    const passes =
      isOpen ||
      (leftX * (y - fromY) - leftY * (x - fromX) <= 0 && rightX * (y - fromY) - rightY * (x - fromX) >= 0);
    if (!passes || isKept[k] === 1) {
      const last = passes ? k : k - 1;
      fromX = points[last * 2] as number;
      fromY = points[last * 2 + 1] as number;
      kept.push(fromX, fromY);
      isOpen = true;
      k = last + 1;
      continue;
    }
    // the gate: the side of the lattice it lies on, near the vertex and clear of the lattice points
    const isOnRow = Number.isInteger(y);
    const along = isOnRow ? x : y;
    const base = Math.floor(along);
    const low = Math.min(along, Math.max(base + CLEAR_SHARE, along - most));
    const high = Math.max(along, Math.min(base + 1 - CLEAR_SHARE, along + most));
    let ax = (isOnRow ? low : x) - fromX;
    let ay = (isOnRow ? y : low) - fromY;
    let bx = (isOnRow ? high : x) - fromX;
    let by = (isOnRow ? y : high) - fromY;
    // a to the left of b
    if (ax * by - ay * bx > 0) [ax, ay, bx, by] = [bx, by, ax, ay];
    if (isOpen || leftX * ay - leftY * ax < 0) [leftX, leftY] = [ax, ay];
    if (isOpen || rightX * by - rightY * bx > 0) [rightX, rightY] = [bx, by];
    isOpen = false;
    k++;
  }
  // the last side leads back to the first vertex
  const x = points[0] as number;
  const y = points[1] as number;
  const passes =
    isOpen ||
    (leftX * (y - fromY) - leftY * (x - fromX) <= 0 && rightX * (y - fromY) - rightY * (x - fromX) >= 0);
  if (!passes) kept.push(points[count * 2 - 2] as number, points[count * 2 - 1] as number);
  return kept;
}
