import { describe, expect, it } from "vitest";
import type { CrsReference } from "../../../src/sources/crs/crs-reference.ts";
import { guessCrs } from "../../../src/sources/crs/guess-crs.ts";
import { createCrsTown } from "../../fixtures/create-crs-town.ts";
import {
  BLIND_KINDS,
  createCrsTrial,
  outcomeOf,
  type TrialGround,
  type TrialOptions,
} from "../../fixtures/create-crs-trials.ts";
import { xichengCrsGround } from "../../fixtures/xicheng-crs-ground.ts";

type Systems = TrialOptions["systems"];
const DEGREES: Systems = (["EPSG:4326", "GCJ-02", "BD-09"] as const).flatMap((crs) =>
  (["xy", "yx"] as const).map((axes) => ({ crs, axes })),
);
const METRES: Systems = (
  ["EPSG:4548", "EPSG:4527", "EPSG:32650", "EPSG:3857", "BD-09MC", "EPSG:2436"] as const
).flatMap((crs) => (["xy", "yx"] as const).map((axes) => ({ crs, axes })));

interface Place {
  readonly reference: CrsReference;
  readonly ground: TrialGround;
}
const xicheng = xichengCrsGround();
const town = createCrsTown([121.47, 31.23], 11);
const MOST_MILLISECONDS = 60_000;

/** How `count` seeded sets of one kind are taken: noisy, stacked, partly outside. */
function outcomes({ reference, ground }: Place, kind: string, count: number, systems: Systems) {
  const counts = { right: 0, asked: 0, wrong: 0 };
  for (let seed = 0; seed < count; seed++) {
    const trial = createCrsTrial({ kind, seed, ground, systems });
    counts[outcomeOf(trial, guessCrs(trial.points, null, reference))]++;
  }
  return counts;
}

// rates measured over 400 sets per kind, less some slack: `npm run trials:crs`
describe("sets that tell where they are: mostly decided, never wrongly", () => {
  it.each([
    ["shelters", xicheng, DEGREES, 0.3],
    ["gates", xicheng, DEGREES, 0.3],
    ["gates", xicheng, METRES, 0.3],
    ["in parks", town, DEGREES, 0.9],
    ["on streets", town, DEGREES, 0.5],
  ] as const)(
    "%s",
    (kind, place, systems, leastRightShare) => {
      const { right, wrong } = outcomes(place, kind, 60, systems);
      expect(wrong).toBe(0);
      expect(right).toBeGreaterThanOrEqual(60 * leastRightShare);
    },
    MOST_MILLISECONDS,
  );
});

describe("sets that tell little or nothing: asked, never wrongly decided", () => {
  const kinds = [
    ...BLIND_KINDS,
    "candidates",
    "depots",
    "stations",
    "communities",
    "waterlogging",
    "buildings",
  ];
  it.each(kinds)(
    "%s in degrees",
    (kind) => {
      expect(outcomes(xicheng, kind, 50, DEGREES).wrong).toBe(0);
    },
    MOST_MILLISECONDS,
  );

  it.each([...BLIND_KINDS, "shelters"])(
    "%s in metres",
    (kind) => {
      expect(outcomes(xicheng, kind, 30, METRES).wrong).toBe(0);
    },
    MOST_MILLISECONDS,
  );

  it.each([...BLIND_KINDS, "in blocks"])(
    "%s in a town elsewhere",
    (kind) => {
      expect(outcomes(town, kind, 50, DEGREES).wrong).toBe(0);
    },
    MOST_MILLISECONDS,
  );
});
