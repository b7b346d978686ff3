import type { PlaneRing } from "../ring.ts";

/** A side of a ring, its lower end first. */
export interface Segment {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** 1: its ring runs upwards along it; -1: downwards. */
  readonly direction: 1 | -1;
  /** 0: the ground that is divided; i: the i-th layer. */
  readonly layer: number;
  /** First and last of the levels it spans; filled in by `cutLevels`. */
  firstLevel: number;
  lastLevel: number;
}

/** Corners are put on a grid this fine, so that corners meant to be the same are. */
const GRID_PER_METRE = 1e5;
const onGrid = (metres: number) => Math.round(metres * GRID_PER_METRE) / GRID_PER_METRE;
/** Levels nearer to each other are one. */
const SAME_LEVEL_METRES = 1e-7;

/** Every side that is not level. */
export function segmentsOf(layers: readonly (readonly PlaneRing[])[]): Segment[] {
  const segments: Segment[] = [];
  layers.forEach((rings, layer) => {
    for (const ring of rings)
      ring.forEach(([toX, toY], i) => {
        const [fromX, fromY] = ring[i === 0 ? ring.length - 1 : i - 1] as readonly [number, number];
        const [ax, ay, bx, by] = [onGrid(fromX), onGrid(fromY), onGrid(toX), onGrid(toY)];
        if (ay === by) return;
        const levels = { firstLevel: 0, lastLevel: 0, layer };
        segments.push(
          ay < by
            ? { x0: ax, y0: ay, x1: bx, y1: by, direction: 1, ...levels }
            : { x0: bx, y0: by, x1: ax, y1: ay, direction: -1, ...levels },
        );
      });
  });
  return segments.sort((a, b) => a.y0 - b.y0);
}

/** Level at which two segments cross, NaN where they do not. */
function crossingLevel(a: Segment, b: Segment): number {
  const ax = a.x1 - a.x0;
  const ay = a.y1 - a.y0;
  const bx = b.x1 - b.x0;
  const by = b.y1 - b.y0;
  const cross = ax * by - ay * bx;
  if (cross === 0) return Number.NaN;
  const along = ((b.x0 - a.x0) * by - (b.y0 - a.y0) * bx) / cross;
  const across = ((b.x0 - a.x0) * ay - (b.y0 - a.y0) * ax) / cross;
  return along >= 0 && along <= 1 && across >= 0 && across <= 1 ? a.y0 + along * ay : Number.NaN;
}

function levelNearest(levels: readonly number[], y: number): number {
  let low = 0;
  let high = levels.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((levels[middle] as number) < y - SAME_LEVEL_METRES) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The levels at which anything begins, ends or crosses, rising: between two of them no segment crosses another. Segments
 * have to come by their lower end, as `segmentsOf` gives them.
 */
export function cutLevels(segments: readonly Segment[]): readonly number[] {
  const raw: number[] = [];
  let open: Segment[] = [];
  for (const segment of segments) {
    raw.push(segment.y0, segment.y1);
    const west = Math.min(segment.x0, segment.x1);
    const east = Math.max(segment.x0, segment.x1);
    let kept = 0;
    for (const other of open) {
      if (other.y1 <= segment.y0) continue;
      open[kept++] = other;
      if (Math.max(other.x0, other.x1) < west || Math.min(other.x0, other.x1) > east) continue;
      const level = crossingLevel(segment, other);
      if (!Number.isNaN(level)) raw.push(level);
    }
    open.length = kept;
    open.push(segment);
  }
  open = [];
  raw.sort((a, b) => a - b);
  const levels: number[] = [];
  for (const y of raw)
    if (levels.length === 0 || y - (levels.at(-1) as number) > SAME_LEVEL_METRES) levels.push(y);
  for (const segment of segments) {
    segment.firstLevel = levelNearest(levels, segment.y0);
    segment.lastLevel = levelNearest(levels, segment.y1);
  }
  return levels;
}

/** Where a segment stands at a level; its ends exactly. */
export function eastAt(segment: Segment, level: number, y: number): number {
  if (level <= segment.firstLevel) return segment.x0;
  if (level >= segment.lastLevel) return segment.x1;
  return segment.x0 + ((y - segment.y0) / (segment.y1 - segment.y0)) * (segment.x1 - segment.x0);
}
