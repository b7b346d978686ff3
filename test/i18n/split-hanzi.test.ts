import { expect, test } from "vitest";
import { splitHanzi } from "../../src/i18n/split-hanzi.ts";

const hanziOf = (text: string) =>
  splitHanzi(text)
    .filter(({ isHanzi }) => isHanzi)
    .map((run) => run.text);

test("a name in hanzi inside an English sentence is a run of its own, and nothing is lost", () => {
  const text = "Why not 府右街南社区? It is closer.";
  expect(hanziOf(text)).toEqual(["府右街南社区"]);
  expect(
    splitHanzi(text)
      .map((run) => run.text)
      .join(""),
  ).toBe(text);
});

test("figures and brackets between hanzi belong to them, those of the sentence do not", () => {
  expect(hanziOf("Go to 府右街 5 号楼（西区）, by gate 2")).toEqual(["府右街 5 号楼（西区）"]);
  expect(hanziOf("12 min to 月坛, 3 left")).toEqual(["月坛"]);
});

test("a text without hanzi stays whole", () => {
  expect(splitHanzi("South gate")).toEqual([{ text: "South gate", isHanzi: false }]);
  expect(splitHanzi("")).toEqual([]);
});
