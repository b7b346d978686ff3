import fc from "fast-check";
import { expect, test } from "vitest";
import { searchPlaces } from "../../../src/core/analysis/search-places.ts";
import type { Place } from "../../../src/core/model/pack.ts";

const createPlace = (facts: Partial<Place> & Pick<Place, "id" | "nameZh">): Place => ({
  kind: "other",
  nameEn: "",
  aliases: [],
  pinyin: "",
  initials: "",
  withinZh: "",
  withinEn: "",
  lngLat: [116.35, 39.92],
  ...facts,
});

const XIZHIMEN = createPlace({
  id: "m1",
  kind: "metro",
  nameZh: "西直门",
  nameEn: "Xizhimen",
  pinyin: "xizhimen",
  initials: "xzm",
});
const XIZHIMEN_STREET = createPlace({
  id: "s1",
  kind: "street",
  nameZh: "西直门内大街",
  nameEn: "Xizhimennei Street",
  pinyin: "xizhimenneidajie",
  initials: "xzmndj",
});
const TEMPLE = createPlace({
  id: "l1",
  kind: "landmark",
  nameZh: "牛街清真寺",
  nameEn: "Niujie Mosque",
  aliases: ["牛街礼拜寺", "Ox Street Mosque"],
  pinyin: "niujieqingzhensi",
  initials: "njqzs",
});
const PARK = createPlace({
  id: "p1",
  kind: "park",
  nameZh: "月坛公园",
  nameEn: "Yuetan Park",
  pinyin: "yuetangongyuan",
  initials: "ytgy",
});
const PLACES = [XIZHIMEN_STREET, PARK, TEMPLE, XIZHIMEN];
const namesOf = (typed: string, limit = 7) =>
  searchPlaces(PLACES, typed, limit).map(({ place }) => place.nameZh);

test.each([
  ["hanzi", "西直门", "西直门"],
  ["first hanzi", "月坛", "月坛公园"],
  ["hanzi inside the name", "清真寺", "牛街清真寺"],
  ["pinyin", "xizhimen", "西直门"],
  ["pinyin as typed, with spaces and capitals", "Xi Zhi Men", "西直门"],
  ["beginning of the pinyin", "yuetan", "月坛公园"],
  ["pinyin with tone marks", "xīzhímén", "西直门"],
  ["initials", "xzm", "西直门"],
  ["beginning of the initials", "ytg", "月坛公园"],
  ["English", "Yuetan Park", "月坛公园"],
  ["a later English word", "mosque", "牛街清真寺"],
  ["an alias in hanzi", "礼拜寺", "牛街清真寺"],
  ["an alias in English", "ox street", "牛街清真寺"],
  ["a whole address", "北京市西城区西直门", "西直门"],
  ["an address without its first words", "西城区月坛公园", "月坛公园"],
  ["a name inside a longer description", "月坛公园旁边的小卖部", "月坛公园"],
  ["full-width letters", "ｘｚｍ", "西直门"],
])("%s: «%s» finds %s first", (_, typed, expected) => {
  expect(namesOf(typed)[0]).toBe(expected);
});

test("the alias that matched is told, the name itself is not", () => {
  expect(searchPlaces(PLACES, "牛街礼拜寺", 1)[0]?.matchedAlias).toBe("牛街礼拜寺");
  expect(searchPlaces(PLACES, "牛街清真寺", 1)[0]?.matchedAlias).toBeNull();
});

test("nothing typed, only an address without a place, and a name nobody bears have no answer", () => {
  for (const typed of ["", "   ", "北京市西城区", "·-", "天津之眼", "qqqqq"])
    expect(namesOf(typed)).toEqual([]);
});

test("no more than asked for", () => {
  expect(namesOf("西直门", 1)).toEqual(["西直门"]);
  expect(namesOf("西直门")).toEqual(["西直门", "西直门内大街"]);
});

test("equal names stand in the order people mean them, then by id: the same on every machine", () => {
  // a kilometre apart each: four places, not one place told four times
  const named = (id: string, kind: Place["kind"]) =>
    createPlace({ id, kind, nameZh: "官园", lngLat: [116.3 + id.charCodeAt(0) / 100, 39.92] });
  const places = [named("b", "street"), named("z", "metro"), named("a", "street"), named("c", "park")];
  const order = searchPlaces(places, "官园", 7).map(({ place }) => place.id);
  expect(order).toEqual(["z", "c", "a", "b"]);
  expect(searchPlaces([...places].reverse(), "官园", 7).map(({ place }) => place.id)).toEqual(order);
});

test("a junction and the landmark on it are listed once, under the kind people mean first", () => {
  const places = [
    createPlace({ id: "j", kind: "junction", nameZh: "菜市口" }),
    createPlace({ id: "l", kind: "landmark", nameZh: "菜市口", lngLat: [116.3505, 39.9204] }),
    createPlace({ id: "far", kind: "landmark", nameZh: "菜市口", lngLat: [116.38, 39.9] }),
  ];
  expect(searchPlaces(places, "菜市口", 7).map(({ place }) => place.id)).toEqual(["far", "l"]);
});

test("who types a whole name gets a place of that name first", () => {
  const hanzi = fc.string({
    unit: fc.constantFrom(..."月坛公园西直门内大街南北口胡同一二三社区"),
    minLength: 2,
    maxLength: 6,
  });
  const kind = fc.constantFrom<Place["kind"]>("metro", "street", "park", "other", "community");
  const place = fc.record({ nameZh: hanzi, kind, alias: hanzi });
  fc.assert(
    fc.property(fc.array(place, { minLength: 1, maxLength: 25 }), fc.nat(), (rows, pick) => {
      const places = rows.map(({ alias, ...facts }, i) =>
        createPlace({ id: String(i), aliases: [alias], ...facts }),
      );
      const wanted = places[pick % places.length]?.nameZh ?? "";
      expect(searchPlaces(places, wanted, 1)[0]?.place.nameZh).toBe(wanted);
    }),
    { seed: 5, numRuns: 200 },
  );
});
