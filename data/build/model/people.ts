import type { DemandCell, StructureClass } from "../../../src/core/model/pack.ts";
import type { House } from "./houses.ts";
import { distance, type Point, toLngLat } from "./plane.ts";
import { randomFor } from "./random.ts";
import { wholeShares } from "./shares.ts";

/** A house with its people at night and by day. */
export interface PeopledHouse {
  readonly house: House;
  readonly communityId: string;
  readonly residents: number;
  readonly dayPersons: number;
}

/** Share of floor that is lived in: courtyards hold shops and stores as well (modelled). */
const LIVED_IN_SHARE: Record<House["use"], number> = {
  courtyard: 0.8,
  slab: 0.92,
  tower: 0.9,
  office: 0,
  institution: 0,
  school: 0,
  hospital: 0,
};
/** Square metres of floor per person who works, learns or lies there by day (modelled). */
const FLOOR_PER_DAY_PERSON: Partial<Record<House["use"], number>> = {
  office: 24,
  institution: 30,
  school: 11,
  hospital: 26,
};
/** Share of residents at home by day: the old, the small, those who work from home (modelled). */
const AT_HOME_BY_DAY_SHARE = 0.52;
/**
 * Persons by day for each resident. No figure per sub-district is public; a daytime load of about 1.5 million on 1.106
 * million residents is taken, and workers and pupils are scaled to it (modelled, general knowledge, weak).
 */
const DAY_PERSONS_PER_RESIDENT = 1.356;
/** Share of residents aged 65 and over in the district, 2020 (general knowledge, medium confidence). */
const AGED_65_DISTRICT_SHARE = 0.19;
const AGED_65_BY_USE: Partial<Record<House["use"], number>> = { courtyard: 0.2, slab: 0.21, tower: 0.145 };
/** Need of assistance: a small share at any age and one in eight of those aged 65+ (modelled). */
const ASSISTANCE_BASE_SHARE = 0.01;
const ASSISTANCE_OF_AGED_SHARE = 0.125;

export const livedInSquareMetres = (house: House) =>
  house.footprintSquareMetres * house.storeys * LIVED_IN_SHARE[house.use];

/** Residents by lived-in floor, summing exactly to the census figure of each sub-district. */
export function residentsOf(
  houses: readonly House[],
  subDistricts: readonly { readonly code: string; readonly residents: number }[],
): Int32Array {
  const residents = new Int32Array(houses.length);
  for (const { code, residents: total } of subDistricts) {
    const own = houses.flatMap((house, i) => (house.subDistrictCode === code ? [i] : []));
    const parts = wholeShares(
      total,
      own.map((i) => livedInSquareMetres(houses[i] as House)),
    );
    own.forEach((i, k) => {
      residents[i] = parts[k] as number;
    });
  }
  return residents;
}

/** Persons by day: residents who stay, and workers, pupils and patients scaled to the day total. */
export function dayPersonsOf(houses: readonly House[], residents: Int32Array): Int32Array {
  const home = Array.from(residents, (persons) => Math.round(persons * AT_HOME_BY_DAY_SHARE));
  const atHome = home.reduce((a, b) => a + b, 0);
  const total = Math.round(residents.reduce((a, b) => a + b, 0) * DAY_PERSONS_PER_RESIDENT);
  const places = houses.map((house) => {
    const floor = FLOOR_PER_DAY_PERSON[house.use];
    // one person in a shop or workshop per 400 m² of dwelling floor, more in the old quarters
    return floor
      ? (house.footprintSquareMetres * house.storeys) / floor
      : (house.footprintSquareMetres * house.storeys) / (house.use === "courtyard" ? 90 : 400);
  });
  const workers = wholeShares(Math.max(0, total - atHome), places);
  return Int32Array.from(home, (persons, i) => persons + (workers[i] as number));
}

const CELL_METRES = 92;

/** Houses of one community in one 92 m square as one point, set at the house nearest to the middle of its people. */
export function demandCells(peopled: readonly PeopledHouse[], seed: number): DemandCell[] {
  const groups = new Map<string, PeopledHouse[]>();
  for (const entry of peopled) {
    if (entry.residents === 0 && entry.dayPersons === 0) continue;
    const [x, y] = entry.house.middle;
    const key = `${entry.communityId}/${Math.floor(x / CELL_METRES)}/${Math.floor(y / CELL_METRES)}`;
    const list = groups.get(key);
    if (list) list.push(entry);
    else groups.set(key, [entry]);
  }
  const total = peopled.reduce((sum, { residents }) => sum + residents, 0);
  const expected = peopled.reduce(
    (sum, { house, residents }) => sum + residents * (AGED_65_BY_USE[house.use] ?? 0),
    0,
  );
  const scale = expected > 0 ? (AGED_65_DISTRICT_SHARE * total) / expected : 1;
  return [...groups].map(([key, members], index): DemandCell => {
    const first = members[0] as PeopledHouse;
    const night = members.reduce((sum, { residents }) => sum + residents, 0);
    const day = members.reduce((sum, { dayPersons }) => sum + dayPersons, 0);
    const weightOf = (entry: PeopledHouse) => (night > 0 ? entry.residents : entry.dayPersons);
    const weight = night > 0 ? night : day;
    const middle: Point = [
      members.reduce((sum, entry) => sum + entry.house.middle[0] * weightOf(entry), 0) / weight,
      members.reduce((sum, entry) => sum + entry.house.middle[1] * weightOf(entry), 0) / weight,
    ];
    const nearest = members.reduce((best, entry) =>
      distance(entry.house.middle, middle) < distance(best.house.middle, middle) ? entry : best,
    );
    const floor = new Map<StructureClass, number>();
    for (const { house } of members)
      floor.set(
        house.structure,
        (floor.get(house.structure) ?? 0) + house.footprintSquareMetres * house.storeys,
      );
    const [structure] = [...floor].reduce((best, entry) => (entry[1] > best[1] ? entry : best));
    const spread = randomFor(seed, `age ${key}`).between(0.82, 1.18);
    const agedBase =
      night > 0
        ? members.reduce(
            (sum, { house, residents }) => sum + residents * (AGED_65_BY_USE[house.use] ?? 0),
            0,
          ) / night
        : 0;
    const aged65Share = round3(Math.min(0.4, agedBase * scale * spread));
    return {
      id: `cell-${index}`,
      lngLat: toLngLat(nearest.house.middle),
      communityId: first.communityId,
      subDistrictCode: first.house.subDistrictCode,
      personsNight: night,
      personsDay: day,
      aged65Share,
      assistanceShare: night > 0 ? round3(ASSISTANCE_BASE_SHARE + ASSISTANCE_OF_AGED_SHARE * aged65Share) : 0,
      structure,
    };
  });
}
const round3 = (value: number) => Math.round(value * 1000) / 1000;
