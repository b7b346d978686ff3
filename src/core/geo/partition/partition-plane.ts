import type { PlaneRing } from "../ring.ts";
import { cutLevels, eastAt, type Segment, segmentsOf } from "./beam-segments.ts";
import { type PlanePolygon, type Sides, tracePolygons } from "./trace-faces.ts";

export interface PlanePart {
  /** Never below 0. */
  readonly squareMetres: number;
  readonly polygons: readonly PlanePolygon[];
}

/** Spans narrower than this at both their levels are none. */
const NO_WIDTH_METRES = 1e-6;

/** A trapezoid of one part between two neighbouring levels. */
interface Span {
  readonly part: number;
  readonly west: Segment;
  readonly east: Segment;
}

/**
 * Divides the ground within `ground` among layers: each point belongs to the first layer whose rings wind around it, and
 * to part 0 where none does; part i is that of `layers[i - 1]`. Rings may overlap, touch, run along each other and cross
 * themselves; holes run the other way round than what they are holes in. The parts fill the ground and share nothing.
 *
 * Between two levels at which something begins, ends or crosses all sides stand in one order, so the ground there falls
 * into trapezoids, and each is asked once whose it is.
 */
export function partitionPlane(
  ground: readonly PlaneRing[],
  layers: readonly (readonly PlaneRing[])[],
): PlanePart[] {
  const segments = segmentsOf([ground, ...layers]);
  const levels = cutLevels(segments);
  const squareMetres = new Float64Array(layers.length + 1);
  const tracer = createTracer(layers.length + 1);
  const winding = new Int32Array(layers.length + 1);
  let active: Segment[] = [];
  let next = 0;
  let below: readonly Span[] = [];
  for (let level = 0; level + 1 < levels.length; level++) {
    const low = levels[level] as number;
    const high = levels[level + 1] as number;
    active = active.filter((segment) => segment.lastLevel > level);
    while (next < segments.length && (segments[next] as Segment).firstLevel <= level) {
      const segment = segments[next++] as Segment;
      if (segment.lastLevel > level) active.push(segment);
    }
    sortAcross(active, (low + high) / 2);
    const spans = spansOf(active, winding);
    const kept = spans.filter(({ part, west, east }) => {
      const atLow = eastAt(east, level, low) - eastAt(west, level, low);
      const atHigh = eastAt(east, level + 1, high) - eastAt(west, level + 1, high);
      if (atLow < NO_WIDTH_METRES && atHigh < NO_WIDTH_METRES) return false;
      squareMetres[part]! += (Math.max(0, atLow + atHigh) / 2) * (high - low);
      return true;
    });
    tracer.addLevel(level, low, below, kept);
    below = kept;
  }
  const last = levels.length - 1;
  if (last >= 0) tracer.addLevel(last, levels[last] as number, below, []);
  return Array.from(squareMetres, (area, part) => ({ squareMetres: area, polygons: tracer.polygons(part) }));
}

const middleOf = (segment: Segment, y: number) =>
  segment.x0 + ((y - segment.y0) / (segment.y1 - segment.y0)) * (segment.x1 - segment.x0);

/** By insertion: from one level to the next little changes. */
function sortAcross(active: Segment[], y: number): void {
  const at = active.map((segment) => middleOf(segment, y));
  for (let i = 1; i < active.length; i++) {
    const segment = active[i] as Segment;
    const x = at[i] as number;
    let k = i - 1;
    while (k >= 0 && (at[k] as number) > x) {
      active[k + 1] = active[k] as Segment;
      at[k + 1] = at[k] as number;
      k--;
    }
    active[k + 1] = segment;
    at[k + 1] = x;
  }
}

/** The runs of one part from west to east, with the segments that bound them. */
function spansOf(active: readonly Segment[], winding: Int32Array): Span[] {
  const spans: Span[] = [];
  winding.fill(0);
  let part = -1;
  let west: Segment | null = null;
  for (const segment of active) {
    winding[segment.layer]! += segment.direction;
    let now = -1;
    if (winding[0] !== 0) {
      now = 0;
      for (let layer = 1; layer < winding.length; layer++)
        if (winding[layer] !== 0) {
          now = layer;
          break;
        }
    }
    if (now === part) continue;
    if (west && part >= 0) spans.push({ part, west, east: segment });
    part = now;
    west = segment;
  }
  return spans;
}

/** Gathers the sides of every part level by level. */
function createTracer(partCount: number) {
  const points: (readonly [number, number])[] = [];
  const sides: Sides[] = Array.from({ length: partCount }, () => ({ from: [], to: [] }));
  /** Points at the level before, by where they stand. */
  let before: { readonly easts: readonly number[]; readonly first: number } = { easts: [], first: 0 };
  const push = (part: number, from: number, to: number) => {
    if (from === to) return;
    const into = sides[part] as Sides;
    into.from.push(from);
    into.to.push(to);
  };
  return {
    /** Closes what lies below a level against what lies above it, and draws the flanks of what lies below. */
    addLevel(level: number, y: number, below: readonly Span[], above: readonly Span[]) {
      const all: number[] = [];
      for (const { west, east } of [...below, ...above])
        all.push(eastAt(west, level, y), eastAt(east, level, y));
      all.sort((a, b) => a - b);
      const easts: number[] = [];
      for (const x of all)
        if (easts.length === 0 || x - (easts.at(-1) as number) > NO_WIDTH_METRES) easts.push(x);
      const first = points.length;
      for (const x of easts) points.push([x, y]);
      const here = { easts, first };
      for (const part of new Set([...below, ...above].map((span) => span.part))) {
        const net = new Int32Array(easts.length);
        const mark = (spans: readonly Span[], sign: 1 | -1) => {
          for (const span of spans) {
            if (span.part !== part) continue;
            const to = indexOf(easts, eastAt(span.east, level, y));
            for (let i = indexOf(easts, eastAt(span.west, level, y)); i < to; i++) net[i]! += sign;
          }
        };
        mark(above, 1);
        mark(below, -1);
        for (let i = 0; i + 1 < net.length; i++) {
          if (net[i]! > 0) push(part, first + i, first + i + 1);
          if (net[i]! < 0) push(part, first + i + 1, first + i);
        }
      }
      if (level > 0) {
        const low = level - 1;
        const lowY = (points[before.first] as readonly [number, number] | undefined)?.[1] ?? y;
        for (const { part, west, east } of below) {
          const lowWest = before.first + indexOf(before.easts, eastAt(west, low, lowY));
          const lowEast = before.first + indexOf(before.easts, eastAt(east, low, lowY));
          const highWest = first + indexOf(easts, eastAt(west, level, y));
          const highEast = first + indexOf(easts, eastAt(east, level, y));
          // flanks that coincide bound nothing
          if (lowWest === lowEast && highWest === highEast) continue;
          push(part, highWest, lowWest);
          push(part, lowEast, highEast);
        }
      }
      before = here;
    },
    polygons: (part: number) => tracePolygons(points, sides[part] as Sides),
  };
}

/** Index of the last of rising numbers that is not above x. */
function indexOf(easts: readonly number[], x: number): number {
  let low = 0;
  let high = easts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((easts[middle] as number) <= x) low = middle;
    else high = middle - 1;
  }
  return low;
}
