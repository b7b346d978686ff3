import type { ArcCosts } from "../graph/costs.ts";
import type { LegCosts } from "../graph/edge-edits.ts";
import { arcsFromSeed, arcTail, type SearchTree, search, UNREACHED } from "../graph/search.ts";
import type { EdgeSnap } from "../graph/snap.ts";
import type { PathLeg } from "./path-leg.ts";
import type { PreparedPack } from "./prepare.ts";
import { alongDeciseconds, deciseconds, type StreetStop, seedsFrom, streetStops } from "./surface.ts";
import { leavingShare } from "./walk-path.ts";

/** How somebody walks: pace, costs to pass each street, and costs of legs along the streets at both ends. */
export interface Walking {
  readonly metresPerSecond: number;
  readonly costs: ArcCosts;
  readonly legs: LegCosts;
}

/** By which node, or along the same street, a place is come to. */
export interface WalkEnd {
  /** Up to the place's street, without the leg off it; Infinity = no way. */
  readonly deciseconds: number;
  readonly via: StreetStop | "same-street" | "none";
}

/** One search from a place, its first leg included. It lives in the shared scratch. */
export const walkTree = (prepared: PreparedPack, walking: Walking, snap: EdgeSnap): SearchTree =>
  search({
    network: prepared.pack.network,
    costs: walking.costs,
    direction: "forward",
    seeds: seedsFrom(
      prepared,
      walking.legs,
      snap,
      deciseconds(snap.accessMetres, walking.metresPerSecond),
      0,
    ),
    scratch: prepared.scratch,
  });

/** The quickest end of a walk from `snap` at another tied place. */
export function walkEnd(
  prepared: PreparedPack,
  { legs, metresPerSecond }: Walking,
  tree: SearchTree,
  snap: EdgeSnap,
  at: EdgeSnap,
): WalkEnd {
  let best: WalkEnd = { deciseconds: Infinity, via: "none" };
  const offer = (via: WalkEnd["via"], total: number) => {
    if (total < best.deciseconds) best = { deciseconds: total, via };
  };
  for (const stop of streetStops(prepared, at.edge)) {
    const spent = tree.deciseconds[stop.node] as number;
    if (spent !== UNREACHED) offer(stop, spent + alongDeciseconds(legs, at.edge, stop.share, at.alongShare));
  }
  if (at.edge === snap.edge)
    offer(
      "same-street",
      deciseconds(snap.accessMetres, metresPerSecond) +
        alongDeciseconds(legs, at.edge, snap.alongShare, at.alongShare),
    );
  return best;
}

/** Legs of the walk to an end, from street to street; none where there is no way. */
export function walkLegs(
  prepared: PreparedPack,
  { costs, legs: ownStreet }: Walking,
  tree: SearchTree,
  snap: EdgeSnap,
  at: EdgeSnap,
  via: WalkEnd["via"],
): PathLeg[] {
  const { network } = prepared.pack;
  const leg = (edge: number, fromShare: number, toShare: number): PathLeg => ({
    edge,
    fromShare,
    toShare,
    deciseconds: alongDeciseconds(ownStreet, edge, fromShare, toShare),
  });
  if (via === "none") return [];
  if (via === "same-street") return [leg(snap.edge, snap.alongShare, at.alongShare)];
  const arcs = arcsFromSeed(network, tree, via.node);
  const firstNode = arcs.length === 0 ? via.node : arcTail(network, arcs[0] as number);
  return [
    leg(snap.edge, snap.alongShare, leavingShare(prepared, ownStreet, snap, firstNode)),
    ...arcs.map((arc): PathLeg => {
      const directedEdge = network.arcEdge[arc] as number;
      const back = directedEdge & 1;
      return {
        edge: directedEdge >>> 1,
        fromShare: back,
        toShare: 1 - back,
        deciseconds: costs.directed[directedEdge] as number,
      };
    }),
    leg(at.edge, via.share, at.alongShare),
  ];
}
