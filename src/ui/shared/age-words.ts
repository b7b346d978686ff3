import type { Language } from "../../core/model/language.ts";
import { formatAge } from "../../i18n/format.ts";
import type { Words } from "../../i18n/words.ts";

/** Two devices rarely agree to the minute. */
const CLOCK_SLACK_MILLISECONDS = 120_000;

/** How long ago in words. A moment that has not come yet by this device's clock is said to be one: the clock may be wrong. */
export function ageWords(iso: string, language: Language, words: Words): string {
  const now = Date.now();
  if (Date.parse(iso) - now > CLOCK_SLACK_MILLISECONDS) return words.offline.inFuture;
  return formatAge(iso, now, language) ?? words.offline.justNow;
}
