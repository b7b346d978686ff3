import { eastMetres, northMetres } from "../geo/local-plane.ts";
import type { LegCosts } from "../graph/edge-edits.ts";
import type { EdgeIndex } from "../graph/edge-index.ts";
import { type EdgeSnap, edgeCourse, metresAlong } from "../graph/snap.ts";
import type { RouteStep, WalkRoute } from "../model/answers.ts";
import type { LngLat } from "../model/geometry.ts";
import { EDGE_FLAG } from "../model/network.ts";
import type { PreparedPack } from "./prepare.ts";
import { alongDeciseconds, streetStops } from "./surface.ts";

/** A walk along part of one edge. */
export interface PathLeg {
  readonly edge: number;
  readonly fromShare: number;
  readonly toShare: number;
  readonly deciseconds: number;
}

/** A walk from a place to a gate: off the place to its street, along streets, off the street to the gate. */
export interface WalkPath {
  readonly origin: LngLat;
  readonly target: LngLat;
  readonly accessMetres: number;
  readonly accessDeciseconds: number;
  readonly egressMetres: number;
  readonly egressDeciseconds: number;
  readonly legs: readonly PathLeg[];
}

/** Where on its own street a place leaves it towards a node of it; on a loop the quicker way round. */
export const leavingShare = (prepared: PreparedPack, legs: LegCosts, snap: EdgeSnap, node: number): number =>
  quickestShare(prepared, snap, node, (share) => alongDeciseconds(legs, snap.edge, snap.alongShare, share));

/** Where on its own street a gate is reached coming from a node of it; on a loop the quicker way round. */
export const arrivingShare = (prepared: PreparedPack, legs: LegCosts, snap: EdgeSnap, node: number): number =>
  quickestShare(prepared, snap, node, (share) => alongDeciseconds(legs, snap.edge, share, snap.alongShare));

function quickestShare(
  prepared: PreparedPack,
  snap: EdgeSnap,
  node: number,
  decisecondsAt: (share: number) => number,
): number {
  const shares = streetStops(prepared, snap.edge).flatMap((stop) => (stop.node === node ? [stop.share] : []));
  return shares.reduce((best, share) => (decisecondsAt(share) < decisecondsAt(best) ? share : best));
}

/** Legs along one street in a row; lanes without a name in a row count as one. */
export interface StreetRun {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly metres: number;
  readonly deciseconds: number;
  /** Any of it drawn by the seeded model. */
  readonly modelled: boolean;
  readonly line: readonly LngLat[];
}

/** Legs of some length, merged by street. */
export function streetRuns(prepared: PreparedPack, path: WalkPath): StreetRun[] {
  const { network } = prepared.pack;
  const runs: { name: number; metres: number; deciseconds: number; modelled: boolean; line: LngLat[] }[] = [];
  for (const leg of path.legs) {
    if (leg.fromShare === leg.toShare) continue;
    const name = network.edgeName[leg.edge] as number;
    const metres = metresAlong(network, leg.edge, leg.fromShare, leg.toShare);
    const modelled = ((network.edgeFlags[leg.edge] as number) & EDGE_FLAG.modelled) !== 0;
    const course = edgeCourse(prepared.index, leg.edge, leg.fromShare, leg.toShare);
    const last = runs.at(-1);
    if (last && last.name === name) {
      last.metres += metres;
      last.deciseconds += leg.deciseconds;
      last.modelled ||= modelled;
      last.line.push(...course.slice(1));
    } else runs.push({ name, metres, deciseconds: leg.deciseconds, modelled, line: course });
  }
  return runs.map((run) => ({
    nameZh: network.names[run.name]?.zh ?? "",
    nameEn: network.names[run.name]?.en ?? "",
    metres: run.metres,
    deciseconds: run.deciseconds,
    modelled: run.modelled,
    line: run.line,
  }));
}

export const pathDeciseconds = (path: WalkPath): number =>
  path.accessDeciseconds + path.legs.reduce((sum, leg) => sum + leg.deciseconds, 0) + path.egressDeciseconds;

/** The whole course from the place itself to the gate itself; no point twice in a row. */
export function pathLine(path: WalkPath, runs: readonly StreetRun[]): LngLat[] {
  const line: LngLat[] = [path.origin];
  for (const point of [...runs.flatMap((run) => run.line), path.target]) {
    const last = line.at(-1) as LngLat;
    if (Math.abs(last[0] - point[0]) > 1e-9 || Math.abs(last[1] - point[1]) > 1e-9) line.push(point);
  }
  // the line ends at the gate, to the digit, also where the last two points fall together
  if (line.length > 1) line[line.length - 1] = path.target;
  else line.push(path.target);
  return line;
}

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

export function walkRoute(prepared: PreparedPack, path: WalkPath): WalkRoute {
  const runs = streetRuns(prepared, path);
  const steps = runs.map((run, i): RouteStep => {
    const before = runs[i - 1];
    return {
      nameZh: run.nameZh,
      nameEn: run.nameEn,
      metres: run.metres,
      seconds: run.deciseconds / 10,
      turn: before
        ? turnOf(bearingAt(prepared.index, before.line, "last"), bearingAt(prepared.index, run.line, "first"))
        : "start",
      heading: headingOf(overallBearing(prepared.index, run.line)),
      lngLat: run.line[0] as LngLat,
      modelled: run.modelled,
    };
  });
  return {
    metres: steps.reduce((sum, step) => sum + step.metres, 0) + path.accessMetres + path.egressMetres,
    seconds: pathDeciseconds(path) / 10,
    line: pathLine(path, runs),
    steps,
    accessMetres: path.accessMetres,
    egressMetres: path.egressMetres,
  };
}
