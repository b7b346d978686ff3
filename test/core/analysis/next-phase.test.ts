import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allocate } from "../../../src/core/analysis/allocate.ts";
import { type NextPhase, nextPhase, type Stay } from "../../../src/core/analysis/allocation/next-phase.ts";
import type { TravelTimes } from "../../../src/core/model/matrix-answers.ts";
import { createRandom } from "../../fixtures/create-random.ts";

const timesOf = (rows: readonly (readonly (number | null)[])[]): TravelTimes => {
  const arcOffsets = [0];
  const arcSite: number[] = [];
  const arcDeciseconds: number[] = [];
  for (const row of rows) {
    row.forEach((value, site) => {
      if (value === null) return;
      arcSite.push(site);
      arcDeciseconds.push(value);
    });
    arcOffsets.push(arcSite.length);
  }
  return {
    arcOffsets: Uint32Array.from(arcOffsets),
    arcSite: Uint32Array.from(arcSite),
    arcDeciseconds: Uint32Array.from(arcDeciseconds),
  };
};
const phaseOf = (
  persons: readonly number[],
  capacities: readonly (number | null)[],
  rows: readonly (readonly (number | null)[])[],
  moveDeciseconds: number | null = null,
  unservedDeciseconds: number | null = null,
): NextPhase => ({
  persons: Int32Array.from(persons),
  times: timesOf(rows),
  capacities,
  demandIds: persons.map((_, i) => `d${i}`),
  siteIds: capacities.map((_, i) => `s${i}`),
  moveDeciseconds,
  unservedDeciseconds,
});
const stay = (demand: number, site: number, persons: number, deciseconds: number): Stay => ({
  demand,
  site,
  persons,
  deciseconds,
});
const brief = (placings: ReturnType<typeof nextPhase>) =>
  placings
    .map(({ demand, from, site, persons }) => [demand, from, site, persons])
    .sort((a, b) => a[0]! - b[0]! || a[1]! - b[1]! || a[2]! - b[2]!);

describe("the next phase", () => {
  it("leaves people where they are while there is room, though another site is nearer now", () => {
    const placings = nextPhase([stay(0, 0, 10, 900)], phaseOf([10], [20, 20], [[900, 100]]));
    expect(brief(placings)).toEqual([[0, 0, 0, 10]]);
  });

  it("moves just those for whom room is lost, when square metres per person grow", () => {
    const placings = nextPhase([stay(0, 0, 10, 100)], phaseOf([10], [4, 20], [[100, 900]]));
    expect(brief(placings)).toEqual([
      [0, 0, 0, 4],
      [0, 0, 1, 6],
    ]);
  });

  it("lets a stated price of a move be outweighed by walking", () => {
    const rows = [[900, 100]];
    const before = [stay(0, 0, 10, 900)];
    expect(brief(nextPhase(before, phaseOf([10], [20, 20], rows, 700)))).toEqual([[0, 0, 1, 10]]);
    expect(brief(nextPhase(before, phaseOf([10], [20, 20], rows, 900)))).toEqual([[0, 0, 0, 10]]);
  });

  it("weighs a stated price of having no place against walking, not against moving", () => {
    const rows = [[null, 500]];
    const lost = [stay(0, 0, 10, 900)];
    expect(brief(nextPhase(lost, phaseOf([10], [null, 20], rows, null, 500)))).toEqual([[0, 0, 1, 10]]);
    expect(brief(nextPhase(lost, phaseOf([10], [null, 20], rows, 700, 499)))).toEqual([[0, 0, -1, 10]]);
    expect(brief(nextPhase([], phaseOf([10], [null, 20], rows, null, 500)))).toEqual([[0, -1, 1, 10]]);
    expect(brief(nextPhase([], phaseOf([10], [null, 20], rows, null, 499)))).toEqual([[0, -1, -1, 10]]);
  });

  it("moves everybody out of a site that closes for this phase, and says who loses the place", () => {
    const placings = nextPhase(
      [stay(0, 0, 10, 100), stay(1, 0, 5, 100)],
      phaseOf(
        [10, 5],
        [null, 8],
        [
          [100, 500],
          [100, null],
        ],
      ),
    );
    expect(brief(placings)).toEqual([
      [0, 0, -1, 2],
      [0, 0, 1, 8],
      [1, 0, -1, 5],
    ]);
    expect(placings.filter(({ isReached }) => !isReached).map(({ demand }) => demand)).toEqual([1]);
  });

  it("lets people stay beyond the minutes of the phase, but nobody move there", () => {
    const placings = nextPhase([stay(0, 0, 3, 9000)], phaseOf([5], [9], [[null]]));
    expect(brief(placings)).toEqual([
      [0, -1, -1, 2],
      [0, 0, 0, 3],
    ]);
  });

  it("sends home in proportion from every site of a cell", () => {
    const placings = nextPhase(
      [stay(0, 0, 60, 100), stay(0, 1, 30, 200), stay(0, -1, 10, 0)],
      phaseOf([50], [60, 30], [[100, 200]]),
    );
    expect(brief(placings)).toEqual([
      [0, -1, 0, 5],
      [0, 0, 0, 30],
      [0, 1, 1, 15],
    ]);
  });

  it("keeps every person, fills no site beyond its room and serves no fewer than from home alone", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 1e6 }),
        fc.constantFrom(null, 0, 300),
        (demands, sites, seed, moveDeciseconds) => {
          const random = createRandom(seed);
          let stays: Stay[] = [];
          for (let step = 0; step < 4; step++) {
            const rows = Array.from({ length: demands }, () =>
              Array.from({ length: sites }, () => (random() < 0.3 ? null : Math.floor(random() * 900))),
            );
            const persons = rows.map(() => Math.floor(random() * 20));
            const capacities = Array.from({ length: sites }, () =>
              random() < 0.2 ? null : Math.floor(random() * 40),
            );
            const placings = nextPhase(stays, phaseOf(persons, capacities, rows, moveDeciseconds));
            persons.forEach((count, demand) => {
              const own = placings.filter((placing) => placing.demand === demand);
              expect(own.reduce((sum, placing) => sum + placing.persons, 0)).toBe(count);
            });
            const placed = placings.filter(({ site }) => site !== -1);
            capacities.forEach((capacity, site) => {
              const load = placed.reduce((sum, each) => sum + (each.site === site ? each.persons : 0), 0);
              expect(load).toBeLessThanOrEqual(capacity ?? 0);
            });
            for (const { demand, from, site } of placed)
              expect(site === from || rows[demand]![site] !== null).toBe(true);
            // Staying only adds ways: never fewer than from home alone.
            const times = timesOf(
              rows.map((row) => row.map((value, s) => (capacities[s] === null ? null : value))),
            );
            const fromHome = allocate({
              persons: Int32Array.from(persons),
              capacityPersons: Float64Array.from(capacities, (capacity) => capacity ?? 0),
              arcOffsets: times.arcOffsets,
              arcShelter: times.arcSite,
              arcDeciseconds: times.arcDeciseconds,
            });
            expect(placed.reduce((sum, each) => sum + each.persons, 0)).toBeGreaterThanOrEqual(
              fromHome.totalServedPersons,
            );
            const merged = new Map<string, Stay>();
            for (const { demand, site, persons, deciseconds } of placings) {
              const key = `${demand} ${site}`;
              merged.set(key, stay(demand, site, persons + (merged.get(key)?.persons ?? 0), deciseconds));
            }
            stays = [...merged.values()];
          }
        },
      ),
      { numRuns: 150, seed: 12 },
    );
  }, 60_000);
});
