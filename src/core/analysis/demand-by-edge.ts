import type { PaceId } from "../model/scenario.ts";
import { keptOnce } from "./kept-once.ts";
import { demandTies, type PreparedPack, paceOfMode, walkModeOf } from "./prepare.ts";

/** Cells of demand tied to edge e: demand[offsets[e] … offsets[e + 1]), indexes into pack.demand. */
export interface DemandByEdge {
  readonly offsets: Uint32Array;
  readonly demand: Uint32Array;
}

const byMode = keptOnce(createDemandByEdge, { ignoresSites: true });

function createDemandByEdge(prepared: PreparedPack, mode: string): DemandByEdge {
  const { snaps } = demandTies(prepared, paceOfMode(mode));
  const { edgeCount } = prepared.pack.network;
  const offsets = new Uint32Array(edgeCount + 1);
  for (const snap of snaps) if (snap) offsets[snap.edge + 1]!++;
  for (let edge = 0; edge < edgeCount; edge++) offsets[edge + 1]! += offsets[edge] as number;
  const cursor = offsets.slice();
  const demand = new Uint32Array(offsets[edgeCount] as number);
  snaps.forEach((snap, i) => {
    if (snap) demand[cursor[snap.edge]!++] = i;
  });
  return { offsets, demand };
}

/** The same for every pace of one way of walking. */
export const demandByEdge = (prepared: PreparedPack, pace: PaceId): DemandByEdge =>
  byMode(prepared, walkModeOf(pace));
