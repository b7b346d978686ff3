import type { CommitmentState, CommitmentValue, LedgerAnswer } from "../core/model/answers.ts";
import {
  COMMITMENT_GROUPS,
  type Commitment,
  type CommitmentGroup,
  type CommitmentTable,
} from "../core/model/commitment.ts";
import type { FigureKey } from "../core/model/rule-pack.ts";
import type { Response, Scenario } from "../core/model/scenario.ts";
import { type AppState, DEFAULT_RESPONSE, DEFAULT_SCENARIO, type Door } from "./app-state.ts";
import { PACE_FIGURES, PHASE_FIGURES } from "./plan-selectors.ts";

/** Order of the states on screen. */
export const COMMITMENT_STATES = [
  "kept",
  "near",
  "not-kept",
  "cannot-judge",
] as const satisfies readonly CommitmentState[];

/** A promise beside today's value; `today` null = not worked out (yet). */
export interface LedgerRow {
  readonly commitment: Commitment;
  readonly today: CommitmentValue | null;
}

export function ledgerRows(table: CommitmentTable, answer: LedgerAnswer | null): readonly LedgerRow[] {
  const values = new Map(answer?.values.map((value) => [value.id, value]));
  return table.commitments.map((commitment) => ({ commitment, today: values.get(commitment.id) ?? null }));
}

export type StateCounts = Readonly<Record<CommitmentState, number>>;

/** How many rows are in each state; rows without a value of today are in none. */
export function countByState(rows: readonly LedgerRow[]): StateCounts {
  const counts = { kept: 0, near: 0, "not-kept": 0, "cannot-judge": 0 };
  for (const { today } of rows) if (today) counts[today.state]++;
  return counts;
}

export interface LedgerGroup {
  readonly group: CommitmentGroup;
  readonly ids: readonly string[];
}

/** The chapters with their rows; depends on the table alone, so that an answer fills rows and makes none anew. */
export function ledgerGroups(table: CommitmentTable): readonly LedgerGroup[] {
  return COMMITMENT_GROUPS.map((group) => ({
    group,
    ids: table.commitments.filter((each) => each.group === group).map((each) => each.id),
  })).filter(({ ids }) => ids.length > 0);
}

/** Spaces count for nothing: 「10处」 is also found as 「10 处」. */
const folded = (text: string) => text.toLowerCase().replace(/\s+/g, "");

/** Whether the row has the state (null: any) and the words, in either language, in its sentence, formula or id. */
export function isRowWanted(row: LedgerRow, state: CommitmentState | null, typed: string): boolean {
  if (state !== null && row.today?.state !== state) return false;
  const wanted = folded(typed);
  if (wanted === "") return true;
  const { id, sentence, translation, formulaZh, formulaEn, missingZh, missingEn } = row.commitment;
  return [id, sentence, translation, formulaZh, formulaEn, missingZh ?? "", missingEn ?? ""].some((text) =>
    folded(text).includes(wanted),
  );
}

/** The plan speaks of a compliance pace, its own minutes and no closures; anything else is somebody's question. */
export function hasPlanConditions(scenario: Scenario, response: Response): boolean {
  const sameResponse =
    response.inNeedShare === DEFAULT_RESPONSE.inNeedShare && response.lostDepotIds.length === 0;
  return sameResponse && JSON.stringify(scenario) === JSON.stringify({ ...DEFAULT_SCENARIO });
}

/** Rows that another door shows at work. */
const COMMAND_ROWS: readonly string[] = ["L1", "L2", "R1"];

export function doorOfRow(commitment: Commitment): Extract<Door, "plan" | "command"> | null {
  if (commitment.group === "shelter") return "plan";
  return COMMAND_ROWS.includes(commitment.id) ? "command" : null;
}

/** Needs per person that decide for how many people a stock suffices. */
const STOCK_FIGURES: readonly FigureKey[] = [
  "waterLitresPerPersonDay",
  "foodRationsPerPersonDay",
  "personsPerTent",
  "quiltsPerPerson",
  "personsPerFirstAidKit",
  "personsPerToilet",
];

/** Figures of the rule pack that the value of a row rests on, under the scenario in force. */
export function figuresOfRow(id: string, { scenario }: Pick<AppState, "scenario">): readonly FigureKey[] {
  const walk: readonly FigureKey[] = [PACE_FIGURES[scenario.pace], "reachMinutes", "snapLimitMetres"];
  const byId: Readonly<Record<string, readonly FigureKey[]>> = {
    S1: [...walk, "serviceRadiusMetres", PHASE_FIGURES[scenario.phase]],
    S2: ["standardSheltersPerYear"],
    S3: ["standardSheltersTotal"],
    S4: ["standardShelterSquareMetres"],
    S6: ["standardShelterSquareMetres"],
    S7: walk,
    S10: walk,
    L1: ["firstSuppliesMinutes", "unloadMinutes", "truckMinimumWidthMetres"],
    L2: ["basicReliefMinutes", ...STOCK_FIGURES],
    L3: ["stockShareOfResidents", ...STOCK_FIGURES],
    L4: ["districtDepotCount", "districtDepotPersons", ...STOCK_FIGURES],
    R1: ["dispatchMinutes"],
    R3: ["smallFireStationCount", "rescueReachMinutes"],
    R4: ["firefightersShare", "volunteersShare"],
    R5: ["seismicSpacingMetres"],
  };
  return byId[id] ?? [];
}
