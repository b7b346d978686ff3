import * as v from "valibot";
import raw from "../../data/rules/shelter-audit.json";
import { SHELTER_TIERS } from "../core/model/pack.ts";
import { EVIDENCE } from "../core/model/rule-pack.ts";
import { AUDIT_EDITIONS, AUDIT_TESTS, type AuditRules } from "../core/model/shelter-audit.ts";

const NonEmpty = v.pipe(v.string(), v.nonEmpty());
const Amount = v.pipe(v.number(), v.finite(), v.minValue(0));

const ClauseSchema = v.strictObject({
  id: NonEmpty,
  test: v.picklist(AUDIT_TESTS),
  tiers: v.pipe(v.array(v.picklist(SHELTER_TIERS)), v.minLength(1)),
  fromSquareMetres: v.nullable(Amount),
  belowSquareMetres: v.nullable(Amount),
  value: v.nullable(Amount),
  unit: NonEmpty,
  clause: NonEmpty,
  evidence: v.picklist(EVIDENCE),
  textZh: NonEmpty,
  textEn: NonEmpty,
});

const AuditRulesSchema = v.pipe(
  v.strictObject({
    id: NonEmpty,
    titleZh: NonEmpty,
    titleEn: NonEmpty,
    edition: NonEmpty,
    editions: v.pipe(
      v.array(
        v.strictObject({
          id: v.picklist(AUDIT_EDITIONS),
          standard: NonEmpty,
          titleZh: NonEmpty,
          titleEn: NonEmpty,
          noteZh: NonEmpty,
          noteEn: NonEmpty,
          clauses: v.pipe(v.array(ClauseSchema), v.minLength(1)),
        }),
      ),
      v.minLength(1),
    ),
  }),
  v.check(({ editions }) => {
    const ids = editions.flatMap(({ clauses }) => clauses.map(({ id }) => id));
    return new Set(ids).size === ids.length;
  }, "clause ids that differ"),
);

/** Checks the rules of an audit read from anywhere. Throws with the path of the first fault. */
export const parseAuditRules = (given: unknown): AuditRules => v.parse(AuditRulesSchema, given);

/** The clauses in use, by edition, each with figure, clause and evidence. */
export const auditRules: AuditRules = parseAuditRules(raw);
