import type { Language } from "../../core/model/language.ts";
import { HAZARDS, type Hazard } from "../../core/model/pack.ts";
import type { StayAdvice } from "../../core/model/stay-advice.ts";
import type { Words } from "../../i18n/words.ts";

export interface StayWords {
  /** What to do; one line for each hazard while none is chosen and no rule speaks. */
  readonly lines: readonly string[];
  /** The rule behind it and how sure it is; null: the general advice, before the rules have been asked. */
  readonly reason: string | null;
  /** Staying is safer than the walk the answer describes. */
  readonly comesFirst: boolean;
}

/** May I stay: by the rule that holds at this place, else by the hazard alone. */
export function stayWords(
  words: Words,
  language: Language,
  hazard: Hazard | null,
  advice: StayAdvice | null,
): StayWords {
  const said = words.find.stay;
  if (!advice)
    return {
      lines: (hazard ? [hazard] : HAZARDS).map((each) =>
        hazard ? said.general[each] : said.ofHazard(words.shared.hazards[each], said.general[each]),
      ),
      reason: null,
      comesFirst: false,
    };
  const { rule, storey } = advice;
  const storeyWords = storey === null ? said.higherUp : said.storey(String(storey));
  const text = {
    "go-up": () => said.goUp(storeyWords),
    "wait-up": () => said.waitUp(storeyWords),
    "go-out": () => said.goOut,
    "look-outside": () => said.general.earthquake,
    leave: () => said.general.fire,
  }[rule.advice]();
  const note = language === "en" ? rule.noteEn : rule.noteZh;
  return {
    lines: [text],
    reason: said.reason(
      note,
      [rule.clause, words.shared.evidence[rule.evidence]].filter((part) => part !== "–").join(said.comma),
    ),
    comesFirst: rule.advice === "go-up",
  };
}
