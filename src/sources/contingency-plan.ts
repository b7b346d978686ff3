import * as v from "valibot";
import embedded from "../../data/rules/contingency-xicheng.json";
import {
  CONTINGENCY_FORMAT_VERSION,
  type ContingencyPlan,
  RESPONSE_LEVELS,
  STEP_PLACES,
  STEP_SIGNS,
} from "../core/model/contingency.ts";
import type { Failure } from "../core/model/failure.ts";
import { HAZARDS } from "../core/model/pack.ts";
import { EVIDENCE } from "../core/model/rule-pack.ts";
import { err, ok, type Result } from "../core/result.ts";
import { faultOf } from "./data-package.ts";

const MOST_BYTES = 2_000_000;
/** A step due after ten weeks is none of a response. */
const MOST_MINUTES = 100_000;

const Text = v.pipe(v.string(), v.nonEmpty(), v.maxLength(400));
const Id = v.pipe(v.string(), v.nonEmpty(), v.maxLength(80));

const isUnique = (items: { id: string }[]) => new Set(items.map(({ id }) => id)).size === items.length;

const PlanSchema = v.pipe(
  v.strictObject({
    id: Id,
    formatVersion: v.literal(CONTINGENCY_FORMAT_VERSION),
    titleZh: Text,
    titleEn: Text,
    edition: Text,
    source: Text,
    evidence: v.picklist(EVIDENCE),
    noteZh: v.pipe(v.string(), v.maxLength(1000)),
    noteEn: v.pipe(v.string(), v.maxLength(1000)),
    roles: v.pipe(
      v.array(v.strictObject({ id: Id, nameZh: Text, nameEn: Text })),
      v.minLength(1),
      v.maxLength(200),
      v.check((roles) => isUnique(roles), "every role once"),
    ),
    steps: v.pipe(
      v.array(
        v.strictObject({
          id: Id,
          hazard: v.nullable(v.picklist(HAZARDS)),
          levels: v.pipe(v.array(v.picklist(RESPONSE_LEVELS)), v.minLength(1)),
          roleId: Id,
          textZh: Text,
          textEn: Text,
          dueMinute: v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(MOST_MINUTES)),
          place: v.nullable(v.picklist(STEP_PLACES)),
          sign: v.nullable(
            v.strictObject({
              kind: v.picklist(STEP_SIGNS),
              share: v.pipe(v.number(), v.gtValue(0), v.maxValue(1)),
            }),
          ),
        }),
      ),
      v.minLength(1),
      v.maxLength(2000),
      v.check((steps) => isUnique(steps), "every step once"),
    ),
  }),
  v.check(({ roles, steps }) => {
    const known = new Set(roles.map(({ id }) => id));
    return steps.every(({ roleId }) => known.has(roleId));
  }, "every step with a role of the plan"),
);

/** Arranged by us for exercises, and marked so: a district loads its own. */
export const embeddedPlan: ContingencyPlan = v.parse(PlanSchema, embedded);

/** A contingency plan from a file. Never throws, whatever the text; one fault refuses the whole: half a plan misleads. */
export function readContingencyPlan(file: string, text: string): Result<ContingencyPlan, Failure> {
  const unreadable = (found: string, expected: string, field?: string) =>
    err<Failure>({
      code: "IMPORT_UNREADABLE",
      place: { file, found, expected, ...(field !== undefined && { field }) },
    });
  if (text.length > MOST_BYTES)
    return err({ code: "IMPORT_TOO_LARGE", file, what: "bytes", found: text.length, limit: MOST_BYTES });
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (reason) {
    return unreadable(String(reason).slice(0, 120), "JSON");
  }
  const found = v.safeParse(PlanSchema, raw, { abortEarly: true });
  if (found.success) return ok(found.output);
  const place = faultOf(found.issues[0]);
  return err({ code: "IMPORT_UNREADABLE", place: { file, ...place } });
}

export const writeContingencyPlan = (plan: ContingencyPlan): string => `${JSON.stringify(plan, null, 2)}\n`;
