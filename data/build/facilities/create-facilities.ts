import type { CityModel } from "../city-model.ts";
import { toPlane } from "../model/plane.ts";
import type { StreetRow } from "../model/source-tables.ts";
import { createCandidates } from "./candidates.ts";
import { createDepots } from "./depots.ts";
import type { DistrictArea, Facilities, NamedArea, SubDistrictArea } from "./facilities.ts";
import type { FacilityTables } from "./facility-tables.ts";
import { createGround, outerRings } from "./ground.ts";
import { createPlaces } from "./places.ts";
import { TakenGround } from "./plots.ts";
import { createRiskZones } from "./risk.ts";
import { createShelters } from "./shelters.ts";
import { residentSquares } from "./spread.ts";
import { createGauges, createSeismicStations, createStations } from "./stations.ts";
import { createWaterlogging } from "./waterlogging.ts";

export interface FacilityInputs {
  readonly city: CityModel;
  readonly tables: FacilityTables;
  readonly streets: readonly StreetRow[];
  readonly district: DistrictArea;
  readonly subDistricts: readonly SubDistrictArea[];
  readonly green: readonly NamedArea[];
  readonly water: readonly NamedArea[];
  readonly seed: number;
}

/** Everything that stands in the city beside streets, houses and people. Same inputs and seed, same facilities. */
export function createFacilities(inputs: FacilityInputs): Facilities {
  const { city, tables, streets, district, subDistricts, green, water, seed } = inputs;
  const ground = createGround(city, subDistricts);
  const taken = new TakenGround();
  for (const lake of water) for (const ring of outerRings(lake.polygon)) taken.add(ring);
  for (const park of green) for (const ring of outerRings(park.polygon)) taken.add(ring);
  const waterlogging = createWaterlogging(ground, tables, water, seed);
  const pondingPoints = waterlogging.map(({ point }) => toPlane(point.lngLat));
  const { shelters, gates } = createShelters({ ground, tables, water, taken, pondingPoints, seed });
  const residents = residentSquares(ground);
  return {
    green,
    water,
    shelters,
    gates,
    depots: createDepots(ground, tables, residents, seed),
    stations: createStations(ground, tables, residents, seed),
    waterlogging,
    candidates: createCandidates({ ground, tables, shelters, taken, residents }),
    gauges: createGauges(ground),
    seismicStations: createSeismicStations(ground),
    risk: createRiskZones(ground, district.polygon, waterlogging, water),
    places: createPlaces({ ground, tables, streets, shelters }),
  };
}
