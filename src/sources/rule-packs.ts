import * as v from "valibot";
import cnPlanning from "../../data/rules/cn-planning.json";
import commitmentsXicheng from "../../data/rules/commitments-xicheng.json";
import { COMMITMENT_GROUPS, COMMITMENT_UNITS, type CommitmentTable } from "../core/model/commitment.ts";
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

const CommitmentSchema = v.strictObject({
  id: v.pipe(v.string(), v.regex(/^[SLRZ]\d{1,2}$/)),
  group: v.picklist(COMMITMENT_GROUPS),
  sentence: NonEmpty,
  translation: NonEmpty,
  placeZh: v.nullable(NonEmpty),
  placeEn: v.nullable(NonEmpty),
  formulaZh: NonEmpty,
  formulaEn: NonEmpty,
  unit: v.picklist(COMMITMENT_UNITS),
  thresholdZh: NonEmpty,
  thresholdEn: NonEmpty,
  threshold: v.nullable(v.number()),
  compare: v.nullable(v.picklist(["at-least", "at-most"])),
  evidence: v.picklist(EVIDENCE),
  missingZh: v.nullable(NonEmpty),
  missingEn: v.nullable(NonEmpty),
});

const CommitmentTableSchema = v.strictObject({
  id: NonEmpty,
  titleZh: NonEmpty,
  titleEn: NonEmpty,
  commitments: v.array(CommitmentSchema),
});

/** Checks a rule pack read from anywhere. Throws with the path of the first fault. */
export const parseRulePack = (raw: unknown): RulePack => v.parse(RulePackSchema, raw);

/** Checks a commitment table read from anywhere. Throws with the path of the first fault. */
export const parseCommitmentTable = (raw: unknown): CommitmentTable => v.parse(CommitmentTableSchema, raw);

/** The rule pack in use: figures of Chinese planning practice, each with clause, edition and evidence. */
export const planningRules: RulePack = parseRulePack(cnPlanning);

/** The plan's commitments, 36 rows in the order of the ledger. */
export const planCommitments: CommitmentTable = parseCommitmentTable(commitmentsXicheng);
