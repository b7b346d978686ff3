import type { EdgeSnap } from "../graph/snap.ts";
import type { LngLat } from "../model/geometry.ts";
import type { Gate } from "../model/pack.ts";
import type { Scenario } from "../model/scenario.ts";
import type { PathLeg } from "./path-leg.ts";
import { gateTies, type PreparedPack, paceMetresPerSecond } from "./prepare.ts";
import { legCosts, scenarioCosts } from "./street-edits.ts";
import { alongDeciseconds, deciseconds, type GateSurface, type PlaceTime } from "./surface.ts";
import { arrivingShare, type WalkPath } from "./walk-path.ts";

/** The walk behind a place's time: the surface followed from the place down to its gate. */
export function walkToGate(
  prepared: PreparedPack,
  scenario: Scenario,
  origin: LngLat,
  surface: GateSurface,
  snap: EdgeSnap,
  time: PlaceTime,
): WalkPath {
  const { network } = prepared.pack;
  const pace = paceMetresPerSecond(prepared, scenario);
  const ownStreet = legCosts(prepared, scenario);
  const costs = scenarioCosts(prepared, scenario);
  const gateSnap = gateTies(prepared, scenario.pace).snaps[time.gate] as EdgeSnap;
  const leg = (edge: number, fromShare: number, toShare: number): PathLeg => ({
    edge,
    fromShare,
    toShare,
    deciseconds: alongDeciseconds(ownStreet, edge, fromShare, toShare),
  });
  const legs: PathLeg[] = [];
  if (time.via === "same-street") legs.push(leg(snap.edge, snap.alongShare, gateSnap.alongShare));
  else {
    legs.push(leg(snap.edge, snap.alongShare, time.nodeShare));
    let { node } = time;
    for (
      let arc = surface.nodeParentArc[node] as number;
      arc >= 0;
      arc = surface.nodeParentArc[node] as number
    ) {
      // the arc leaves the neighbour nearer to the gate: it is walked against its direction
      const directedEdge = (network.arcEdge[arc] as number) ^ 1;
      const edge = directedEdge >>> 1;
      const back = directedEdge & 1;
      legs.push({
        edge,
        fromShare: back,
        toShare: 1 - back,
        deciseconds: costs.directed[directedEdge] as number,
      });
      node = (back === 0 ? network.edgeTo : network.edgeFrom)[edge] as number;
    }
    legs.push(leg(gateSnap.edge, arrivingShare(prepared, ownStreet, gateSnap, node), gateSnap.alongShare));
  }
  return {
    origin,
    target: (prepared.pack.index.gates[time.gate] as Gate).lngLat,
    accessMetres: snap.accessMetres,
    accessDeciseconds: deciseconds(snap.accessMetres, pace),
    egressMetres: gateSnap.accessMetres,
    egressDeciseconds: deciseconds(gateSnap.accessMetres, pace),
    legs,
  };
}
