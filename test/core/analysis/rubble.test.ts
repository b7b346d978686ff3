import { describe, expect, test } from "vitest";
import { bridgedPack } from "../../../src/core/analysis/bridged-pack.ts";
import { coverage } from "../../../src/core/analysis/coverage.ts";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import { drawInPlace, rubble } from "../../../src/core/analysis/rubble.ts";
import type { RunContext } from "../../../src/core/model/progress.ts";
import type { IntensityGrid, RubbleAnswer, RubbleRequest } from "../../../src/core/model/rubble.ts";
import type { Closure } from "../../../src/core/model/scenario.ts";
import { rubbleRules } from "../../../src/sources/rubble-rules.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { box, rulesOfChance, rulesOfChances } from "../../fixtures/create-buildings.ts";
import { besideLane, createLanes, oneLane } from "../../fixtures/create-lanes.ts";
import { at } from "../../fixtures/create-network.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { answerOf, createRubbleRequest, createRubbleTown } from "../../fixtures/create-rubble-town.ts";

const twoInSeries = () =>
  createLanes(
    [
      [0, 0],
      [0, 100],
      [0, 200],
    ],
    [
      { from: 0, to: 1 },
      { from: 1, to: 2 },
    ],
    [besideLane("a", 0, 40), besideLane("b", 0, 140)],
  );
/** Two lanes of the same length, 60 m apart, from the gate to the home. */
const twoParallel = () =>
  createLanes(
    [
      [0, 0],
      [-30, 30],
      [30, 30],
      [-30, 100],
      [30, 100],
      [0, 130],
    ],
    [
      { from: 0, to: 1, name: "甲" },
      { from: 0, to: 2, name: "乙" },
      { from: 1, to: 3, name: "甲" },
      { from: 2, to: 4, name: "乙" },
      { from: 3, to: 5, name: "甲" },
      { from: 4, to: 5, name: "乙" },
    ],
    [besideLane("a", -30, 55), besideLane("b", 30, 55)],
  );

const share = (answer: RubbleAnswer) => answer.demandReachedShare[0] as number;

describe("known chances", () => {
  test("one street, one building: the interval holds the true chance in about 95 of 100 seeds", async () => {
    const town = oneLane();
    let inside = 0;
    let sum = 0;
    for (let seed = 0; seed < 400; seed++) {
      const answer = await answerOf(town, rulesOfChance(0.3), { seed, draws: 100 });
      const [low, high] = [answer.demandReachedLow[0]!, answer.demandReachedHigh[0]!];
      if (low <= 0.7 && 0.7 <= high) inside++;
      sum += share(answer);
    }
    // Wilson at 0.7 and 100 draws covers 0.951; ±4 standard deviations of 400 trials
    expect(inside / 400).toBeGreaterThan(0.951 - 0.044);
    expect(inside / 400).toBeLessThanOrEqual(0.951 + 0.044);
    expect(sum / 400).toBeCloseTo(0.7, 1.7);
  }, 30_000);

  test("two buildings in series: both have to stand", async () => {
    const answer = await answerOf(twoInSeries(), rulesOfChance(0.3), { draws: 10_000 });
    // four standard deviations of 10,000 draws
    expect(Math.abs(share(answer) - 0.7 * 0.7)).toBeLessThan(0.02);
  });

  test("two buildings in parallel: one has to stand", async () => {
    const answer = await answerOf(twoParallel(), rulesOfChance(0.3), { draws: 10_000 });
    expect(Math.abs(share(answer) - (1 - 0.3 * 0.3))).toBeLessThan(0.0115);
  });

  test("two in series: clearing one helps only while the other stands, and each stops what it meets first", async () => {
    const { streets, cutOffPercentiles } = await answerOf(twoInSeries(), rulesOfChance(0.3), {
      draws: 10_000,
    });
    expect(streets).toHaveLength(1);
    // one lane without a name and with no junction is one street: clearing it clears both
    expect(Math.abs(streets[0]!.regained.mean - 100 * (1 - 0.49))).toBeLessThan(2);
    expect(streets[0]!.stoppedPersons).toBeCloseTo(streets[0]!.regained.mean, 9);
    expect(cutOffPercentiles).toEqual({ p5: 0, p50: 100, p95: 100 });
  });

  test("two in parallel: clearing either helps when both are shut; nobody is lost with one of them open", async () => {
    const answer = await answerOf(twoParallel(), rulesOfChance(0.3), { draws: 10_000 });
    for (const { regained } of answer.streets) {
      expect(Math.abs(regained.mean - 100 * 0.09)).toBeLessThan(1.15);
      expect(regained.low).toBeLessThan(regained.mean);
    }
    expect(answer.streets).toHaveLength(2);
    const stopped = answer.streets.reduce((sum, street) => sum + street.stoppedPersons, 0);
    expect(stopped).toBeCloseTo(answer.district.cutOff.mean, 9);
  });
});

describe("at the ends", () => {
  test("nothing falls: nobody is cut off, and the minutes are those of the coverage", async () => {
    for (const seed of [1, 2, 3]) {
      const town = createRubbleTown(seed);
      const answer = await answerOf(town, rulesOfChance(0));
      const plain = coverage(town.prepared, { scenario: createScenario() });
      if (!plain.ok) throw new Error(plain.failure.code);
      const { demandSeconds, district } = plain.value;
      demandSeconds.forEach((seconds, home) => {
        const minutes = answer.demandMeanMinutes[home]!;
        if (Number.isNaN(seconds)) expect(minutes).toBeNaN();
        else expect(minutes).toBeCloseTo(seconds <= 600 ? seconds / 60 : Infinity, 4);
      });
      expect(answer.district.cutOff).toEqual({ mean: 0, low: 0, high: 0 });
      expect(answer.district.beyondAnywayPersons).toBe(district.notReachedPersons);
      expect(answer.district.reached.mean).toBe(district.withRoomPersons + district.nearButFullPersons);
      expect([answer.streets.length, answer.streetCount, answer.assumed.collapsedBuildings]).toEqual([
        0, 0, 0,
      ]);
    }
  });

  test("everything falls and rubble lies far: every street with a house is shut in every draw", async () => {
    const town = createRubbleTown(4);
    const answer = await answerOf(town, rulesOfChance(1), { debris: 10, draws: 3 });
    const { network } = town.prepared.pack;
    for (let edge = 0; edge < network.edgeCount; edge++) expect(answer.edgeBlockedShare[edge]).toBe(1);
    expect(answer.district.reached.mean).toBeLessThan(
      answer.district.reached.mean + answer.district.cutOff.mean,
    );
    expect(answer.assumed.collapsedBuildings).toBe(answer.assumed.buildingsAlong);
  });

  test("everything falls and no rubble lies: nobody is cut off", async () => {
    const answer = await answerOf(createRubbleTown(4), rulesOfChance(1), { debris: 0, draws: 3 });
    expect(answer.district.cutOff.mean).toBe(0);
    expect(answer.streetCount).toBe(0);
  });
});

describe("what must hold for any town", () => {
  const rising = (values: readonly number[]) => {
    expect([...values].sort((a, b) => a - b)).toEqual(values);
    expect(values.at(-1)).toBeGreaterThan(values[0]!);
  };

  test("more intensity never lets anybody through: draw by draw, with the same seed", async () => {
    const town = createRubbleTown(5);
    const rules = rulesOfChances([6, 7, 8, 9, 10], [0, 0.02, 0.1, 0.3, 0.6]);
    const answers: RubbleAnswer[] = [];
    for (const intensity of [6, 6.5, 7, 8, 9, 9.5, 10])
      answers.push(await answerOf(town, rules, { intensity }));
    rising(answers.map(({ district }) => district.cutOff.mean));
    for (let home = 0; home < town.prepared.pack.demand.length; home++) {
      const shares = answers.map(({ demandReachedShare }) => demandReachedShare[home]!);
      if (!Number.isNaN(shares[0])) expect([...shares].sort((a, b) => b - a)).toEqual(shares);
    }
  });

  test("wider rubble never lets anybody through", async () => {
    const town = createRubbleTown(6);
    const cutOff: number[] = [];
    for (const debris of [0, 0.2, 0.4, 0.6, 1, 2])
      cutOff.push((await answerOf(town, rulesOfChance(0.2), { debris })).district.cutOff.mean);
    rising(cutOff);
  });

  test("a wheelchair needs its own width and its own ways: never more reached than its streets allow", async () => {
    const town = createRubbleTown(7);
    const answer = await answerOf(town, rulesOfChance(0.1), {
      scenario: createScenario({ pace: "wheelchair" }),
    });
    const { persons, unknownPersons, beyondAnywayPersons, reached, cutOff } = answer.district;
    expect(reached.mean + cutOff.mean + beyondAnywayPersons + unknownPersons).toBeCloseTo(persons, 9);
  });

  test("another seed is another answer, the same seed the same", async () => {
    const town = createRubbleTown(8);
    const ask = (seed: number) => answerOf(town, rulesOfChance(0.2), { seed });
    const { request, ...one } = await ask(1);
    const { request: again, ...other } = await ask(1);
    expect(other).toEqual(one);
    expect([...(await ask(2)).demandReachedShare]).not.toEqual([...one.demandReachedShare]);
  });

  test("persons are conserved, intervals hold their means, and shares lie in theirs", async () => {
    for (const seed of [9, 10, 11]) {
      const answer = await answerOf(createRubbleTown(seed), rulesOfChance(0.15), { seed });
      const { district } = answer;
      expect(
        district.reached.mean + district.cutOff.mean + district.beyondAnywayPersons + district.unknownPersons,
      ).toBeCloseTo(district.persons, 9);
      for (const each of [
        district.reached,
        district.cutOff,
        ...answer.streets.map(({ regained }) => regained),
      ]) {
        expect(each.low).toBeLessThanOrEqual(each.mean);
        expect(each.high).toBeGreaterThanOrEqual(each.mean);
      }
      answer.demandReachedShare.forEach((value, home) => {
        if (Number.isNaN(value)) return;
        expect(answer.demandReachedLow[home]).toBeLessThanOrEqual(value);
        expect(answer.demandReachedHigh[home]).toBeGreaterThanOrEqual(value);
      });
      const { p5, p50, p95 } = answer.cutOffPercentiles;
      expect(p5 <= p50 && p50 <= p95).toBe(true);
      const ranks = answer.streets.map(({ regained }) => regained.mean);
      expect([...ranks].sort((a, b) => b - a)).toEqual(ranks);
    }
  });

  test("areas sum to the district", async () => {
    const town = createRubbleTown(12);
    const { pack } = town.prepared;
    const area = { nameZh: "", nameEn: "", residents: 0, areaSquareMetres: 1, labelLngLat: at(0, 0) };
    const codes = ["x", "y", "z"];
    const split = preparePack(
      {
        ...pack,
        index: {
          ...pack.index,
          subDistricts: codes.map((code) => ({ ...area, code })),
          communities: codes.map((id) => ({ ...area, id, subDistrictCode: id })),
        },
        demand: pack.demand.map((cell, i) => ({
          ...cell,
          subDistrictCode: codes[i % 3]!,
          communityId: codes[(i >> 1) % 3]!,
        })),
      },
      planningRules,
    );
    const answer = await answerOf({ ...town, prepared: split }, rulesOfChance(0.2));
    for (const areas of [answer.subDistricts, answer.communities]) {
      expect(areas.map(({ id }) => id)).toEqual(codes);
      for (const key of ["persons", "unknownPersons", "beyondAnywayPersons"] as const)
        expect(areas.reduce((sum, each) => sum + each[key], 0)).toBe(answer.district[key]);
      for (const key of ["reached", "cutOff"] as const)
        expect(areas.reduce((sum, each) => sum + each[key].mean, 0)).toBeCloseTo(
          answer.district[key].mean,
          9,
        );
    }
  });

  test("intensity by place: houses in the quiet half stand", async () => {
    const grid: IntensityGrid = {
      west: at(-10, 0)[0],
      south: at(0, 0)[1],
      east: at(10, 0)[0],
      north: at(0, 200)[1],
      columns: 1,
      rows: 2,
      degrees: [6, 10],
    };
    const answer = await answerOf(twoInSeries(), rulesOfChances([6, 10], [0, 1]), {
      intensity: grid,
      draws: 5,
    });
    // the home side of the lane, north, is shaken
    expect([...answer.edgeBlockedShare]).toEqual([0, 1]);
  });

  test("a bridge laid for the scenario leads past rubble; the pieces of the streets it joins do not", async () => {
    const bridge = (fromNorth: number, toNorth: number): Closure => ({
      kind: "bridge",
      id: "b",
      from: at(-8, fromNorth),
      to: at(-8, toNorth),
      carries: "foot",
      widthMetres: 3,
    });
    const all = rulesOfChance(1);
    const ask = async (closure: Closure) => {
      const town = twoInSeries();
      const scenario = createScenario({ closures: [closure] });
      return answerOf({ ...town, prepared: bridgedPack(town.prepared, [closure]) }, all, {
        scenario,
        draws: 3,
      });
    };
    // from below both houses to above both
    const past = await ask(bridge(20, 180));
    expect([past.district.cutOff.mean, past.district.reached.mean]).toEqual([0, 100]);
    expect(past.bridges.map(({ lostUnderRubble }) => lostUnderRubble.mean)).toEqual([100]);
    expect([...past.edgeBlockedShare]).toEqual([1, 1]);
    // from below the first only to between the two: the second is still in the way
    const short = await ask(bridge(20, 120));
    expect(short.district.cutOff.mean).toBe(100);
    expect(short.streets.map(({ edges }) => edges)).toEqual([[0, 1]]);
  });

  test("what nobody has surveyed is counted", async () => {
    const town = createLanes(
      [
        [0, 0],
        [0, 100],
      ],
      [{ from: 0, to: 1, widthMetres: 0 }],
      [
        { id: "a", corners: box(1, 20, 9, 30), heightMetres: 9, structure: "frame", yearBand: 1990 },
        { id: "b", corners: box(1, 40, 9, 50), storeys: 4 },
        { id: "c", corners: box(1, 60, 9, 70) },
        { id: "far", corners: box(300, 60, 309, 70), heightMetres: 3 },
      ],
    );
    const { assumed } = await answerOf(town, rubbleRules);
    expect(assumed).toMatchObject({
      buildings: 4,
      buildingsAlong: 3,
      heightShare: 0.25,
      structureShare: 0.75,
      yearShare: 0.75,
      streetWidthShare: 1,
    });
  });

  test("streets carry their names, or that of the next street that has one", async () => {
    const town = createLanes(
      [
        [0, 0],
        [0, 100],
        [0, 200],
      ],
      [
        { from: 0, to: 1, name: "甲" },
        { from: 1, to: 2 },
      ],
      [besideLane("a", 0, 40), besideLane("b", 0, 140)],
    );
    const { streets } = await answerOf(town, rulesOfChance(1), { draws: 2 });
    // both have to be cleared: neither alone gives anybody back, and the one by the home stops them
    expect(streets.map(({ nameZh, nearZh, edges }) => [nameZh, nearZh, edges])).toEqual([
      ["", "甲", [1]],
      ["甲", "甲", [0]],
    ]);
    expect((await answerOf(town, rulesOfChance(1), { draws: 2, mostStreets: 1 })).streets).toHaveLength(1);
  });
});

describe("runs", () => {
  const run = (facts: Partial<RunContext>): RunContext => ({
    onProgress: () => {},
    isCancelled: () => false,
    now: () => 0,
    ...facts,
  });
  const ask = (context: RunContext, facts: Partial<RubbleRequest> = {}) => {
    const { prepared, stock } = oneLane();
    return rubble(
      prepared,
      { stock, rules: rulesOfChance(0.3) },
      createRubbleRequest(facts),
      drawInPlace,
      context,
    );
  };

  test("progress rises to 1", async () => {
    const shares: number[] = [];
    await ask(run({ onProgress: ({ share: done }) => shares.push(done) }), { draws: 100 });
    expect(shares.at(-1)).toBe(1);
    expect([...shares].sort((a, b) => a - b)).toEqual(shares);
    expect(shares.length).toBeGreaterThan(5);
  });

  test("a cancel on the way answers with the draws done; before the first, CANCELLED", async () => {
    let looks = 0;
    const stopped = await ask(run({ isCancelled: () => ++looks > 3 }), { draws: 1000 });
    if (!stopped.ok) throw new Error(stopped.failure.code);
    expect(stopped.value.drawsDone).toBe(24);
    expect(stopped.value.request.draws).toBe(1000);
    const none = await ask(run({ isCancelled: () => true }));
    expect(none).toEqual({ ok: false, failure: { code: "CANCELLED" } });
  });
});
