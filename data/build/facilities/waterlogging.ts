import type { WaterloggingPoint } from "../../../src/core/model/pack.ts";
import { distance, type Point, toLngLat, toPlane } from "../model/plane.ts";
import { type Random, randomFor } from "../model/random.ts";
import {
  DEEPEST_METRES,
  HUTONG_PONDING_POINTS,
  LOW_CLEARANCE_METRES,
  ONSET_MILLIMETRES,
  RAINFALL_MILLIMETRES,
} from "./assumptions.ts";
import type { NamedArea, WaterloggingSite } from "./facilities.ts";
import type { FacilityTables } from "./facility-tables.ts";
import { type Ground, outerRings, polygonOf } from "./ground.ts";
import { spreadEvenly } from "./spread.ts";

type Kind = WaterloggingPoint["kind"];
interface Spot {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: Kind;
  readonly at: Point;
  readonly method: WaterloggingPoint["method"];
  readonly source: string;
  readonly accuracyMetres: number | null;
}

/** Half length along the street and half width, metres. */
const HALF_LENGTH = { street: [40, 80], underpass: [50, 95], hutong: [22, 45] } as const;
const SAME_PLACE_METRES = 150;
const NEAR_WATER_METRES = 450;

/** Depth after an hour of each rainfall: dry up to the onset, then rising ever more slowly. Centimetres. */
function depthCurve(kind: Kind, random: Random): number[] {
  const onset = random.between(ONSET_MILLIMETRES[kind][0], ONSET_MILLIMETRES[kind][1]);
  const deepest = random.between(DEEPEST_METRES[kind][0], DEEPEST_METRES[kind][1]);
  const most = RAINFALL_MILLIMETRES[RAINFALL_MILLIMETRES.length - 1] as number;
  return RAINFALL_MILLIMETRES.map((rain) =>
    rain <= onset ? 0 : Math.round(deepest * ((rain - onset) / (most - onset)) ** 0.8 * 100) / 100,
  );
}

/** A flat ellipse along the street the point lies on. */
function extentRing(ground: Ground, spot: Spot, random: Random): Point[] {
  const street =
    ground.streets.nearest(spot.at, 60, (piece) => piece.driven) ?? ground.streets.nearest(spot.at, 120);
  const [a, b]: [Point, Point] = street
    ? [street.segment.a, street.segment.b]
    : [spot.at, [spot.at[0] + 1, spot.at[1]]];
  const middle = street ? street.point : spot.at;
  const length = distance(a, b) || 1;
  const along: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
  const half = random.between(HALF_LENGTH[spot.kind][0], HALF_LENGTH[spot.kind][1]);
  const wide = Math.max(4, Math.min(24, (street?.segment.data.widthMetres ?? 8) / 2 + 3));
  return Array.from({ length: 24 }, (_, i) => {
    const angle = (i / 24) * 2 * Math.PI;
    const [u, v] = [half * Math.cos(angle), wide * Math.sin(angle)];
    return [middle[0] + along[0] * u - along[1] * v, middle[1] + along[1] * u + along[0] * v] as Point;
  });
}

/** Lanes near water, far from each other: where the ground is low. */
function hutongSpots(ground: Ground, water: readonly NamedArea[]): Spot[] {
  const shores = water
    .filter(({ kind }) => kind === "lake")
    .flatMap(({ polygon }) => outerRings(polygon).flat());
  const lanes: Point[] = [];
  const { network } = ground.city;
  for (let edge = 0; edge < network.edgeCount; edge += 5) {
    const node = network.edgeFrom[edge] as number;
    const at = toPlane([network.nodeLng[node] as number, network.nodeLat[node] as number]);
    const lane = ground.streets.nearest(at, 1, (piece) => piece.streetClass === "hutong");
    if (lane && ground.inDistrict(at) && shores.some((shore) => distance(shore, at) < NEAR_WATER_METRES))
      lanes.push(at);
  }
  return spreadEvenly(lanes, HUTONG_PONDING_POINTS, []).map((at, i) => {
    const { nameZh, nameEn } = ground.subDistrictAt(at);
    return {
      id: `ponding-hutong-${i + 1}`,
      nameZh: `${nameZh}胡同积水点 ${i + 1} 号`,
      nameEn: `${nameEn}, hutong ponding point ${i + 1}`,
      kind: "hutong",
      at,
      method: "modelled",
      source: "Havenmap model: lane near a lake",
      accuracyMetres: null,
    };
  });
}

/** Known points, every underpass and low bridge that is not one of them, and low lanes. */
export function createWaterlogging(
  ground: Ground,
  tables: FacilityTables,
  water: readonly NamedArea[],
  seed: number,
): WaterloggingSite[] {
  const known = tables.waterlogging.map((row): Spot => ({ ...row, at: toPlane(row.lngLat) }));
  const low = tables.junctions
    .filter(
      ({ kind, clearanceMetres }) =>
        kind === "underpass" || (clearanceMetres !== null && clearanceMetres <= LOW_CLEARANCE_METRES),
    )
    .map(
      (row): Spot => ({
        id: `ponding-${row.id}`,
        nameZh: row.nameZh,
        nameEn: row.nameEn,
        kind: "underpass",
        at: toPlane(row.lngLat),
        method: "modelled",
        source: `Place: ${row.source}; that water stands there: Havenmap model`,
        accuracyMetres: row.accuracyMetres,
      }),
    );
  const spots: Spot[] = [...known];
  for (const spot of [...low, ...hutongSpots(ground, water)])
    if (
      spots.every((other) => other.nameZh !== spot.nameZh && distance(other.at, spot.at) > SAME_PLACE_METRES)
    )
      spots.push(spot);
  return spots.map((spot) => {
    const random = randomFor(seed, `ponding ${spot.id}`);
    const { at, ...row } = spot;
    return {
      point: {
        ...row,
        lngLat: toLngLat(at),
        rainfallMillimetresPerHour: [...RAINFALL_MILLIMETRES],
        depthMetres: depthCurve(spot.kind, random),
        source: spot.method === "compiled" ? `${spot.source}; depth: Havenmap model` : spot.source,
      },
      extent: polygonOf(extentRing(ground, spot, random)),
    };
  });
}
