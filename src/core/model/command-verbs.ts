import type { DivertAnswer, DivertRequest } from "./divert.ts";
import type { ForcesAnswer, ForcesRequest } from "./forces.ts";
import type { SaveActionsAnswer, SaveActionsRequest } from "./save-actions.ts";
import type { DepotLossesAnswer, DepotLossesRequest, SuppliesAnswer, SuppliesRequest } from "./supplies.ts";

/** What /command asks besides its board. */
export interface CommandVerbs {
  saveActions: { request: SaveActionsRequest; answer: SaveActionsAnswer };
  divert: { request: DivertRequest; answer: DivertAnswer };
  supplies: { request: SuppliesRequest; answer: SuppliesAnswer };
  depotLosses: { request: DepotLossesRequest; answer: DepotLossesAnswer };
  forces: { request: ForcesRequest; answer: ForcesAnswer };
}
