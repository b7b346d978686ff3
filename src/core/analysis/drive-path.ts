import type { LegCosts } from "../graph/edge-edits.ts";
import type { SearchTree } from "../graph/search.ts";
import { type EdgeSnap, edgeCourse } from "../graph/snap.ts";
import { type DriveWay, edgesDriven } from "../graph/turn-graph.ts";
import type { LngLat } from "../model/geometry.ts";
import {
  type DriveNetwork,
  driveSearch,
  type StopWay,
  stopTime,
  stopWays,
  turnGraphOf,
  waySeeds,
} from "./drive.ts";
import type { PathLeg } from "./path-leg.ts";
import type { PreparedPack } from "./prepare.ts";
import { alongDeciseconds } from "./surface.ts";

/** Where a drive begins and ends, and the search node before its last street. */
export interface DriveEnds {
  readonly origin: EdgeSnap;
  readonly first: StopWay;
  readonly lastNode: number;
  readonly last: StopWay;
  readonly stop: EdgeSnap;
}

const legOf = (costs: LegCosts, edge: number, fromShare: number, toShare: number): PathLeg => ({
  edge,
  fromShare,
  toShare,
  deciseconds: alongDeciseconds(costs, edge, fromShare, toShare),
});

/** Legs of a drive out of the tree of a search, in the order of driving; `lastNode` is the one farthest from its seeds. */
export function treeLegs(
  prepared: PreparedPack,
  drive: DriveNetwork,
  tree: Pick<SearchTree, "parentArc">,
  { origin, first, lastNode, last, stop }: DriveEnds,
  way: DriveWay = "outwards",
): PathLeg[] {
  const driven = edgesDriven(turnGraphOf(prepared, drive, way), tree, lastNode);
  return [
    legOf(drive.legs, origin.edge, origin.alongShare, first.junctionShare),
    ...driven.map((directedEdge) =>
      legOf(drive.costs, directedEdge >>> 1, directedEdge & 1 ? 1 : 0, directedEdge & 1 ? 0 : 1),
    ),
    legOf(drive.legs, stop.edge, last.junctionShare, stop.alongShare),
  ];
}

/** The leg between two stops on one street. */
export const sameStreetLeg = (drive: DriveNetwork, origin: EdgeSnap, stop: EdgeSnap): PathLeg =>
  legOf(drive.legs, stop.edge, origin.alongShare, stop.alongShare);

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
  const leaving = stopWays(drive, origin, true);
  // whose seed wins tells by which end the origin's street is left
  const seeds = leaving.flatMap((way, i) => waySeeds(drive, way, 0, i));
  const tree = driveSearch(prepared, drive, "outwards", seeds, limitDeciseconds);
  const { by, last } = stopTime(drive, tree, stop, "outwards", origin);
  if (by === "same-street") return [sameStreetLeg(drive, origin, stop)];
  const first = last && leaving[tree.seed[last.node]!];
  if (!last || !first) return null;
  return treeLegs(prepared, drive, tree, { origin, first, lastNode: last.node, last: last.way, stop });
}

/** The course of legs one after the other, no point twice in a row. */
export function legsLine(prepared: PreparedPack, legs: readonly PathLeg[]): LngLat[] {
  const line: LngLat[] = [];
  for (const { edge, fromShare, toShare } of legs)
    for (const place of edgeCourse(prepared.index, edge, fromShare, toShare)) {
      const last = line.at(-1);
      if (!last || last[0] !== place[0] || last[1] !== place[1]) line.push(place);
    }
  return line;
}
