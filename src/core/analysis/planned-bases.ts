import type { Depot, Station } from "../model/pack.ts";
import type { PackIndex } from "../model/pack-data.ts";
import type { Proposals, ProposedBase } from "../model/proposal.ts";

type PackBases = Pick<PackIndex, "stations" | "depots" | "seismicStations">;

const PLANNED = { method: "illustrative", source: "", accuracyMetres: null, subDistrictCode: "" } as const;

const names = ({ id, name, lngLat }: ProposedBase) => ({ id, nameZh: name, nameEn: name, lngLat });

const stationOf = (base: ProposedBase, turnoutMinutes: number): Station => ({
  ...PLANNED,
  ...names(base),
  kind: "fire-small",
  persons: null,
  vehicles: null,
  mobilisationMinutes: base.mobilisationMinutes ?? turnoutMinutes,
});

/** Where it stands is all that is said of it: nothing in it yet, no trucks, so that no supply is counted on. */
const depotOf = (base: ProposedBase, turnoutMinutes: number): Depot => ({
  ...PLANNED,
  ...names(base),
  level: "district",
  stock: [],
  trucks: 0,
  truckLoadKilograms: 0,
  loadingKilogramsPerMinute: 0,
  mobilisationMinutes: base.mobilisationMinutes ?? turnoutMinutes,
});

/** Stations and depots of a pack as a scheme would have them: those closed are gone, those proposed stand after the others. */
export function plannedBases(
  index: PackBases,
  { bases = [], closedBaseIds = [] }: Proposals,
  turnoutMinutes: number,
): PackBases {
  if (bases.length === 0 && closedBaseIds.length === 0) return index;
  const closed = new Set(closedBaseIds);
  const stays = ({ id }: { readonly id: string }) => !closed.has(id);
  const ofKind = (kind: ProposedBase["kind"]) => bases.filter((base) => base.kind === kind);
  return {
    stations: [
      ...index.stations.filter(stays),
      ...ofKind("fire-small").map((base) => stationOf(base, turnoutMinutes)),
    ],
    depots: [...index.depots.filter(stays), ...ofKind("depot").map((base) => depotOf(base, turnoutMinutes))],
    seismicStations: [
      ...index.seismicStations.filter(stays),
      ...ofKind("seismic").map(({ id, lngLat }) => ({ id, lngLat })),
    ],
  };
}
