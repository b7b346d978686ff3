import type { LegCosts } from "../graph/edge-edits.ts";
import { type EdgeSnap, edgeCourse, metresAlong } from "../graph/snap.ts";
import type { WalkRoute } from "../model/answers.ts";
import type { LngLat } from "../model/geometry.ts";
import { EDGE_FLAG } from "../model/network.ts";
import type { PathLeg } from "./path-leg.ts";
import type { PreparedPack } from "./prepare.ts";
import { routeSteps } from "./route-steps.ts";
import { alongDeciseconds, streetStops } from "./surface.ts";

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

export function walkRoute(prepared: PreparedPack, path: WalkPath): WalkRoute {
  const steps = routeSteps(prepared, path.legs);
  return {
    metres: steps.reduce((sum, step) => sum + step.metres, 0) + path.accessMetres + path.egressMetres,
    seconds: pathDeciseconds(path) / 10,
    line: pathLine(path, streetRuns(prepared, path)),
    steps,
    accessMetres: path.accessMetres,
    egressMetres: path.egressMetres,
  };
}
