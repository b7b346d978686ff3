import { FALLING_KINDS, type SitingKind } from "../../../core/model/siting.ts";
import { formatCount, formatMetres, formatModelledPersons, formatPercent } from "../../../i18n/format.ts";
import type { Words } from "../../../i18n/words.ts";

const SECONDS_PER_HOUR = 3600;
const SECONDS_PER_MINUTE = 60;

/** How a value of a kind is said. `persons`: of the whole question, to say a share of them; null = said as persons. */
export function valueWords(
  { plan: { solver } }: Words,
  question: { readonly kind: SitingKind; readonly isPriced: boolean },
  value: number,
  persons: number | null,
): string {
  const said = solver.value;
  switch (question.kind) {
    case "cover-most":
    case "cover-most-with-room":
      return persons
        ? said.share(formatPercent(value / persons))
        : said.persons(formatModelledPersons(value));
    case "cover-all":
      return question.isPriced ? said.cost(formatCount(value)) : said.sites(formatCount(value));
    case "p-median":
    case "p-median-with-room":
      return said.personHours(formatCount(value / SECONDS_PER_HOUR));
    case "p-center":
      return said.minutes((value / SECONDS_PER_MINUTE).toFixed(1));
    case "p-dispersion":
      return said.metres(formatMetres(value));
    default: {
      const never: never = question.kind;
      throw new Error(String(never));
    }
  }
}

/** Best so far and what nothing can beat, while it runs. */
export function foundWords(
  words: Words,
  question: { readonly kind: SitingKind; readonly isPriced: boolean },
  found: { readonly value: number; readonly bound: number | null } | null | undefined,
  persons: number | null,
): string {
  const said = words.plan.solver.card;
  if (!found) return said.notYet;
  const best = valueWords(words, question, found.value, persons);
  if (found.bound === null || !Number.isFinite(found.bound)) return said.foundOnly(best);
  const bound = valueWords(words, question, found.bound, persons);
  return FALLING_KINDS.has(question.kind) ? said.foundFalling(best, bound) : said.found(best, bound);
}

export function titleWords(
  { plan: { solver } }: Words,
  { kind, newSites }: { readonly kind: SitingKind; readonly newSites: number | null },
): string {
  const said = solver.card;
  if (kind === "cover-all") return said.runningFewest;
  if (newSites === null) return said.runningBudget;
  if (newSites === 1) return said.runningOne;
  return newSites === 2 ? said.runningTwo : said.running(formatCount(newSites));
}
