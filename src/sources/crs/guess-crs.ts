import { eastMetres, northMetres } from "../../core/geo/local-plane.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { CrsHypothesis, CrsVerdict } from "../../core/model/import.ts";
import { type BoundaryFit, boundaryFit } from "./boundary-fit.ts";
import { anchorMetres } from "./crs-anchors.ts";
import { type CrsEvidence, crsEvidence } from "./crs-evidence.ts";
import { type CrsReading, crsHypotheses } from "./crs-hypotheses.ts";
import type { CrsProjection } from "./crs-projection.ts";
import { type CrsReference, cellAt, FARTHEST_STREET_METRES, GROUND } from "./crs-reference.ts";

type Point = readonly [x: number, y: number];
type Why = (CrsVerdict & { kind: "ask" })["why"];

const MOST_SAMPLED = 400;
/** Enough to see that a reading puts the set into another country. */
const FIRST_LOOK = 12;
const MOST_SHOWN = 300;
const FEWEST_DISTINCT = 20;
/**
 * Distance by which a reading must stand out from the same set laid down elsewhere, the factor by which it must beat the
 * farthest of those places, and its lead over the second. A reading that is wrong is just one more place to lay it down.
 */
const WITHOUT_BOUNDARY = { distance: 6.5, beyondElsewhere: 1.25, lead: 3 };
/** Where only one reading puts the set into the district at all, less is asked for, but something: it may be a file of elsewhere. */
const WITH_BOUNDARY = { distance: 4.5, beyondElsewhere: 1.05, lead: 1.5 };
const ALONE_INSIDE = 0.65;
const ALONE_OTHERS_INSIDE = 0.02;
/** A reading that puts half the set farther off than this is no reading of a file for this district. */
const CONCEIVABLE_METRES = 60_000;
/** Readings this near to each other are one: nobody could tell them apart, or need to. */
const SAME_METRES = 5;
/** Least share inside the district for a reading to be taken without asking. */
const LEAST_INSIDE = 0.3;
const LEAST_INSIDE_DECLARED = 0.1;
/** A winner may lie outside by this much more than another reading: files reach beyond a boundary, but seldom much. */
const INSIDE_SLACK = 0.15;

/**
 * Which reference system the points are in; `declared` is the projection of what the file says, null when it is silent.
 * `names` are the names of the points, for finding known places among them; null = no name.
 */
export function guessCrs(
  points: readonly Point[],
  declared: CrsProjection | null,
  reference: CrsReference,
  names: readonly (string | null)[] = [],
): CrsVerdict {
  const distinct = [...new Map(points.map((point) => [`${point[0]},${point[1]}`, point])).values()].filter(
    ([x, y]) => Number.isFinite(x) && Number.isFinite(y),
  );
  const sample = everyNth(distinct, MOST_SAMPLED);
  const readings = crsHypotheses(sample, reference.plane.centre, declared);
  const firstLook = everyNth(sample, FIRST_LOOK);
  const conceivable = readings.filter((reading) => isConceivable(reading, firstLook, reference));
  const judged = merged(conceivable.map((reading) => judge(reading, sample, reference))).sort(
    (a, b) => b.evidence.distance - a.evidence.distance || b.insideShare - a.insideShare,
  );
  const shown = judged.map(
    ({ plane: _plane, evidence: _evidence, boundary: _boundary, reading: _reading, ...rest }) => rest,
  );
  const ask = (why: Why): CrsVerdict => ({ kind: "ask", why, ranked: shown });
  const decided = ({ crs, axes }: Judged, by: "declared" | "ground"): CrsVerdict => ({
    kind: "decided",
    crs,
    axes,
    ranked: shown,
    by,
  });

  const mostInside = Math.max(0, ...judged.map((one) => one.insideShare));
  const winner = byNames(points, names, judged, reference) ?? byGround(judged, distinct.length, mostInside);
  if (declared) {
    const own = judged.find((one) => one.crs === declared.crs && one.axes === "xy");
    const doubted =
      !own || own.insideShare < LEAST_INSIDE_DECLARED || (typeof winner === "object" && winner !== own);
    return doubted ? ask("declared-implausible") : decided(own, "declared");
  }
  return typeof winner === "string" ? ask(winner) : decided(winner, "ground");
}

/** The reading that the ground decides for, or why it does not. */
function byGround(judged: readonly Judged[], distinctCount: number, mostInside: number): Judged | Why {
  const [best, second] = judged;
  if (!best || mostInside < LEAST_INSIDE) return "nothing-fits";
  // all others put the set tens of kilometres away: no question of streets and parks
  if (!second) return best;
  if (distinctCount < FEWEST_DISTINCT) return "too-few-points";
  const { distance, farthestElsewhere } = best.evidence;
  const alone = judged.every((one) => one === best || one.insideShare <= ALONE_OTHERS_INSIDE);
  const needed = alone && best.insideShare >= ALONE_INSIDE ? WITH_BOUNDARY : WITHOUT_BOUNDARY;
  const leads =
    distance >= needed.distance &&
    distance >= farthestElsewhere * needed.beyondElsewhere &&
    distance - second.evidence.distance >= needed.lead &&
    best.insideShare >= LEAST_INSIDE &&
    best.insideShare >= mostInside - INSIDE_SLACK;
  return leads ? best : (fitting(judged) ?? "too-close");
}

/** The only reading whose outline is the district's, if the others clearly are not. */
function fitting(judged: readonly Judged[]): Judged | null {
  const fits = judged.filter((one) => one.boundary.fits);
  const [only] = fits;
  if (!only || fits.length > 1) return null;
  const clear = judged.every(
    (one) => one === only || one.insideShare <= only.insideShare - only.boundary.leastLostShare / 2,
  );
  return clear ? only : null;
}

/** Known places found by name settle it at once, if at least three of them fall where they are under one reading only. */
function byNames(
  points: readonly Point[],
  names: readonly (string | null)[],
  judged: readonly Judged[],
  reference: CrsReference,
): Judged | null {
  if (names.length === 0 || reference.anchors.length === 0) return null;
  const near: Judged[] = [];
  for (const one of judged) {
    const metres = anchorMetres(points, names, one.reading.toWgs84, reference);
    if (metres === null) return null;
    if (metres < 150) near.push(one);
    else if (metres < 300) return null;
  }
  return near.length === 1 ? (near[0] ?? null) : null;
}

function everyNth<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(most, items.length) }, (_, i) => items[Math.floor(i * step)] as Item);
}

/** Whether half the points lie within reach of the district. */
function isConceivable(reading: CrsReading, points: readonly Point[], reference: CrsReference): boolean {
  const { plane, minEast, minNorth, columns, rows, cellMetres } = reference;
  const near = points.filter(([x, y]) => {
    const [lng, lat] = reading.toWgs84(x, y);
    const east = eastMetres(plane, lng) - minEast;
    const north = northMetres(plane, lat) - minNorth;
    return (
      east >= -CONCEIVABLE_METRES &&
      north >= -CONCEIVABLE_METRES &&
      east <= columns * cellMetres + CONCEIVABLE_METRES &&
      north <= rows * cellMetres + CONCEIVABLE_METRES
    );
  });
  return near.length > 0 && near.length * 2 >= points.length;
}

interface Judged extends CrsHypothesis {
  /** East, north interleaved, metres on the reference's plane. */
  readonly plane: Float64Array;
  readonly evidence: CrsEvidence;
  readonly boundary: BoundaryFit;
  readonly reading: CrsReading;
}

function judge(reading: CrsReading, sample: readonly Point[], reference: CrsReference): Judged {
  const lngLats = sample.map(([x, y]): LngLat => reading.toWgs84(x, y));
  const plane = new Float64Array(sample.length * 2);
  lngLats.forEach(([lng, lat], i) => {
    plane[i * 2] = eastMetres(reference.plane, lng);
    plane[i * 2 + 1] = northMetres(reference.plane, lat);
  });
  const cells = sample.map((_, i) => cellAt(reference, plane[i * 2] as number, plane[i * 2 + 1] as number));
  const inside = cells.filter(
    (cell) => cell >= 0 && ((reference.ground[cell] as number) & GROUND.inside) !== 0,
  ).length;
  const streets = cells
    .map((cell) => (cell < 0 ? FARTHEST_STREET_METRES : (reference.streetMetres[cell] as number)))
    .sort((a, b) => a - b);
  const median = streets[Math.floor(streets.length / 2)] ?? FARTHEST_STREET_METRES;
  const evidence = crsEvidence(plane, reference);
  return {
    crs: reading.crs,
    axes: reading.axes,
    lngLats: everyNth(lngLats, MOST_SHOWN),
    insideShare: sample.length > 0 ? inside / sample.length : 0,
    medianStreetMetres: median < FARTHEST_STREET_METRES ? median : Infinity,
    score: evidence.distance,
    plane,
    evidence,
    boundary: boundaryFit(plane, reference),
    reading,
  };
}

/** The first of readings that put every point on the same spot, as GCJ-02 and BD-09 do outside China. */
function merged(judged: readonly Judged[]): Judged[] {
  const kept: Judged[] = [];
  for (const one of judged) {
    const same = kept.some((other) =>
      one.plane.every((value, i) => !(Math.abs(value - (other.plane[i] as number)) >= SAME_METRES)),
    );
    if (!same) kept.push(one);
  }
  return kept;
}
