import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hanziTableText, readHanziList } from "../../../data/build/write-hanzi-table.ts";
import { toSimplified } from "../../../src/core/search/simplified-hanzi.ts";

test("the table in use is the list as written today, pair by pair", () => {
  const table = readFileSync(join(import.meta.dirname, "../../../src/core/search/hanzi-table.ts"), "utf8");
  const strings = (text: string) => [...text.matchAll(/"([^"]+)"/g)].map((found) => found[1]);
  expect(strings(table)).toEqual(strings(hanziTableText()));
  const pairs = readHanziList();
  expect(pairs.length).toBeGreaterThan(1800);
  for (const [traditional, simplified] of pairs) expect(toSimplified(traditional)).toBe(simplified);
});

test("what is simplified already, and everything else, stays", () => {
  for (const text of ["西直门内大街", "São Bento", "", "123"]) expect(toSimplified(text)).toBe(text);
  expect(toSimplified("西直門內大街 A口")).toBe("西直门内大街 A口");
});
