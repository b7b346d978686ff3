import type { RoomModel } from "./room-model.ts";
import { RoomRelaxation } from "./room-relaxation.ts";
import type { RoomSearch } from "./room-search.ts";
import type { BranchLimits } from "./site-bound.ts";
import { SiteBranch, type SiteProof } from "./site-branch.ts";

/** The best choice under room with its proof, from one that leaves nobody out. Choices name all open sites of the model. */
export function proveRoom(
  model: RoomModel,
  search: RoomSearch,
  start: readonly number[],
  limits: BranchLimits,
): SiteProof {
  const isOpen = new Uint8Array(model.sites.length);
  for (const site of start) isOpen[site] = 1;
  const branch = new SiteBranch(new RoomRelaxation(model, search), limits, search.costOf(isOpen), start);
  const { node, bound, isOver, isProven } = branch.boundWhole();
  const proof = isOver || isProven ? branch.proof(bound) : branch.solve(node.price, bound);
  return { ...proof, chosen: proof.chosen ?? start };
}
