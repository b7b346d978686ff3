import type { StockMovement } from "../../model/operation.ts";
import type { Depot, SupplyItem } from "../../model/pack.ts";

/** Units of one item with one month of expiry in one depot. */
export interface Batch {
  readonly item: SupplyItem;
  /** ISO month it may still be used in; null = does not expire or not known. */
  readonly expires: string | null;
  readonly quantity: number;
}

export interface DepotStock {
  readonly depotId: string;
  /** What may be used, first expired first; what is used up is left out. */
  readonly batches: readonly Batch[];
  /** Past its month: still in the depot, not to be given out. */
  readonly expired: readonly Batch[];
  /** Items somebody has said something about, be it that none is there. Of the others nothing is known: not zero. */
  readonly knownItems: ReadonlySet<SupplyItem>;
  /** Units taken out by the register that were never there by it: a count is due. */
  readonly overdrawn: readonly Omit<Batch, "expires">[];
}

interface Shelf {
  readonly batches: Map<string, { item: SupplyItem; expires: string | null; quantity: number }>;
  readonly known: Set<SupplyItem>;
  readonly overdrawn: Map<SupplyItem, number>;
}

const keyOf = (item: SupplyItem, expires: string | null) => `${item} ${expires ?? ""}`;

function put(shelf: Shelf, { item, expires, quantity }: Batch): void {
  shelf.known.add(item);
  if (quantity === 0) return;
  const key = keyOf(item, expires);
  const batch = shelf.batches.get(key);
  if (batch) batch.quantity += quantity;
  else shelf.batches.set(key, { item, expires, quantity });
}

const byExpiry = (one: { readonly expires: string | null }, other: { readonly expires: string | null }) =>
  (one.expires ?? "9999-99").localeCompare(other.expires ?? "9999-99");

/**
 * Takes units out, first expired first: of the named month where one is named, else of what may still be used and only
 * then of what is expired. What is not there is noted as overdrawn. Returns what was taken.
 */
function take(
  shelf: Shelf,
  item: SupplyItem,
  expires: string | null,
  quantity: number,
  month: string,
): Batch[] {
  shelf.known.add(item);
  const isExpired = (batch: Batch) => batch.expires !== null && batch.expires < month;
  const from = [...shelf.batches.values()]
    .filter((batch) => batch.item === item && (expires === null || batch.expires === expires))
    .sort((a, b) => Number(isExpired(a)) - Number(isExpired(b)) || byExpiry(a, b));
  const taken: Batch[] = [];
  let left = quantity;
  for (const batch of from) {
    if (!(left > 0)) break;
    const units = Math.min(left, batch.quantity);
    batch.quantity -= units;
    left -= units;
    taken.push({ item, expires: batch.expires, quantity: units });
  }
  if (left > 0) shelf.overdrawn.set(item, (shelf.overdrawn.get(item) ?? 0) + left);
  return taken;
}

/**
 * A count replaces what was reckoned: of the named month, else of the whole item. Then the months are kept as far as they
 * go: missing units went first expired first, as issues do, and units more have no month.
 */
function count(shelf: Shelf, { item, expires, quantity }: StockMovement): void {
  shelf.known.add(item);
  shelf.overdrawn.delete(item);
  const batches = [...shelf.batches.values()].filter((batch) => batch.item === item).sort(byExpiry);
  if (expires !== null) {
    const batch = batches.find((each) => each.expires === expires);
    if (batch) batch.quantity = quantity;
    else put(shelf, { item, expires, quantity });
    return;
  }
  let missing = batches.reduce((sum, batch) => sum + batch.quantity, 0) - quantity;
  if (missing <= 0) {
    put(shelf, { item, expires: null, quantity: -missing });
    return;
  }
  for (const batch of batches) {
    const units = Math.min(missing, batch.quantity);
    batch.quantity -= units;
    missing -= units;
  }
}

/**
 * What lies in each depot once the register's movements are applied in their order to what the pack says.
 *
 * @param month ISO month of the day asked about: what may be used in an earlier month only is expired.
 * Movements of depots that are not here, and amounts that are no number of 0 or more, change nothing.
 */
export function stockNow(
  depots: readonly Pick<Depot, "id" | "stock">[],
  movements: readonly StockMovement[],
  month: string,
): DepotStock[] {
  const shelves = new Map<string, Shelf>();
  for (const { id, stock } of depots) {
    const shelf: Shelf = { batches: new Map(), known: new Set(), overdrawn: new Map() };
    for (const line of stock) put(shelf, line);
    shelves.set(id, shelf);
  }
  for (const movement of movements) {
    const { item, expires, quantity } = movement;
    const shelf = shelves.get(movement.depotId);
    if (!shelf || !Number.isFinite(quantity) || quantity < 0) continue;
    switch (movement.kind) {
      case "receive":
        put(shelf, movement);
        break;
      case "issue":
        take(shelf, item, expires, quantity, month);
        break;
      case "transfer": {
        if (movement.toId === movement.depotId) break;
        const taken = take(shelf, item, expires, quantity, month);
        const to = movement.toId === null ? undefined : shelves.get(movement.toId);
        if (!to) break;
        // what the paper says arrived is there, be it more than the register knew of where it came from
        const beyond = quantity - taken.reduce((sum, batch) => sum + batch.quantity, 0);
        for (const batch of [...taken, { item, expires, quantity: beyond }]) put(to, batch);
        break;
      }
      case "stocktake":
        count(shelf, movement);
        break;
    }
  }
  return depots.map(({ id }) => {
    const { batches, known, overdrawn } = shelves.get(id) as Shelf;
    const left = [...batches.values()].filter(({ quantity }) => quantity > 0).sort(byExpiry);
    const isExpired = ({ expires }: Batch) => expires !== null && expires < month;
    return {
      depotId: id,
      batches: left.filter((batch) => !isExpired(batch)),
      expired: left.filter(isExpired),
      knownItems: known,
      overdrawn: [...overdrawn].map(([item, quantity]) => ({ item, quantity })),
    };
  });
}

/** Usable units of each item asked for, in the order asked. */
export const usableUnits = (
  { batches }: Pick<DepotStock, "batches">,
  items: readonly { readonly item: SupplyItem }[],
): Float64Array =>
  Float64Array.from(items, ({ item }) =>
    batches.reduce((sum, batch) => sum + (batch.item === item ? batch.quantity : 0), 0),
  );
