import type { BoardRequest } from "../../model/answers.ts";
import type { BoardPacks } from "../../model/board-packs.ts";
import type { PreparedPack } from "../prepare.ts";
import { depotsNow } from "../supply/depots-now.ts";
import { itemNeeds } from "../supply/item-needs.ts";
import type { DepotFacts } from "./save-candidates.ts";

/** Depots that are not lost, with the trucks and the stock they have now. */
export function depotFacts(
  prepared: PreparedPack,
  packs: BoardPacks,
  { scenario, response }: BoardRequest,
): DepotFacts[] {
  const needs = itemNeeds(packs.reliefNeeds, scenario.phase);
  return depotsNow(prepared, needs, response).flatMap(({ depot, trucks, units }, index) =>
    response.lostDepotIds.includes(depot.id)
      ? []
      : [
          {
            index,
            id: depot.id,
            trucks,
            unitsOf: (item) => units[needs.findIndex((need) => need.item === item)] ?? 0,
          },
        ],
  );
}
