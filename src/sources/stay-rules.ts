import * as v from "valibot";
import stayOrGo from "../../data/rules/stay-or-go.json";
import { HAZARDS } from "../core/model/pack.ts";
import { EVIDENCE } from "../core/model/rule-pack.ts";
import {
  STAY_ADVICE,
  STAY_CONDITIONS,
  STAY_FIGURE_KEYS,
  type StayFigureKey,
  type StayRules,
} from "../core/model/stay-advice.ts";
import { RuleFigureSchema } from "./rule-packs.ts";

const NonEmpty = v.pipe(v.string(), v.nonEmpty());

const StayRulesSchema = v.strictObject({
  id: NonEmpty,
  titleZh: NonEmpty,
  titleEn: NonEmpty,
  edition: NonEmpty,
  figures: v.strictObject(
    Object.fromEntries(STAY_FIGURE_KEYS.map((key) => [key, RuleFigureSchema])) as Record<
      StayFigureKey,
      typeof RuleFigureSchema
    >,
  ),
  rules: v.pipe(
    v.array(
      v.strictObject({
        id: NonEmpty,
        hazard: v.picklist(HAZARDS),
        when: v.picklist(STAY_CONDITIONS),
        advice: v.picklist(STAY_ADVICE),
        clause: NonEmpty,
        edition: NonEmpty,
        evidence: v.picklist(EVIDENCE),
        noteZh: NonEmpty,
        noteEn: NonEmpty,
      }),
    ),
    v.check(
      (rules) =>
        HAZARDS.every((hazard) => rules.filter((rule) => rule.hazard === hazard).at(-1)?.when === "always"),
      "every hazard ends with a rule that always holds",
    ),
  ),
});

/** Checks a table of rules read from anywhere. Throws with the path of the first fault. */
export const parseStayRules = (raw: unknown): StayRules => v.parse(StayRulesSchema, raw);

/** The rules by which staying, going up or going out is safer than walking, each with its evidence. */
export const stayRules: StayRules = parseStayRules(stayOrGo);
