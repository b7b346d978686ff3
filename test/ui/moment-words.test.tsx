import { expect, test } from "vitest";
import { momentWords, readMoment } from "../../src/ui/command/log/moment-words.ts";

test("a time is typed and shown by the district's clock, wherever the device is", () => {
  const moment = Date.UTC(2026, 8, 3, 6, 5);
  expect(readMoment("2026-09-03T14:05", "Asia/Shanghai")).toBe(moment);
  expect(momentWords(moment, "Asia/Shanghai", "en", moment)).toBe("14:05");
  expect(momentWords(moment, "Asia/Shanghai", "zh-CN", Number.NaN)).toContain("14:05");
  // Portugal: summer time until the last Sunday of October
  expect(readMoment("2026-10-24T12:00", "Europe/Lisbon")).toBe(Date.UTC(2026, 9, 24, 11));
  expect(readMoment("2026-10-26T12:00", "Europe/Lisbon")).toBe(Date.UTC(2026, 9, 26, 12));
});

test("what is no time, or beyond every calendar, is said as such", () => {
  expect(readMoment("", "Asia/Shanghai")).toBeNaN();
  expect(readMoment("tomorrow", "Asia/Shanghai")).toBeNaN();
  expect(momentWords(1e300, "Asia/Shanghai", "en", 0)).toBe("–");
});
