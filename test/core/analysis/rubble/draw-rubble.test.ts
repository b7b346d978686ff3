import { describe, expect, test } from "vitest";
import { mergeParts, type RubbleTask } from "../../../../src/core/analysis/rubble/rubble-task.ts";
import { EDGE_FLAG } from "../../../../src/core/model/network.ts";
import { rulesOfChance } from "../../../fixtures/create-buildings.ts";
import { createScenario } from "../../../fixtures/create-pack.ts";
import { createRubbleTown, drawerOf, setupOf } from "../../../fixtures/create-rubble-town.ts";
import { homeTimes, personsOf, rubbleOf } from "../../../fixtures/rubble-truth.ts";

const SEEDS = [1, 2, 3, 4, 5, 6];
const DRAWS = 25;
/** Short enough that a detour can be too long. */
const scenario = createScenario({ reachMinutes: 6 });

function townWithBridges(seed: number) {
  const town = createRubbleTown(seed);
  const { network } = town.prepared.pack;
  // before anything is tied to a street: nobody lives on a bridge
  for (let edge = 0; edge < network.edgeCount; edge += 9) network.edgeFlags[edge]! |= EDGE_FLAG.bridge;
  return town;
}

const groups = (groupOfEdge: Int32Array, count: number) =>
  Array.from({ length: count }, (_, group) =>
    [...groupOfEdge.keys()].filter((edge) => groupOfEdge[edge] === group),
  );

describe.each(SEEDS)("town %i", (seed) => {
  const town = townWithBridges(seed);
  const rules = rulesOfChance(0.12);
  const { task } = setupOf(town, rules, { scenario, seed });
  const drawer = drawerOf(town, rules, { scenario, seed });
  const open = homeTimes(task, new Map());
  const truths = Array.from({ length: DRAWS }, (_, draw) => {
    const rubble = rubbleOf(task, draw);
    return { rubble, times: homeTimes(task, rubble) };
  });
  const part = drawer.draw(0, DRAWS);

  test("is worth drawing: some are cut off and some are not", () => {
    const reached = truths.map(({ times }) => personsOf(task, times));
    expect(Math.min(...reached)).toBeLessThan(personsOf(task, open));
    expect(Math.max(...reached)).toBeGreaterThan(0);
  });

  test("every home's time in every draw is Bellman-Ford's, to the decisecond", () => {
    expect(Array.from(drawer.openDeciseconds, (time) => (time === 0xffffffff ? Infinity : time))).toEqual(
      open,
    );
    expect([...part.reachedPersons]).toEqual(truths.map(({ times }) => personsOf(task, times)));
    for (let home = 0; home < task.homes.count; home++) {
      const times = truths.map((truth) => truth.times[home]!).filter((time) => time !== Infinity);
      expect([part.homeDraws[home], part.homeDeciseconds[home]]).toEqual([
        times.length,
        times.reduce((sum, time) => sum + time, 0),
      ]);
    }
  });

  test("persons regained by clearing a street alone are those of solving all again without its rubble", () => {
    const streets = groups(task.streetOfEdge, task.streetCount);
    streets.forEach((edges, street) => {
      let [sum, squares, blocked] = [0, 0, 0];
      for (const { rubble, times } of truths) {
        if (!edges.some((edge) => rubble.has(edge))) continue;
        blocked++;
        const cleared = new Map([...rubble].filter(([edge]) => !edges.includes(edge)));
        const regained = personsOf(task, homeTimes(task, cleared)) - personsOf(task, times);
        sum += regained;
        squares += regained * regained;
      }
      expect(
        [part.streetDraws[street], part.streetRegained[street], Number(part.streetRegainedSquares[street])],
        `street ${street}`,
      ).toEqual([blocked, sum, squares]);
    });
    expect(part.streetRegained.some((persons) => persons > 0)).toBe(true);
  });

  test("persons lost with a bridge are those of solving all again without it, standing and under rubble", () => {
    const bridges = groups(task.bridgeOfEdge, task.bridgeCount);
    expect(bridges.length).toBeGreaterThan(3);
    bridges.forEach((edges, bridge) => {
      const gone = new Set(edges);
      const lost = (rubble: (typeof truths)[number]["rubble"], times: readonly number[]) =>
        personsOf(task, times) - personsOf(task, homeTimes(task, rubble, gone));
      expect(drawer.bridgeLostOpen[bridge], `bridge ${bridge}`).toBe(lost(new Map(), open));
      const each = truths.map(({ rubble, times }) => lost(rubble, times));
      expect([part.bridgeLost[bridge], Number(part.bridgeLostSquares[bridge])]).toEqual([
        each.reduce((sum, persons) => sum + persons, 0),
        each.reduce((sum, persons) => sum + persons * persons, 0),
      ]);
    });
  });

  test("everybody who is cut off is stopped at exactly one street, and only at a blocked one", () => {
    const cutOff = truths.reduce((sum, { times }) => sum + personsOf(task, open) - personsOf(task, times), 0);
    expect(part.streetStopped.reduce((sum, persons) => sum + persons, 0)).toBe(cutOff);
    part.streetStopped.forEach((persons, street) => {
      if (persons > 0) expect(part.streetDraws[street]).toBeGreaterThan(0);
    });
  });

  test("edges are blocked as often as the truth says", () => {
    const blocked = Array.from(
      { length: task.network.edgeCount },
      (_, edge) => truths.filter(({ rubble }) => rubble.has(edge)).length,
    );
    expect([...part.edgeDraws]).toEqual(blocked);
  });

  test.each([1, 2, 3, 7])("%i slices in any order come to the same", (slices) => {
    const bounds = Array.from({ length: slices + 1 }, (_, i) => Math.round((i * DRAWS) / slices));
    const parts = bounds.slice(1).map((end, i) => {
      // each slice by a thread of its own
      const own = drawerOf(town, rules, { scenario, seed });
      return own.draw(bounds[i]!, end - bounds[i]!);
    });
    expect(mergeParts(task, parts.reverse())).toEqual(part);
  });
});

test("a bridge that stands alone between homes and gates is worth everybody beyond it", () => {
  const town = townWithBridges(1);
  const drawer = drawerOf(town, rulesOfChance(0), { scenario });
  const { task } = setupOf(town, rulesOfChance(0), { scenario });
  expect(drawer.draw(0, 3).bridgeLost).toEqual(drawer.bridgeLostOpen.map((persons) => persons * 3));
  expect(homesOnBridges(task)).toBe(0);
});

const homesOnBridges = ({ homes, bridgeOfEdge }: RubbleTask) =>
  homes.edge.filter((edge) => edge >= 0 && bridgeOfEdge[edge]! >= 0).length;
