import { type DepotStock, usableUnits } from "../analysis/supply/stock-now.ts";
import type { StockMovement } from "../model/operation.ts";

export type MovementFault = "depot" | "quantity" | "zero" | "expires" | "to" | "self";

/** ISO month, 0001-01 to 9999-12. */
export const isMonth = (text: string): boolean =>
  /^\d{4}-(0[1-9]|1[0-2])$/.test(text) && !text.startsWith("0000");

/** What is wrong with a line of the register by itself, in the order of its fields. */
export function movementFaults(
  { kind, depotId, toId, quantity, expires }: Omit<StockMovement, "id">,
  depotIds: ReadonlySet<string>,
): MovementFault[] {
  const faults: MovementFault[] = [];
  if (!depotIds.has(depotId)) faults.push("depot");
  if (kind === "transfer" && toId !== null && toId === depotId) faults.push("self");
  else if (kind === "transfer" && (toId === null || !depotIds.has(toId))) faults.push("to");
  if (!Number.isFinite(quantity) || quantity < 0) faults.push("quantity");
  else if (quantity === 0 && kind !== "stocktake") faults.push("zero");
  if (expires !== null && !isMonth(expires)) faults.push("expires");
  return faults;
}

/** What a line would take beyond the books: it may be recorded all the same, but is said. */
export interface Withdrawal {
  readonly usable: number;
  readonly beyond: number;
}

/** null: the line takes nothing out, or no more than there is. */
export function beyondStock(movement: Omit<StockMovement, "id">, stock: DepotStock): Withdrawal | null {
  if (movement.kind !== "issue" && movement.kind !== "transfer") return null;
  const { item, expires, quantity } = movement;
  const usable =
    expires === null
      ? (usableUnits(stock, [{ item }])[0] ?? 0)
      : [...stock.batches, ...stock.expired].reduce(
          (sum, batch) => sum + (batch.item === item && batch.expires === expires ? batch.quantity : 0),
          0,
        );
  return quantity > usable ? { usable, beyond: quantity - usable } : null;
}
