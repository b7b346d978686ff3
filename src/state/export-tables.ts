import type { AreaCoverage, BoardAnswer, CoverageAnswer, LedgerAnswer } from "../core/model/answers.ts";
import type { ExportCell, ExportTable } from "../core/model/export.ts";
import type { PackIndex } from "../core/model/pack-data.ts";
import type { Scenario } from "../core/model/scenario.ts";

/*
 * Results as tables for other programs: columns by the names the program uses, units in the names, shares 0-1. A walk that
 * never arrives is the word `unreachable`, what is not known is empty.
 */

const minutes = (value: number): ExportCell =>
  value === Infinity ? "unreachable" : Number.isNaN(value) ? null : value;

/** What the figures hold for, in every row: a table is cut, sorted and pasted, and has to know it still. */
const SCENARIO_COLUMNS = ["pace", "reachMinutes", "phase", "period", "tier", "hazard", "closures"] as const;
const scenarioCells = (scenario: Scenario): ExportCell[] => [
  scenario.pace,
  scenario.reachMinutes,
  scenario.phase,
  scenario.period,
  scenario.tier,
  scenario.hazard,
  scenario.closures.length,
];

const COVERAGE_COLUMNS = [
  "persons",
  "withRoomPersons",
  "nearButFullPersons",
  "notReachedPersons",
  "unknownPersons",
  "aged65NotReachedPersons",
  "straightLineAreaShare",
  "networkAreaShare",
] as const satisfies readonly (keyof AreaCoverage)[];

/** Coverage of every sub-district or community. */
export function coverageTable(
  answer: CoverageAnswer,
  pack: PackIndex,
  level: "subDistricts" | "communities",
): ExportTable {
  const named = new Map<string, { readonly nameZh: string; readonly nameEn: string }>(
    level === "subDistricts"
      ? pack.subDistricts.map((row) => [row.code, row])
      : pack.communities.map((row) => [row.id, row]),
  );
  return {
    name: `coverage-${level}`,
    columns: ["id", "nameZh", "nameEn", ...COVERAGE_COLUMNS, "p50Minutes", "p90Minutes", ...SCENARIO_COLUMNS],
    rows: answer[level].map((area) => [
      area.id,
      named.get(area.id)?.nameZh ?? null,
      named.get(area.id)?.nameEn || null,
      ...COVERAGE_COLUMNS.map((column) => area[column]),
      minutes(area.p50Minutes),
      minutes(area.p90Minutes),
      ...scenarioCells(answer.request.scenario),
    ]),
  };
}

/** Persons sent to each shelter by the exact allocation, and its room. */
export function loadsTable(answer: CoverageAnswer, pack: PackIndex): ExportTable {
  const named = new Map(pack.shelters.map((shelter) => [shelter.id, shelter]));
  return {
    name: "shelter-loads",
    columns: [
      "shelterId",
      "nameZh",
      "nameEn",
      "capacityPersons",
      "assignedPersons",
      "nearestPersons",
      "openGates",
      ...SCENARIO_COLUMNS,
    ],
    rows: answer.loads.map((load) => [
      load.shelterId,
      named.get(load.shelterId)?.nameZh ?? null,
      named.get(load.shelterId)?.nameEn || null,
      load.capacityPersons,
      load.assignedPersons,
      load.nearestPersons,
      load.openGates,
      ...scenarioCells(answer.request.scenario),
    ]),
  };
}

/** When the first truck is unloaded at each shelter with people in need. */
export function supplyTable(answer: BoardAnswer, pack: PackIndex): ExportTable {
  const named = new Map(pack.shelters.map((shelter) => [shelter.id, shelter]));
  return {
    name: "first-supplies",
    columns: [
      "shelterId",
      "nameZh",
      "nameEn",
      "personsInNeed",
      "firstArrivalMinutes",
      "slackMinutes",
      "state",
      "depotId",
      ...SCENARIO_COLUMNS,
    ],
    rows: answer.supply.map((row) => [
      row.shelterId,
      named.get(row.shelterId)?.nameZh ?? null,
      named.get(row.shelterId)?.nameEn || null,
      row.personsInNeed,
      minutes(row.firstArrivalMinutes),
      Number.isFinite(row.slackMinutes) ? row.slackMinutes : null,
      row.state,
      row.trip?.depotId ?? null,
      ...scenarioCells(answer.request.scenario),
    ]),
  };
}

/** Value and state of every commitment. */
export function ledgerTable(answer: LedgerAnswer): ExportTable {
  return {
    name: "ledger",
    columns: ["id", "state", "value", "method", ...SCENARIO_COLUMNS],
    rows: answer.values.map((row) => [
      row.id,
      row.state,
      row.value,
      row.method,
      ...scenarioCells(answer.request.scenario),
    ]),
  };
}
