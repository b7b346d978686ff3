import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { cardWordsOf } from "../../src/i18n/card-words.ts";

type Leaf = string | ((...given: string[]) => string);
const leavesOf = (branch: object, path = ""): [string, Leaf][] =>
  Object.entries(branch).flatMap(([key, value]) =>
    typeof value === "object" ? leavesOf(value, `${path}${key}.`) : [[`${path}${key}`, value as Leaf]],
  );
const textOf = (leaf: Leaf) =>
  typeof leaf === "string" ? leaf : leaf(...Array<string>(leaf.length).fill("7"));
const chinese = leavesOf(cardWordsOf("zh-CN"));
const english = leavesOf(cardWordsOf("en"));

test("both languages have the same entries, each says something, and English has no hanzi", () => {
  expect(english.map(([path]) => path).sort()).toEqual(chinese.map(([path]) => path).sort());
  for (const [path, leaf] of [...chinese, ...english]) {
    expect(textOf(leaf).trim(), path).not.toBe("");
    expect(textOf(leaf), path).not.toMatch(/undefined|NaN|null/);
  }
  for (const [path, leaf] of english) expect(textOf(leaf), path).not.toMatch(/\p{Script=Han}/u);
});

test("no entry of the card is left that the card does not use", () => {
  const sources = readdirSync("src/ui/find/card", { encoding: "utf8" })
    .map((file) => readFileSync(`src/ui/find/card/${file}`, "utf8"))
    .join("\n");
  const unused = chinese
    .map(([path]) => path.split(".")[0] as string)
    .filter((name) => !new RegExp(`(said\\(\\)|said)\\.${name}\\b`).test(sources));
  expect(unused).toEqual([]);
});
