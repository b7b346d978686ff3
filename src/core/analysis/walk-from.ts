import { arcsFromSeed, arcTail, search, UNREACHED } from "../graph/search.ts";
import type { EdgeSnap } from "../graph/snap.ts";
import type { FindRequest } from "../model/answers.ts";
import type { Gate, Shelter } from "../model/pack.ts";
import { gateTies, type PreparedPack, paceMetresPerSecond } from "./prepare.ts";
import { legCosts, scenarioCosts } from "./street-edits.ts";
import { alongDeciseconds, deciseconds, type StreetStop, seedsFrom, streetStops } from "./surface.ts";
import { leavingShare, type PathLeg, type WalkPath } from "./walk-path.ts";

/** Time from the origin to one gate, and by which node its street is entered. */
export interface GateReach {
  readonly gate: number;
  readonly shelter: Shelter;
  /** Infinity = no way. */
  readonly deciseconds: number;
  readonly via: StreetStop | "same-street" | "none";
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
  const legsOf = legCosts(prepared, scenario);
  const costs = scenarioCosts(prepared, scenario);
  const accessDeciseconds = deciseconds(snap.accessMetres, pace);
  const tree = search({
    network,
    costs,
    direction: "forward",
    seeds: seedsFrom(prepared, legsOf, snap, accessDeciseconds, 0),
    scratch: prepared.scratch,
  });
  const { snaps } = gateTies(prepared, scenario.pace);
  const reaches: GateReach[] = [];
  gates.forEach((gate, i) => {
    const shelter = prepared.shelters.get(gate.shelterId);
    const at = snaps[i];
    if (!shelter || !at) return;
    const ways = streetStops(prepared, at.edge).map((stop) => {
      const spent = tree.deciseconds[stop.node] as number;
      const along = alongDeciseconds(legsOf, at.edge, stop.share, at.alongShare);
      return { via: stop as GateReach["via"], time: spent === UNREACHED ? Infinity : spent + along };
    });
    if (at.edge === snap.edge)
      ways.push({
        via: "same-street",
        time: accessDeciseconds + alongDeciseconds(legsOf, at.edge, snap.alongShare, at.alongShare),
      });
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
      deciseconds: alongDeciseconds(legsOf, edge, fromShare, toShare),
    });
    const legs: PathLeg[] = [];
    if (reach.via === "same-street") legs.push(leg(snap.edge, snap.alongShare, at.alongShare));
    else if (reach.via !== "none") {
      const arcs = arcsFromSeed(network, tree, reach.via.node);
      const firstNode = arcs.length === 0 ? reach.via.node : arcTail(network, arcs[0] as number);
      legs.push(leg(snap.edge, snap.alongShare, leavingShare(prepared, legsOf, snap, firstNode)));
      for (const arc of arcs) {
        const directedEdge = network.arcEdge[arc] as number;
        const back = directedEdge & 1;
        legs.push({
          edge: directedEdge >>> 1,
          fromShare: back,
          toShare: 1 - back,
          deciseconds: costs.directed[directedEdge] as number,
        });
      }
      legs.push(leg(at.edge, reach.via.share, at.alongShare));
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
