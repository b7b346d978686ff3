import { polygonContains } from "../geo/polygon.ts";
import { ringCentre } from "../geo/ring-centre.ts";
import type { LngLat } from "../model/geometry.ts";
import type { Gate, Shelter } from "../model/pack.ts";
import type { PackData, PackIndex } from "../model/pack-data.ts";
import { isWithoutProposals, type Proposals, type ProposedSite } from "../model/proposal.ts";
import { plannedBases } from "./planned-bases.ts";
import { figure, type PreparedPack } from "./prepare.ts";

/** Square metres by site id; a site that is not in it has an area nobody could work out. */
export type DerivedAreas = ReadonlyMap<string, number>;

/** Schemes remembered: the one on screen, the one beside it, and those before a step that is taken back. */
const SCHEMES_KEPT = 4;

const PLANNED = { method: "illustrative", source: "", accuracyMetres: null } as const;

/** Sub-district and community a place lies in; empty where in none that the pack has. */
function areasAt({ index, subDistrictPolygons, communityPolygons }: PackData, lngLat: LngLat) {
  const holds = (polygon: PackData["districtPolygon"]) => polygonContains(polygon, lngLat);
  return {
    subDistrictCode: index.subDistricts[subDistrictPolygons.findIndex(holds)]?.code ?? "",
    communityId: index.communities[communityPolygons.findIndex(holds)]?.id ?? "",
  };
}

function shelterOf(pack: PackData, site: ProposedSite, derived: DerivedAreas): Shelter {
  const lngLat = ringCentre(site.rings);
  const effectiveSquareMetres =
    site.area.kind === "typed" ? site.area.squareMetres : (derived.get(site.id) ?? null);
  return {
    ...PLANNED,
    ...areasAt(pack, lngLat),
    id: site.id,
    nameZh: site.name,
    nameEn: site.name,
    tier: site.tier,
    setting: site.setting,
    lngLat,
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

/** The rows of the pack with the proposals built. */
export function plannedIndex(prepared: PreparedPack, proposals: Proposals, derived: DerivedAreas): PackIndex {
  const { pack } = prepared;
  const { index } = pack;
  const closed = new Set(proposals.closedShelterIds);
  const edits = new Map(proposals.gateEdits.map((edit) => [edit.gateId, edit]));
  const shelters = [
    ...index.shelters.filter((shelter) => !closed.has(shelter.id)),
    ...proposals.sites.map((site) => shelterOf(pack, site, derived)),
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
  const bases = plannedBases(index, proposals, figure(prepared, "fireTurnoutMinutes"));
  return { ...index, ...bases, shelters, gates };
}

interface KeptScheme {
  readonly key: string;
  readonly planned: PreparedPack;
}
const keptSchemes = new WeakMap<PreparedPack, KeptScheme[]>();

/**
 * The pack with these proposals built: shelters shut are gone, sites stand as shelters, gates are where they were put.
 * Whatever hangs on no shelter and no gate is the pack's own, and the same object for the same proposals while they are
 * remembered.
 */
export function plannedPack(
  prepared: PreparedPack,
  proposals: Proposals,
  derived: DerivedAreas,
): PreparedPack {
  if (isWithoutProposals(proposals)) return prepared;
  const kept = keptSchemes.get(prepared) ?? [];
  const key = JSON.stringify([proposals, proposals.sites.map(({ id }) => derived.get(id) ?? null)]);
  const known = kept.find((scheme) => scheme.key === key);
  const planned = known?.planned ?? layOver(prepared, plannedIndex(prepared, proposals, derived));
  const others = kept.filter((scheme) => scheme !== known);
  keptSchemes.set(prepared, [{ key, planned }, ...others].slice(0, SCHEMES_KEPT));
  return planned;
}

function layOver(prepared: PreparedPack, index: PackIndex): PreparedPack {
  const gatesOfShelter = new Map<string, number[]>(index.shelters.map(({ id }) => [id, []]));
  index.gates.forEach(({ shelterId }, i) => {
    gatesOfShelter.get(shelterId)?.push(i);
  });
  return {
    ...prepared,
    pack: { ...prepared.pack, index },
    shelters: new Map(index.shelters.map((shelter) => [shelter.id, shelter])),
    gatesOfShelter,
    kept: { ...prepared.kept, gateTies: new Map() },
    unplanned: prepared,
  };
}
