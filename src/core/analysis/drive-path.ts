import { type EdgeSnap, edgeCourse } from "../graph/snap.ts";
import { edgesDriven } from "../graph/turn-graph.ts";
import type { LngLat } from "../model/geometry.ts";
import { type DriveNetwork, driveSearch, stopTime, stopWays, turnGraphOf, waySeeds } from "./drive.ts";
import type { PreparedPack } from "./prepare.ts";
import { alongDeciseconds } from "./surface.ts";
import type { PathLeg } from "./walk-path.ts";

/**
 * Legs of the quickest lawful drive between two stops at most `limitDeciseconds` apart, in the order of driving; null =
 * there is none.
 */
export function drivePath(
  prepared: PreparedPack,
  drive: DriveNetwork,
  origin: EdgeSnap,
  stop: EdgeSnap,
  limitDeciseconds?: number,
): PathLeg[] | null {
  const leg = (edge: number, fromShare: number, toShare: number): PathLeg => ({
    edge,
    fromShare,
    toShare,
    deciseconds: alongDeciseconds(drive.open, edge, fromShare, toShare),
  });
  const leaving = stopWays(drive, origin, true);
  // whose seed wins tells by which end the origin's street is left
  const seeds = leaving.flatMap((way, i) => waySeeds(drive, way, 0, i));
  const tree = driveSearch(prepared, drive, "outwards", seeds, limitDeciseconds);
  const { by, last } = stopTime(drive, tree, stop, "outwards", origin);
  if (by === "same-street") return [leg(stop.edge, origin.alongShare, stop.alongShare)];
  const first = last && leaving[tree.seed[last.node]!];
  if (!last || !first) return null;
  const driven = edgesDriven(turnGraphOf(prepared, drive, "outwards"), tree, last.node);
  return [
    leg(origin.edge, origin.alongShare, headShare(first.directedEdge)),
    ...driven.map((directedEdge) =>
      leg(directedEdge >>> 1, 1 - headShare(directedEdge), headShare(directedEdge)),
    ),
    leg(stop.edge, 1 - headShare(last.way.directedEdge), stop.alongShare),
  ];
}

/** Share of its edge at which a directed edge ends. */
const headShare = (directedEdge: number): 0 | 1 => (directedEdge & 1 ? 0 : 1);

/** Course driven between two stops, at most `limitDeciseconds` apart; empty when there is no way. */
export function driveLine(
  prepared: PreparedPack,
  drive: DriveNetwork,
  origin: EdgeSnap,
  stop: EdgeSnap,
  limitDeciseconds: number,
): LngLat[] {
  const line: LngLat[] = [];
  for (const { edge, fromShare, toShare } of drivePath(prepared, drive, origin, stop, limitDeciseconds) ?? [])
    for (const place of edgeCourse(prepared.index, edge, fromShare, toShare)) {
      const last = line.at(-1);
      if (!last || last[0] !== place[0] || last[1] !== place[1]) line.push(place);
    }
  return line;
}
