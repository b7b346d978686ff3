import type { AreaCoverage, BoardAnswer, CoverageAnswer, LedgerAnswer } from "../core/model/answers.ts";
import type { ExportCell, ExportTable } from "../core/model/export.ts";
import type { PackIndex } from "../core/model/pack-data.ts";
import { NO_PROPOSALS } from "../core/model/proposal.ts";
import type { Scenario } from "../core/model/scenario.ts";
import { shortageSquareMetres } from "./plan-selectors.ts";

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
  "worstTenthReachedShare",
] as const satisfies readonly (keyof AreaCoverage)[];
const MINUTES_COLUMNS = [
  "p50Minutes",
  "p90Minutes",
  "p95Minutes",
  "worstTenthMinutes",
] as const satisfies readonly (keyof AreaCoverage)[];
const GROUPS = ["aged65", "assisted"] as const;
const GROUP_PARTS = [
  "persons",
  "withRoomPersons",
  "nearButFullPersons",
  "notReachedPersons",
  "unknownPersons",
] as const;
const capital = (name: string) => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

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
    columns: [
      "id",
      "nameZh",
      "nameEn",
      ...COVERAGE_COLUMNS,
      ...MINUTES_COLUMNS,
      "shortageSquareMetres",
      ...GROUPS.flatMap((group) => GROUP_PARTS.map((part) => `${group}Group${capital(part)}`)),
      ...SCENARIO_COLUMNS,
    ],
    rows: answer[level].map((area) => [
      area.id,
      named.get(area.id)?.nameZh ?? null,
      named.get(area.id)?.nameEn || null,
      ...COVERAGE_COLUMNS.map((column) => area[column]),
      ...MINUTES_COLUMNS.map((column) => minutes(area[column])),
      shortageSquareMetres(area, answer.squareMetresPerPerson),
      ...GROUPS.flatMap((group) => GROUP_PARTS.map((part) => area[group][part])),
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

/** Every demand cell: its walk, and how many of its persons found no place and why; ids in the order of the answer. */
export function demandTable(answer: CoverageAnswer, ids: readonly string[]): ExportTable {
  const round = (value: number | undefined): number => Math.round(value ?? Number.NaN);
  return {
    name: "demand-cells",
    columns: [
      "id",
      "walkSeconds",
      "unservedPersons",
      "notReachedPersons",
      "nearButFullPersons",
      ...SCENARIO_COLUMNS,
    ],
    rows: ids.map((id, cell) => [
      id,
      minutes(answer.demandSeconds[cell] ?? Number.NaN),
      round(answer.demandUnservedPersons[cell]),
      round(answer.demandNotReachedPersons[cell]),
      round(answer.demandNearButFullPersons[cell]),
      ...scenarioCells(answer.request.scenario),
    ]),
  };
}

/** What the scheme adds: every site with what is said of it and what it took in. */
export function sitesTable(answer: CoverageAnswer): ExportTable {
  const { scenario } = answer.request;
  const loads = new Map(answer.loads.map((load) => [load.shelterId, load]));
  return {
    name: "proposed-sites",
    columns: [
      "id",
      "name",
      "candidateId",
      "tier",
      "setting",
      "fitFor",
      "year",
      "gates",
      "typedSquareMetres",
      "capacityPersons",
      "assignedPersons",
      "nearestPersons",
      "openGates",
      ...SCENARIO_COLUMNS,
    ],
    rows: (scenario.proposals ?? NO_PROPOSALS).sites.map((site) => {
      const load = loads.get(site.id);
      return [
        site.id,
        site.name,
        site.candidateId,
        site.tier,
        site.setting,
        site.fitFor.join(" "),
        site.year,
        site.gates.length,
        site.area.kind === "typed" ? site.area.squareMetres : null,
        load?.capacityPersons ?? null,
        load?.assignedPersons ?? null,
        load?.nearestPersons ?? null,
        load?.openGates ?? null,
        ...scenarioCells(scenario),
      ];
    }),
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
