import * as v from "valibot";
import cnPlanning from "../../data/rules/cn-planning.json";
import { EVIDENCE, FIGURE_KEYS, type FigureKey, type RulePack } from "../core/model/rule-pack.ts";

const NonEmpty = v.pipe(v.string(), v.nonEmpty());

/** One figure with its source. */
export const RuleFigureSchema = v.strictObject({
  value: v.pipe(v.number(), v.finite(), v.minValue(0)),
  unit: NonEmpty,
  clause: NonEmpty,
  edition: NonEmpty,
  evidence: v.picklist(EVIDENCE),
  noteZh: NonEmpty,
  noteEn: NonEmpty,
});

const RulePackSchema = v.strictObject({
  id: NonEmpty,
  titleZh: NonEmpty,
  titleEn: NonEmpty,
  edition: NonEmpty,
  // Every key and no other: a figure that is missing or misspelt stops the start, not a later sum.
  figures: v.strictObject(
    Object.fromEntries(FIGURE_KEYS.map((key) => [key, RuleFigureSchema])) as Record<
      FigureKey,
      typeof RuleFigureSchema
    >,
  ),
});

/** Checks a rule pack read from anywhere. Throws with the path of the first fault. */
export const parseRulePack = (raw: unknown): RulePack => v.parse(RulePackSchema, raw);

/** The rule pack in use: figures of Chinese planning practice, each with clause, edition and evidence. */
export const planningRules: RulePack = parseRulePack(cnPlanning);
