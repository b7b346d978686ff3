import { type DepotStock, stockNow } from "../../core/analysis/supply/stock-now.ts";
import type { ExportTable } from "../../core/model/export.ts";
import { type Depot, SUPPLY_ITEMS, type SupplyItem } from "../../core/model/pack.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import type { Said, Situation } from "../../core/model/situation.ts";

/** Months ahead that count as soon. */
const SOON_MONTHS = 6;

export interface ItemStanding {
  readonly item: SupplyItem;
  /** null: nobody has said anything about it; not zero. */
  readonly usable: number | null;
  readonly soon: number;
  /** Month in which the first of it expires; null: none of it soon. */
  readonly soonest: string | null;
  readonly expired: number;
  readonly overdrawn: number;
  /** The last line of the register about it; null: as the pack says. */
  readonly said: Said | null;
}

export interface DepotStanding {
  readonly depot: Depot;
  readonly items: readonly ItemStanding[];
  readonly stock: DepotStock;
}

function monthsAfter(month: string, count: number): string {
  const whole = Number(month.slice(0, 4)) * 12 + Number(month.slice(5, 7)) - 1 + count;
  return `${String(Math.floor(whole / 12)).padStart(4, "0")}-${String((whole % 12) + 1).padStart(2, "0")}`;
}

/** What every depot holds after the register, by item. */
export function registerStandings(
  pack: PackIndex,
  movements: Situation["movements"],
  month: string,
): DepotStanding[] {
  const last = new Map<string, Said>();
  for (const line of movements) {
    const { depotId, toId, item } = line.movement;
    last.set(`${depotId} ${item}`, line);
    if (line.movement.kind === "transfer" && toId !== null) last.set(`${toId} ${item}`, line);
  }
  const soonLimit = monthsAfter(month, SOON_MONTHS);
  const stock = stockNow(
    pack.depots,
    movements.map(({ movement }) => movement),
    month,
  );
  return pack.depots.map((depot, d) => {
    const own = stock[d] as DepotStock;
    return {
      depot,
      stock: own,
      items: SUPPLY_ITEMS.map((item): ItemStanding => {
        const ofItem = own.batches.filter((batch) => batch.item === item);
        const soon = ofItem.filter(({ expires }) => expires !== null && expires <= soonLimit);
        const sum = (rows: readonly { readonly quantity: number }[]) =>
          rows.reduce((total, { quantity }) => total + quantity, 0);
        return {
          item,
          usable: own.knownItems.has(item) ? sum(ofItem) : null,
          soon: sum(soon),
          soonest: soon[0]?.expires ?? null,
          expired: sum(own.expired.filter((batch) => batch.item === item)),
          overdrawn: sum(own.overdrawn.filter((row) => row.item === item)),
          said: last.get(`${depot.id} ${item}`) ?? null,
        };
      }),
    };
  });
}

/** The register as lines that can be read in again: what is there now as a stocktake, one row a batch. */
export function registerTable(standings: readonly DepotStanding[]): ExportTable {
  return {
    name: "register",
    columns: ["kind", "depot", "depotName", "level", "to", "item", "quantity", "expires", "paper"],
    rows: standings.flatMap(({ depot, stock }) =>
      SUPPLY_ITEMS.filter((item) => stock.knownItems.has(item)).flatMap((item) => {
        const batches = [...stock.batches, ...stock.expired].filter((batch) => batch.item === item);
        const rows = batches.length > 0 ? batches : [{ item, quantity: 0, expires: null }];
        return rows.map(({ quantity, expires }) => [
          "stocktake",
          depot.id,
          depot.nameZh,
          depot.level,
          null,
          item,
          quantity,
          expires,
          null,
        ]);
      }),
    ),
  };
}
