import { type PlaneRing, ringContains, segmentsTouch } from "./ring.ts";

/** Points beyond which a ring is sorted into bands first: below, walking all of it is as quick. */
const FEW_POINTS = 24;

/** Whether a segment lies in the ring or touches it. */
export type RingTouch = (ax: number, ay: number, bx: number, by: number) => boolean;

/**
 * A test of many segments against one ring, even-odd where the ring crosses itself. The ring's sides lie sorted into
 * level bands, so that a coastline of ten thousand points costs each segment only the sides beside it.
 */
export function createRingTouch(ring: PlaneRing): RingTouch {
  let south = Infinity;
  let north = -Infinity;
  for (const [, y] of ring) {
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  const bandCount = ring.length <= FEW_POINTS || !(north > south) ? 1 : Math.min(ring.length, 2048);
  const bandMetres = (north - south) / bandCount || 1;
  const bandOf = (y: number) => Math.min(bandCount - 1, Math.max(0, Math.floor((y - south) / bandMetres)));
  // A band holds every side that touches it, each with both its ends: [from, to, from, to, …].
  const bands: (readonly [x: number, y: number])[][] = Array.from({ length: bandCount }, () => []);
  ring.forEach((to, i) => {
    const from = ring[i === 0 ? ring.length - 1 : i - 1]!;
    const last = bandOf(Math.max(from[1], to[1]));
    for (let band = bandOf(Math.min(from[1], to[1])); band <= last; band++) bands[band]!.push(from, to);
  });
  const contains = (x: number, y: number) => {
    if (bandCount === 1) return ringContains(ring, x, y);
    let isInside = false;
    const sides = bands[bandOf(y)]!;
    for (let i = 0; i < sides.length; i += 2) {
      const [xj, yj] = sides[i]!;
      const [xi, yi] = sides[i + 1]!;
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) isInside = !isInside;
    }
    return isInside;
  };
  return (ax, ay, bx, by) => {
    if (contains(ax, ay) || contains(bx, by)) return true;
    const last = bandOf(Math.max(ay, by));
    for (let band = bandOf(Math.min(ay, by)); band <= last; band++) {
      const sides = bands[band]!;
      for (let i = 0; i < sides.length; i += 2) {
        const [xj, yj] = sides[i]!;
        const [xi, yi] = sides[i + 1]!;
        if (segmentsTouch(ax, ay, bx, by, xj, yj, xi, yi)) return true;
      }
    }
    return false;
  };
}
