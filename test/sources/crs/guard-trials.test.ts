import { describe, expect, it } from "vitest";
import { guessCrs } from "../../../src/sources/crs/guess-crs.ts";
import {
  BLIND_KINDS,
  createCrsTrial,
  outcomeOf,
  type TrialOptions,
} from "../../fixtures/create-crs-trials.ts";
import { xichengCrsGround } from "../../fixtures/xicheng-crs-ground.ts";

const DEGREES: TrialOptions["systems"] = (["EPSG:4326", "GCJ-02", "BD-09"] as const).flatMap((crs) =>
  (["xy", "yx"] as const).map((axes) => ({ crs, axes })),
);

const { reference, ground } = xichengCrsGround();

/** How `count` seeded sets of one kind are taken. */
function outcomes(kind: string, count: number, systems: TrialOptions["systems"]) {
  const counts = { right: 0, asked: 0, wrong: 0 };
  for (let seed = 0; seed < count; seed++) {
    const trial = createCrsTrial({ kind, seed, ground, systems });
    counts[outcomeOf(trial, guessCrs(trial.points, null, reference))]++;
  }
  return counts;
}

describe("1,000 sets in degrees on the embedded district", () => {
  it.each(["shelters", "stations", "gates"])(
    "%s: many decided, none wrong",
    (kind) => {
      const { right, wrong } = outcomes(kind, 80, DEGREES);
      expect(wrong).toBe(0);
      expect(right).toBeGreaterThan(16);
    },
    60_000,
  );

  it.each([...BLIND_KINDS, "candidates", "depots", "communities", "waterlogging", "buildings", "demand"])(
    "%s: none wrong",
    (kind) => {
      expect(outcomes(kind, 80, DEGREES).wrong).toBe(0);
    },
    60_000,
  );
});
