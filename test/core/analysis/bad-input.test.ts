import { describe, expect, test } from "vitest";
import type { AnalysisKind, AnswerOf } from "../../../src/core/model/answers.ts";
import type { FailureCode } from "../../../src/core/model/failure.ts";
import type { PackData } from "../../../src/core/model/pack-data.ts";
import type { Scenario } from "../../../src/core/model/scenario.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { askVerb, createVerbTown, SCENARIO_VERBS, type VerbTown } from "../../fixtures/create-verb-town.ts";

/** What answers look like where the question has hardly one, verb by verb: an answer, or a failure by its name. */
async function outcomes(town: VerbTown, facts: Partial<Scenario>) {
  const scenario = createScenario({ reachMinutes: 5, ...facts });
  const failures: Partial<Record<AnalysisKind, FailureCode>> = {};
  const answers: Partial<{ [Kind in AnalysisKind]: AnswerOf<Kind> }> = {};
  for (const kind of SCENARIO_VERBS) {
    const result = await askVerb(town, kind, scenario);
    if (result.ok) Object.assign(answers, { [kind]: result.value });
    else failures[kind] = result.failure.code;
  }
  const { coverage, allocate, allocatePhases, site, shortfall, board } = answers;
  if (!coverage || !allocate || !allocatePhases || !site || !shortfall || !board)
    throw new Error(JSON.stringify(failures));
  // persons are conserved in every verb that counts them
  const { persons, withRoomPersons, nearButFullPersons, notReachedPersons, unknownPersons } =
    coverage.district;
  expect(withRoomPersons + nearButFullPersons + notReachedPersons + unknownPersons).toBe(persons);
  expect(allocate.servedPersons + allocate.unservedPersons).toBe(persons);
  expect(allocate.servedPersons).toBe(withRoomPersons);
  for (const { capacityPersons, assignedPersons } of allocate.loads)
    expect(assignedPersons).toBeLessThanOrEqual(capacityPersons ?? Infinity);
  for (const step of allocatePhases.phases)
    expect(
      step.stayedPersons +
        step.movedPersons +
        step.newlyPlacedPersons +
        step.noRoomPersons +
        step.notReachedPersons,
    ).toBe(step.personsInNeed);
  expect(shortfall.persons).toBe(persons);
  expect(shortfall.placedPersons).toBe(withRoomPersons);
  expect(site.value).toBeLessThanOrEqual(persons);
  return { failures, answers: { coverage, allocate, allocatePhases, site, shortfall, board }, persons };
}

const withArea =
  (effectiveSquareMetres: number) =>
  (pack: PackData): PackData => ({
    ...pack,
    index: {
      ...pack.index,
      shelters: pack.index.shelters.map((shelter) => ({ ...shelter, effectiveSquareMetres })),
    },
  });

describe("every verb, on bad input", { timeout: 60_000 }, () => {
  test("zero capacity: nobody has a place, whoever is reached is near but full", async () => {
    const town = createVerbTown({ seed: 4 }, withArea(0));
    const { failures, answers } = await outcomes(town, {});
    expect(failures).toEqual({});
    expect(answers.coverage.district.withRoomPersons).toBe(0);
    expect(answers.coverage.district.nearButFullPersons).toBeGreaterThan(0);
    expect(answers.allocatePhases.phases.every(({ newlyPlacedPersons }) => newlyPlacedPersons === 0)).toBe(
      true,
    );
  });

  test("capacity below one cell's persons: the cell is split", async () => {
    // 20 m² at 0.5 m² a person are 40 places; a cell has 100 persons
    const town = createVerbTown({ seed: 4 }, withArea(20));
    const { failures, answers } = await outcomes(town, {});
    expect(failures).toEqual({});
    const loads = answers.allocate.loads.map(({ capacityPersons, assignedPersons }) => [
      capacityPersons,
      assignedPersons,
    ]);
    expect(loads).toContainEqual([40, 40]);
    expect(answers.coverage.district.withRoomPersons % 40).toBe(0);
  });

  test("no facility in reach: everybody is counted as not reached, and who asks for a way is told", async () => {
    const { failures, answers, persons } = await outcomes(createVerbTown({ seed: 4 }), { tier: "centre" });
    expect(failures).toEqual({ find: "NO_OPEN_SHELTER", rubble: "NO_OPEN_SHELTER" });
    expect(answers.coverage.district.notReachedPersons).toBe(persons);
    expect(answers.allocate.servedPersons).toBe(0);
  });

  test.each([
    [
      "demand zero",
      (pack: PackData) => pack.demand.map((cell) => ({ ...cell, personsNight: 0, personsDay: 0 })),
    ],
    ["not a single cell of demand", () => []],
  ])("%s: nobody is counted, and no share of nobody is a number", async (_, demandOf) => {
    const town = createVerbTown({ seed: 4 }, (pack) => ({ ...pack, demand: demandOf(pack) }));
    const { failures, answers, persons } = await outcomes(town, {});
    expect([failures, persons, answers.site.value]).toEqual([{}, 0, 0]);
    expect(answers.coverage.district.p50Minutes).toBeNaN();
    expect(answers.board.rescueReachShare).toBeNaN();
  });

  test("a disconnected network: what is cut off is not reached, everything else is answered", async () => {
    const { failures, answers, persons } = await outcomes(
      createVerbTown({ seed: 4, missingShare: 0.75 }),
      {},
    );
    expect(failures).toEqual({ route: "NO_WAY_BETWEEN", find: "NO_SHELTER_IN_REACH" });
    const { notReachedPersons, unknownPersons } = answers.coverage.district;
    expect(notReachedPersons + unknownPersons).toBeGreaterThan(persons / 2);
  });
});
