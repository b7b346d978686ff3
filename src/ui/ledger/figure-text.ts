import type { CommitmentValue } from "../../core/model/answers.ts";
import type { Commitment, CommitmentUnit } from "../../core/model/commitment.ts";
import { formatCount, formatModelledPersons, formatPercent } from "../../i18n/format.ts";
import type { LedgerKey } from "../../i18n/ledger-keys.ts";
import type { Words } from "../../i18n/words.ts";

/** A figure as printed. `number` null = unknown; `unit` may be empty. */
export interface FigureText {
  readonly number: string | null;
  readonly unit: string;
}

type KeyUnit = Exclude<CommitmentUnit, "count-per-year"> | "square-metres" | "square-kilometres";

/** Units of the readings and inputs that are not plain counts. */
const KEY_UNITS: Partial<Readonly<Record<LedgerKey, KeyUnit>>> = {
  straightLineAreaShare: "share",
  networkAreaShare: "share",
  reachedShare: "share",
  withRoomShare: "share",
  "reachedShare-emergencyTier": "share",
  "reachedShare-earthquake": "share",
  "reachedShare-flood": "share",
  "reachedShare-fire": "share",
  personsReachedInTimeShare: "share",
  servedShareOfSheltered: "share",
  rescueReachShare: "share",
  unknownPersons: "persons",
  persons: "persons",
  personsInNeed: "persons",
  personsSheltered: "persons",
  servedPersons: "persons",
  "stockPersons-district": "persons",
  "stockPersons-department": "persons",
  "stockPersons-street": "persons",
  "stockPersons-community": "persons",
  stockPersons: "persons",
  targetPersons: "persons",
  residents: "persons",
  districtDepotPersonsTotal: "persons",
  districtDepotPersonsLeast: "persons",
  districtDepotPersonsOneLost: "persons",
  districtDepotPersonsTarget: "persons",
  firefighters: "persons",
  volunteers: "persons",
  reachMinutes: "minutes",
  rescueReachMinutes: "minutes",
  slowestMobilisationMinutes: "minutes",
  straightLineMetres: "metres",
  triangularSpacingMetres: "metres",
  meanNearestNeighbourMetres: "metres",
  largestEmptyCircleMetres: "metres",
  squareMetresPerPerson: "square-metres",
  districtSquareMetres: "square-kilometres",
  firefighterRatio: "ratio",
  volunteerRatio: "ratio",
};

/** Stated figures: the census and what the plan asks for are not estimates and are not rounded. */
const EXACT_PERSONS: readonly string[] = [
  "persons",
  "residents",
  "targetPersons",
  "districtDepotPersonsTarget",
];

const SQUARE_METRES_PER_SQUARE_KILOMETRE = 1e6;

/** A part that is not the whole is never printed as 100 %, nor one that is not nothing as 0 %. */
function shareText(share: number): string {
  if (share === 0 || share === 1) return String(share * 100);
  if (share < 1 && share > 0.999) return "99.9";
  if (share > 0 && share < 0.0005) return "<0.1";
  return formatPercent(share);
}

/** Two decimals; short of the target is never printed as 1.00. */
const ratioText = (ratio: number) => (ratio < 1 && ratio >= 0.995 ? "0.99" : ratio.toFixed(2));

function numberText(value: number, unit: CommitmentUnit | KeyUnit, isEstimate: boolean): string {
  if (!Number.isFinite(value)) return "∞";
  switch (unit) {
    case "share":
      return shareText(value);
    case "ratio":
      return ratioText(value);
    case "persons":
      return isEstimate ? formatModelledPersons(value) : formatCount(value);
    case "metres":
      // Spacings of modelled sites: to ten metres.
      return formatCount(isEstimate ? Math.round(value / 10) * 10 : value);
    case "square-kilometres":
      return (value / SQUARE_METRES_PER_SQUARE_KILOMETRE).toFixed(1);
    case "square-metres":
      return String(+value.toFixed(1));
    case "minutes":
    case "count":
    case "count-per-year":
      return formatCount(value);
    default: {
      const never: never = unit;
      throw new Error(String(never));
    }
  }
}

const isModelled = (method: CommitmentValue["method"]) => method === "modelled" || method === "illustrative";

/** Today's value of a row. No value and no answer both give null: nothing is printed that was not computed. */
export function todayText(commitment: Commitment, today: CommitmentValue | null, words: Words): FigureText {
  const counters: Readonly<Record<string, string>> = words.ledger.counters;
  const unit = commitment.unit === "count" ? counters[commitment.id] : words.ledger.units[commitment.unit];
  const value = today?.value ?? null;
  return {
    number: value === null ? null : numberText(value, commitment.unit, isModelled(today?.method ?? null)),
    unit: unit ?? "",
  };
}

/** A reading or an input of a row. */
export function keyedText(
  entry: { readonly key: string; readonly value: number | null },
  method: CommitmentValue["method"],
  words: Words,
): FigureText {
  const unit = (KEY_UNITS as Readonly<Record<string, KeyUnit>>)[entry.key] ?? "count";
  const isEstimate = isModelled(method) && !EXACT_PERSONS.includes(entry.key);
  return {
    number: entry.value === null ? null : numberText(entry.value, unit, isEstimate),
    unit: words.ledger.units[unit],
  };
}

/** "63.1 %", "2 处", or the word for unknown. */
export const plainFigure = (figure: FigureText, words: Words): string =>
  figure.number === null ? words.shared.unknown : [figure.number, figure.unit].filter(Boolean).join(" ");
