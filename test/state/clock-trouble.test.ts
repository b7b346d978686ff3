import fc from "fast-check";
import { expect, test } from "vitest";
import { isClockWrong } from "../../src/state/clock-trouble.ts";

const BUILT = "2026-11-27T08:00:00Z";
const at = (iso: string) => Date.parse(iso);

test.each([
  ["a minute after the build", "2026-11-27T08:01:00Z", BUILT, "2024-03", false],
  [
    "hours before the build, as a time zone set wrong makes it",
    "2026-11-26T20:00:00Z",
    BUILT,
    "2024-03",
    false,
  ],
  ["two days before the build", "2026-11-25T07:59:00Z", BUILT, "2024-03", true],
  ["the first day a device knows", "1970-01-01T00:00:00Z", BUILT, "2024-03", true],
  ["after the build, before the data", "2026-12-01T00:00:00Z", BUILT, "2027-02", true],
  ["ten years on", "2036-11-27T08:00:00Z", BUILT, "2024-03", false],
  ["forty years on", "2066-11-27T08:00:00Z", BUILT, "2024-03", true],
  ["any year, beside data forty years old", "2026-12-01T00:00:00Z", BUILT, "1986", false],
] as const)("%s", (_, now, built, data, wrong) => {
  expect(isClockWrong(at(now), built, data)).toBe(wrong);
});

test("days that cannot be read judge nothing", () => {
  fc.assert(
    fc.property(fc.constantFrom("", "–", "unknown", "2024-13-45"), fc.nat(), (day, now) => {
      expect(isClockWrong(now * 1e6, day)).toBe(false);
    }),
  );
});
