import type { Language } from "../core/model/language.ts";
import { en } from "./en/index.ts";
import { zhCN } from "./zh-CN/index.ts";

/** zh-CN is the source of the keys; every other language must have the same shape or it does not compile. */
export type Words = Widened<typeof zhCN>;

/** Those that are there from the start; the others come before anything that says them is shown. */
export type FirstWords = Omit<Words, "findings" | "plan" | "command" | "ledger">;

/** Literal texts become `string`, functions keep their arguments. */
export type Widened<Shape> = {
  readonly [Key in keyof Shape]: Shape[Key] extends string
    ? string
    : Shape[Key] extends (...args: infer Arguments) => string
      ? (...args: Arguments) => string
      : Widened<Shape[Key]>;
};

const DICTIONARIES: Readonly<Record<Language, Words>> = { "zh-CN": zhCN, en };

export const wordsOf = (language: Language): Words => DICTIONARIES[language];
