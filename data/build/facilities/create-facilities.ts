import type { CityModel } from "../city-model.ts";
import { toPlane } from "../model/plane.ts";
import type { FacilityTables } from "./facility-tables.ts";
import type { Facilities, NamedArea, SubDistrictArea } from "./facilities.ts";
import { createGround, outerRings } from "./ground.ts";
import { TakenGround } from "./plots.ts";
import { createShelters } from "./shelters.ts";

export interface FacilityInputs {
  readonly city: CityModel;
  readonly tables: FacilityTables;
  readonly subDistricts: readonly SubDistrictArea[];
  readonly green: readonly NamedArea[];
  readonly water: readonly NamedArea[];
  readonly seed: number;
}

/** Everything that stands in the city beside streets, houses and people. Same inputs and seed, same facilities. */
export function createFacilities(inputs: FacilityInputs): Facilities {
  const { city, tables, subDistricts, green, water, seed } = inputs;
  const ground = createGround(city, subDistricts);
  const taken = new TakenGround();
  for (const lake of water) for (const ring of outerRings(lake.polygon)) taken.add(ring);
  for (const park of green) for (const ring of outerRings(park.polygon)) taken.add(ring);
  const pondingPoints = tables.waterlogging.map((row) => toPlane(row.lngLat));
  const { shelters, gates } = createShelters({ ground, tables, water, taken, pondingPoints, seed });
  return {
    green,
    water,
    shelters,
    gates,
    depots: [],
    stations: [],
    waterlogging: [],
    candidates: [],
    gauges: [],
    seismicStations: [],
    risk: { earthquake: [], flood: [], fire: [], composite: [] },
    places: [],
  };
}
