import { expect, test } from "vitest";
import { searchPlaces } from "../../../src/core/analysis/search-places.ts";
import { readXichengPlaces, xichengQueriesText } from "../../fixtures/places/read-xicheng-places.ts";
import { readQueries, scoreQueries, shareWithin } from "../../fixtures/places/score-queries.ts";

const { places, titles } = await readXichengPlaces();
const queries = readQueries(xichengQueriesText());
const LEAST_SHARE = 0.95;

test("the list holds at least two hundred queries, sixty of them held out, none twice", () => {
  expect(queries.length).toBeGreaterThanOrEqual(200);
  expect(queries.filter(({ set }) => set === "held").length).toBeGreaterThanOrEqual(60);
  expect(new Set(queries.map(({ typed }) => typed)).size).toBe(queries.length);
});

test("every answer of the list is a place of the pack: a misspelt one would be missed for ever", () => {
  const names = new Set(places.map(({ nameZh }) => nameZh));
  const parts = queries.flatMap(({ expected }) => expected.flatMap((name) => name.split("×")));
  expect(parts.filter((name) => !names.has(name))).toEqual([]);
});

test.each(["open", "held"] as const)(
  "at least 95 %% of the %s queries are answered in the first three",
  (set) => {
    const results = scoreQueries(
      queries.filter((query) => query.set === set),
      (typed) => searchPlaces(places, typed, 3),
    );
    const missed = results.filter(({ rank }) => rank > 3);
    const report = missed.map(
      ({ typed, expected, found }) => `${typed}: ${found.join(", ")}; not ${expected.join("|")}`,
    );
    expect(shareWithin(results, 3), report.join("\n")).toBeGreaterThanOrEqual(LEAST_SHARE);
  },
);

test("knowing what the district is called does not make it worse", () => {
  const share = (own: readonly string[]) =>
    shareWithin(
      scoreQueries(queries, (typed) => searchPlaces(places, typed, 3, own)),
      3,
    );
  expect(share(titles)).toBeGreaterThanOrEqual(share([]));
});
