import { pinyin } from "pinyin-pro";
import type { OsmTags } from "../osm/osm-city.ts";

export interface Names {
  /** In the writing of the place: Chinese where there is a Chinese name, else the name as it is. */
  readonly nameZh: string;
  /** Empty where there is no name in Latin letters. */
  readonly nameEn: string;
}

const HAN = /\p{Script=Han}/u;
const LETTER = /\p{Letter}/u;
const isLatin = (text: string) =>
  [...text].every((letter) => !LETTER.test(letter) || /\p{Script=Latin}/u.test(letter));

/** A name for both columns: a Latin name is its own English name. */
export const namesOf = (name: string, english = ""): Names => ({
  nameZh: name,
  nameEn: english || (isLatin(name) ? name : ""),
});

/** Names of a thing in OpenStreetMap; null where it has none. */
export function namesOfTags(tags: OsmTags): Names | null {
  const own = tags.name?.trim() ?? "";
  const zh = (tags["name:zh"] ?? tags["name:zh-Hans"] ?? tags["name:zh-Hant"])?.trim() ?? "";
  const en = (tags["name:en"] ?? tags.int_name)?.trim() ?? "";
  const nameZh = zh || own || en;
  return nameZh === "" ? null : { nameZh, nameEn: en || (isLatin(own) ? own : "") };
}

const ALIAS_TAGS = [
  "alt_name",
  "short_name",
  "official_name",
  "old_name",
  "loc_name",
  "alt_name:zh",
] as const;

/** Other names people know it by; the own name is not among them. */
export function aliasesOfTags(tags: OsmTags): string[] {
  const names = namesOfTags(tags);
  const own = [names?.nameZh, names?.nameEn];
  const found = [tags.name, ...ALIAS_TAGS.flatMap((key) => tags[key]?.split(";") ?? [])];
  return [...new Set(found.map((name) => name?.trim() ?? ""))].filter(
    (name) => name !== "" && !own.includes(name),
  );
}

/** What is typed without accents, spaces and marks; the search folds what people type in the same way. */
const folded = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();

export interface Spelling {
  /** Lower case, no spaces, no tones: xizhimen. Of a name without hanzi: its letters without accents. */
  readonly pinyin: string;
  /** First letters: xzm. */
  readonly initials: string;
}

export function spellName(name: string): Spelling {
  if (HAN.test(name)) {
    const syllables = pinyin(name, { toneType: "none", type: "array", v: true, nonZh: "consecutive" })
      .map((syllable) => syllable.toLowerCase().replace(/[^a-z0-9]/g, ""))
      .filter((syllable) => syllable !== "");
    return { pinyin: syllables.join(""), initials: syllables.map((syllable) => syllable[0]).join("") };
  }
  const words = folded(name)
    .split(/[^\p{Letter}\p{Number}]+/u)
    .filter((word) => word !== "");
  return { pinyin: words.join(""), initials: words.map((word) => [...word][0]).join("") };
}
