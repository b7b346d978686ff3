import { expect, it } from "vitest";
import { driveTimes } from "../../../src/core/analysis/drive-times.ts";
import { steadyDrives } from "../../../src/core/analysis/drives-at.ts";
import { createReliefStreet } from "../../fixtures/create-relief-street.ts";

it("drives the same at every minute where no street changes, out and back", () => {
  const times = driveTimes(createReliefStreet(), []);
  const drivesAt = steadyDrives(times);
  for (const minute of [0, 12.5, 600]) {
    expect(drivesAt(minute).outMinutes[0]?.[0]).toBeCloseTo(2000 / (30 / 3.6) / 60, 2);
    expect(drivesAt(minute).backMinutes(0, 0)).toBeCloseTo(2000 / (30 / 3.6) / 60, 2);
  }
});
