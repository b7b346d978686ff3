import type { MultiPolygon, Polygon } from "geojson";
import { createLocalPlane } from "../../../src/core/geo/local-plane.ts";
import { snappableEdges, walkCosts } from "../../../src/core/graph/costs.ts";
import { createEdgeIndex } from "../../../src/core/graph/edge-index.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import { LAYER_IDS, type LayerId } from "../../../src/core/model/pack.ts";
import { type NetworkEdges, rowsFromEdges } from "../../../src/sources/network-binary.ts";
import type { OsmCity } from "../osm/osm-city.ts";
import type { PackContent } from "../pack/pack-files.ts";
import { createAreaFinder } from "./area-finder.ts";
import { createAreaLookup } from "./area-lookup.ts";
import { districtRow, partRows } from "./area-rows.ts";
import { FLOOR_SQUARE_METRES_PER_RESIDENT, LEAST_FLOOR_SQUARE_METRES_PER_RESIDENT } from "./assumptions.ts";
import { createBandedArea } from "./banded-area.ts";
import { districtBuildings } from "./buildings.ts";
import { buildingRows, demandRows, streetRows } from "./city-rows.ts";
import { demandOf } from "./demand.ts";
import { type DistrictAbout, districtProvenance } from "./district-provenance.ts";
import { gatesOf, type UnknownGates } from "./gates.ts";
import { candidateRows, greenRows, openGrounds, waterRows } from "./grounds.ts";
import { type Homes, homesOf } from "./homes.ts";
import { type Partition, partitionDistrict } from "./partition.ts";
import { placeRows } from "./places.ts";
import { type Residents, residentsOfAreas } from "./residents.ts";
import { completeShelters, osmShelters, shelterPoint } from "./shelters.ts";
import { spotsOf } from "./spots.ts";
import { osmStations } from "./stations.ts";
import type { CensusRow, SuppliedArea, SuppliedAreas, SuppliedLayer, SuppliedLayerId } from "./supplied.ts";
import { withSubDistricts } from "./supplied-rows.ts";

export interface DistrictInput {
  readonly about: DistrictAbout;
  readonly city: OsmCity;
  readonly district: SuppliedArea;
  /** Where the boundary is from: a file, an area of the map, the extent of the extract. */
  readonly districtSource: string;
  readonly subDistricts: SuppliedAreas | null;
  readonly communities: SuppliedAreas | null;
  /** The same, where the lists had to be checked against them already. */
  readonly partition?: Partition;
  /** Residential ground of a file; null = `landuse=residential` of the map. */
  readonly compounds: SuppliedAreas | null;
  readonly layers: Readonly<Partial<Record<SuppliedLayerId, SuppliedLayer>>>;
  readonly census: readonly CensusRow[];
  readonly residents: number | null;
  readonly aged65Share: number | null;
  readonly assistanceShare: number | null;
  readonly unknownGates: UnknownGates;
  /** sha256 of all input files and options, hex. */
  readonly inputHash: string;
}

export interface BuiltDistrict {
  readonly content: PackContent;
  /** What was assumed, taken from elsewhere or left out, in words; the loud ones first. */
  readonly notes: readonly string[];
  readonly residents: Residents;
}

/** Any pace will do: only which edges are open matters here. */
const ANY_PACE = 1;

/** A pack's content from a city of the map and lists of an office. Pure: the same input gives the same content. */
export function buildDistrict(
  input: DistrictInput,
  onStage: (stage: string) => void = () => undefined,
): BuiltDistrict {
  const { about, city, layers } = input;
  const notes: string[] = [];
  onStage("areas");
  const outline = createBandedArea(input.district.polygon);
  const plane = createLocalPlane([(outline.west + outline.east) / 2, (outline.south + outline.north) / 2]);
  const district = createAreaFinder([input.district.polygon]);
  const partition = input.partition ?? partitionDistrict({ ...input, boundaries: city.boundaries });
  const lookup = createAreaLookup(partition);

  onStage("buildings");
  const { buildings, outside } = districtBuildings({
    buildings: city.buildings,
    areas: city.areas,
    district,
    communities: lookup.communities,
    plane,
  });
  if (outside > 0) notes.push(`${outside} buildings lie outside the district and are left out`);

  onStage("people");
  const homes = homesOf({
    buildings,
    compounds: compoundAreas(input),
    network: city.network,
    district,
    communities: lookup.communities,
  });
  const residents = residentsOfAreas({
    partition,
    districtResidents: input.residents ?? input.district.residents,
    census: input.census,
    communityWeights: weightsOf(homes, partition.communities.parts.length),
    personsPerWeight: 1,
  });
  const demand = demandOf({
    ...input,
    homes: homes.homes,
    partition,
    residents: residents.communities,
    plane,
  });

  onStage("shelters and gates");
  const network = { ...city.network, ...arcs(city.network) };
  const spots = spotsOf(city, district);
  const grounds = openGrounds(city.areas, district, plane);
  const shelters = layers.shelters
    ? completeShelters(layers.shelters.rows, lookup)
    : osmShelters(spots, lookup, plane);
  const gates = gatesOf({
    shelters,
    supplied: layers.gates?.rows ?? [],
    points: city.points,
    grounds,
    index: createEdgeIndex(network),
    walkable: snappableEdges(network, walkCosts(network, ANY_PACE, "foot")),
    unknownGates: input.unknownGates,
  });

  onStage("places");
  const stations = osmStations(spots, lookup);
  const suppliedKinds = new Set(layers.stations?.rows.map(({ properties }) => properties.kind));
  const rows: Partial<Record<LayerId, readonly LayerFeature[]>> = {
    district: [districtRow(input, residents.district.residents)],
    subdistricts: partRows("subdistricts", partition, residents),
    communities: partRows("communities", partition, residents),
    green: greenRows(city.areas),
    water: waterRows(city.areas),
    buildings: buildingRows(buildings, homes.homes, demand.nightPersons, partition),
    streets: streetRows(city.streetLines),
    waterlogging: layers.waterlogging?.rows ?? [],
    demand: demandRows(demand.cells),
    candidates: layers.candidates?.rows ?? candidateRows(grounds, shelters.map(shelterPoint)),
    shelters,
    gates: gates.rows,
    depots: withSubDistricts(layers.depots?.rows ?? [], lookup),
    stations: [
      ...withSubDistricts(layers.stations?.rows ?? [], lookup),
      ...stations.rows.filter(({ properties }) => !suppliedKinds.has(properties.kind)),
    ],
    places: placeRows({ ...city, partition, spots, shelters, district, lookup }),
  };
  const kept = Object.fromEntries(LAYER_IDS.map((id) => [id, rows[id] ?? []])) as Record<
    LayerId,
    LayerFeature[]
  >;

  notes.push(
    ...partition.notes,
    ...residents.notes,
    ...spreadNotes(homes),
    ...residents.unmatched.map(
      (row) =>
        `${row.file} row ${row.row}: ${row.code ?? row.name ?? ""} (${row.persons} persons) fits no area and is not used`,
    ),
  );
  const floor = homes.homes.reduce((sum, { building, weight }) => sum + (building >= 0 ? weight : 0), 0);
  const housed = homes.homes.reduce(
    (sum, { building }, i) => sum + (building >= 0 ? (demand.nightPersons[i] ?? 0) : 0),
    0,
  );
  const perResident = housed > 0 ? (floor * FLOOR_SQUARE_METRES_PER_RESIDENT) / housed : Infinity;
  if (perResident < LEAST_FLOOR_SQUARE_METRES_PER_RESIDENT)
    notes.push(
      `only ${perResident.toFixed(1)} m² of floor for each counted resident: the buildings of the map cannot be all`,
    );
  if (demand.cellMetres > 60)
    notes.push(`demand cells are squares of ${Math.round(demand.cellMetres)} m: the district is large`);
  if (shelters.length === 0)
    notes.push("NO SHELTERS: give --shelters FILE; every analysis says that nobody is covered");
  else {
    notes.push(
      `gates: ${layers.gates?.rows.length ?? 0} of the file, ${gates.fromMap} shelters with gates of the map, ${gates.modelled} with one modelled`,
    );
    if (gates.withoutWayIn > 0)
      notes.push(
        `${gates.withoutWayIn} of ${shelters.length} shelters have no gate that is known to open, so nobody is counted into them: give --gates FILE, or --unknown-gates on-order to take them as opened on order`,
      );
  }
  if (stations.hospitalsWithoutEmergency > 0 && !suppliedKinds.has("medical"))
    notes.push(
      `${stations.hospitalsWithoutEmergency} hospitals of the map do not say whether they take emergencies: not taken as stations`,
    );
  notes.sort((a, b) => Number(isLoud(b)) - Number(isLoud(a)));

  return {
    notes,
    residents,
    content: {
      id: about.id,
      titleZh: about.titleZh,
      titleEn: about.titleEn,
      bbox: [outline.west, outline.south, outline.east, outline.north],
      residents: residents.district.residents,
      residentsYear: about.residentsYear,
      asOf: about.asOf,
      timeZone: about.timeZone,
      inputHash: input.inputHash,
      ...districtProvenance(input, { partition, residents, homes, rows: kept }),
      layers: kept,
      network: city.network,
    },
  };
}

/** Words in capitals: what must not be overlooked. */
const isLoud = (note: string) => /^[A-Z]{2,} [A-Z]{2,}/.test(note);

function arcs(network: NetworkEdges) {
  const rows = rowsFromEdges(network.nodeCount, network.edgeFrom, network.edgeTo);
  return { ...rows, arcCount: rows.arcHead.length };
}

function compoundAreas({ compounds, city }: DistrictInput) {
  if (compounds)
    return compounds.areas.map(({ polygon }, i) => ({
      osmId: `way/${i}` as const,
      tags: {},
      polygon: polygon as Polygon | MultiPolygon,
    }));
  return city.areas.filter(({ tags }) => tags.landuse === "residential");
}

function weightsOf({ homes }: Homes, count: number): number[] {
  const weights = new Array<number>(count).fill(0);
  for (const home of homes) weights[home.community] = (weights[home.community] as number) + home.weight;
  return weights;
}

const SPREAD_WORDS = {
  buildings: "floor area of residential buildings",
  "all-buildings": "floor area of all buildings",
  compounds: "ground of residential areas",
  streets: "length of streets",
  ground: "one point, since nothing is known to stand there",
} as const;

function spreadNotes({ kinds }: Homes): string[] {
  const counts = new Map<keyof typeof SPREAD_WORDS, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return [...counts].map(
    ([kind, count]) => `people of ${count} communities are spread by ${SPREAD_WORDS[kind]}`,
  );
}
