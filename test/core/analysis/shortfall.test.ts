import { describe, expect, test } from "vitest";
import { allocateKnown } from "../../../src/core/analysis/allocate-known.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import { cellPersons } from "../../../src/core/analysis/shelter-reach.ts";
import { mostServed, type ServeNetwork } from "../../../src/core/analysis/shortfall/most-served.ts";
import { shortfall } from "../../../src/core/analysis/shortfall.ts";
import { siteTimes } from "../../../src/core/analysis/travel-matrix.ts";
import { wholePersons } from "../../../src/core/analysis/whole-persons.ts";
import type { Candidate, Gate, Shelter } from "../../../src/core/model/pack.ts";
import { SILENT } from "../../../src/core/model/progress.ts";
import type { Scenario } from "../../../src/core/model/scenario.ts";
import type { ShortfallAnswer, ShortfallRequest } from "../../../src/core/model/shortfall.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { createHighsSolver } from "../../../workers/highs-solver.ts";
import { at } from "../../fixtures/create-network.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";

const solve = createHighsSolver();

function randomNetwork(seed: number): ServeNetwork {
  const random = createRandom(seed);
  const cells = 1 + Math.floor(random() * 9);
  const sites = 1 + Math.floor(random() * 6);
  const arcOffsets = [0];
  const arcSite: number[] = [];
  for (let cell = 0; cell < cells; cell++) {
    for (let site = 0; site < sites; site++) if (random() < 0.4) arcSite.push(site);
    arcOffsets.push(arcSite.length);
  }
  return {
    persons: Int32Array.from({ length: cells }, () => Math.floor(random() * 12)),
    room: Float64Array.from({ length: sites }, () => (random() < 0.1 ? Infinity : Math.floor(random() * 25))),
    arcOffsets: Uint32Array.from(arcOffsets),
    arcSite: Uint32Array.from(arcSite),
  };
}

/** Max-flow min-cut over all choices of sites: those outside the choice can only take what they have room for. */
function leastCut({ persons, room, arcOffsets, arcSite }: ServeNetwork): number {
  let least = Infinity;
  for (let choice = 0; choice < 1 << room.length; choice++) {
    let cut = 0;
    room.forEach((each, site) => {
      if (choice & (1 << site)) cut += each;
    });
    persons.forEach((count, cell) => {
      const sites = arcSite.subarray(arcOffsets[cell], arcOffsets[cell + 1]);
      if (sites.some((site) => !(choice & (1 << site)))) cut += count;
    });
    least = Math.min(least, cut);
  }
  return least;
}

describe("mostServed", () => {
  test("serves as many as the least cut lets through, from nothing and from a smaller flow", () => {
    for (let seed = 1; seed <= 600; seed++) {
      const network = randomNetwork(seed);
      const whole = mostServed(network);
      expect(whole.persons, `seed ${seed}`).toBe(leastCut(network));
      const less = { ...network, room: network.room.map((each) => Math.floor(Math.min(each, 99) / 2)) };
      const before = mostServed(less);
      expect(before.persons, `seed ${seed}, half the room`).toBe(leastCut(less));
      const after = mostServed(network, before.arcPersons);
      expect(after.persons, `seed ${seed}, room added`).toBe(whole.persons);
      const into = new Float64Array(network.room.length);
      network.persons.forEach((count, cell) => {
        let out = 0;
        for (let arc = network.arcOffsets[cell]!; arc < network.arcOffsets[cell + 1]!; arc++) {
          expect(after.arcPersons[arc]).toBeGreaterThanOrEqual(0);
          out += after.arcPersons[arc]!;
          into[network.arcSite[arc]!]! += after.arcPersons[arc]!;
        }
        expect(out).toBeLessThanOrEqual(count);
      });
      into.forEach((count, site) => {
        expect(count).toBeLessThanOrEqual(network.room[site]!);
      });
    }
  });
});

function createShortTown(seed: number): PreparedPack {
  const { pack } = createWalkTown({ seed });
  const random = createRandom(seed);
  const candidate = (i: number): Candidate => ({
    id: `c${i}`,
    nameZh: `备选${i}`,
    nameEn: `Candidate ${i}`,
    lngLat: at(random() * 640, random() * 480),
    landUse: "square",
    grossSquareMetres: 20 + Math.floor(random() * 400),
    ruleZh: "",
    ruleEn: "",
    method: "illustrative",
    source: "test",
    accuracyMetres: null,
  });
  return preparePack(
    {
      ...pack,
      index: {
        ...pack.index,
        shelters: pack.index.shelters.map(
          (shelter, i): Shelter => ({
            ...shelter,
            effectiveSquareMetres: i % 7 === 6 ? null : 30 + Math.floor(random() * 300),
          }),
        ),
        gates: pack.index.gates.map(
          (gate): Gate => (random() < 0.4 ? { ...gate, opening: { kind: "locked" } } : gate),
        ),
        candidates: Array.from({ length: 5 }, (_, i) => candidate(i)),
      },
    },
    planningRules,
  );
}

async function ask(prepared: PreparedPack, scenario: Scenario, facts: Partial<ShortfallRequest> = {}) {
  const request = { scenario, openIds: [], most: 50, limitSeconds: 10, ...facts };
  const result = await shortfall(prepared, request, solve, SILENT);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

/** Persons with a place by the exact allocation over the shelters and some candidates, from the pack itself. */
function placed(prepared: PreparedPack, scenario: Scenario, openIds: readonly string[] = []): number {
  const { siteIds, shelterCount, times } = siteTimes(prepared, scenario, "both");
  const each = planningRules.figures.emergencySquareMetresPerPerson.value;
  const capacities = siteIds.map((id, site) => {
    const squareMetres =
      site < shelterCount
        ? prepared.shelters.get(id)!.effectiveSquareMetres
        : openIds.includes(id)
          ? prepared.pack.index.candidates[site - shelterCount]!.grossSquareMetres
          : null;
    return squareMetres === null ? null : Math.floor(squareMetres / each);
  });
  return allocateKnown(times, wholePersons(cellPersons(prepared, scenario)), capacities).totalServedPersons;
}

/** The pack as it would be after a change. */
function changed(
  prepared: PreparedPack,
  scenario: Scenario,
  { change }: ShortfallAnswer["relaxations"][number],
): readonly [PreparedPack, Scenario, readonly string[]] {
  const { pack } = prepared;
  const withIndex = (index: Partial<typeof pack.index>) =>
    preparePack({ ...pack, index: { ...pack.index, ...index } }, planningRules);
  switch (change.kind) {
    case "minutes":
      return [prepared, { ...scenario, reachMinutes: scenario.reachMinutes + change.extraMinutes }, []];
    case "site":
      return [prepared, scenario, [change.siteId]];
    case "square-metres":
      return [
        withIndex({
          shelters: pack.index.shelters.map((shelter) =>
            shelter.id === change.siteId
              ? {
                  ...shelter,
                  effectiveSquareMetres: shelter.effectiveSquareMetres! + change.extraSquareMetres,
                }
              : shelter,
          ),
        }),
        scenario,
        [],
      ];
    case "gate":
      return [
        withIndex({
          gates: pack.index.gates.map((gate) =>
            gate.id === change.gateId ? { ...gate, opening: { kind: "always" } } : gate,
          ),
        }),
        scenario,
        [],
      ];
    default: {
      const never: never = change;
      throw new Error(String(never));
    }
  }
}

describe("shortfall", () => {
  const scenario = createScenario({ reachMinutes: 4 });

  test("every relaxation gains what the pack so changed gains, and none is left out that gains more", async () => {
    const kinds = new Set<string>();
    for (let seed = 1; seed <= 8; seed++) {
      const prepared = createShortTown(seed);
      const answer = await ask(prepared, scenario);
      const before = placed(prepared, scenario);
      expect(answer.placedPersons).toBe(before);
      for (const relaxation of answer.relaxations) {
        kinds.add(relaxation.change.kind);
        const [pack, then, openIds] = changed(prepared, scenario, relaxation);
        const label = `seed ${seed}: ${JSON.stringify(relaxation.change)}`;
        expect(placed(pack, then, openIds) - before, label).toBe(relaxation.gainedPersons);
        expect(relaxation.gainedPersons, label).toBeGreaterThan(0);
        expect(relaxation.stillShortPersons, label).toBe(answer.persons - before - relaxation.gainedPersons);
      }
      for (const { id } of prepared.pack.index.candidates) {
        const told = answer.relaxations.find(({ change }) => change.kind === "site" && change.siteId === id);
        expect(placed(prepared, scenario, [id]) - before).toBe(told?.gainedPersons ?? 0);
      }
      const gains = answer.relaxations.map(({ gainedPersons }) => gainedPersons);
      expect(gains).toEqual([...gains].sort((a, b) => b - a));
    }
    expect([...kinds].sort()).toEqual(["gate", "minutes", "site", "square-metres"]);
  }, 60_000);

  test("communities add up to those short, and each person is short for one reason", async () => {
    for (let seed = 1; seed <= 8; seed++) {
      const answer = await ask(createShortTown(seed), scenario);
      const sum = (pick: (each: (typeof answer.communities)[number]) => number) =>
        answer.communities.reduce((total, each) => total + pick(each), 0);
      expect(sum((each) => each.shortPersons)).toBe(answer.persons - answer.placedPersons);
      expect(sum((each) => each.notReachedPersons + each.nearButFullPersons + each.unknownPersons)).toBe(
        answer.persons - answer.placedPersons,
      );
    }
  });

  test("the fewest minutes end the shortage and a minute less does not", async () => {
    let ends = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const { pack } = createShortTown(seed);
      const roomy = preparePack(
        {
          ...pack,
          index: {
            ...pack.index,
            shelters: pack.index.shelters.map((each) => ({ ...each, effectiveSquareMetres: 1e6 })),
          },
        },
        planningRules,
      );
      const answer = await ask(roomy, createScenario({ reachMinutes: 1 }));
      if (answer.enoughMinutes === null) continue;
      ends++;
      expect(answer.missingSquareMetres).toBe(0);
      expect(placed(roomy, createScenario({ reachMinutes: answer.enoughMinutes }))).toBe(answer.persons);
      if (answer.enoughMinutes > 1)
        expect(placed(roomy, createScenario({ reachMinutes: answer.enoughMinutes - 1 }))).toBeLessThan(
          answer.persons,
        );
    }
    expect(ends).toBeGreaterThan(2);
  });

  test("an open candidate is no relaxation any more, and an id that is none is refused", async () => {
    const prepared = createShortTown(3);
    const answer = await ask(prepared, scenario, { openIds: ["c0"] });
    expect(answer.placedPersons).toBe(placed(prepared, scenario, ["c0"]));
    expect(answer.relaxations.some(({ change }) => change.kind === "site" && change.siteId === "c0")).toBe(
      false,
    );
    const refused = await shortfall(
      prepared,
      { scenario, openIds: ["nowhere"], most: 5, limitSeconds: 1 },
      solve,
      SILENT,
    );
    expect(refused).toEqual({ ok: false, failure: { code: "SITES_NOT_CHOOSABLE", siteIds: ["nowhere"] } });
  });

  test("no shelter at all: everybody is short, and a site is still offered", async () => {
    const { pack } = createShortTown(2);
    const none = preparePack({ ...pack, index: { ...pack.index, shelters: [], gates: [] } }, planningRules);
    const answer = await ask(none, scenario);
    expect([answer.placedPersons, answer.enoughMinutes]).toEqual([0, null]);
    expect(new Set(answer.relaxations.map(({ change }) => change.kind))).toEqual(new Set(["site"]));
  });

  test("cancelled midway: says so and nothing else", async () => {
    let asked = 0;
    const result = await shortfall(
      createShortTown(1),
      { scenario, openIds: [], most: 5, limitSeconds: 1 },
      solve,
      { ...SILENT, isCancelled: () => asked++ > 3 },
    );
    expect(result).toEqual({ ok: false, failure: { code: "CANCELLED" } });
  });
});
