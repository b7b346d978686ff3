import { eastMetres, northMetres } from "../geo/local-plane.ts";
import type { EdgeIndex } from "../graph/edge-index.ts";
import { edgeCourse, metresAlong } from "../graph/snap.ts";
import type { RouteStep } from "../model/answers.ts";
import type { LngLat } from "../model/geometry.ts";
import { EDGE_FLAG } from "../model/network.ts";
import type { PathLeg } from "./path-leg.ts";
import type { PreparedPack } from "./prepare.ts";
import { landmarkAt } from "./step-landmark.ts";

/** How far of a street's course is looked at for its direction at a corner. */
const CORNER_METRES = 20;

/** Compass bearing in degrees, clockwise from north, of the first (or last) metres of a line. */
function bearingAt(index: EdgeIndex, line: readonly LngLat[], end: "first" | "last"): number {
  const course = end === "first" ? line : [...line].reverse();
  const [start] = course as [LngLat];
  const x0 = eastMetres(index.plane, start[0]);
  const y0 = northMetres(index.plane, start[1]);
  let x = x0;
  let y = y0;
  for (const point of course) {
    x = eastMetres(index.plane, point[0]);
    y = northMetres(index.plane, point[1]);
    if (Math.hypot(x - x0, y - y0) >= CORNER_METRES) break;
  }
  const bearing = end === "first" ? Math.atan2(x - x0, y - y0) : Math.atan2(x0 - x, y0 - y);
  return ((bearing * 180) / Math.PI + 360) % 360;
}

/** Turn by the change of bearing: under 25 degrees straight on, to 60 slight, to 150 a turn, beyond that back. */
export function turnOf(bearingBefore: number, bearingAfter: number): RouteStep["turn"] {
  const change = ((bearingAfter - bearingBefore + 540) % 360) - 180;
  const size = Math.abs(change);
  if (size < 25) return "straight";
  if (size > 150) return "back";
  const isRight = change > 0;
  if (size < 60) return isRight ? "slight-right" : "slight-left";
  return isRight ? "right" : "left";
}

const HEADINGS: readonly RouteStep["heading"][] = [
  "north",
  "northeast",
  "east",
  "southeast",
  "south",
  "southwest",
  "west",
  "northwest",
];
export const headingOf = (bearing: number): RouteStep["heading"] =>
  HEADINGS[Math.round(bearing / 45) % 8] as RouteStep["heading"];

/** Overall direction of a line; of its first metres where it returns to its start. */
function overallBearing(index: EdgeIndex, line: readonly LngLat[]): number {
  const first = line[0] as LngLat;
  const last = line.at(-1) as LngLat;
  const x = (last[0] - first[0]) * index.plane.metresPerDegreeLng;
  const y = (last[1] - first[1]) * index.plane.metresPerDegreeLat;
  return Math.hypot(x, y) < 1
    ? bearingAt(index, line, "first")
    : ((Math.atan2(x, y) * 180) / Math.PI + 360) % 360;
}

/** A leg with the course of its street. */
interface DrawnLeg extends PathLeg {
  readonly name: number;
  readonly course: readonly LngLat[];
}

/** Turned round within one street. */
const isUTurn = (before: PathLeg, after: PathLeg): boolean =>
  before.edge === after.edge && before.toShare > before.fromShare !== after.toShare > after.fromShare;

/** More than two streets meet where a leg begins: going on is a choice. */
function isChoice({ arcOffsets, edgeFrom, edgeTo }: PreparedPack["pack"]["network"], leg: PathLeg): boolean {
  if (leg.fromShare !== 0 && leg.fromShare !== 1) return false;
  const node = (leg.fromShare === 0 ? edgeFrom : edgeTo)[leg.edge] as number;
  return (arcOffsets[node + 1] as number) - (arcOffsets[node] as number) > 2;
}

/** What is done where one leg passes into the next; null = go on along the same street. */
function turnBetween(
  prepared: PreparedPack,
  sofar: readonly LngLat[],
  legs: readonly DrawnLeg[],
  at: number,
) {
  const before = legs[at - 1] as DrawnLeg;
  const leg = legs[at] as DrawnLeg;
  if (isUTurn(before, leg)) return "back";
  const onward: LngLat[] = [];
  for (let i = at; i < legs.length && legs[i]?.name === leg.name; i++) {
    onward.push(...(legs[i] as DrawnLeg).course);
    if (spanMetres(prepared.index, onward) >= CORNER_METRES) break;
  }
  const turn = turnOf(bearingAt(prepared.index, sofar, "last"), bearingAt(prepared.index, onward, "first"));
  if (before.name !== leg.name) return turn;
  const isSharp = turn === "left" || turn === "right" || turn === "back";
  return isSharp && isChoice(prepared.pack.network, leg) ? turn : null;
}

/** Straight metres from the first point of a line to its last. */
function spanMetres(index: EdgeIndex, line: readonly LngLat[]): number {
  const [first, last] = [line[0] as LngLat, line.at(-1) as LngLat];
  return Math.hypot(
    (last[0] - first[0]) * index.plane.metresPerDegreeLng,
    (last[1] - first[1]) * index.plane.metresPerDegreeLat,
  );
}

/**
 * A way in words' order: one step per street, and a new one where the way leaves the straight within a street (or from one
 * lane without a name into another) at a junction, or turns round. Turns are read off the shape of the streets there.
 */
export function routeSteps(prepared: PreparedPack, path: readonly PathLeg[]): RouteStep[] {
  const { network } = prepared.pack;
  const legs = path
    .filter((leg) => leg.fromShare !== leg.toShare)
    .map(
      (leg): DrawnLeg => ({
        ...leg,
        name: network.edgeName[leg.edge] as number,
        course: edgeCourse(prepared.index, leg.edge, leg.fromShare, leg.toShare),
      }),
    );
  const parts: { turn: RouteStep["turn"]; legs: DrawnLeg[]; line: LngLat[] }[] = [];
  legs.forEach((leg, i) => {
    const part = parts.at(-1);
    const turn = part ? turnBetween(prepared, part.line, legs, i) : "start";
    if (part && turn === null) {
      part.legs.push(leg);
      part.line.push(...leg.course.slice(1));
    } else parts.push({ turn: turn ?? "straight", legs: [leg], line: [...leg.course] });
  });
  return parts.map(({ turn, legs: along, line }): RouteStep => {
    const name = network.names[(along[0] as DrawnLeg).name];
    const landmark = turn === "start" || turn === "straight" ? null : landmarkAt(prepared, line[0] as LngLat);
    const sum = (of: (leg: DrawnLeg) => number) => along.reduce((total, leg) => total + of(leg), 0);
    return {
      nameZh: name?.zh ?? "",
      nameEn: name?.en ?? "",
      metres: sum((leg) => metresAlong(network, leg.edge, leg.fromShare, leg.toShare)),
      seconds: sum((leg) => leg.deciseconds) / 10,
      turn,
      heading: headingOf(overallBearing(prepared.index, line)),
      lngLat: line[0] as LngLat,
      ...(landmark ? { landmark } : {}),
      modelled: along.some((leg) => ((network.edgeFlags[leg.edge] as number) & EDGE_FLAG.modelled) !== 0),
    };
  });
}
