import { toSimplified } from "./simplified-hanzi.ts";

/** Latin letters that no decomposition turns into plain ones. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  æ: "ae",
  œ: "oe",
  ı: "i",
};

/** Hanzi of the common planes and the marks written like them; a pair of surrogates counts by its first half. */
const isHanCode = (code: number): boolean =>
  (code >= 0x3400 && code <= 0x9fff) ||
  (code >= 0xf900 && code <= 0xfaff) ||
  (code >= 0xd840 && code <= 0xd88f) ||
  code === 0x3005 ||
  code === 0x3007;

export const isHan = (unit: string): boolean => isHanCode(unit.charCodeAt(0));

export function hasHan(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (isHanCode(text.charCodeAt(i))) return true;
  return false;
}

const PLAIN_TEXT = /^[\x20-\x7e]*$/;
/** Hanzi, plain letters and figures only: nothing to take apart but traditional forms. */
const HAN_TEXT = /^[0-9A-Za-z\u4e00-\u9fff]*$/;

/**
 * Text as it is compared: full-width letters narrow, traditional characters simplified, no accents, lower case.
 * Apostrophes vanish (xi'an is xian); everything else that is neither letter nor figure becomes a space.
 */
export function foldText(text: string): string {
  // Nearly every name of a pack takes one of the short ways.
  if (HAN_TEXT.test(text)) return toSimplified(text).toLowerCase();
  const plain = PLAIN_TEXT.test(text) ? text.toLowerCase() : withoutMarks(text);
  return plain
    .replace(/['’`´]/gu, "")
    .replace(/[^\p{Letter}\p{Number}]+/gu, " ")
    .trim();
}

const withoutMarks = (text: string): string =>
  toSimplified(text.normalize("NFKC"))
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase()
    .normalize("NFC")
    .replace(/[ßøłđðþæœı]/gu, (letter) => PLAIN_LETTERS[letter] ?? letter);

/** What a folded name is read in: each hanzi, and each run of anything else between spaces and hanzi. */
export function unitsOf(folded: string): string[] {
  const units: string[] = [];
  let run = "";
  for (const letter of folded) {
    const endsRun = letter === " " || isHan(letter);
    if (!endsRun) run += letter;
    else {
      if (run !== "") units.push(run);
      run = "";
      if (letter !== " ") units.push(letter);
    }
  }
  if (run !== "") units.push(run);
  return units;
}

/** ü is typed v, u or yu: all of them read as u, on both sides. */
export const plainPinyin = (letters: string): string =>
  letters.replace(/([ln])yu/g, "$1u").replaceAll("v", "u");

/** Sounds that many people do not tell apart, and typing slips: zhi and zi, lin and ling. */
export const softSound = (letters: string): string =>
  letters.replace(/([zcs])h/g, "$1").replace(/([aei])ng/g, "$1n");
