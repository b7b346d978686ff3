import type { RouteStep } from "../../core/model/answers.ts";
import type { Language } from "../../core/model/language.ts";
import { nameIn } from "../../i18n/format.ts";
import type { Words } from "../../i18n/words.ts";

/** One step of a way as a short sentence without its length. */
export function stepWords(words: Words, language: Language, step: RouteStep): string {
  const said = words.find;
  const street = nameIn(language, step) || said.lanes;
  if (step.turn === "start") return said.stepStart(words.shared.headings[step.heading], street);
  const turn = said.turns[step.turn];
  // In English a name without English says nothing to who cannot read it.
  const landmark = language === "en" ? step.landmark?.nameEn : step.landmark?.nameZh;
  return landmark ? said.stepTurnAt(landmark, turn, street) : said.stepTurn(turn, street);
}
