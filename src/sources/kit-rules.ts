import * as v from "valibot";
import kit from "../../data/rules/household-kit.json";
import type { KitRules } from "../core/model/household.ts";
import { EVIDENCE } from "../core/model/rule-pack.ts";
import { RuleFigureSchema } from "./rule-packs.ts";

const NonEmpty = v.pipe(v.string(), v.nonEmpty());
const Amount = v.pipe(v.number(), v.finite(), v.gtValue(0));

const KitRulesSchema = v.strictObject({
  id: NonEmpty,
  titleZh: NonEmpty,
  titleEn: NonEmpty,
  edition: NonEmpty,
  days: RuleFigureSchema,
  items: v.pipe(
    v.array(
      v.strictObject({
        id: NonEmpty,
        nameZh: NonEmpty,
        nameEn: NonEmpty,
        unitZh: NonEmpty,
        unitEn: NonEmpty,
        unitEnOne: NonEmpty,
        each: v.picklist(["day", "once"]),
        roundTo: Amount,
        // Written out, so that a misspelt part is refused and not left uncounted.
        per: v.strictObject({
          adult: v.exactOptional(Amount),
          older: v.exactOptional(Amount),
          child: v.exactOptional(Amount),
          infant: v.exactOptional(Amount),
          wheelchair: v.exactOptional(Amount),
          pet: v.exactOptional(Amount),
          household: v.exactOptional(Amount),
        }),
        clause: NonEmpty,
        edition: NonEmpty,
        evidence: v.picklist(EVIDENCE),
        noteZh: NonEmpty,
        noteEn: NonEmpty,
      }),
    ),
    v.check((items) => new Set(items.map(({ id }) => id)).size === items.length, "every id once"),
  ),
});

/** Checks a kit read from anywhere. Throws with the path of the first fault. */
export const parseKitRules = (raw: unknown): KitRules => v.parse(KitRulesSchema, raw);

/** What a household stores for itself, each amount with its source. */
export const kitRules: KitRules = parseKitRules(kit);
