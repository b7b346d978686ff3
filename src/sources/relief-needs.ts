import * as v from "valibot";
import needs from "../../data/rules/relief-needs.json";
import { SUPPLY_ITEMS } from "../core/model/pack.ts";
import type { ReliefNeeds } from "../core/model/relief-needs.ts";
import { EVIDENCE } from "../core/model/rule-pack.ts";
import { PHASES } from "../core/model/scenario.ts";
import { RuleFigureSchema } from "./rule-packs.ts";

const NonEmpty = v.pipe(v.string(), v.nonEmpty());
const AboveZero = v.pipe(v.number(), v.finite(), v.gtValue(0));
/** A weight of nothing would let a truck take everything at once, a stay of no days would need nothing. */
const FigureAboveZero = v.pipe(
  RuleFigureSchema,
  v.check(({ value }) => value > 0, "a value above 0"),
);
const each = <Key extends string>(keys: readonly Key[]) =>
  v.strictObject(
    Object.fromEntries(keys.map((key) => [key, FigureAboveZero])) as Record<Key, typeof FigureAboveZero>,
  );

const NeedSchema = v.strictObject({
  item: v.picklist(SUPPLY_ITEMS),
  phases: v.pipe(v.array(v.picklist(PHASES)), v.minLength(1)),
  amount: AboveZero,
  basis: v.variant("per", [
    v.strictObject({ per: v.literal("person") }),
    v.strictObject({ per: v.literal("person-day") }),
    v.strictObject({ per: v.literal("household") }),
    v.strictObject({ per: v.literal("persons"), persons: AboveZero }),
  ]),
  clause: NonEmpty,
  edition: NonEmpty,
  evidence: v.picklist(EVIDENCE),
  noteZh: NonEmpty,
  noteEn: NonEmpty,
});

const ReliefNeedsSchema = v.strictObject({
  id: NonEmpty,
  titleZh: NonEmpty,
  titleEn: NonEmpty,
  edition: NonEmpty,
  householdPersons: FigureAboveZero,
  stayDays: each(PHASES),
  kilograms: each(SUPPLY_ITEMS),
  needs: v.pipe(
    v.array(NeedSchema),
    v.check((rows) => {
      const keys = rows.flatMap(({ item, phases }) => phases.map((phase) => `${item} ${phase}`));
      return new Set(keys).size === keys.length;
    }, "an item once in a phase"),
    v.check(
      (rows) => PHASES.every((phase) => rows.some(({ phases }) => phases.includes(phase))),
      "something needed in every phase",
    ),
  ),
});

/** Checks a needs pack read from anywhere. Throws with the path of the first fault. */
export const parseReliefNeeds = (raw: unknown): ReliefNeeds => v.parse(ReliefNeedsSchema, raw);

/** What people in a shelter need, in the pack in use. */
export const reliefNeeds: ReliefNeeds = parseReliefNeeds(needs);
