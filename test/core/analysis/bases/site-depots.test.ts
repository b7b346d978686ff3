import { describe, expect, it } from "vitest";
import { depotStops, handDeciseconds } from "../../../../src/core/analysis/drive.ts";
import { driveTimes } from "../../../../src/core/analysis/drive-times.ts";
import { peopleInNeed } from "../../../../src/core/analysis/needs.ts";
import { type PreparedPack, preparePack } from "../../../../src/core/analysis/prepare.ts";
import { siteDepots } from "../../../../src/core/analysis/site-depots.ts";
import type { SiteDepotsAnswer, SiteDepotsRequest } from "../../../../src/core/model/bases.ts";
import { SILENT } from "../../../../src/core/model/progress.ts";
import { planningRules } from "../../../../src/sources/rule-packs.ts";
import { solveWithHighs } from "../../../../workers/further-analyses.ts";
import { at } from "../../../fixtures/create-network.ts";
import { createScenario } from "../../../fixtures/create-pack.ts";
import { createRandom } from "../../../fixtures/create-random.ts";
import { createDepot, createReliefStreet } from "../../../fixtures/create-relief-street.ts";
import { BASE_CHOICE, createCandidate } from "../../../fixtures/create-verb-town.ts";
import { createWalkTown } from "../../../fixtures/create-walk-town.ts";

const ask = async (prepared: PreparedPack, facts: Partial<SiteDepotsRequest> = {}) =>
  siteDepots(
    prepared,
    {
      scenario: createScenario(),
      weight: "in-need",
      inNeedShare: 0.5,
      ...BASE_CHOICE,
      newBases: 1,
      ...facts,
    },
    solveWithHighs,
    SILENT,
  );
async function sited(
  prepared: PreparedPack,
  facts: Partial<SiteDepotsRequest> = {},
): Promise<SiteDepotsAnswer> {
  const found = await ask(prepared, facts);
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return found.value;
}

function createDepotTown(seed: number, depots = 2): PreparedPack {
  const random = createRandom(seed * 41);
  const { pack } = createWalkTown({ seed, missingShare: 0.1, shelters: 6 });
  const place = () => at(random() * 640, random() * 480);
  return preparePack(
    {
      ...pack,
      index: {
        ...pack.index,
        candidates: Array.from({ length: 7 }, (_, i) => createCandidate({ id: `c${i}`, lngLat: place() })),
        depots: [
          ...Array.from({ length: depots }, (_, i) => createDepot({ id: `d${i}`, lngLat: place() })),
          createDepot({ id: "street", level: "street", lngLat: place() }),
        ],
      },
    },
    planningRules,
  );
}

/** Seconds from every site to every shelter in need, by the drives of the command board. */
function truthTable(prepared: PreparedPack) {
  const { candidates, depots } = prepared.pack.index;
  const district = depots.filter(({ level }) => level === "district");
  const all = [...district, ...candidates].map(({ id, lngLat }) => createDepot({ id, lngLat }));
  const town = preparePack(
    { ...prepared.pack, index: { ...prepared.pack.index, depots: all } },
    prepared.rules,
  );
  const { outMinutes } = driveTimes(town, []);
  const { shelters } = peopleInNeed(town, createScenario(), 0.5);
  const stops = depotStops(town);
  const seconds = all.map((_, site) =>
    shelters.map(({ gates }) => {
      const stop = stops[site];
      const carry = stop ? handDeciseconds(town, stop) / 10 : Infinity;
      return carry + Math.min(...gates.map((gate) => outMinutes[site]![gate]! * 60));
    }),
  );
  const persons = shelters.map((shelter) => shelter.persons);
  const total = persons.reduce((sum, count) => sum + count, 0);
  const nearest = (open: readonly number[], shelter: number) =>
    Math.min(...open.map((site) => seconds[site]![shelter]!));
  const mean = (open: readonly number[]) =>
    persons.reduce((sum, count, shelter) => sum + count * nearest(open, shelter), 0) / total;
  return {
    ids: all.map(({ id }) => id),
    existing: district.map((_, i) => i),
    free: candidates.map((_, i) => district.length + i),
    mean,
    longest: (open: readonly number[]) => Math.max(...persons.map((_, shelter) => nearest(open, shelter))),
    lostMean: (open: readonly number[]) =>
      Math.max(...open.map((lost) => mean(open.filter((site) => site !== lost)))),
    isWhole: seconds.flat().every((time) => time < Infinity),
  };
}

describe("sites of district depots", () => {
  it("are the best of all choices by each of the goals, one and two new ones, in 20 towns", async () => {
    let whole = 0;
    for (let seed = 1; seed <= 20; seed++) {
      const prepared = createDepotTown(seed);
      const truth = truthTable(prepared);
      if (!truth.isWhole) continue;
      whole++;
      for (const newBases of [1, 2]) {
        const choices = truth.free.flatMap((one, i) =>
          newBases === 1 ? [[one]] : truth.free.slice(i + 1).map((other) => [one, other]),
        );
        const best = (of: (open: readonly number[]) => number) =>
          Math.min(...choices.map((chosen) => of([...truth.existing, ...chosen])));
        const answer = await sited(prepared, { newBases });
        const named = `seed ${seed}, ${newBases} new`;
        expect(
          answer.choices.map(({ goal, proof }) => [goal, proof.status]),
          named,
        ).toEqual([
          ["median", "optimal"],
          ["center", "optimal"],
          ["one-lost", "optimal"],
        ]);
        const goals = [truth.mean, truth.longest, truth.lostMean];
        answer.choices.forEach(({ value, chosen, figures }, i) => {
          expect(value, named).toBeCloseTo(best(goals[i]!), 6);
          const open = [...truth.existing, ...chosen.map(({ id }) => truth.ids.indexOf(id))];
          expect(figures?.meanSeconds, named).toBeCloseTo(truth.mean(open), 6);
          expect(figures?.longestSeconds, named).toBeCloseTo(truth.longest(open), 6);
          expect(figures?.lostMeanSeconds, named).toBeCloseTo(truth.lostMean(open), 6);
        });
        expect(answer.today?.meanSeconds, named).toBeCloseTo(truth.mean(truth.existing), 6);
      }
    }
    expect(whole).toBeGreaterThan(8);
  }, 60_000);

  it("asks for what the plan lacks: one beside two, three where all are moved, none beside three", async () => {
    expect((await sited(createDepotTown(1), { newBases: null })).newDepots).toBe(1);
    const moved = await sited(createDepotTown(1), { newBases: null, movedIds: ["d0", "d1"] });
    expect([moved.newDepots, moved.stayingIds, moved.districtDepots]).toEqual([3, [], 2]);
    const none = await sited(createDepotTown(1, 3), { newBases: null });
    expect([none.newDepots, none.choices.map(({ chosen }) => chosen)]).toEqual([0, [[], [], []]]);
    expect(none.choices[0]!.figures).toEqual(none.today);
  });

  it("has nothing to lose with one depot alone", async () => {
    const { choices, today } = await sited(createDepotTown(2, 0));
    expect(today).toBeNull();
    expect(choices[2]).toMatchObject({ goal: "one-lost", value: null, proof: { status: "infeasible" } });
    expect(choices[0]!.figures).toMatchObject({ depots: 1, worstLostId: null });
    expect(choices[0]!.figures?.lostMeanSeconds).toBeNaN();
  });

  it("weighs by room when asked to, and chooses nothing where there is nobody to drive to", async () => {
    const prepared = createDepotTown(4);
    const { weight } = await sited(prepared, { weight: "room" });
    expect(weight).toBe(6 * 2000);
    const { pack, rules } = prepared;
    const empty = preparePack({ ...pack, index: { ...pack.index, shelters: [], gates: [] } }, rules);
    for (const answer of [await sited(empty), await sited(prepared, { inNeedShare: 0 })]) {
      expect([answer.shelters, answer.weight, answer.today?.meanSeconds]).toEqual([0, 0, Number.NaN]);
      for (const { chosen, value, proof } of answer.choices)
        expect([chosen, value, proof.status]).toEqual([[], null, "nothing-found"]);
    }
  });

  it("names shelters that no truck can come to, and reaches none of them", async () => {
    const prepared = createReliefStreet({
      widthMetres: 2,
      index: { candidates: [createCandidate({ id: "c", lngLat: at(1000, 0) })] },
    });
    const { uncoverableIds, choices } = await sited(prepared);
    expect(uncoverableIds).toEqual(["a"]);
    expect(choices[0]!.figures?.meanSeconds).toBeNaN();
  });
});
