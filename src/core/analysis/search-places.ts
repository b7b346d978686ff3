import type { Place } from "../model/pack.ts";
import { areaNames } from "../search/area-names.ts";
import { foldText, hasHan } from "../search/fold-text.ts";
import { matchMisspeltHanzi, matchMisspeltLetters, matchMisspeltWords } from "../search/match-misspelt.ts";
import { EXACT_SCORE, type FormMatch, matchSpelt, matchWords } from "../search/match-query.ts";
import { namesWithin } from "../search/names-within.ts";
import { createPlaceIndex, type PlaceIndex } from "../search/place-index.ts";
import { PlaceRanking, type RankedPlace } from "../search/place-ranking.ts";
import { type Looseness, type QueryReading, readQuery } from "../search/read-query.ts";
import { splitCrossing } from "../search/split-crossing.ts";

export interface PlaceMatch {
  readonly place: Place;
  /** The alias that matched, where it was not the name itself; shown so that the person knows why. */
  readonly matchedAlias: string | null;
  /** What was typed and does not count in this answer: a house number, an exit, a slip of the finger. */
  readonly loose: readonly Looseness[];
}

const ASKED_KIND_WEIGHT = 45;
/** A house number speaks for a street, but not against all else. */
const OTHER_KIND_COST = 120;
/** What was taken apart is never as sure as a name that is there whole. */
const TAKEN_APART_SCORE = 985;
/** From here on what was found is what was meant: no slips are looked for. */
const GOOD_SCORE = 880;
/** From here on nothing but the whole was meant: it is not taken apart. */
const WHOLE_SCORE = 940;
const WITHIN_SCORE = 640;
const CROSSING_SCORE = 990;
const HALF_SCORE = 720;
const LEAST_HALF_SCORE = 700;
const MOST_OF_HALF = 8;

interface Known {
  readonly index: PlaceIndex;
  readonly areas: ReadonlySet<string>;
}
/** Names of a pack are made ready once. */
const known = new WeakMap<readonly Place[], Map<string, Known>>();

function knownOf(places: readonly Place[], titles: readonly string[]): Known {
  const key = titles.join("\n");
  const own = known.get(places) ?? new Map<string, Known>();
  known.set(places, own);
  const found = own.get(key) ?? { index: createPlaceIndex(places), areas: areaNames(places, titles) };
  own.set(key, found);
  return found;
}

/** Places whose names the text fits, in every way it can be understood. */
function rankNames({ index }: Known, readings: readonly QueryReading[]): PlaceRanking {
  const ranking = new PlaceRanking(index.places);
  const addAll = (reading: QueryReading, matches: readonly FormMatch[]) => {
    for (const { form, score, isMisspelt } of matches) {
      const { kind } = index.places[form.place] as Place;
      const own = score - reading.cost;
      const loose = isMisspelt ? [...reading.loose, "spelling" as const] : reading.loose;
      if (kind === reading.kind)
        ranking.add(form, Math.max(own, Math.min(own + ASKED_KIND_WEIGHT, TAKEN_APART_SCORE)), loose);
      else
        ranking.add(
          form,
          own - (reading.kind === null || reading.kind === "street" ? 0 : OTHER_KIND_COST),
          loose,
        );
    }
  };
  for (const reading of readings) {
    addAll(reading, matchSpelt(index, reading.text));
    addAll(reading, matchWords(index, reading.text));
  }
  for (const reading of readings) {
    if (!reading.mayHaveSlips) continue;
    if (ranking.bestScore >= GOOD_SCORE) break;
    addAll(reading, matchMisspeltLetters(index, reading.text));
    addAll(reading, matchMisspeltWords(index, reading.text));
    addAll(reading, matchMisspeltHanzi(index, reading.text));
  }
  return ranking;
}

/** Names inside a longer description: of an address the last in Chinese, the first in letters. */
function addNamesWithin({ index }: Known, text: string, ranking: PlaceRanking): void {
  const names = namesWithin(index, text);
  const isHanText = hasHan(text);
  const last = Math.max(1, ...names.map(({ end }) => end));
  for (const name of names)
    for (const form of name.forms) {
      const { kind } = index.places[form.place] as Place;
      const letters = Math.min(20, name.key.length) * (isHanText ? 10 : 4);
      const position = (isHanText ? name.end : last - name.start) / last;
      const rank = kind === "subdistrict" ? -80 : kind === "street" ? -30 : 0;
      ranking.add(form, WITHIN_SCORE + letters + 40 * position + rank, ["part"]);
    }
  // Two streets in one text: where they meet.
  const streets = new Set(names.flatMap(({ forms }) => forms.map((form) => form.text)));
  for (const one of streets)
    for (const { place, other } of index.crossings.get(one) ?? [])
      if (streets.has(other)) ranking.add({ place, alias: null, text: one }, CROSSING_SCORE, []);
}

/** Names by which crossings may know what was found: a street in both languages, or the one street of a crossing. */
function streetNames(index: PlaceIndex, { place, text }: RankedPlace): Set<string> {
  const { kind, nameZh, nameEn } = index.places[place] as Place;
  if (kind === "junction") return new Set([text]);
  return new Set([text, ...[nameZh, nameEn].map((name) => foldText(name).replaceAll(" ", ""))]);
}

/** Where two streets meet, each named well or badly; else each half by itself. */
function addCrossings(names: Known, typed: string, ranking: PlaceRanking): void {
  const { index, areas } = names;
  for (const halves of splitCrossing(typed)) {
    const bestOf = (half: string) =>
      rankNames(names, readQuery(half, areas))
        .top(MOST_OF_HALF)
        .filter(({ score }) => score >= LEAST_HALF_SCORE);
    const ones = bestOf(halves[0]);
    const others = ones.length === 0 ? [] : bestOf(halves[1]);
    if (others.length === 0) continue;
    const scoreOfName = new Map<string, number>();
    for (const ranked of others)
      for (const name of streetNames(index, ranked))
        scoreOfName.set(name, Math.max(ranked.score, scoreOfName.get(name) ?? 0));
    for (const ranked of ones)
      for (const name of streetNames(index, ranked))
        for (const crossing of index.crossings.get(name) ?? []) {
          const otherScore = scoreOfName.get(crossing.other);
          if (otherScore === undefined) continue;
          const missing = (2 * EXACT_SCORE - ranked.score - otherScore) / 2;
          ranking.add({ place: crossing.place, alias: null, text: name }, CROSSING_SCORE - missing, []);
        }
    for (const half of [ones, others])
      for (const ranked of half.slice(0, 3)) {
        const streetCost = (index.places[ranked.place] as Place).kind === "street" ? 60 : 0;
        ranking.add(ranked, HALF_SCORE - (EXACT_SCORE - ranked.score) - streetCost, ["part"]);
      }
  }
}

/**
 * Places whose name fits what was typed, best first: hanzi, traditional hanzi, aliases, pinyin, initials (xzm), a mixture,
 * English, with a slip of the finger, as an address, as a crossing, with "near" or an exit. An empty query has no answer.
 * `titles`: names of the district and its city, as its pack writes them ("北京市西城区", "Xicheng District, Beijing");
 * they say nothing in an address.
 */
export function searchPlaces(
  places: readonly Place[],
  typed: string,
  limit: number,
  titles: readonly string[] = [],
): readonly PlaceMatch[] {
  const text = typed.slice(0, MOST_LETTERS);
  const names = knownOf(places, titles);
  const readings = readQuery(text, names.areas);
  if (readings.length === 0) return [];
  const ranking = rankNames(names, readings);
  if (ranking.bestScore < WHOLE_SCORE) {
    addNamesWithin(names, foldText(text), ranking);
    addCrossings(names, text, ranking);
  }
  const found: PlaceMatch[] = [];
  for (const { place: number, alias, loose } of ranking.top(limit * SPARE)) {
    if (found.length >= limit) break;
    const place = places[number] as Place;
    if (!found.some((earlier) => isSameSpot(earlier.place, place)))
      found.push({ place, matchedAlias: alias, loose });
  }
  return found;
}

/** Nobody types more to say where they are; a pasted page must not stop the screen. */
const MOST_LETTERS = 120;
/** So many times more are ranked than shown, since places of one name at one spot count once. */
const SPARE = 6;

/** A junction and the landmark on it carry one name, a long street comes in pieces: once in the list is enough. */
const SAME_SPOT_DEGREES = 0.002;
const SAME_STREET_DEGREES = 0.01;
function isSameSpot(one: Place, other: Place): boolean {
  if (one.nameZh !== other.nameZh) return false;
  const apart = one.kind === "street" && other.kind === "street" ? SAME_STREET_DEGREES : SAME_SPOT_DEGREES;
  return (
    Math.abs(one.lngLat[0] - other.lngLat[0]) < apart && Math.abs(one.lngLat[1] - other.lngLat[1]) < apart
  );
}
