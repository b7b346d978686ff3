import type { Commitment } from "../../core/model/commitment.ts";
import type { Language } from "../../core/model/language.ts";
import { type LedgerKey, ledgerKeyEn, ledgerKeyZh } from "../../i18n/ledger-keys.ts";
import type { Words } from "../../i18n/words.ts";
import type { LedgerRow } from "../../state/ledger-selectors.ts";
import { type FigureText, keyedText, plainFigure, todayText } from "./figure-text.ts";

/** The texts of a commitment in one language. The sentence itself is Chinese: those are the plan's words. */
export function commitmentWords(commitment: Commitment, language: Language) {
  const isEnglish = language === "en";
  return {
    formula: isEnglish ? commitment.formulaEn : commitment.formulaZh,
    threshold: isEnglish ? commitment.thresholdEn : commitment.thresholdZh,
    place: isEnglish ? commitment.placeEn : commitment.placeZh,
    missing: isEnglish ? commitment.missingEn : commitment.missingZh,
  };
}

function keyWords(key: string, language: Language): string {
  const names: Readonly<Record<LedgerKey, string>> = language === "en" ? ledgerKeyEn : ledgerKeyZh;
  return (names as Readonly<Record<string, string>>)[key] ?? key;
}

/** What stands in the way of a judgement; null = nothing. A row that cannot be judged always says why. */
export function missingWords({ commitment, today }: LedgerRow, language: Language, words: Words) {
  const { missing } = commitmentWords(commitment, language);
  if (missing !== null) return missing;
  return today?.state === "cannot-judge" ? words.ledger.noInputs : null;
}

export interface NamedFigure {
  readonly name: string;
  readonly figure: FigureText;
}

export function namedFigures(
  row: LedgerRow,
  kind: "readings" | "inputs",
  language: Language,
  words: Words,
): readonly NamedFigure[] {
  const { today } = row;
  return (today?.[kind] ?? []).map((entry) => ({
    name: keyWords(entry.key, language),
    figure: keyedText(entry, today?.method ?? null, words),
  }));
}

/** Rows judged by a stricter reading than the value printed: three depots are enough, what the weakest holds is not. */
const DECIDING_READING: Readonly<Record<string, LedgerKey>> = { L4: "districtDepotPersonsLeast" };

/** The reading a row is judged by, where it is not the value itself; null = it is. */
export function decidingWords(row: LedgerRow, language: Language, words: Words): string | null {
  const key = DECIDING_READING[row.commitment.id];
  const reading = row.today?.readings.find((entry) => entry.key === key);
  if (!reading) return null;
  const figure = keyedText(reading, row.today?.method ?? null, words);
  return words.ledger.decidedBy(keyWords(reading.key, language), plainFigure(figure, words));
}

/** The whole row as text, to be pasted into a letter or a minute. */
export function rowAsText(row: LedgerRow, language: Language, words: Words): string {
  const { commitment, today } = row;
  const said = words.ledger;
  const own = commitmentWords(commitment, language);
  const list = (kind: "readings" | "inputs") =>
    namedFigures(row, kind, language, words)
      .map(({ name, figure }) => `${name} ${plainFigure(figure, words)}`)
      .join("; ");
  const lines: readonly (readonly [string, string | null])[] = [
    [said.detail.formula, own.formula],
    [said.columns.value, plainFigure(todayText(commitment, today, words), words)],
    [said.columns.threshold, own.threshold],
    [said.row.state, today ? said.states[today.state] : said.notComputed],
    [said.row.inputs, list("inputs")],
    [said.row.readings, list("readings")],
    [said.row.missing, missingWords(row, language, words)],
    [
      said.row.evidence,
      today?.method && today.value !== null ? words.shared.methods[today.method] : said.missingData,
    ],
  ];
  const sentence = `${commitment.id}  ${commitment.sentence}`;
  const head = language === "en" ? [sentence, commitment.translation] : [sentence];
  return [...head, ...lines.filter(([, text]) => text).map(([name, text]) => `${name}: ${text}`)].join("\n");
}
