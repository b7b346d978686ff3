import type { Place } from "../model/pack.ts";
import { foldText, hasHan } from "./fold-text.ts";

/** City and district in front of a name: 北京市西城区育翔小学. */
const OWNER = /^(?:(.{2,4})市)?(?:(.{1,4})[区县旗])/u;
/** So many names with the same owner in front, and it is the district's own. */
const LEAST_NAMES = 3;

/** Part of an area's name without the word for its rank. */
const withoutRank = (name: string): string =>
  hasHan(name)
    ? name.replace(/(?:特别行政区|自治区|自治州|街道|[省市区县旗镇乡])$/u, "")
    : name
        .replace(/\b(?:district|city|county|province|municipality|sub ?district|town|township)\b/gu, "")
        .trim();

/**
 * Folded names of the areas around and within the district, with and without the word for their rank: what an address
 * begins (or, in English, ends) with and what says nothing here. From titles where the caller has them ("北京市西城区",
 * "Xicheng District, Beijing"), and from what many names of the pack begin with.
 */
export function areaNames(places: readonly Place[], titles: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const add = (name: string) => {
    for (const each of [foldText(name), withoutRank(foldText(name))]) if (each.length > 1) found.add(each);
  };
  const owners = new Map<string, number>();
  for (const place of places) {
    const owner = OWNER.exec(place.nameZh)?.[0];
    if (owner) owners.set(owner, (owners.get(owner) ?? 0) + 1);
  }
  const often = [...owners].filter(([, count]) => count >= LEAST_NAMES).map(([owner]) => owner);
  for (const title of [...titles, ...often]) {
    const owner = OWNER.exec(title);
    if (owner)
      for (const part of [owner[0], owner[1] && `${owner[1]}市`, owner[0].replace(/^.*市/u, "")])
        if (part) add(part);
    for (const part of title.split(",")) add(part);
  }
  for (const place of places)
    if (place.kind === "subdistrict") {
      found.add(foldText(place.nameZh));
      found.add(foldText(place.nameEn));
    }
  found.delete("");
  return found;
}
