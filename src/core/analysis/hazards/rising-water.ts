import type { MultiPolygon, Polygon } from "geojson";
import { createLocalPlane, eastMetres, northMetres, planeToLngLat } from "../../geo/local-plane.ts";
import type { LngLat } from "../../model/geometry.ts";
import type { RainRules } from "../../model/hazard-rules.ts";
import type { Rainstorm } from "../../model/hazards.ts";
import type { WaterloggingPoint } from "../../model/pack.ts";
import type { RiskGround } from "../../model/risk-here.ts";
import { depthAt, wetnessOf } from "./wetness.ts";

/** Water at one point for a while. */
export interface WaterSlice {
  readonly pointId: string;
  readonly fromMinute: number;
  readonly toMinute: number;
  /** The deepest of the while, whole centimetres up. */
  readonly depthMetres: number;
  /** The same objects for the same extent of a point. */
  readonly rings: readonly (readonly LngLat[])[];
}

/** What is asked of a pack's waterlogging. */
export interface WaterBasis {
  readonly rules: RainRules;
  readonly points: readonly WaterloggingPoint[];
  readonly extents: RiskGround["extents"];
}

/** Shallower than this is a puddle: not told. */
const LEAST_METRES = 0.01;
/** Corners of an extent that is a circle because none is known. */
const CIRCLE_CORNERS = 16;

/**
 * The water of a storm, slice by slice, at every point of the pack where it stands. Slices begin at whole multiples of the
 * rule's minutes after T0, so that storms that differ share what they have in common.
 */
export function risingWater(rain: Rainstorm, { rules, points, extents }: WaterBasis): readonly WaterSlice[] {
  const wetness = wetnessOf(rain, rules);
  const sliceMinutes = rules.figures.sliceMinutes.value;
  const endMinute = rain.startMinute + rain.stepMinutes * rain.millimetresPerHour.length;
  const wettest: { readonly fromMinute: number; readonly most: number }[] = [];
  const first = Math.floor(rain.startMinute / sliceMinutes);
  for (let slice = first; ; slice++) {
    const fromMinute = slice * sliceMinutes;
    const toMinute = fromMinute + sliceMinutes;
    // within a step water rises or falls only: the deepest is at one of its ends
    const moments = [fromMinute, toMinute];
    for (
      let step = Math.ceil((fromMinute - rain.startMinute) / rain.stepMinutes);
      rain.startMinute + step * rain.stepMinutes < toMinute;
      step++
    )
      moments.push(rain.startMinute + step * rain.stepMinutes);
    const most = Math.max(...moments.map(wetness));
    wettest.push({ fromMinute, most });
    if (fromMinute >= endMinute && points.every((point) => depthAt(point, most) < LEAST_METRES)) break;
  }
  return points.flatMap((point): WaterSlice[] => {
    const ringsAt = extentOf(point, rules, extents);
    return wettest.flatMap(({ fromMinute, most }) => {
      const metres = depthAt(point, most);
      if (metres < LEAST_METRES) return [];
      return [
        {
          pointId: point.id,
          fromMinute,
          toMinute: fromMinute + sliceMinutes,
          depthMetres: Math.ceil(Math.round(metres * 1e6) / 1e4) / 100,
          rings: ringsAt(metres),
        },
      ];
    });
  });
}

/**
 * The ground water of a depth covers: the known extent stands for the deepest of the curve, and less covers less, as in a
 * bowl whose width goes with the square root of its depth, in the rule's steps, rounded up.
 */
function extentOf(
  point: WaterloggingPoint,
  rules: RainRules,
  extents: WaterBasis["extents"],
): (depthMetres: number) => readonly (readonly LngLat[])[] {
  const own = extents.filter(({ pointId }) => pointId === point.id).map(({ polygon }) => polygon);
  const whole =
    own.length > 0
      ? own.flatMap(outerRings)
      : [circle(point.lngLat, rules.figures.extentMetresWhereUnknown.value)];
  const deepest = Math.max(LEAST_METRES, ...point.depthMetres);
  const steps = Math.round(rules.figures.extentSteps.value);
  const kept = new Map<number, readonly (readonly LngLat[])[]>();
  return (depthMetres) => {
    const step = Math.max(1, Math.min(steps, Math.ceil(Math.sqrt(depthMetres / deepest) * steps - 1e-9)));
    const known = kept.get(step);
    if (known) return known;
    const rings = whole.map((ring) => shrunk(ring, step / steps));
    kept.set(step, rings);
    return rings;
  };
}

const outerRings = (polygon: Polygon | MultiPolygon): LngLat[][] =>
  (polygon.type === "Polygon" ? [polygon.coordinates] : polygon.coordinates).flatMap(([outer]) =>
    outer ? [outer.map(([lng, lat]): LngLat => [lng as number, lat as number])] : [],
  );

function circle(centre: LngLat, metres: number): LngLat[] {
  const plane = createLocalPlane(centre);
  return Array.from({ length: CIRCLE_CORNERS }, (_, i) => {
    const turn = (i / CIRCLE_CORNERS) * 2 * Math.PI;
    return planeToLngLat(plane, metres * Math.cos(turn), metres * Math.sin(turn));
  });
}

/** Towards the mean of its corners. */
function shrunk(ring: readonly LngLat[], scale: number): readonly LngLat[] {
  if (scale === 1 || ring.length === 0) return ring;
  const lng = ring.reduce((sum, place) => sum + place[0], 0) / ring.length;
  const lat = ring.reduce((sum, place) => sum + place[1], 0) / ring.length;
  const plane = createLocalPlane([lng, lat]);
  return ring.map((place) =>
    planeToLngLat(plane, eastMetres(plane, place[0]) * scale, northMetres(plane, place[1]) * scale),
  );
}
