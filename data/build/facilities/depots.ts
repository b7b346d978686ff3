import {
  type Depot,
  type DepotLevel,
  type StockLine,
  SUPPLY_ITEMS,
  type SupplyItem,
} from "../../../src/core/model/pack.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { type Point, toLngLat, toPlane } from "../model/plane.ts";
import { type Random, randomFor } from "../model/random.ts";
import {
  COMMUNITY_DEPOTS,
  DEPARTMENT_DEPOTS,
  DEPOT_MODEL,
  DISTRICT_DEPOTS,
  SHELF_BASE_MONTH,
  SHELF_BASE_YEAR,
  SHELF_MONTHS,
} from "./assumptions.ts";
import type { FacilityTables } from "./facility-tables.ts";
import type { Ground, PlacedBuilding } from "./ground.ts";
import { type Residents, servedHouses, spreadByResidents } from "./spread.ts";

const { figures } = planningRules;
/** Of each item, for one person for one day, by the rule pack. */
const NEED_PER_PERSON: Readonly<Record<SupplyItem, number>> = {
  "water-litre": figures.waterLitresPerPersonDay.value,
  "food-ration": figures.foodRationsPerPersonDay.value,
  tent: 1 / figures.personsPerTent.value,
  quilt: figures.quiltsPerPerson.value,
  "first-aid-kit": 1 / figures.personsPerFirstAidKit.value,
  toilet: 1 / figures.personsPerToilet.value,
};

function monthAfter(months: number): string {
  const since = SHELF_BASE_MONTH - 1 + months;
  return `${SHELF_BASE_YEAR + Math.floor(since / 12)}-${String((since % 12) + 1).padStart(2, "0")}`;
}

/** Six lines around what `persons` need; in two of five depots one item is short. */
function stockFor(persons: number, random: Random): StockLine[] {
  const shortItem = random.chance(0.4) ? SUPPLY_ITEMS[random.integer(0, SUPPLY_ITEMS.length - 1)] : undefined;
  return SUPPLY_ITEMS.map((item) => {
    const share = item === shortItem ? random.between(0.65, 0.9) : random.between(1, 1.35);
    const shelf = SHELF_MONTHS[item];
    return {
      item,
      quantity: Math.max(1, Math.round(persons * NEED_PER_PERSON[item] * share)),
      expires: shelf ? monthAfter(random.integer(shelf[0], shelf[1])) : null,
    };
  });
}

interface DepotPlace {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly middle: Point;
}

export function createDepots(
  ground: Ground,
  tables: FacilityTables,
  residents: readonly Residents[],
  seed: number,
): Depot[] {
  const depot = (level: DepotLevel, place: DepotPlace): Depot => {
    const model = DEPOT_MODEL[level];
    const random = randomFor(seed, `depot ${place.id}`);
    const persons = random.between(model.personsLow, model.personsHigh);
    return {
      id: place.id,
      nameZh: place.nameZh,
      nameEn: place.nameEn,
      level,
      lngLat: toLngLat(place.middle),
      subDistrictCode: ground.subDistrictAt(place.middle).code,
      stock: stockFor(persons, random),
      trucks: random.integer(model.trucksLow, model.trucksHigh),
      truckLoadKilograms: model.truckLoadKilograms,
      mobilisationMinutes: random.integer(model.mobilisationLow, model.mobilisationHigh),
      loadingKilogramsPerMinute: model.loadingKilogramsPerMinute,
      method: "modelled",
      source: "Havenmap model: house a truck can reach; stock by the rule pack's needs",
      accuracyMetres: null,
    };
  };
  const compiled = tables.depots.map((row) => ({
    ...depot(row.level, { id: row.id, nameZh: row.nameZh, nameEn: row.nameEn, middle: toPlane(row.lngLat) }),
    method: row.method,
    source: `${row.source}; stock, trucks and times: Havenmap model`,
    accuracyMetres: row.accuracyMetres,
  }));

  const large = servedHouses(ground, 500, 3).filter(({ building }) => building.structure !== "courtyard");
  const used = new Set<PlacedBuilding>();
  const take = (count: number, from: readonly PlacedBuilding[], standing: readonly Point[]) => {
    const chosen = spreadByResidents(
      from.filter((house) => !used.has(house)),
      residents,
      count,
      standing,
    );
    for (const house of chosen) used.add(house);
    return chosen;
  };
  const ofLevel = (level: DepotLevel) => compiled.filter((row) => row.level === level).length;
  const district = take(DISTRICT_DEPOTS - ofLevel("district"), large, []).map(({ middle }, i) =>
    depot("district", {
      id: `depot-district-${i + 1}`,
      nameZh: `区级应急物资储备库 ${i + 1} 号`,
      nameEn: `District relief depot ${i + 1}`,
      middle,
    }),
  );
  const department = take(
    DEPARTMENT_DEPOTS - ofLevel("department"),
    large,
    district.map((row) => toPlane(row.lngLat)),
  ).map(({ middle }, i) =>
    depot("department", {
      id: `depot-department-${i + 1}`,
      nameZh: `部门应急物资储备点 ${i + 1} 号`,
      nameEn: `Department relief store ${i + 1}`,
      middle,
    }),
  );
  const houses = servedHouses(ground, 200, 1);
  const hasOwn = new Set(compiled.filter((row) => row.level === "street").map((row) => row.subDistrictCode));
  const streets = ground.subDistricts
    .filter(({ code }) => !hasOwn.has(code))
    .flatMap(({ code, nameZh, nameEn }) => {
      const own = residents.filter(({ at }) => ground.subDistrictAt(at).code === code);
      const there = houses
        .filter(({ building }) => building.subDistrictCode === code)
        .filter((_, i) => i % 4 === 0);
      return spreadByResidents(there, own, 1, []).map(({ middle }) =>
        depot("street", {
          id: `depot-street-${code}`,
          nameZh: `${nameZh}应急物资储备点`,
          nameEn: `${nameEn} relief store`,
          middle,
        }),
      );
    });
  // The communities with most residents first: a store for each is not planned.
  const communities = [...ground.city.communities]
    .sort((a, b) => b.residents - a.residents || (a.id < b.id ? -1 : 1))
    .slice(0, COMMUNITY_DEPOTS - ofLevel("community"))
    .flatMap((community) => {
      const there = ground.placedBuildings.filter(({ building }) => building.communityId === community.id);
      const served = there.filter(
        ({ middle }) => ground.streets.nearest(middle, 45, (street) => street.onFoot) !== null,
      );
      const pick =
        served[randomFor(seed, `store ${community.id}`).integer(0, Math.max(0, served.length - 1))];
      if (!pick) return [];
      return [
        depot("community", {
          id: `depot-${community.id}`,
          nameZh: `${community.nameZh}应急物资柜`,
          nameEn: `${community.nameEn || community.nameZh} relief store`,
          middle: pick.middle,
        }),
      ];
    });
  return [...compiled, ...district, ...department, ...streets, ...communities];
}

/** Person-equivalents of a stock: its scarcest item decides. */
export function personEquivalents(depot: Depot): number {
  return Math.min(
    ...SUPPLY_ITEMS.map((item) => {
      const quantity = depot.stock
        .filter((line) => line.item === item)
        .reduce((sum, line) => sum + line.quantity, 0);
      return quantity / NEED_PER_PERSON[item];
    }),
  );
}
