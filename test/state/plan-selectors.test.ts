import fc from "fast-check";
import { expect, test } from "vitest";
import {
  areaRows,
  everyone,
  fourNumbers,
  minuteBars,
  minutesClass,
  personsWithinMinutes,
  previewReachedShare,
  roundToSum,
  sortRows,
} from "../../src/state/plan-selectors.ts";
import { createCoverageAnswer, createPackIndex } from "../fixtures/create-plan.ts";

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

test("rounded parts sum to the total, none strays a step or more except the largest", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 500_000 }), { minLength: 4, maxLength: 4 }), (parts) => {
      const total = sum(parts);
      const rounded = roundToSum(parts, 10, total);
      expect(sum(rounded)).toBe(total);
      const largest = parts.indexOf(Math.max(...parts));
      rounded.forEach((part, i) => {
        expect(Math.abs(part - parts[i]!)).toBeLessThan(i === largest ? 40 : 10);
        if (i !== largest) expect(part % 10).toBe(0);
      });
    }),
  );
});

test("the bar of everyone sums to the residents, its shares to one", () => {
  const bar = everyone(createCoverageAnswer().district);
  expect(bar.totalPersons).toBe(1234);
  expect(sum(bar.parts.map((part) => part.persons))).toBe(1234);
  expect(sum(bar.parts.map((part) => Math.round(part.printedShare * 1000)))).toBe(1000);
  expect(bar.parts.map((part) => part.part)).toEqual(["withRoom", "nearButFull", "notReached", "unknown"]);
});

test("an area without people has no share and no false nought", () => {
  const empty = { ...createCoverageAnswer().district, persons: 0, withRoomPersons: 0, nearButFullPersons: 0 };
  expect(fourNumbers(empty).networkPersons).toBeNaN();
});

test("unknown persons are in no share: the persons' number is the two lower parts of the bar", () => {
  const numbers = fourNumbers(createCoverageAnswer().district);
  expect(numbers.networkPersons).toBeCloseTo((704 + 126) / 1234, 12);
  expect(numbers.networkPersonsWithRoom).toBeCloseTo(704 / 1234, 12);
});

test("rows carry names and the sub-district of a community", () => {
  const rows = areaRows(createCoverageAnswer(), createPackIndex(), "communities");
  expect(rows.map((row) => [row.nameZh, row.withinZh])).toEqual([
    ["白云观社区", "月坛街道"],
    ["木樨地社区", "月坛街道"],
    ["马甸社区", "德胜街道"],
  ]);
});

test("rows sort both ways; cut off (Infinity) is the longest walk, not judged (NaN) comes last either way", () => {
  const rows = areaRows(createCoverageAnswer(), createPackIndex(), "subdistricts");
  const [first] = rows;
  const withUnknown = [{ ...first!, id: "N", p90Minutes: Number.NaN }, ...rows];
  const ids = (direction: "ascending" | "descending") =>
    sortRows(withUnknown, { key: "p90Minutes", direction }).map((row) => row.id);
  expect(ids("descending")).toEqual(["A", "B", "N"]);
  expect(ids("ascending")).toEqual(["B", "A", "N"]);
  expect(withUnknown[0]?.id).toBe("N");
});

test("the preview equals the exact share at the answer's own minutes and never falls as minutes grow", () => {
  const answer = createCoverageAnswer();
  expect(previewReachedShare(answer, 10)).toBeCloseTo(830 / 1234, 12);
  expect(previewReachedShare(answer, 5)).toBeCloseTo(415 / 1234, 12);
  expect(personsWithinMinutes(answer, 100)).toBe(830 + 300);
  for (let minutes = 1; minutes < 30; minutes++)
    expect(previewReachedShare(answer, minutes + 1)).toBeGreaterThanOrEqual(
      previewReachedShare(answer, minutes),
    );
});

test("bars hold everybody of the bins, whatever minute they end at", () => {
  const answer = createCoverageAnswer();
  for (const last of [5, 12, 30, 60])
    expect(sum(minuteBars(answer, 10, last).map((bar) => bar.persons))).toBe(sum(answer.personsByMinute));
});

test("teal is inside the rule and sand outside, wherever the rule stands", () => {
  for (let rule = 1; rule <= 30; rule++)
    for (let minutes = 1; minutes <= 30; minutes++)
      expect(minutesClass(minutes, rule) <= 2).toBe(minutes <= rule);
  expect([5, 10, 15, 20, 25].map((minutes) => minutesClass(minutes, 10))).toEqual([1, 2, 3, 4, 5]);
});
