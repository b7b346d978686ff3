import * as v from "valibot";
import commitmentsXicheng from "../../data/rules/commitments-xicheng.json";
import { COMMITMENT_GROUPS, COMMITMENT_UNITS, type CommitmentTable } from "../core/model/commitment.ts";
import { EVIDENCE } from "../core/model/rule-pack.ts";

const NonEmpty = v.pipe(v.string(), v.nonEmpty());

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

/** Checks a commitment table read from anywhere. Throws with the path of the first fault. */
export const parseCommitmentTable = (raw: unknown): CommitmentTable => v.parse(CommitmentTableSchema, raw);

/** The plan's commitments, 36 rows in the order of the ledger. */
export const planCommitments: CommitmentTable = parseCommitmentTable(commitmentsXicheng);
