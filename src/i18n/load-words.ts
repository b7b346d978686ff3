import type { Language } from "../core/model/language.ts";
import type { FirstWords, Words } from "./words.ts";

interface LoadWords {
  readonly first: () => Promise<FirstWords>;
  readonly all: () => Promise<Words>;
}

/** Told apart by identity: the public edition has no further words, and its whole is its first part. */
const whole = new WeakSet<FirstWords>();
const asWhole = (words: Words): Words => {
  whole.add(words);
  return words;
};
export const areAllWords = (words: FirstWords): words is Words => whole.has(words);

/** Nobody reads two languages at once, and whoever asks for a shelter needs half of one: words are a third of the code. */
export const loadWords: Readonly<Record<Language, LoadWords>> = {
  "zh-CN": {
    first: async () => (await import("./zh-CN/first.ts")).zhCNFirst,
    all: async () => asWhole((await import("./zh-CN/index.ts")).zhCN),
  },
  en: {
    first: async () => (await import("./en/first.ts")).enFirst,
    all: async () => asWhole((await import("./en/index.ts")).en),
  },
};
