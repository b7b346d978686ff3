import { lineString, nearestPointOnLine, point } from "@turf/turf";
import fc from "fast-check";
import { expect, test } from "vitest";
import { followRoute, prepareRoute } from "../../../src/core/guidance/follow-route.ts";
import type { RouteStep, WalkRoute } from "../../../src/core/model/answers.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { at } from "../../fixtures/create-network.ts";

const step = (lngLat: LngLat, turn: RouteStep["turn"] = "left"): RouteStep => ({
  nameZh: "",
  nameEn: "",
  metres: 100,
  seconds: 100,
  turn,
  heading: "north",
  lngLat,
  modelled: false,
});
const routeOf = (line: readonly LngLat[], steps: readonly RouteStep[], seconds = 300): WalkRoute => ({
  metres: 300,
  seconds,
  line,
  steps,
  accessMetres: 0,
  egressMetres: 0,
});
/** East 100 m, north 100 m, east 100 m. */
const STAIR = routeOf(
  [at(0, 0), at(100, 0), at(100, 100), at(200, 100)],
  [step(at(0, 0), "start"), step(at(100, 0)), step(at(100, 100), "right")],
);
const good = (lngLat: LngLat) => ({ lngLat, accuracyMetres: 5 });

test("on the way: the step, the metres to its end and what is left are those of the line", () => {
  const followed = prepareRoute(STAIR);
  const progress = followRoute(followed, good(at(40, 3)), null);
  expect(progress.metresAlong).toBeCloseTo(40, 1);
  expect(progress.metresOff).toBeCloseTo(3, 1);
  expect(progress).toMatchObject({ stepIndex: 0, isOff: false, isArrived: false });
  expect(progress.metresToTurn).toBeCloseTo(60, 1);
  expect(progress.metresLeft).toBeCloseTo(260, 1);
  expect(progress.secondsLeft).toBeCloseTo(260, 0);
  expect(progress.bearingDegrees).toBeCloseTo(90, 1);
  const second = followRoute(followed, good(at(98, 50)), progress.metresAlong);
  expect(second.stepIndex).toBe(1);
  expect(second.bearingDegrees).toBeCloseTo(0, 1);
});

test("off the way: farther than a wide street, unless the position itself is that coarse", () => {
  const followed = prepareRoute(STAIR);
  expect(followRoute(followed, good(at(40, -60)), null).isOff).toBe(true);
  expect(followRoute(followed, { lngLat: at(40, -60), accuracyMetres: 50 }, null).isOff).toBe(false);
  expect(followRoute(followed, good(at(40, -30)), null).isOff).toBe(false);
});

test("arrived at the gate, not beside a wall that the way comes near long before its end", () => {
  // Up one side of a wall and down the other: the end is 10 m from the start.
  const hairpin = routeOf([at(0, 0), at(0, 200), at(10, 200), at(10, 0)], [step(at(0, 0), "start")]);
  const followed = prepareRoute(hairpin);
  expect(followRoute(followed, good(at(0, 1)), null).isArrived).toBe(false);
  expect(followRoute(followed, good(at(10, 4)), 400).isArrived).toBe(true);
  expect(followRoute(followed, { lngLat: at(10, 120), accuracyMetres: 200 }, 280).isArrived).toBe(false);
});

test("a way that comes near itself is not jumped", () => {
  const hairpin = routeOf([at(0, 0), at(0, 200), at(10, 200), at(10, 0)], [step(at(0, 0), "start")]);
  const followed = prepareRoute(hairpin);
  // Nearer to the far side, but just now on this one.
  expect(followRoute(followed, good(at(6, 50)), 45).metresAlong).toBeCloseTo(50, 0);
  expect(followRoute(followed, good(at(6, 50)), 355).metresAlong).toBeCloseTo(360, 0);
});

test("a route without a line is arrived at its start and never throws", () => {
  const empty = followRoute(prepareRoute(routeOf([], [])), good([0, 0]), null);
  expect(empty).toMatchObject({ metresLeft: 0, secondsLeft: 0, stepIndex: 0, metresToTurn: 0 });
});

test("the nearest place on any line is turf's, and the steps never run backwards along it", () => {
  const corner = fc.tuple(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }));
  fc.assert(
    fc.property(
      fc.uniqueArray(corner, { minLength: 2, maxLength: 8, selector: String }),
      corner,
      (places, here) => {
        const line = places.map(([x, y]) => at(x, y));
        const steps = line.slice(0, -1).map((lngLat) => step(lngLat));
        const followed = prepareRoute(routeOf(line, steps));
        const starts = followed.stepStarts;
        expect(starts.every((start, i) => i === 0 || start >= (starts[i - 1] as number))).toBe(true);
        const progress = followRoute(followed, good(at(...here)), null);
        const truth = nearestPointOnLine(lineString(line.map((each) => [...each])), point([...at(...here)]), {
          units: "meters",
        });
        expect(Math.abs(progress.metresOff - (truth.properties.pointDistance ?? Number.NaN))).toBeLessThan(3);
      },
    ),
    { numRuns: 200 },
  );
});
