import type { Station, StationKind } from "../../../src/core/model/pack.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { interiorPoint, type Point, type Ring, signedArea, toLngLat, toPlane } from "../model/plane.ts";
import { randomFor } from "../model/random.ts";
import { FLOOD_TEAMS, MOBILISATION_MINUTES, RAIN_GAUGES, SEISMIC_STATIONS } from "./assumptions.ts";
import type { Instrument } from "./facilities.ts";
import type { FacilityTables } from "./facility-tables.ts";
import { type Ground, outerRings } from "./ground.ts";
import { type Residents, servedHouses, spreadByResidents, spreadEvenly } from "./spread.ts";

const { figures } = planningRules;

export function createStations(
  ground: Ground,
  tables: FacilityTables,
  residents: readonly Residents[],
  seed: number,
): Station[] {
  const compiled = tables.stations.map(
    (row): Station => ({
      ...row,
      subDistrictCode: ground.subDistrictAt(toPlane(row.lngLat)).code,
      mobilisationMinutes: MOBILISATION_MINUTES[row.kind],
    }),
  );
  const standing = (...kinds: StationKind[]) =>
    compiled.filter((row) => kinds.includes(row.kind)).map((row) => toPlane(row.lngLat));
  const houses = servedHouses(ground, 150, 9);
  const modelled = (
    kind: StationKind,
    id: string,
    names: readonly [zh: string, en: string],
    middle: Point,
    persons: number,
    vehicles: number,
  ): Station => ({
    id,
    kind,
    nameZh: names[0],
    nameEn: names[1],
    lngLat: toLngLat(middle),
    subDistrictCode: ground.subDistrictAt(middle).code,
    persons,
    vehicles,
    mobilisationMinutes: MOBILISATION_MINUTES[kind],
    method: "modelled",
    source: "Havenmap model: placed by residents, beside a street that can be driven",
    accuracyMetres: null,
  });

  const small = spreadByResidents(
    houses,
    residents,
    figures.smallFireStationCount.value - standing("fire-small").length,
    standing("fire", "fire-small"),
  );
  const perSubDistrict = new Map<string, number>();
  const smallStations = small.map(({ middle }, i) => {
    const { code, nameZh, nameEn } = ground.subDistrictAt(middle);
    const number = (perSubDistrict.get(code) ?? 0) + 1;
    perSubDistrict.set(code, number);
    const random = randomFor(seed, `fire-small ${i}`);
    const names = [`${nameZh} ${number} 号小型消防站`, `${nameEn} small fire station ${number}`] as const;
    return modelled(
      "fire-small",
      `station-fire-small-${i + 1}`,
      names,
      middle,
      random.integer(9, 15),
      random.integer(1, 2),
    );
  });
  const floodTeams = spreadByResidents(houses, residents, FLOOD_TEAMS, []).map(({ middle }, i) => {
    const random = randomFor(seed, `flood ${i}`);
    const names = [`防汛抢险 ${i + 1} 队`, `Flood team ${i + 1}`] as const;
    return modelled(
      "flood",
      `station-flood-${i + 1}`,
      names,
      middle,
      random.integer(18, 30),
      random.integer(3, 5),
    );
  });
  const volunteers = ground.subDistricts.flatMap(({ code, nameZh, nameEn, residents: persons }) => {
    const own = residents.filter(({ at }) => ground.subDistrictAt(at).code === code);
    const there = houses.filter(({ building }) => building.subDistrictCode === code);
    const team = Math.round(
      persons * figures.volunteersShare.value * randomFor(seed, `team ${code}`).between(0.7, 1.15),
    );
    return spreadByResidents(there, own, 1, []).map(({ middle }) =>
      modelled(
        "volunteer",
        `station-volunteer-${code}`,
        [`${nameZh}应急志愿队`, `${nameEn} volunteer team`],
        middle,
        team,
        0,
      ),
    );
  });
  return [...compiled, ...smallStations, ...floodTeams, ...volunteers];
}

/** A point of the district every 250 m. */
function districtPoints(ground: Ground): Point[] {
  const rings = ground.subDistricts.flatMap(({ polygon }) => outerRings(polygon)).flat();
  const xs = rings.map(([x]) => x);
  const ys = rings.map(([, y]) => y);
  const points: Point[] = [];
  for (let y = Math.min(...ys); y < Math.max(...ys); y += 250)
    for (let x = Math.min(...xs); x < Math.max(...xs); x += 250)
      if (ground.inDistrict([x, y]) !== null) points.push([x, y]);
  return points;
}

function instrument(ground: Ground, id: string, zh: string, en: string, middle: Point): Instrument {
  return {
    id,
    nameZh: zh,
    nameEn: en,
    lngLat: toLngLat(middle),
    subDistrictCode: ground.subDistrictAt(middle).code,
    method: "modelled",
    source: "Havenmap model: spread evenly, no real station",
    accuracyMetres: null,
  };
}

/** One gauge in the middle of every sub-district, the others where the next is farthest. */
export function createGauges(ground: Ground): Instrument[] {
  const middles = ground.subDistricts.map(({ polygon }) => {
    const rings = outerRings(polygon).sort((a, b) => Math.abs(signedArea(b)) - Math.abs(signedArea(a)));
    return interiorPoint(rings[0] as Ring);
  });
  const more = spreadEvenly(districtPoints(ground), Math.max(0, RAIN_GAUGES - middles.length), middles);
  return [...middles, ...more].map((middle, i) =>
    instrument(ground, `gauge-${i + 1}`, `雨量站 ${i + 1} 号`, `Rain gauge ${i + 1}`, middle),
  );
}

export function createSeismicStations(ground: Ground): Instrument[] {
  return spreadEvenly(districtPoints(ground), SEISMIC_STATIONS, []).map((middle, i) =>
    instrument(ground, `seismic-${i + 1}`, `地震基准站 ${i + 1} 号`, `Seismic station ${i + 1}`, middle),
  );
}
