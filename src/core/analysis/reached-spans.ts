import type { BridgedStreets } from "../graph/bridges.ts";
import { type ArcCosts, CLOSED } from "../graph/costs.ts";
import { type SearchTree, UNREACHED } from "../graph/search.ts";
import type { EdgeSnap } from "../graph/snap.ts";
import type { StreetNetwork } from "../model/network.ts";

/** A search from or to a place on a street, and how far it was let run. */
export interface PlaceReach {
  readonly network: StreetNetwork;
  /** Costs under the closures: a closed street is not reached. */
  readonly costs: ArcCosts;
  readonly tree: SearchTree;
  readonly direction: "from" | "to";
  /** The place's own street. */
  readonly snap: EdgeSnap;
  readonly accessDeciseconds: number;
  readonly limitDeciseconds: number;
  /** Where bridges begin on streets, and the first edge that is only a piece of another (see `BridgedStreets`). */
  readonly joins: BridgedStreets["joins"];
  readonly wholeEdgeCount: number;
}

/** A stretch of an edge along which time runs evenly. Shares 0-1 of the edge, first < last. */
export type VisitSpan = (
  edge: number,
  firstShare: number,
  lastShare: number,
  firstDeciseconds: number,
  lastDeciseconds: number,
) => void;

/** A search that reached fewer than one node in so many is asked for them, instead of every node whether it was. */
const NODES_PER_TOUCHED = 16;

/** Nodes a search reached, the lower first. */
export function reachedNodes({ deciseconds, touchedNodes, touchedCount }: SearchTree): Uint32Array {
  if (touchedCount * NODES_PER_TOUCHED < deciseconds.length)
    return touchedNodes.slice(0, touchedCount).sort();
  const nodes = new Uint32Array(deciseconds.length);
  let count = 0;
  for (let node = 0; node < deciseconds.length; node++)
    if (deciseconds[node] !== UNREACHED) nodes[count++] = node;
  return nodes.subarray(0, count);
}

/** Calls back once for every street with a reached end, for the place's own and for those where bridges begin. */
export function eachReachedEdge(reach: PlaceReach, nodes: Uint32Array, visit: (edge: number) => void): void {
  const { network, tree, snap, joins, wholeEdgeCount } = reach;
  const { arcOffsets, arcEdge, edgeFrom } = network;
  for (const node of nodes) {
    const end = arcOffsets[node + 1] as number;
    for (let arc = arcOffsets[node] as number; arc < end; arc++) {
      const directedEdge = arcEdge[arc] as number;
      const edge = directedEdge >>> 1;
      // from the end where the edge begins, if that is reached; a loop begins where it ends
      const isFirst = (directedEdge & 1) === 0 || tree.deciseconds[edgeFrom[edge] as number] === UNREACHED;
      if (isFirst && edge < wholeEdgeCount && edge !== snap.edge && !joins.has(edge)) visit(edge);
    }
  }
  for (const edge of new Set([snap.edge, ...joins.keys()])) visit(edge);
}

/** Every reached stretch of every street, exact on every edge, none twice; closed streets have none. */
export function eachReachedSpan(reach: PlaceReach, nodes: Uint32Array, visit: VisitSpan): void {
  const { network, costs, tree, snap, joins, limitDeciseconds: limit } = reach;
  const flip = reach.direction === "from" ? 0 : 1;
  eachReachedEdge(reach, nodes, (edge) => {
    // from the place: in by edgeFrom and onward; to the place: out by edgeFrom, against the edge
    const viaFrom = costs.directed[edge * 2 + flip] as number;
    const viaTo = costs.directed[edge * 2 + (1 - flip)] as number;
    const from = network.edgeFrom[edge] as number;
    const to = network.edgeTo[edge] as number;
    if (edge === snap.edge || joins.has(edge)) {
      const spent = (node: number) => {
        const deciseconds = tree.deciseconds[node] as number;
        return deciseconds === UNREACHED ? Infinity : deciseconds;
      };
      const known = [
        { share: 0, deciseconds: spent(from) },
        { share: 1, deciseconds: spent(to) },
        ...(joins.get(edge) ?? []).map((join) => ({ share: join.share, deciseconds: spent(join.node) })),
        ...(edge === snap.edge ? [{ share: snap.alongShare, deciseconds: reach.accessDeciseconds }] : []),
      ];
      spansBetween(edge, known, viaFrom, viaTo, limit, visit);
      return;
    }
    const spentFrom = tree.deciseconds[from] as number;
    const spentTo = tree.deciseconds[to] as number;
    const atFrom = viaFrom === CLOSED || spentFrom === UNREACHED ? Infinity : spentFrom;
    const atTo = viaTo === CLOSED || spentTo === UNREACHED ? Infinity : spentTo;
    if (atFrom === Infinity && atTo === Infinity) return;
    // where the two ways meet: 1 where only the first comes, 0 where only the second
    const meet =
      atTo === Infinity
        ? 1
        : atFrom === Infinity
          ? 0
          : Math.min(1, Math.max(0, (atTo + viaTo - atFrom) / (viaFrom + viaTo)));
    const low = Math.min(meet, (limit - atFrom) / viaFrom);
    if (low > 0) visit(edge, 0, low, atFrom, atFrom + low * viaFrom);
    const high = Math.max(meet, 1 - (limit - atTo) / viaTo);
    if (high < 1) visit(edge, high, 1, atTo + (1 - high) * viaTo, atTo);
  });
}

/** Point of a street where the time is known. */
interface KnownTime {
  readonly share: number;
  /** Infinity = not reached there. */
  readonly deciseconds: number;
}

/** A street entered at more points than its ends: the quickest way to each stretch of it. */
function spansBetween(
  edge: number,
  known: readonly KnownTime[],
  viaFrom: number,
  viaTo: number,
  limit: number,
  visit: VisitSpan,
): void {
  const time = (share: number): number => {
    let best = Infinity;
    for (const at of known) {
      const cost = share > at.share ? viaFrom : viaTo;
      if (share === at.share) best = Math.min(best, at.deciseconds);
      else if (cost !== CLOSED) best = Math.min(best, at.deciseconds + cost * Math.abs(share - at.share));
    }
    return best;
  };
  // every share where the quickest way may change or the limit may be passed
  const turns = known.flatMap((at) => [
    at.share,
    at.share + (limit - at.deciseconds) / viaFrom,
    at.share - (limit - at.deciseconds) / viaTo,
    // onward from here meets the way back from there
    ...known.map(
      (other) =>
        (other.deciseconds + viaTo * other.share - at.deciseconds + viaFrom * at.share) / (viaFrom + viaTo),
    ),
  ]);
  const shares = [0, 1, ...turns.filter((share) => share > 0 && share < 1)].sort((a, b) => a - b);
  for (let k = 1; k < shares.length; k++) {
    const first = shares[k - 1] as number;
    const last = shares[k] as number;
    if (last - first < LEAST_SHARE) continue;
    // time runs evenly in between: the ends by two points inside
    const early = time(first + (last - first) / 4);
    const late = time(last - (last - first) / 4);
    if ((early + late) / 2 > limit) continue;
    visit(edge, first, last, early - (late - early) / 2, late + (late - early) / 2);
  }
}

/** Of a street's length: stretches shorter than that are left out. */
const LEAST_SHARE = 1e-9;
