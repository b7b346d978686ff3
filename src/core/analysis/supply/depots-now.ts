import type { Depot } from "../../model/pack.ts";
import type { Response } from "../../model/scenario.ts";
import type { PreparedPack } from "../prepare.ts";
import type { ItemNeed } from "./item-needs.ts";
import { stockNow, usableUnits } from "./stock-now.ts";

/** A depot as it stands: the pack's row after the register and the orders of an operation. */
export interface DepotNow {
  readonly depot: Depot;
  /** Trucks that can drive; 0 where the depot is lost. */
  readonly trucks: number;
  /** Usable units by the order of the needs; nothing where the depot is lost. */
  readonly units: Float64Array;
}

/** ISO month stock is judged in: the operation's where it says one, else that of the pack's date. */
const stockMonth = (prepared: PreparedPack, response: Response): string =>
  response.ground?.month ?? prepared.pack.index.description.asOf.slice(0, 7);

/** Every depot of the pack, in its order. */
export function depotsNow(
  prepared: PreparedPack,
  needs: readonly ItemNeed[],
  response: Response,
): DepotNow[] {
  const { depots } = prepared.pack.index;
  const { ground, lostDepotIds } = response;
  const stock = stockNow(depots, ground?.movements ?? [], stockMonth(prepared, response));
  const typed = new Map(ground?.depotTrucks.map(({ depotId, trucks }) => [depotId, trucks]));
  return depots.map((depot, d) => {
    const isLost = lostDepotIds.includes(depot.id);
    return {
      depot,
      trucks: isLost ? 0 : (typed.get(depot.id) ?? depot.trucks),
      units: isLost ? new Float64Array(needs.length) : usableUnits(stock[d]!, needs),
    };
  });
}
