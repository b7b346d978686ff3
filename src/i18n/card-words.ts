import type { Language } from "../core/model/language.ts";
import { card as en } from "./en/card.ts";
import type { Widened } from "./words.ts";
import { card as zhCN } from "./zh-CN/card.ts";

/** The household card's own dictionary, apart from the others: it comes with the card and not with the first answer. */
export type CardWords = Widened<typeof zhCN>;

const DICTIONARIES: Readonly<Record<Language, CardWords>> = { "zh-CN": zhCN, en };

export const cardWordsOf = (language: Language): CardWords => DICTIONARIES[language];
