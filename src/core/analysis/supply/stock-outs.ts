import type { StockOut } from "../../model/supplies.ts";
import type { ItemNeed } from "./item-needs.ts";
import type { Trip } from "./supply-run.ts";

const DAY_MINUTES = 1440;

/**
 * When what is used up is used up: each item is taken evenly through the day from when it first comes, by everybody.
 *
 * @param trips everything that comes to the shelter, in any order.
 * @param stayMinutes after T0; what lasts until then lasts.
 */
export function stockOuts(
  needs: readonly ItemNeed[],
  persons: number,
  trips: readonly Trip[],
  stayMinutes: number,
): StockOut[] {
  const inOrder = [...trips].sort((one, other) => one.unloadedMinute - other.unloadedMinute);
  return needs.flatMap(({ item, unitsPerPerson, isConsumable }, k): StockOut[] => {
    if (!isConsumable) return [];
    const loads = inOrder.filter(({ units }) => units[k]! > 0);
    const first = loads[0];
    if (!first) return [{ item, firstMinute: Infinity, runsOutMinute: Infinity }];
    const unitsPerMinute = (persons * unitsPerPerson) / DAY_MINUTES;
    let runsOutMinute = first.unloadedMinute;
    for (const { unloadedMinute, units } of loads) {
      if (unloadedMinute > runsOutMinute) break;
      runsOutMinute += units[k]! / unitsPerMinute;
    }
    return [
      {
        item,
        firstMinute: first.unloadedMinute,
        runsOutMinute: runsOutMinute >= stayMinutes ? Infinity : runsOutMinute,
      },
    ];
  });
}
