import { type CrsReference, cellAt, GROUND } from "./crs-reference.ts";

export interface BoundaryFit {
  /** Nearly all points lie inside, and moving the set in any direction pushes some out: it fills the district to its edges. */
  readonly fits: boolean;
  /** Share of points that leave the district on the way that costs the fewest, 0-1. */
  readonly leastLostShare: number;
}

const NEARLY_ALL = 0.97;
const MOVED_METRES = 500;
const DIRECTIONS = 16;
/** Fewer than this are chance. */
const FEWEST_LOST = 5;
const LEAST_LOST_SHARE = 0.025;

/** `plane`: east, north interleaved, metres on the reference's plane; each point once. */
export function boundaryFit(plane: Float64Array, reference: CrsReference): BoundaryFit {
  const count = plane.length / 2;
  const insideAfter = (eastBy: number, northBy: number) => {
    let inside = 0;
    for (let i = 0; i < plane.length; i += 2) {
      const cell = cellAt(reference, (plane[i] as number) + eastBy, (plane[i + 1] as number) + northBy);
      if (cell >= 0 && ((reference.ground[cell] as number) & GROUND.inside) !== 0) inside++;
    }
    return inside;
  };
  const here = insideAfter(0, 0);
  if (here < NEARLY_ALL * count) return { fits: false, leastLostShare: 0 };
  let leastLost = Infinity;
  for (let k = 0; k < DIRECTIONS; k++) {
    const angle = (2 * Math.PI * k) / DIRECTIONS;
    leastLost = Math.min(
      leastLost,
      here - insideAfter(MOVED_METRES * Math.cos(angle), MOVED_METRES * Math.sin(angle)),
    );
  }
  const leastLostShare = leastLost / count;
  return { fits: leastLost >= FEWEST_LOST && leastLostShare >= LEAST_LOST_SHARE, leastLostShare };
}
