import { UNREACHED } from "../graph/search.ts";
import type { EdgeSnap } from "../graph/snap.ts";
import type { FindRequest } from "../model/answers.ts";
import type { Gate, Shelter } from "../model/pack.ts";
import { gateTies, type PreparedPack, paceMetresPerSecond } from "./prepare.ts";
import { legCosts, scenarioCosts } from "./street-edits.ts";
import { deciseconds } from "./surface.ts";
import type { WalkPath } from "./walk-path.ts";
import { type WalkEnd, type Walking, walkEnd, walkLegs, walkTree } from "./walk-tree.ts";

/** Time from the origin to one gate, and by which node its street is entered. */
export interface GateReach extends WalkEnd {
  readonly gate: number;
  readonly shelter: Shelter;
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
  const { gates } = prepared.pack.index;
  const walking: Walking = {
    metresPerSecond: paceMetresPerSecond(prepared, scenario),
    costs: scenarioCosts(prepared, scenario),
    legs: legCosts(prepared, scenario),
  };
  const onFoot = ({ accessMetres }: EdgeSnap) => deciseconds(accessMetres, walking.metresPerSecond);
  const tree = walkTree(prepared, walking, snap);
  const { snaps } = gateTies(prepared, scenario.pace);
  const reaches: GateReach[] = [];
  gates.forEach((gate, i) => {
    const shelter = prepared.shelters.get(gate.shelterId);
    const at = snaps[i];
    if (!shelter || !at) return;
    const end = walkEnd(prepared, walking, tree, snap, at);
    reaches.push({ gate: i, shelter, deciseconds: end.deciseconds + onFoot(at), via: end.via });
  });

  const path = (reach: GateReach): WalkPath => {
    const at = snaps[reach.gate] as EdgeSnap;
    return {
      origin,
      target: (gates[reach.gate] as Gate).lngLat,
      accessMetres: snap.accessMetres,
      accessDeciseconds: onFoot(snap),
      egressMetres: at.accessMetres,
      egressDeciseconds: onFoot(at),
      legs: walkLegs(prepared, walking, tree, snap, at, reach.via),
    };
  };
  const searchedSeconds = () => {
    let longest = 0;
    for (const time of tree.deciseconds) if (time !== UNREACHED && time > longest) longest = time;
    return longest / 10;
  };
  return { reaches, path, searchedSeconds };
}
