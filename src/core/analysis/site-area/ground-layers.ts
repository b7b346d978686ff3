import { clipRing, type Window } from "../../geo/clip-to-box.ts";
import { eastMetres, type LocalPlane, northMetres, planeToLngLat } from "../../geo/local-plane.ts";
import { offsetCurve, offsetSegment } from "../../geo/offset-ring.ts";
import { type PlaneRing, ringContains, signedRingSquareMetres } from "../../geo/ring.ts";
import type { BuildingStock } from "../../model/buildings.ts";
import type { LngLat } from "../../model/geometry.ts";
import { buildingHeight, type GroundRing, type PreparedGround, type RingIndex } from "./prepared-ground.ts";

/** Rings anticlockwise, holes clockwise: then areas that overlap are one area. */
const turned = (ring: PlaneRing, isHole: boolean): PlaneRing =>
  signedRingSquareMetres(ring) < 0 === isHole ? ring : [...ring].reverse();

/** The window a site is looked at through, in metres on its plane and in degrees. */
export interface SiteWindow {
  readonly plane: LocalPlane;
  readonly metres: Window;
}

const MARGIN_METRES = 1;

export function windowAround(plane: LocalPlane, ring: PlaneRing): SiteWindow {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return {
    plane,
    metres: [west - MARGIN_METRES, south - MARGIN_METRES, east + MARGIN_METRES, north + MARGIN_METRES],
  };
}

/** The window widened, in degrees. */
function boxOf({ plane, metres: [west, south, east, north] }: SiteWindow, by: number) {
  return [
    ...planeToLngLat(plane, west - by, south - by),
    ...planeToLngLat(plane, east + by, north + by),
  ] as const;
}

const planar = (plane: LocalPlane, ring: readonly (readonly [number, number])[]): PlaneRing =>
  ring.map(([lng, lat]) => [eastMetres(plane, lng), northMetres(plane, lat)] as const);

/** What of these rings lies in the window. */
export function ringsInWindow(window: SiteWindow, rings: readonly GroundRing[]): PlaneRing[] {
  return rings.flatMap(({ ring, isHole }) => {
    const whole = planar(window.plane, ring);
    const clipped = clipRing(whole, window.metres);
    // turned by the whole ring: what is left of one may lean the other way
    const isRight = signedRingSquareMetres(whole) < 0 === isHole;
    return clipped.length === 0 ? [] : [isRight ? clipped : [...clipped].reverse()];
  });
}

export const areasInWindow = (window: SiteWindow, index: RingIndex): PlaneRing[] =>
  ringsInWindow(window, index.around(boxOf(window, 0)));

/** Areas widened by a belt, as far as they reach into the window. */
export function beltsInWindow(window: SiteWindow, index: RingIndex, metres: number): PlaneRing[] {
  return index.around(boxOf(window, metres)).flatMap(({ ring, isHole }) => {
    if (isHole) return [];
    const clipped = clipRing(offsetCurve(planar(window.plane, ring), metres), window.metres);
    return clipped.length === 0 ? [] : [clipped];
  });
}

/** The rings of a building: walls that follow each other. */
function buildingRings(plane: LocalPlane, stock: BuildingStock, building: number): PlaneRing[] {
  const rings: (readonly [number, number])[][] = [];
  let ring: (readonly [number, number])[] = [];
  let endLng = Number.NaN;
  let endLat = Number.NaN;
  for (let wall = stock.wallOffsets[building]!; wall < stock.wallOffsets[building + 1]!; wall++) {
    const [lng, lat] = [stock.wallLngLat[wall * 4]!, stock.wallLngLat[wall * 4 + 1]!];
    if (lng !== endLng || lat !== endLat) {
      ring = [];
      rings.push(ring);
    }
    ring.push([eastMetres(plane, lng), northMetres(plane, lat)]);
    endLng = stock.wallLngLat[wall * 4 + 2]!;
    endLat = stock.wallLngLat[wall * 4 + 3]!;
  }
  return rings.filter((each) => each.length >= 3);
}

/** Holes are the rings that lie in an odd number of others. */
function orient(rings: readonly PlaneRing[]): PlaneRing[] {
  if (rings.length === 1) return [turned(rings[0] as PlaneRing, false)];
  return rings.map((ring, i) => {
    const [x, y] = ring[0] as readonly [number, number];
    const around = rings.filter((other, k) => k !== i && ringContains(other, x, y)).length;
    return turned(ring, around % 2 === 1);
  });
}

export interface BuildingsThere {
  readonly footprints: readonly PlaneRing[];
  readonly rubble: readonly PlaneRing[];
  /** Buildings that stand in the window or throw rubble into it, and those of them of unknown height. */
  readonly count: number;
  readonly assumedHeights: number;
}

/** Buildings in the window and the rubble that falls into it, k·H wide around every building near enough. */
export function buildingsInWindow(window: SiteWindow, ground: PreparedGround): BuildingsThere {
  const { stock, buildings, rubble: rules } = ground;
  const footprints: PlaneRing[] = [];
  const rubble: PlaneRing[] = [];
  let count = 0;
  let assumedHeights = 0;
  if (!stock || !buildings) return { footprints, rubble, count, assumedHeights };
  const share = rules.figures.debrisShareWide.value;
  const into = (rings: PlaneRing[], ring: PlaneRing) => {
    const clipped = clipRing(ring, window.metres);
    if (clipped.length > 0) rings.push(clipped);
  };
  for (const building of buildings.search(...boxOf(window, ground.mostRubbleMetres)).sort((a, b) => a - b)) {
    const rings = buildingRings(window.plane, stock, building);
    const { metres, isAssumed } = buildingHeight(stock, building, rules);
    const before = footprints.length + rubble.length;
    const strip = metres * share;
    if (rings.length === 0) continue;
    for (const ring of orient(rings)) into(footprints, ring);
    const [only] = rings;
    if (rings.length === 1 && only) into(rubble, offsetCurve(only, strip));
    else
      for (const ring of rings)
        ring.forEach(([x, y], i) => {
          const [px, py] = ring[i === 0 ? ring.length - 1 : i - 1] as readonly [number, number];
          into(rubble, offsetSegment(px, py, x, y, strip));
        });
    if (footprints.length + rubble.length === before) continue;
    count++;
    if (isAssumed) assumedHeights++;
  }
  return { footprints, rubble, count, assumedHeights };
}

/** Rings of one site, the outer first. */
export const siteRings = (plane: LocalPlane, rings: readonly (readonly LngLat[])[]): PlaneRing[] =>
  rings.map((ring, i) => turned(planar(plane, ring), i > 0));
