import type { ExportTable } from "../../core/model/export.ts";
import { SUPPLY_ITEMS } from "../../core/model/pack.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import type { SuppliesAnswer, SupplyTrip } from "../../core/model/supplies.ts";

/** Trips of one truck in the order they leave, numbered over the depot. */
export interface TruckList {
  readonly truck: number;
  readonly trips: readonly (SupplyTrip & { readonly number: number })[];
}

export interface PickingList {
  readonly depotId: string;
  readonly trucks: readonly TruckList[];
  readonly trips: number;
  readonly kilograms: number;
}

/** By depot, those with most to load first; within it by truck. */
export function pickingLists({ trips }: SuppliesAnswer): PickingList[] {
  const byDepot = new Map<string, SupplyTrip[]>();
  for (const trip of trips) byDepot.set(trip.depotId, [...(byDepot.get(trip.depotId) ?? []), trip]);
  return [...byDepot]
    .map(([depotId, own]): PickingList => {
      const numbered = [...own]
        .sort((one, other) => one.loadMinute - other.loadMinute)
        .map((trip, i) => ({ ...trip, number: i + 1 }));
      const trucks = [...new Set(numbered.map(({ truck }) => truck))].sort((a, b) => a - b);
      return {
        depotId,
        trucks: trucks.map((truck) => ({ truck, trips: numbered.filter((trip) => trip.truck === truck) })),
        trips: own.length,
        kilograms: own.reduce((sum, { kilograms }) => sum + kilograms, 0),
      };
    })
    .sort((one, other) => other.kilograms - one.kilograms || (one.depotId < other.depotId ? -1 : 1));
}

/** One row a trip and item, minutes after T0. */
export function pickingTable(lists: readonly PickingList[], pack: PackIndex): ExportTable {
  const names = new Map(
    [...pack.depots, ...pack.shelters, ...pack.gates].map(({ id, nameZh, nameEn }) => [
      id,
      { nameZh, nameEn },
    ]),
  );
  const named = (id: string) => [id, names.get(id)?.nameZh ?? null, names.get(id)?.nameEn || null];
  return {
    name: "picking-lists",
    columns: [
      "depotId",
      "depotZh",
      "depotEn",
      "truck",
      "trip",
      "shelterId",
      "shelterZh",
      "shelterEn",
      "gateId",
      "gateZh",
      "gateEn",
      "loadMinute",
      "departMinute",
      "arriveMinute",
      "unloadedMinute",
      "kilograms",
      ...SUPPLY_ITEMS,
    ],
    rows: lists.flatMap(({ depotId, trucks }) =>
      trucks.flatMap(({ truck, trips }) =>
        trips.map((trip) => [
          ...named(depotId),
          truck + 1,
          trip.number,
          ...named(trip.shelterId),
          ...named(trip.gateId),
          trip.loadMinute,
          trip.departMinute,
          trip.arriveMinute,
          trip.unloadedMinute,
          trip.kilograms,
          ...SUPPLY_ITEMS.map((item) => trip.load.find((row) => row.item === item)?.quantity ?? 0),
        ]),
      ),
    ),
  };
}
