import { CLOSED } from "../../graph/costs.ts";
import { CLAIM } from "../../graph/nearest-candidates.ts";
import { type SearchTree, UNREACHED } from "../../graph/search.ts";
import { edgeCourse } from "../../graph/snap.ts";
import type { StreetTime } from "../../graph/street-courses.ts";
import { nodesAt, nodesBefore, soonestOf } from "../../graph/turn-graph.ts";
import { tailOf } from "../../graph/turn-rules.ts";
import { type GroundStreets, longestMinutes, type ReachAreas, reachPolygons } from "../contour.ts";
import { type DriveNetwork, drivableEdges, driveNetwork } from "../drive.ts";
import { keptOnce } from "../kept-once.ts";
import { figure, type PreparedPack } from "../prepare.ts";
import { alongDeciseconds } from "../surface.ts";
import type { CrewStart } from "./engine-times.ts";
import { areasAt, type PlaceAreas } from "./place-areas.ts";

/** When engines are where on the streets, deciseconds from the call; Infinity = not reached. */
export interface EngineStreets {
  readonly drive: DriveNetwork;
  readonly crews: readonly CrewStart[];
  /** Crews by the edge they start on. */
  readonly crewsOnEdge: ReadonlyMap<number, readonly CrewStart[]>;
  /** When each directed edge can be driven from its first junction on, restrictions kept. */
  readonly tailDeciseconds: Float64Array;
  /** By node of the network; UNREACHED where none comes. */
  readonly nodeDeciseconds: Uint32Array;
}

/** Directed edges engines may drive with every street open, and the search nodes each may be driven from. */
const drivenFrom = keptOnce(
  (prepared) => {
    const { rules, costs } = driveNetwork(prepared, "fire-engine", []);
    return Array.from(costs.directed, (cost, directedEdge) =>
      cost === CLOSED ? null : nodesBefore(rules, directedEdge),
    );
  },
  { ignoresSites: true },
);

/** Copies what is needed out of the tree of a search from all crews. */
export function engineStreets(
  prepared: PreparedPack,
  drive: DriveNetwork,
  crews: readonly CrewStart[],
  tree: Pick<SearchTree, "deciseconds">,
): EngineStreets {
  const { network } = prepared.pack;
  const tailDeciseconds = new Float64Array(network.edgeCount * 2).fill(Infinity);
  drivenFrom(prepared).forEach((nodes, directedEdge) => {
    if (!nodes) return;
    const spent = tree.deciseconds[soonestOf(tree, nodes)] as number;
    if (spent !== UNREACHED) tailDeciseconds[directedEdge] = spent;
  });
  const nodeDeciseconds = new Uint32Array(network.nodeCount);
  for (let node = 0; node < network.nodeCount; node++)
    nodeDeciseconds[node] = tree.deciseconds[soonestOf(tree, nodesAt(drive.rules, node))] as number;
  const crewsOnEdge = new Map<number, CrewStart[]>();
  for (const crew of crews)
    crewsOnEdge.set(crew.stop.edge, [...(crewsOnEdge.get(crew.stop.edge) ?? []), crew]);
  return { drive, crews, crewsOnEdge, tailDeciseconds, nodeDeciseconds };
}

const streetTimeOf =
  (
    prepared: PreparedPack,
    { drive, crewsOnEdge, tailDeciseconds, nodeDeciseconds }: EngineStreets,
  ): StreetTime =>
  (edge, share) => {
    const { directed } = drive.legs;
    let best = Infinity;
    for (const back of [0, 1] as const) {
      const driven = back === 0 ? share : 1 - share;
      const spent = tailDeciseconds[edge * 2 + back] as number;
      // at the junction itself nothing of the street is driven
      if (driven === 0) {
        const node = nodeDeciseconds[tailOf(prepared.pack.network, edge * 2 + back)] as number;
        if (node !== UNREACHED) best = Math.min(best, node);
      } else if (spent !== Infinity)
        best = Math.min(best, spent + (directed[edge * 2 + back] as number) * driven);
    }
    for (const { stop, startDeciseconds } of crewsOnEdge.get(edge) ?? [])
      best = Math.min(best, startDeciseconds + alongDeciseconds(drive.legs, edge, stop.alongShare, share));
    for (const join of drive.joins.get(edge) ?? []) {
      const spent = nodeDeciseconds[join.node] as number;
      if (spent !== UNREACHED)
        best = Math.min(best, spent + alongDeciseconds(drive.legs, edge, join.share, share));
    }
    return best;
  };

/** Streets that engines are called along own the ground; bridges and tunnels they drive own a strip. */
const ENGINE_GROUND: GroundStreets = {
  key: "fire-engine",
  claims: (prepared) => {
    const streets = prepared.base ?? prepared;
    const { directed } = driveNetwork(streets, "fire-engine", []).costs;
    return drivableEdges(streets, "fire-engine").map((usable, edge) =>
      usable === 1
        ? CLAIM.ground
        : directed[edge * 2] !== CLOSED || directed[edge * 2 + 1] !== CLOSED
          ? CLAIM.strip
          : CLAIM.none,
    );
  },
};

/** Ground reached within each of the minutes, the last metres from the street on foot at a brisk pace. */
export function engineGround(
  prepared: PreparedPack,
  streets: EngineStreets,
  minutes: readonly number[],
): ReachAreas {
  const { index } = prepared;
  const { network } = prepared.pack;
  const { edgeFrom, edgeTo } = network;
  const margin = figure(prepared, "snapLimitMetres");
  const { tailDeciseconds, nodeDeciseconds, crewsOnEdge, drive } = streets;
  const hasTurns = (edge: number) =>
    ([0, 1] as const).some((back) => {
      const node = nodeDeciseconds[(back === 0 ? edgeFrom : edgeTo)[edge] as number] as number;
      return node !== UNREACHED && node !== tailDeciseconds[edge * 2 + back];
    });
  return reachPolygons(
    prepared,
    { pace: "brisk", metresPerSecond: null },
    {
      at: streetTimeOf(prepared, streets),
      network,
      nodeDeciseconds,
      directed: drive.legs.directed,
      flip: 0,
      isSpecial: (edge) => crewsOnEdge.has(edge) || drive.joins.has(edge) || hasTurns(edge),
    },
    longestMinutes(minutes) > 0 ? minutes : [],
    {
      west: index.minEast - margin,
      south: index.minNorth - margin,
      east: index.minEast + index.columns * index.cellMetres + margin,
      north: index.minNorth + index.rows * index.cellMetres + margin,
    },
    ENGINE_GROUND,
  );
}

/** Areas by the middle of each street engines may drive; null = they may not. */
export const drivenStreetAreas = keptOnce(
  (prepared): readonly (PlaceAreas | null)[] =>
    Array.from({ length: prepared.wholeEdgeCount }, (_, edge) => {
      const middle = edgeCourse(prepared.index, edge, 0, 0.5).at(-1);
      return isDriven(prepared, edge) && middle ? areasAt(prepared, middle) : null;
    }),
  { ignoresBridges: true, ignoresSites: true },
);

function isDriven(prepared: PreparedPack, edge: number): boolean {
  const { directed } = driveNetwork(prepared, "fire-engine", []).costs;
  return directed[edge * 2] !== CLOSED || directed[edge * 2 + 1] !== CLOSED;
}

/** Share (0-1) of a street that engines pass within the limit; of one that is closed, what crews on it leave by. */
export function reachedStreetShare(
  { drive, crewsOnEdge, tailDeciseconds, nodeDeciseconds }: EngineStreets,
  edge: number,
  limitDeciseconds: number,
): number {
  /** How far one comes in the time left along a directed edge. */
  const share = (costs: ArrayLike<number>, directedEdge: number, spent: number): number => {
    const cost = costs[directedEdge] as number;
    return cost === CLOSED || spent > limitDeciseconds ? 0 : (limitDeciseconds - spent) / cost;
  };
  const passing = drive.costs.directed;
  const spans: [from: number, to: number][] = [
    [0, share(passing, edge * 2, tailDeciseconds[edge * 2] as number)],
    [1 - share(passing, edge * 2 + 1, tailDeciseconds[edge * 2 + 1] as number), 1],
  ];
  const bothWays = (costs: ArrayLike<number>, at: number, spent: number) =>
    spans.push([at - share(costs, edge * 2 + 1, spent), at + share(costs, edge * 2, spent)]);
  for (const { stop, startDeciseconds } of crewsOnEdge.get(edge) ?? [])
    bothWays(drive.legs.directed, stop.alongShare, startDeciseconds);
  for (const join of drive.joins.get(edge) ?? [])
    bothWays(passing, join.share, nodeDeciseconds[join.node] as number);
  spans.sort((a, b) => a[0] - b[0]);
  let [reached, upTo] = [0, 0];
  for (const [from, to] of spans) {
    const end = Math.min(1, to);
    reached += Math.max(0, end - Math.max(from, upTo));
    upTo = Math.max(upTo, end);
  }
  return reached;
}
