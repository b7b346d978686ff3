import type { RouteStep } from "../../core/model/answers.ts";
import type { Language } from "../../core/model/language.ts";
import { nameIn } from "../../i18n/format.ts";
import type { Words } from "../../i18n/words.ts";

/** One step of a way as a short sentence without its length. */
export function stepWords(words: Words, language: Language, step: RouteStep): string {
  const said = words.find;
  const street = nameIn(language, step) || said.lanes;
  return step.turn === "start"
    ? said.stepStart(words.shared.headings[step.heading], street)
    : said.stepTurn(said.turns[step.turn], street);
}
