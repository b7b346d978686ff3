import type { AuditRemedy, AuditUnknown, ClauseResult } from "../../../core/model/shelter-audit.ts";
import { formatCount } from "../../../i18n/format.ts";
import type { Words } from "../../../i18n/words.ts";

/** Figures of clauses as people read them: whole from 10 up, with a decimal below. */
const amount = (value: number) =>
  value >= 10 || Number.isInteger(value) ? formatCount(value) : value.toFixed(1);

/** What would make a clause pass. */
function remedyWords(remedy: AuditRemedy, words: Words): string {
  const said = words.plan.site.remedies;
  const site = words.plan.site;
  const towards = (bearings: readonly (keyof Words["shared"]["headings"])[]) =>
    bearings.map((bearing) => words.shared.headings[bearing]).join(site.or);
  switch (remedy.kind) {
    case "more-area":
      return said["more-area"](formatCount(Math.ceil(remedy.squareMetres)));
    case "count-fewer":
      return said["count-fewer"](formatCount(remedy.persons));
    case "more-exits":
      return said["more-exits"](formatCount(remedy.count), towards(remedy.towards));
    case "give-up-ground":
      return said["give-up-ground"](formatCount(Math.ceil(remedy.squareMetres)));
    case "lead-step-free":
      return said["lead-step-free"];
    case "set-aside":
      return said["set-aside"](site.zoneUses[remedy.use], formatCount(Math.ceil(remedy.squareMetres)));
    case "more-sources":
      return said["more-sources"](site.factNames[remedy.fact], formatCount(remedy.count));
    case "provide":
      return said.provide(site.factNames[remedy.fact]);
    case "another-place":
      return said["another-place"];
    case "further-site":
      return said["further-site"](formatCount(remedy.persons), towards([remedy.towards]));
    default: {
      const never: never = remedy;
      throw new Error(String(never));
    }
  }
}

/** Why nothing can be said. */
function unknownWords(why: AuditUnknown, words: Words): string {
  const said = words.plan.site.unknowns;
  const { layers, factNames, zoneUses } = words.plan.site;
  switch (why.kind) {
    case "fact-not-said":
      return said["fact-not-said"](factNames[why.fact]);
    case "no-layer":
      return said["no-layer"](why.step in layers ? layers[why.step as keyof typeof layers] : layers.other);
    case "zone-not-said":
      return said["zone-not-said"](zoneUses[why.use]);
    default:
      return said[why.kind];
  }
}

/** What was found, and what would mend it or why nothing can be said, in one line. */
export function resultWords({ clause, found, remedy, unknown }: ClauseResult, words: Words): string {
  const site = words.plan.site;
  // a dash stands for no unit
  const unit = clause.unit === "–" ? "" : (site.units[clause.unit as keyof typeof site.units] ?? clause.unit);
  return [
    found === null ? "" : site.found(amount(found), unit).trim(),
    remedy ? remedyWords(remedy, words) : "",
    unknown ? unknownWords(unknown, words) : "",
  ]
    .filter(Boolean)
    .join(words.plan.everyone.separator);
}
