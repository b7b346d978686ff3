import { arcsFromSeed, arcTail, search, UNREACHED } from "../graph/search.ts";
import type { EdgeSnap } from "../graph/snap.ts";
import type { FindRequest } from "../model/answers.ts";
import type { Gate, Shelter } from "../model/pack.ts";
import { gateTies, openCosts, type PreparedPack, paceMetresPerSecond, scenarioCosts } from "./prepare.ts";
import { alongDeciseconds, deciseconds, seedsFrom, shareDeciseconds } from "./surface.ts";
import { leavingShare, type PathLeg, type WalkPath } from "./walk-path.ts";

/** Time from the origin to one gate and how its street is entered. */
export interface GateReach {
  readonly gate: number;
  readonly shelter: Shelter;
  /** Infinity = no way. */
  readonly deciseconds: number;
  readonly via: "from-node" | "to-node" | "same-street" | "none";
}

export interface WalkFrom {
  /** Every gate tied to a street, whether it counts or not. */
  readonly reaches: readonly GateReach[];
  readonly path: (reach: GateReach) => WalkPath;
  /** The longest walk the streets allow from here. */
  readonly searchedSeconds: () => number;
}

/** One search from the place; times to all gates and the way to any of them. The tree lives in the shared scratch. */
export function walkFrom(
  prepared: PreparedPack,
  { scenario, origin }: FindRequest,
  snap: EdgeSnap,
): WalkFrom {
  const { network } = prepared.pack;
  const { gates } = prepared.pack.index;
  const pace = paceMetresPerSecond(prepared, scenario.pace);
  const open = openCosts(prepared, scenario.pace);
  const accessDeciseconds = deciseconds(snap.accessMetres, pace);
  const tree = search({
    network,
    costs: scenarioCosts(prepared, scenario),
    direction: "forward",
    seeds: seedsFrom(prepared, open, snap, accessDeciseconds, 0),
    scratch: prepared.scratch,
  });
  const { snaps } = gateTies(prepared, scenario.pace);
  const end = (node: number, cost: number, share: number) => {
    const spent = tree.deciseconds[node] as number;
    return spent === UNREACHED ? Infinity : spent + shareDeciseconds(cost, share);
  };
  const reaches: GateReach[] = [];
  gates.forEach((gate, i) => {
    const shelter = prepared.shelters.get(gate.shelterId);
    const at = snaps[i];
    if (!shelter || !at) return;
    const ways = [
      {
        via: "from-node" as const,
        time: end(network.edgeFrom[at.edge] as number, open.directed[at.edge * 2] as number, at.alongShare),
      },
      {
        via: "to-node" as const,
        time: end(
          network.edgeTo[at.edge] as number,
          open.directed[at.edge * 2 + 1] as number,
          1 - at.alongShare,
        ),
      },
      {
        via: "same-street" as const,
        time:
          at.edge === snap.edge
            ? accessDeciseconds + alongDeciseconds(open, at.edge, snap.alongShare, at.alongShare)
            : Infinity,
      },
    ];
    const best = ways.reduce((a, b) => (b.time < a.time ? b : a));
    reaches.push({
      gate: i,
      shelter,
      deciseconds: best.time + deciseconds(at.accessMetres, pace),
      via: best.time === Infinity ? "none" : best.via,
    });
  });

  const path = (reach: GateReach): WalkPath => {
    const at = snaps[reach.gate] as EdgeSnap;
    const leg = (edge: number, fromShare: number, toShare: number): PathLeg => ({
      edge,
      fromShare,
      toShare,
      deciseconds: alongDeciseconds(open, edge, fromShare, toShare),
    });
    const legs: PathLeg[] = [];
    if (reach.via === "same-street") legs.push(leg(snap.edge, snap.alongShare, at.alongShare));
    else {
      const lastNode = (reach.via === "from-node" ? network.edgeFrom : network.edgeTo)[at.edge] as number;
      const arcs = arcsFromSeed(network, tree, lastNode);
      const firstNode = arcs.length === 0 ? lastNode : arcTail(network, arcs[0] as number);
      legs.push(leg(snap.edge, snap.alongShare, leavingShare(network, open, snap, firstNode)));
      for (const arc of arcs) {
        const directedEdge = network.arcEdge[arc] as number;
        const back = directedEdge & 1;
        legs.push({
          edge: directedEdge >>> 1,
          fromShare: back,
          toShare: 1 - back,
          deciseconds: open.directed[directedEdge] as number,
        });
      }
      legs.push(leg(at.edge, reach.via === "from-node" ? 0 : 1, at.alongShare));
    }
    return {
      origin,
      target: (gates[reach.gate] as Gate).lngLat,
      accessMetres: snap.accessMetres,
      accessDeciseconds,
      egressMetres: at.accessMetres,
      egressDeciseconds: deciseconds(at.accessMetres, pace),
      legs,
    };
  };
  const searchedSeconds = () => {
    let longest = 0;
    for (const time of tree.deciseconds) if (time !== UNREACHED && time > longest) longest = time;
    return longest / 10;
  };
  return { reaches, path, searchedSeconds };
}
