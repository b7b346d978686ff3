import { layBridges } from "../graph/bridges.ts";
import { createNetworkScratch } from "../graph/search.ts";
import { type EdgeSnap, snapToEdge } from "../graph/snap.ts";
import type { LngLat } from "../model/geometry.ts";
import { EDGE_FLAG } from "../model/network.ts";
import type { BridgeLoad, Closure, ClosureOf } from "../model/scenario.ts";
import { keptOnce } from "./kept-once.ts";
import { figure, type PreparedPack, usableEdges } from "./prepare.ts";
import { sameClosures } from "./street-edits.ts";

/** Sets of bridges remembered: each holds the streets once more, about 4 MB for a district. */
const SETS_KEPT = 2;

type Bridge = ClosureOf<"bridge">;

/** Streets a bridge for vehicles may join: drivable ones at street level. */
const drivableAtLevel = keptOnce(
  (prepared) => {
    const { edgeCount, edgeFlags } = prepared.pack.network;
    const { vehicleForward, vehicleBackward, bridge, tunnel } = EDGE_FLAG;
    const mask = new Uint8Array(edgeCount);
    for (let edge = 0; edge < edgeCount; edge++) {
      const flags = edgeFlags[edge]!;
      mask[edge] = flags & (vehicleForward | vehicleBackward) && !(flags & (bridge | tunnel)) ? 1 : 0;
    }
    return mask;
  },
  { ignoresSites: true },
);

function joinable(prepared: PreparedPack, carries: BridgeLoad): Uint8Array {
  switch (carries) {
    case "foot":
      return usableEdges(prepared, "slow");
    case "wheels":
      return usableEdges(prepared, "wheelchair");
    case "vehicles":
      return drivableAtLevel(prepared);
    default: {
      const never: never = carries;
      throw new Error(String(never));
    }
  }
}

/** Where the ends of a bridge meet the streets; null: one end has no fitting street within the snap limit. */
export function bridgeJoins(
  prepared: PreparedPack,
  { from, to, carries }: Bridge,
): { readonly fromJoin: EdgeSnap; readonly toJoin: EdgeSnap } | null {
  const join = (end: LngLat) => {
    const snap = snapToEdge(prepared.index, joinable(prepared, carries), end);
    return snap && snap.accessMetres <= figure(prepared, "snapLimitMetres") ? snap : null;
  };
  const fromJoin = join(from);
  const toJoin = join(to);
  return fromJoin && toJoin ? { fromJoin, toJoin } : null;
}

interface LaidSet {
  readonly bridges: readonly Bridge[];
  readonly bridged: PreparedPack;
}
const laidSets = new WeakMap<PreparedPack, LaidSet[]>();

/** A scheme on the streets with these bridges: its shelters and gates, everything else of theirs. */
const plannedWithBridges = (planned: PreparedPack, laid: PreparedPack): PreparedPack => ({
  ...laid,
  pack: { ...laid.pack, index: planned.pack.index },
  shelters: planned.shelters,
  gatesOfShelter: planned.gatesOfShelter,
  kept: { ...laid.kept, gateTies: planned.kept.gateTies },
  base: planned,
  unplanned: laid,
});

/**
 * The pack with the bridges of these closures laid; the pack itself without any. Everything that hangs on where places
 * are tied is shared with the pack, so a bridge costs a copy of the rows and its own costs. A bridge with no street to
 * join leads nowhere: `checkClosures` says so beforehand.
 */
export function bridgedPack(prepared: PreparedPack, closures: readonly Closure[]): PreparedPack {
  const bridges = closures.filter((closure): closure is Bridge => closure.kind === "bridge");
  if (bridges.length === 0 || prepared.base !== null) return prepared;
  const kept = laidSets.get(prepared) ?? [];
  const known = kept.find((laid) => sameClosures(laid.bridges, bridges));
  if (known) return known.bridged;
  const remember = (bridged: PreparedPack): PreparedPack => {
    laidSets.set(prepared, [{ bridges, bridged }, ...kept].slice(0, SETS_KEPT));
    return bridged;
  };
  if (prepared.unplanned)
    return remember(plannedWithBridges(prepared, bridgedPack(prepared.unplanned, bridges)));
  const joined = bridges.flatMap((bridge) => {
    const joins = bridgeJoins(prepared, bridge);
    return joins ? [{ ...bridge, ...joins }] : [];
  });
  const { network, index, ...streets } = layBridges(
    prepared.pack.network,
    prepared.index,
    joined,
    figure(prepared, "bridgeDriveKmh"),
  );
  return remember({
    ...prepared,
    ...streets,
    base: prepared,
    pack: { ...prepared.pack, network },
    index,
    scratch: createNetworkScratch(network),
    kept: { ...prepared.kept, costs: new Map() },
  });
}
