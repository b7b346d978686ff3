import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseRubbleRules, rubbleRules } from "../../src/sources/rubble-rules.ts";

const raw = () => JSON.parse(readFileSync("data/rules/rubble.json", "utf8"));
type Raw = ReturnType<typeof raw>;
const broken = (spoil: (rules: Raw) => void) => {
  const rules = raw();
  spoil(rules);
  return () => parseRubbleRules(rules);
};

test("the rubble rules in use are read; every figure has unit, clause, edition, evidence and words", () => {
  expect(parseRubbleRules(raw())).toEqual(rubbleRules);
  const { debrisShareNarrow, debrisShareWide, debrisShareArterial } = rubbleRules.figures;
  expect(debrisShareNarrow.value).toBeLessThan(debrisShareWide.value);
  expect(debrisShareArterial.value).toBe(debrisShareWide.value);
});

test.each<[string, (rules: Raw) => void]>([
  ["a negative width", (rules) => (rules.figures.footWidthMetres.value = -1)],
  ["a negative width of streets of a class", (rules) => (rules.streetWidthWhereUnknown.hutong = -4)],
  ["a class of street forgotten", (rules) => delete rules.streetWidthWhereUnknown.steps],
  ["a figure forgotten", (rules) => delete rules.figures.storeyMetres],
  ["a figure without evidence", (rules) => delete rules.figures.storeyMetres.evidence],
  ["a chance above 1", (rules) => (rules.matrices[0].rows[0].chances[4] = 1.2)],
  ["a chance that falls as intensity grows", (rules) => (rules.matrices[0].rows[0].chances[4] = 0)],
  ["a chance too few", (rules) => rules.matrices[0].rows[0].chances.pop()],
  ["degrees that do not rise", (rules) => (rules.matrices[0].intensities[1] = 6)],
  ["no row for unknown years", (rules) => rules.matrices[0].rows.shift()],
  ["no matrix", (rules) => (rules.matrices = [])],
  ["a field nobody knows", (rules) => (rules.matrices[0].colour = "red")],
])("%s is refused", (_, spoil) => {
  expect(broken(spoil)).toThrow();
});
