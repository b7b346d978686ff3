import { expect, test } from "vitest";
import { fuzzFiles } from "../../fuzz/fuzz-files.ts";

test("1,500 damaged files of every format end in a Result, soon, with sound tables", async () => {
  const { counts, faults } = await fuzzFiles(1_500, 7);
  expect(faults).toEqual([]);
  // A run in which nothing is read any more, or nothing refused, would test nothing.
  for (const [format, outcomes] of counts) {
    expect(
      [...outcomes.values()].reduce((sum, count) => sum + count, 0),
      format,
    ).toBeGreaterThan(80);
    expect(outcomes.size, format).toBeGreaterThan(1);
  }
}, 60_000);
