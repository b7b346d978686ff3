import type { Gate, Shelter } from "../model/pack.ts";
import { isWithoutProposals, type Proposals, type ProposedSite } from "../model/proposal.ts";
import { plannedBases } from "./planned-bases.ts";
import { figure, type PreparedPack, preparePack } from "./prepare.ts";

/** Square metres by site id; a site that is not in it has an area nobody could work out. */
export type DerivedAreas = ReadonlyMap<string, number>;

const PLANNED = { method: "illustrative", source: "", accuracyMetres: null } as const;

function shelterOf(site: ProposedSite, derived: DerivedAreas): Shelter {
  const outer = site.rings[0] ?? [];
  const mean = (axis: 0 | 1) => outer.reduce((sum, corner) => sum + corner[axis], 0) / outer.length;
  const effectiveSquareMetres =
    site.area.kind === "typed" ? site.area.squareMetres : (derived.get(site.id) ?? null);
  return {
    ...PLANNED,
    id: site.id,
    nameZh: site.name,
    nameEn: site.name,
    tier: site.tier,
    setting: site.setting,
    lngLat: [mean(0), mean(1)],
    subDistrictCode: "",
    communityId: "",
    effectiveSquareMetres,
    effectiveAreaMethod: effectiveSquareMetres === null ? null : "modelled",
    publishedCapacityPersons: null,
    fitFor: site.fitFor,
    yearCompleted: site.year,
  };
}

const gatesOf = (site: ProposedSite): Gate[] =>
  site.gates.map((gate) => ({
    ...PLANNED,
    ...gate,
    id: `${site.id}/${gate.id}`,
    shelterId: site.id,
    nameZh: "",
    nameEn: "",
  }));

/** The pack with these proposals built: shelters shut are gone, sites stand as shelters, gates are where they were put. */
export function plannedPack(
  prepared: PreparedPack,
  proposals: Proposals,
  derived: DerivedAreas,
): PreparedPack {
  if (isWithoutProposals(proposals)) return prepared;
  const { index } = prepared.pack;
  const closed = new Set(proposals.closedShelterIds);
  const edits = new Map(proposals.gateEdits.map((edit) => [edit.gateId, edit]));
  const shelters = [
    ...index.shelters.filter((shelter) => !closed.has(shelter.id)),
    ...proposals.sites.map((site) => shelterOf(site, derived)),
  ];
  const gates = [
    ...index.gates.flatMap((gate) => {
      if (closed.has(gate.shelterId)) return [];
      const edit = edits.get(gate.id);
      return [
        edit ? { ...gate, lngLat: edit.lngLat ?? gate.lngLat, opening: edit.opening ?? gate.opening } : gate,
      ];
    }),
    ...proposals.sites.flatMap(gatesOf),
  ];
  const { stations, depots, seismicStations } = plannedBases(
    index,
    proposals,
    figure(prepared, "fireTurnoutMinutes"),
  );
  return preparePack(
    { ...prepared.pack, index: { ...index, shelters, gates, stations, depots, seismicStations } },
    prepared.rules,
    prepared,
  );
}
