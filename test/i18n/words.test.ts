import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Failure, FailureCode } from "../../src/core/model/failure.ts";
import { describeFailure } from "../../src/i18n/describe-failure.ts";
import { wordsOf } from "../../src/i18n/words.ts";

type Leaf = string | ((...given: unknown[]) => string);
const LANGUAGES = ["zh-CN", "en"] as const;

/** Every entry of a dictionary by its path: `plan.probe.title`. */
function leavesOf(branch: object, path = ""): Map<string, Leaf> {
  const found = new Map<string, Leaf>();
  for (const [key, value] of Object.entries(branch)) {
    const here = path ? `${path}.${key}` : key;
    if (typeof value === "object" && value !== null)
      for (const [under, leaf] of leavesOf(value, here)) found.set(under, leaf);
    else found.set(here, value as Leaf);
  }
  return found;
}
const dictionaries = { "zh-CN": leavesOf(wordsOf("zh-CN")), en: leavesOf(wordsOf("en")) };

test("both languages have the same entries, of the same kind and with as many blanks", () => {
  const shape = (leaves: Map<string, Leaf>) =>
    [...leaves].map(([path, leaf]) => `${path} ${typeof leaf === "function" ? leaf.length : "text"}`).sort();
  const [chinese, english] = [shape(dictionaries["zh-CN"]), shape(dictionaries.en)];
  const blanks = /\d+$/;
  // A language may leave a blank out, never need one more.
  expect(english.map((line) => line.replace(blanks, "n"))).toEqual(
    chinese.map((line) => line.replace(blanks, "n")),
  );
  for (const [i, line] of english.entries())
    expect(Number(line.match(blanks)?.[0] ?? 0), line).toBeLessThanOrEqual(
      Number(chinese[i]?.match(blanks)?.[0] ?? 0),
    );
});

/** Entries that are empty on purpose: a unit that is not said. */
const MAY_BE_EMPTY = /^ledger\.(units|figureUnits|counters)\./;

test.each(LANGUAGES)("every entry in %s says something, and puts in what it is given", (language) => {
  for (const [path, leaf] of dictionaries[language]) {
    const text = typeof leaf === "string" ? leaf : leaf(...Array<string>(leaf.length).fill("7"));
    expect(text, path).not.toMatch(/undefined|NaN|null|\[object|\bTODO\b/);
    if (!MAY_BE_EMPTY.test(path)) expect(text.trim(), path).not.toBe("");
  }
});

/** The name of the other language, and a term of Chinese law beside its translation. */
const MAY_HOLD_HANZI = /^(shared\.otherLanguage|map\.reviewNumber)/;

test("English entries hold no hanzi but where it is meant", () => {
  const mixed = [...dictionaries.en].filter(([path, leaf]) => {
    const text = typeof leaf === "string" ? leaf : leaf(...Array<string>(leaf.length).fill("7"));
    return /\p{Script=Han}/u.test(text) && !MAY_HOLD_HANZI.test(path);
  });
  expect(mixed.map(([path]) => path)).toEqual([]);
});

test("no entry is left that no screen uses", () => {
  const sources = ["src", "test/e2e"]
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((file) => /\.tsx?$/.test(file) && !/^i18n[\\/](zh-CN|en)[\\/]/.test(file))
        .map((file) => readFileSync(join(folder, file), "utf8")),
    )
    .join("\n");
  // A table of entries is used when its name is: `hazards[kind]`.
  const unused = [...dictionaries["zh-CN"].keys()].filter((path) => {
    const names = path.split(".").slice(1);
    return !names.some((name) => new RegExp(`\\.${name}\\b`).test(sources));
  });
  expect(unused).toEqual([]);
});

const FAILURES: { readonly [Code in FailureCode]: Extract<Failure, { code: Code }> } = {
  PACK_UNREACHABLE: { code: "PACK_UNREACHABLE", packId: "xicheng", file: "network.bin" },
  PACK_MALFORMED: { code: "PACK_MALFORMED", packId: "xicheng", place: { file: "gates.fgb", row: 3 } },
  PACK_TOO_NEW: { code: "PACK_TOO_NEW", packId: "xicheng", foundVersion: 9, supportedVersion: 1 },
  LAYER_MISSING: { code: "LAYER_MISSING", packId: "xicheng", layer: "gates" },
  PLACE_OUTSIDE_DISTRICT: { code: "PLACE_OUTSIDE_DISTRICT", metresAway: 812.4 },
  PLACE_FAR_FROM_STREET: { code: "PLACE_FAR_FROM_STREET", metresAway: 312, limitMetres: 200 },
  NO_WAY_BETWEEN: { code: "NO_WAY_BETWEEN", profile: "truck" },
  NO_SHELTER_IN_REACH: { code: "NO_SHELTER_IN_REACH", searchedSeconds: 3600 },
  NO_OPEN_SHELTER: { code: "NO_OPEN_SHELTER" },
  NO_STREET_THERE: { code: "NO_STREET_THERE", metresAway: 90 },
  SITES_NOT_CHOOSABLE: { code: "SITES_NOT_CHOOSABLE", siteIds: ["c7"] },
  SITE_NOT_USABLE: { code: "SITE_NOT_USABLE", siteId: "s1", fault: "crosses-itself" },
  SITE_UNKNOWN: { code: "SITE_UNKNOWN", siteId: "s1" },
  CLOSURE_NOT_USABLE: { code: "CLOSURE_NOT_USABLE", closureId: "f1", fault: "depth" },
  QUESTION_NOT_VALID: {
    code: "QUESTION_NOT_VALID",
    field: "draws",
    found: "0",
    expected: "1-10000",
  },
  REQUEST_TOO_LARGE: { code: "REQUEST_TOO_LARGE", bytes: 4e11, limitBytes: 2 ** 31 },
  LINK_NOT_UNDERSTOOD: { code: "LINK_NOT_UNDERSTOOD", fields: ["pace", "reach"] },
  NOT_IN_DATA: { code: "NOT_IN_DATA", layer: "gates", id: "g1" },
  NO_SUCH_PAGE: { code: "NO_SUCH_PAGE", path: "plan" },
  NO_WEBGL: { code: "NO_WEBGL" },
  MAP_CONTEXT_LOST: { code: "MAP_CONTEXT_LOST" },
  WORKER_DIED: { code: "WORKER_DIED", detail: "x" },
  CANCELLED: { code: "CANCELLED" },
  LOCATION_DENIED: { code: "LOCATION_DENIED" },
  LOCATION_UNAVAILABLE: { code: "LOCATION_UNAVAILABLE" },
  STORAGE_BLOCKED: { code: "STORAGE_BLOCKED" },
  IMPORT_EMPTY: { code: "IMPORT_EMPTY", file: "a.csv" },
  IMPORT_FORMAT_UNKNOWN: { code: "IMPORT_FORMAT_UNKNOWN", file: "a.bin", found: "7f 45 4c 46" },
  IMPORT_UNREADABLE: {
    code: "IMPORT_UNREADABLE",
    place: { file: "a.xlsx", found: "900 B", expected: "1,200 B" },
  },
  IMPORT_TOO_LARGE: {
    code: "IMPORT_TOO_LARGE",
    file: "a.zip",
    what: "unpacked",
    found: 4_000_000_000,
    limit: 400_000_000,
  },
  IMPORT_NO_GOOD_ROW: { code: "IMPORT_NO_GOOD_ROW", file: "a.csv", rejectedCount: 12 },
  CRS_UNKNOWN: { code: "CRS_UNKNOWN", file: "a.csv", found: "EPSG:1" },
  UNEXPECTED: { code: "UNEXPECTED", detail: "x" },
};

test.each(LANGUAGES)("every failure has a title, a summary and what to do, in %s", (language) => {
  for (const failure of Object.values(FAILURES)) {
    const said = describeFailure(failure, wordsOf(language));
    for (const text of [said.title, said.summary, said.suggestion]) {
      expect(text.trim(), failure.code).not.toBe("");
      expect(text, failure.code).not.toMatch(/undefined|NaN|_/);
    }
    expect(JSON.parse(said.technical)).toEqual(failure);
  }
});
