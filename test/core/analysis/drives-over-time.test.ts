import { describe, expect, it } from "vitest";
import { driveTimes } from "../../../src/core/analysis/drive-times.ts";
import { drivesOverTime } from "../../../src/core/analysis/drives-over-time.ts";
import type { TimedClosure, Unfolding } from "../../../src/core/analysis/hazards/unfold-hazards.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import type { Closure } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at } from "../../fixtures/create-network.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createDepot, createReliefStreet } from "../../fixtures/create-relief-street.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createRandomClosure } from "../../fixtures/edited-walk-truth.ts";

const unfolding = (timed: readonly TimedClosure[], steady: readonly Closure[] = []): Unfolding => ({
  steady,
  timed,
  shaken: null,
  rubble: null,
  water: [],
});

/** The middle of the street, 800-1,200 m from the gate, is shut from minute 10 to minute 60. */
const shutForAWhile: TimedClosure = {
  closure: { kind: "street", id: "c", lngLat: at(1000, 5) },
  fromMinute: 10,
  toMinute: 60,
};

describe("drives over time", () => {
  // 2,000 m at 30 km/h: 4 minutes, of which 1.6 to the shut part and 2.4 from its beginning to the end
  const { at: drivesAt } = drivesOverTime(createReliefStreet(), unfolding([shutForAWhile]));
  const out = (minute: number) => drivesAt(minute).outMinutes[0]?.[0];
  const back = (minute: number) => drivesAt(minute).backMinutes(0, 0);

  it("let a truck through that is past before the street shuts", () => {
    expect(out(0)).toBeCloseTo(4, 3);
    expect(out(7)).toBeCloseTo(4, 3);
  });
  it("keep one waiting that comes too late, until the street is open again", () => {
    expect(out(9)).toBeCloseTo(60 + 2.4 - 9, 3);
    expect(out(30)).toBeCloseTo(60 + 2.4 - 30, 3);
    expect(out(70)).toBeCloseTo(4, 3);
  });
  it("let one to the end of a street that shuts behind it, and no farther", () => {
    // at 9.6 it enters the first half of the shut part, and is at its end at 10, when the second half is shut
    expect(out(8)).toBeCloseTo(60 + 2 - 8, 3);
  });
  it("are the same back", () => {
    expect(back(0)).toBeCloseTo(4, 3);
    expect(back(9)).toBeCloseTo(60 + 2.4 - 9, 3);
    expect(back(60)).toBeCloseTo(4, 3);
  });
  it("show the way that is driven also where it waits", () => {
    const line = drivesAt(9).line(0, 0);
    expect(line[0]?.[0]).toBeCloseTo(at(2000, 0)[0], 6);
    expect(line.at(-1)?.[0]).toBeCloseTo(at(0, 0)[0], 6);
  });
  it("end nowhere where the street stays shut", () => {
    const { at: forGood } = drivesOverTime(
      createReliefStreet(),
      unfolding([{ ...shutForAWhile, toMinute: Number.POSITIVE_INFINITY }]),
    );
    expect(forGood(0).outMinutes[0]?.[0]).toBeCloseTo(4, 3);
    expect(forGood(9).outMinutes[0]?.[0]).toBe(Infinity);
    expect(forGood(9).backMinutes(0, 0)).toBe(Infinity);
    expect(forGood(9).line(0, 0)).toEqual([]);
  });
});

/** A town with three depots and changes that come and go. */
function createStormyTown(seed: number): { prepared: PreparedPack; timed: TimedClosure[] } {
  const random = createRandom(seed);
  const town = createWalkTown({ seed, columns: 9, rows: 7 });
  const place = () => at(random() * 640, random() * 480);
  const prepared = preparePack(
    {
      ...town.pack,
      index: {
        ...town.pack.index,
        depots: [0, 1, 2].map((i) => createDepot({ id: `d${i}`, lngLat: place() })),
      },
    },
    planningRules,
  );
  const timed = Array.from({ length: 6 }, (): TimedClosure => {
    const fromMinute = Math.floor(random() * 20) / 2;
    const closure = createRandomClosure(random, at(0, 0), at(640, 480), ["street", "area", "flood", "slow"]);
    return { closure, fromMinute, toMinute: fromMinute + 0.5 + Math.floor(random() * 20) / 2 };
  });
  return { prepared, timed };
}

describe("drives over time in towns", () => {
  const seeds = [1, 2, 3, 4];
  it("never let who leaves later arrive earlier, out or back", () => {
    let changed = 0;
    for (const seed of seeds) {
      const { prepared, timed } = createStormyTown(seed);
      const { at: drivesAt, least } = drivesOverTime(prepared, unfolding(timed));
      const arrivals = (minute: number) => {
        const { outMinutes, backMinutes } = drivesAt(minute);
        return prepared.pack.index.depots.flatMap((_, depot) =>
          [...(outMinutes[depot] ?? [])].flatMap((out, gate) => {
            expect(out).toBeGreaterThanOrEqual(least!.outMinutes[depot]![gate]!);
            return [minute + out, minute + backMinutes(depot, gate)];
          }),
        );
      };
      let before = arrivals(0);
      for (let minute = 0.25; minute < 24; minute += 0.25) {
        const now = arrivals(minute);
        now.forEach((each, i) => {
          expect(each).toBeGreaterThanOrEqual((before[i] as number) - 1e-9);
          if (each - minute !== (before[i] as number) - minute + 0.25) changed++;
        });
        before = now;
      }
    }
    expect(changed).toBeGreaterThan(500);
  });

  it("are the drives of the streets as they are once nothing changes any more, and before anything does", () => {
    for (const seed of seeds) {
      const { prepared, timed } = createStormyTown(seed);
      const last = Math.max(...timed.map(({ toMinute }) => toMinute));
      const later = timed.map((one) => ({
        ...one,
        fromMinute: one.fromMinute + 500,
        toMinute: one.toMinute + 500,
      }));
      const open = driveTimes(prepared, []);
      const stays = timed.map((one) => ({ ...one, toMinute: Number.POSITIVE_INFINITY }));
      const shut = driveTimes(
        prepared,
        timed.map(({ closure }) => closure),
      );
      prepared.pack.index.depots.forEach((_, depot) => {
        expect(drivesOverTime(prepared, unfolding(timed)).at(last).outMinutes[depot]).toEqual(
          open.outMinutes[depot],
        );
        expect(drivesOverTime(prepared, unfolding(later)).at(0).outMinutes[depot]).toEqual(
          open.outMinutes[depot],
        );
        expect(drivesOverTime(prepared, unfolding(stays)).at(last).outMinutes[depot]).toEqual(
          shut.outMinutes[depot],
        );
      });
    }
  });
});
