import { bench, describe } from "vitest";
import { allocate } from "../../src/core/analysis/allocate.ts";
import type { AllocationProblem } from "../../src/core/model/allocation.ts";
import { createRandom } from "../fixtures/create-random.ts";

/** Cells and shelters scattered over 7 km square, every shelter in reach of every cell, room = `roomShare` of persons. */
function scatter(cells: number, shelters: number, roomShare: number): AllocationProblem {
  const random = createRandom(1);
  const spots = (count: number) =>
    Array.from({ length: count }, () => [random() * 7000, random() * 7000] as const);
  const cellSpots = spots(cells);
  const shelterSpots = spots(shelters);
  const persons = Int32Array.from({ length: cells }, () => 1 + Math.floor(random() * 400));
  const total = persons.reduce((sum, count) => sum + count, 0);
  const weights = shelterSpots.map(() => 0.2 + random());
  const weight = weights.reduce((sum, each) => sum + each, 0);
  return {
    persons,
    capacityPersons: Float64Array.from(weights, (each) => Math.ceil((total * roomShare * each) / weight)),
    arcOffsets: Uint32Array.from({ length: cells + 1 }, (_, cell) => cell * shelters),
    arcShelter: Uint32Array.from({ length: cells * shelters }, (_, arc) => arc % shelters),
    arcDeciseconds: Uint32Array.from({ length: cells * shelters }, (_, arc) => {
      const [x, y] = cellSpots[Math.floor(arc / shelters)]!;
      const [shelterX, shelterY] = shelterSpots[arc % shelters]!;
      return Math.round((Math.hypot(x - shelterX, y - shelterY) * 10) / 0.83);
    }),
  };
}

describe("allocation, all arcs kept", () => {
  for (const [cells, shelters, roomShare] of [
    [2000, 50, 1.1],
    [5000, 100, 1.5],
    [5000, 100, 1.1],
    [5000, 100, 1.01],
    [5000, 100, 0.4],
    [20000, 300, 1.1],
  ] as const) {
    const problem = scatter(cells, shelters, roomShare);
    bench(
      `${cells} x ${shelters}, room for ${Math.round(roomShare * 100)} %`,
      () => {
        allocate(problem);
      },
      { iterations: 5, time: 0, warmupIterations: 1, warmupTime: 0 },
    );
  }
});
