import type { Place, PlaceKind } from "../model/pack.ts";

export interface PlaceMatch {
  readonly place: Place;
  /** The alias that matched, where it was not the name itself; shown so that the person knows why. */
  readonly matchedAlias: string | null;
}

/** What people mean first when names tie: a stop or a park rather than a lane. */
const KIND_WEIGHT: Readonly<Record<PlaceKind, number>> = {
  metro: 30,
  subdistrict: 28,
  park: 26,
  landmark: 24,
  junction: 22,
  community: 20,
  hospital: 20,
  shelter: 18,
  school: 16,
  street: 14,
  other: 0,
};

const HAN = /\p{Script=Han}/u;
/** People paste whole addresses; the city and the district say nothing here. */
const ADDRESS_PREFIX = /^(中国)?(北京市?)?(西城区)?/u;

const withoutAccents = (text: string) =>
  text
    .normalize("NFKD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();
const plainLatin = (text: string) => withoutAccents(text).replace(/[\s'’·.-]+/gu, "");

function hanScore(name: string, query: string): number {
  if (name === query) return 1000;
  if (name.startsWith(query)) return 800 - Math.min(99, name.length - query.length);
  const at = name.indexOf(query);
  if (at > 0) return 600 - Math.min(99, at + name.length - query.length);
  // 「牛街清真寺旁边」: the name stands inside a longer description.
  if (name.length >= 2 && query.includes(name)) return 500 + Math.min(99, name.length * 8);
  return 0;
}

function latinScore(place: Place, query: string): number {
  const english = withoutAccents(place.nameEn);
  const englishPlain = plainLatin(place.nameEn);
  if (englishPlain !== "" && englishPlain === query) return 940;
  if (place.pinyin === query) return 930;
  if (place.initials === query) return 760 - Math.min(60, query.length < 3 ? 60 : 0);
  if (place.pinyin.startsWith(query)) return 700 - Math.min(99, place.pinyin.length - query.length);
  if (englishPlain.startsWith(query)) return 690 - Math.min(99, englishPlain.length - query.length);
  if (english.split(/[\s'’-]+/u).some((word) => word.startsWith(query))) return 560;
  if (query.length >= 2 && place.initials.startsWith(query))
    return 520 - Math.min(99, place.initials.length - query.length);
  if (query.length >= 4 && (place.pinyin.includes(query) || englishPlain.includes(query))) return 320;
  return 0;
}

/**
 * Places whose name fits what was typed, best first: hanzi, aliases, pinyin, initials (xzm) or English.
 * A linear pass: a district has a few thousand names, which is well under a millisecond each hundred.
 * An empty query has no answer.
 */
export function searchPlaces(places: readonly Place[], typed: string, limit: number): readonly PlaceMatch[] {
  const trimmed = typed.normalize("NFKC").trim();
  const isHan = HAN.test(trimmed);
  const query = isHan ? trimmed.replace(ADDRESS_PREFIX, "").replace(/\s+/gu, "") : plainLatin(trimmed);
  if (query === "") return [];
  const scored: { match: PlaceMatch; score: number }[] = [];
  for (const place of places) {
    let score = isHan ? hanScore(place.nameZh, query) : latinScore(place, query);
    let matchedAlias: string | null = null;
    for (const alias of place.aliases) {
      const aliasScore = isHan
        ? hanScore(alias, query) - 40
        : plainLatin(alias) === query
          ? 900
          : plainLatin(alias).startsWith(query)
            ? 600
            : 0;
      if (aliasScore > score) {
        score = aliasScore;
        matchedAlias = alias;
      }
    }
    if (score > 0) scored.push({ match: { place, matchedAlias }, score: score + KIND_WEIGHT[place.kind] });
  }
  scored.sort(
    (a, b) =>
      b.score - a.score ||
      a.match.place.nameZh.length - b.match.place.nameZh.length ||
      (a.match.place.id < b.match.place.id ? -1 : 1),
  );
  const found: PlaceMatch[] = [];
  for (const { match } of scored) {
    if (found.length >= limit) break;
    if (!found.some((earlier) => isSameSpot(earlier.place, match.place))) found.push(match);
  }
  return found;
}

/** A junction and the landmark on it carry one name: once in the list is enough. */
const SAME_SPOT_DEGREES = 0.002;
const isSameSpot = (one: Place, other: Place) =>
  one.nameZh === other.nameZh &&
  Math.abs(one.lngLat[0] - other.lngLat[0]) < SAME_SPOT_DEGREES &&
  Math.abs(one.lngLat[1] - other.lngLat[1]) < SAME_SPOT_DEGREES;
