import * as v from "valibot";
import raw from "../../data/rules/site-ground.json";
import type { RiskLayer, RiskLevel } from "../core/model/risk-here.ts";
import { RISK_LAYERS } from "../core/model/risk-here.ts";
import { EVIDENCE } from "../core/model/rule-pack.ts";
import { SITE_FIGURE_KEYS, type SiteFigureKey, type SiteRules } from "../core/model/site-area.ts";
import { RuleFigureSchema } from "./rule-packs.ts";

const NonEmpty = v.pipe(v.string(), v.nonEmpty());

const SiteRulesSchema = v.strictObject({
  id: NonEmpty,
  titleZh: NonEmpty,
  titleEn: NonEmpty,
  edition: NonEmpty,
  // Every key and no other: a figure that is missing or misspelt stops the start, not a later sum.
  figures: v.strictObject(
    Object.fromEntries(SITE_FIGURE_KEYS.map((key) => [key, RuleFigureSchema])) as Record<
      SiteFigureKey,
      typeof RuleFigureSchema
    >,
  ),
  excludedZones: v.strictObject({
    levels: v.pipe(
      v.record(v.picklist(RISK_LAYERS), v.picklist([1, 2, 3, 4])),
      v.transform((levels): Partial<Record<RiskLayer, RiskLevel>> => levels),
    ),
    clause: NonEmpty,
    edition: NonEmpty,
    evidence: v.picklist(EVIDENCE),
    noteZh: NonEmpty,
    noteEn: NonEmpty,
  }),
});

/** Checks the rules of sites read from anywhere. Throws with the path of the first fault. */
const parseSiteRules = (given: unknown): SiteRules => v.parse(SiteRulesSchema, given);

/** The rules of sites in use, each figure with clause, edition and evidence. */
export const siteRules: SiteRules = parseSiteRules(raw);
