import type { CommitmentValue, LedgerRequest } from "../model/answers.ts";
import type { BoardPacks } from "../model/board-packs.ts";
import { DEPOT_LEVELS } from "../model/pack.ts";
import { driveTimes } from "./drive-times.ts";
import { stateOf, weakestMethod } from "./ledger-facts.ts";
import { peopleInNeed } from "./needs.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import type { DepotNow } from "./supply/depots-now.ts";
import { personEquivalents } from "./supply/item-needs.ts";
import { planSupply } from "./supply/plan-supply.ts";
import { constantDrives, type SupplyQuestion, supplyQuestion } from "./supply/supply-question.ts";

const PEOPLE = ["demand", "shelters", "gates", "network"] as const;

/** L1 to L5: first supplies, basic relief, stock, district depots, levels. */
export function supplyValues(
  prepared: PreparedPack,
  request: LedgerRequest,
  packs: BoardPacks,
): CommitmentValue[] {
  const { scenario, response } = request;
  const need = peopleInNeed(prepared, scenario, response.inNeedShare);
  const drives = constantDrives(driveTimes(prepared, scenario.closures));
  const question = supplyQuestion(prepared, packs, request, need, drives);
  const plan = planSupply(question);
  const firstSuppliesMinutes = figure(prepared, "firstSuppliesMinutes");
  const isInTime = (i: number) =>
    (plan.shelters[i]!.first?.unloadedMinute ?? Infinity) <= firstSuppliesMinutes;
  const sites = need.shelters.length;
  const sitesInTime = need.shelters.filter((_, i) => isInTime(i)).length;
  const sheltered = need.shelters.reduce((sum, shelter) => sum + shelter.persons, 0);
  const personsInTime = need.shelters.reduce(
    (sum, shelter, i) => sum + (isInTime(i) ? shelter.persons : 0),
    0,
  );
  const servedPersons = plan.shelters.reduce((sum, shelter) => sum + shelter.servedPersons, 0);
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  const siteShare = share(sitesInTime, sites);
  const servedShare = share(servedPersons, need.persons);
  const method = weakestMethod(prepared, [...PEOPLE, "depots"]);
  const { depots } = prepared.pack.index;
  const trucks = depots.reduce((sum, depot) => sum + depot.trucks, 0);
  return [
    {
      id: "L1",
      state: stateOf(siteShare ?? Number.NaN),
      value: siteShare,
      readings: [{ key: "personsReachedInTimeShare", value: share(personsInTime, sheltered) }],
      inputs: [
        { key: "sitesWithNeed", value: sites },
        { key: "sitesReachedInTime", value: sitesInTime },
        { key: "trucks", value: trucks },
      ],
      method,
    },
    {
      id: "L2",
      state: stateOf(servedShare ?? Number.NaN),
      value: servedShare,
      readings: [{ key: "servedShareOfSheltered", value: share(servedPersons, sheltered) }],
      inputs: [
        { key: "personsInNeed", value: need.persons },
        { key: "personsSheltered", value: sheltered },
        { key: "servedPersons", value: servedPersons },
      ],
      method,
    },
    ...stockValues(prepared, question, response.lostDepotIds),
  ];
}

function stockValues(
  prepared: PreparedPack,
  { needs, depots: all }: SupplyQuestion,
  lostDepotIds: readonly string[],
): CommitmentValue[] {
  const depots = all.filter(({ depot }) => !lostDepotIds.includes(depot.id));
  const supplied = (some: readonly DepotNow[]) => {
    const units = new Float64Array(needs.length);
    for (const depot of some)
      depot.units.forEach((count, k) => {
        units[k]! += count;
      });
    return Math.floor(personEquivalents(units, needs) + 1e-6);
  };
  const method = weakestMethod(prepared, ["depots"]);
  const residents = prepared.pack.index.description.residents;
  const targetPersons = residents * figure(prepared, "stockShareOfResidents");
  const allPersons = supplied(depots);
  const stockRatio = targetPersons === 0 ? null : allPersons / targetPersons;

  const district = depots.filter(({ depot }) => depot.level === "district");
  const each = district.map((depot) => supplied([depot]));
  const least = each.length === 0 ? 0 : Math.min(...each);
  const withoutOne = district.map((_, lost) => supplied(district.filter((_, i) => i !== lost)));
  const countShare = district.length / figure(prepared, "districtDepotCount");
  const personsShare = least / figure(prepared, "districtDepotPersons");

  const levels = DEPOT_LEVELS.filter((level) =>
    depots.some(({ depot, units }) => depot.level === level && units.some((count) => count > 0)),
  );
  return [
    {
      id: "L3",
      state: stateOf(stockRatio ?? Number.NaN),
      value: stockRatio,
      readings: DEPOT_LEVELS.map((level) => ({
        key: `stockPersons-${level}`,
        value: supplied(depots.filter(({ depot }) => depot.level === level)),
      })),
      inputs: [
        { key: "stockPersons", value: allPersons },
        { key: "targetPersons", value: targetPersons === 0 ? null : Math.round(targetPersons) },
        { key: "residents", value: residents === 0 ? null : residents },
      ],
      method,
    },
    {
      id: "L4",
      state: stateOf(Math.min(countShare, personsShare)),
      value: district.length,
      readings: [
        { key: "districtDepotPersonsTotal", value: supplied(district) },
        { key: "districtDepotPersonsLeast", value: district.length === 0 ? null : least },
        {
          key: "districtDepotPersonsOneLost",
          value: district.length === 0 ? null : Math.min(...withoutOne),
        },
      ],
      inputs: [
        { key: "districtDepots", value: district.length },
        { key: "districtDepotPersonsTarget", value: figure(prepared, "districtDepotPersons") },
      ],
      method,
    },
    {
      id: "L5",
      // what households keep is not in the pack: with all four others filled the fifth still cannot be judged
      state: levels.length === DEPOT_LEVELS.length ? "cannot-judge" : "not-kept",
      value: levels.length,
      readings: [],
      inputs: DEPOT_LEVELS.map((level) => ({
        key: `depots-${level}`,
        value: depots.filter(({ depot }) => depot.level === level).length,
      })),
      method,
    },
  ];
}
