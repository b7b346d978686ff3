import { describe, expect, it } from "vitest";
import { board } from "../../../src/core/analysis/board.ts";
import { driveTimes } from "../../../src/core/analysis/drive-times.ts";
import { peopleInNeed } from "../../../src/core/analysis/needs.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import { itemNeeds } from "../../../src/core/analysis/supply/item-needs.ts";
import { planSupply, soonestMinutes } from "../../../src/core/analysis/supply/plan-supply.ts";
import { constantDrives, supplyQuestion } from "../../../src/core/analysis/supply/supply-question.ts";
import { createSupplyTask } from "../../../src/core/analysis/supply/supply-task.ts";
import type { BoardAnswer } from "../../../src/core/model/answers.ts";
import { RESTRICTED, type StreetNetwork } from "../../../src/core/model/network.ts";
import { DEFAULT_RESPONSE, type Response, type Scenario } from "../../../src/core/model/scenario.ts";
import { reliefNeeds } from "../../../src/sources/relief-needs.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at } from "../../fixtures/create-network.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createDepot, createReliefStreet, createStation } from "../../fixtures/create-relief-street.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { withRestrictions } from "../../fixtures/turns-truth.ts";

function answer(
  prepared: PreparedPack,
  response: Partial<Response> = {},
  scenario: Partial<Scenario> = {},
): BoardAnswer {
  const result = board(
    prepared,
    {
      scenario: createScenario(scenario),
      response: { elapsedMinutes: 0, inNeedShare: 0.1, lostDepotIds: [], ...response },
    },
    { reliefNeeds },
  );
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

const middleStreet = { kind: "street", id: "c", lngLat: at(1000, 5) } as const;

describe("board", () => {
  it("gives the first arrival one can reckon by hand: mobilise, load, drive, unload", () => {
    const prepared = createReliefStreet();
    const { supply, service, personsInNeed, servedPersons } = answer(prepared);
    expect(personsInNeed).toBe(100);
    const kilograms = itemNeeds(reliefNeeds, "emergency").reduce(
      (sum, need) => sum + Math.ceil(100 * need.unitsPerPerson) * need.kilogramsPerUnit,
      0,
    );
    expect(kilograms).toBeLessThan(4000); // one truck takes it all
    const loadMinutes = kilograms / 200;
    const driveMinutes = 2000 / (30 / 3.6) / 60;
    const [row] = supply;
    expect(row?.firstArrivalMinutes).toBeCloseTo(40 + loadMinutes + driveMinutes + 20, 1);
    expect(row?.trip?.departMinute).toBeCloseTo(40 + loadMinutes, 6);
    expect(row).toMatchObject({ shelterId: "a", personsInNeed: 100, state: "on-the-way" });
    expect(row?.trip?.line[0]?.[0]).toBeCloseTo(at(2000, 0)[0], 6);
    expect(row?.trip?.line.at(-1)?.[0]).toBeCloseTo(at(0, 0)[0], 6);
    expect(service[0]).toMatchObject({ servedPersons: 100, scarcestItem: null, state: "on-the-way" });
    expect(service[0]?.servedByMinutes).toBeCloseTo(row?.firstArrivalMinutes as number, 6);
    expect(servedPersons).toBe(100);
  });

  it("reads its clock: on the way, then kept; tight when little is left; broken past the promise", () => {
    const prepared = createReliefStreet();
    expect(answer(prepared, { elapsedMinutes: 300 }).supply[0]?.state).toBe("kept");
    const slow = (mobilisationMinutes: number) =>
      answer(createReliefStreet({ depots: [createDepot({ mobilisationMinutes })] })).supply[0]?.state;
    expect(slow(300)).toBe("tight");
    expect(slow(340)).toBe("breaks");
  });

  it("sends trucks again until everybody has everything, and not past what they carry by the deadline", () => {
    const hundreds = createReliefStreet({ depots: [createDepot({ trucks: 1 })] });
    const all = answer(hundreds, { inNeedShare: 1 });
    expect(all.servedPersons).toBe(1000); // some ten trips of half an hour and more
    expect(all.service[0]?.servedByMinutes).toBeGreaterThan(300);
    const late = createReliefStreet({ depots: [createDepot({ trucks: 1, mobilisationMinutes: 420 })] });
    const some = answer(late, { inNeedShare: 1 });
    expect(some.servedPersons).toBeGreaterThan(100);
    expect(some.servedPersons).toBeLessThan(1000);
    expect(some.service[0]?.servedByMinutes).toBe(Infinity);
    expect(some.service[0]?.state).toBe("breaks");
  });

  it("names the item that runs short and how much of it", () => {
    const stock = createDepot().stock.map((line) =>
      line.item === "quilt" ? { ...line, quantity: 30 } : line,
    );
    const { service } = answer(createReliefStreet({ depots: [createDepot({ stock })] }));
    expect(service[0]).toMatchObject({ servedPersons: 30, scarcestItem: "quilt", shortQuantity: 70 });
  });

  it("leaves out stock past its month", () => {
    const stock = createDepot().stock.map((line) =>
      line.item === "food-ration" ? { ...line, expires: "2025-12" } : line,
    );
    const { service } = answer(createReliefStreet({ depots: [createDepot({ stock })] }));
    expect(service[0]).toMatchObject({ servedPersons: 0, scarcestItem: "food-ration", shortQuantity: 100 });
  });

  it("tells a closed street from a lack of trucks", () => {
    const closed = answer(createReliefStreet(), {}, { closures: [middleStreet] });
    expect(closed.supply[0]).toMatchObject({ firstArrivalMinutes: Infinity, state: "breaks", trip: null });
    expect(closed.supply[0]?.withoutClosuresMinutes).toBeLessThan(120);
    expect(closed.closedStretches).toMatchObject([{ closureId: "c", nameZh: "中街", metres: 400 }]);
    const lost = answer(createReliefStreet(), { lostDepotIds: ["depot"] });
    expect(lost.supply[0]).toMatchObject({ firstArrivalMinutes: Infinity, withoutClosuresMinutes: Infinity });
  });

  it("takes the way round a closure that is wide enough, and not one that is too narrow", () => {
    const round = (widthMetres: number) =>
      answer(
        createReliefStreet({ moreEdges: [{ from: 4, to: 6, lengthMetres: 5000, widthMetres }] }),
        {},
        { closures: [middleStreet] },
      ).supply[0];
    expect((round(6)?.firstArrivalMinutes ?? 0) - (round(6)?.withoutClosuresMinutes ?? 0)).toBeCloseTo(
      (5000 - 400) / (30 / 3.6) / 60,
      1,
    );
    expect(round(3)?.firstArrivalMinutes).toBe(Infinity);
  });

  it("counts the crew's mobilisation in the minutes it has", () => {
    // 4 min at 30 km/h = 2,000 m less the metres on foot; homes lie at 0-360 m, the station at 2,000 m
    const reach = (mobilisationMinutes: number) =>
      answer(createReliefStreet({ stations: [createStation({ mobilisationMinutes })] })).rescueReachShare;
    expect(reach(1)).toBe(1);
    expect(reach(1.5)).toBeCloseTo(0.3, 5); // 3.5 min = 1,750 m: homes from 250 m on
    expect(reach(3)).toBe(0);
    const shut = answer(createReliefStreet(), {}, { closures: [middleStreet] });
    expect(shut.rescueReachShare).toBe(0);
    expect(shut.rescueReachWithoutClosuresShare).toBe(1);
  });

  it.each([
    ["truck", RESTRICTED.truck, Infinity, 1],
    ["fire engine", RESTRICTED.fireEngine, null, 0],
  ])(
    "keeps a turn restriction that binds a %s, and lets the other pass",
    (_, appliesTo, arrival, reached) => {
      const prepared = createReliefStreet();
      const { network } = prepared.pack;
      // from the seventh street of the one road, driven west, nobody may go on to the sixth
      const restricted = withRestrictions(network, [{ kind: "no", run: [6 * 2 + 1, 5 * 2 + 1], appliesTo }]);
      const board = answer(preparePack({ ...prepared.pack, network: restricted }, planningRules));
      const free = answer(prepared);
      expect(board.supply[0]?.firstArrivalMinutes).toBe(arrival ?? free.supply[0]?.firstArrivalMinutes);
      expect(board.rescueReachShare).toBe(reached);
      expect(free.rescueReachShare).toBe(1);
    },
  );

  it.each([
    ["a height", { edgeMaxHeightCentimetres: 390 }, { edgeMaxHeightCentimetres: 400 }],
    ["a weight", { edgeMaxWeightHundredKilograms: 179 }, { edgeMaxWeightHundredKilograms: 180 }],
  ] as const)("drives no street whose limit of %s is below the rule's", (_, below, at) => {
    const arrival = (limits: Partial<Record<keyof StreetNetwork, number>>) => {
      const { pack } = createReliefStreet();
      const network = { ...pack.network };
      for (const [key, value] of Object.entries(limits))
        Object.assign(network, { [key]: new Uint16Array(network.edgeCount).fill(value, 3, 4) });
      return answer(preparePack({ ...pack, network }, planningRules)).supply[0]?.firstArrivalMinutes;
    };
    expect(arrival(below)).toBe(Infinity);
    expect(arrival(at)).toBeLessThan(120);
  });

  it("says who has been sent out", () => {
    const stations = [10, 50, 70].map((mobilisationMinutes, i) =>
      createStation({ id: `s${i}`, mobilisationMinutes }),
    );
    const { dispatch } = answer(createReliefStreet({ stations }), { elapsedMinutes: 30 });
    expect(dispatch.map((row) => row.state)).toEqual(["kept", "on-the-way", "breaks"]);
  });
});

/** A seeded town with four depots of few trucks and little stock. */
function createSupplyTown(seed: number): PreparedPack {
  const { pack } = createWalkTown({ seed, shelters: 8, homes: 60 });
  const random = createRandom(seed);
  const depots = Array.from({ length: 4 }, (_, i) =>
    createDepot({
      id: `d${i}`,
      lngLat: at(random() * 640, random() * 480),
      trucks: Math.floor(random() * 3),
      mobilisationMinutes: 20 + Math.floor(random() * 200),
      truckLoadKilograms: 1000 + Math.floor(random() * 3000),
      stock: createDepot().stock.map((line) => ({ ...line, quantity: Math.floor(random() * 600) })),
    }),
  );
  return preparePack({ ...pack, index: { ...pack.index, depots } }, planningRules);
}

describe("planSupply", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("keeps to trucks, stock and the bound in a made-up town %i", (seed) => {
    const prepared = createSupplyTown(seed);
    const need = peopleInNeed(prepared, createScenario(), 0.3);
    const times = driveTimes(prepared, []);
    const question = supplyQuestion(
      prepared,
      { reliefNeeds },
      { scenario: createScenario(), response: DEFAULT_RESPONSE },
      need,
      constantDrives(times),
    );
    const { shelters, trips } = planSupply(question);
    const task = createSupplyTask(question);
    need.shelters.forEach((shelter, i) => {
      const row = shelters[i]!;
      const soonest = soonestMinutes(task, i);
      expect(row.first?.unloadedMinute ?? Infinity).toBeGreaterThanOrEqual(soonest);
      expect(row.servedPersons).toBeLessThanOrEqual(shelter.persons);
      expect(row.scarcestItem === null).toBe(row.servedPersons === shelter.persons);
    });
    // one truck is in one place at a time, and a bay loads one truck at a time
    for (const a of trips)
      for (const b of trips) {
        if (a === b || a.depot !== b.depot || a.departMinute > b.departMinute) continue;
        expect(b.departMinute).toBeGreaterThan(a.departMinute);
        if (a.truck === b.truck)
          expect(b.departMinute).toBeGreaterThan(a.unloadedMinute + times.backMinutes(a.depot, a.gate));
      }
    for (const { depot, truck } of trips)
      expect(truck).toBeLessThan(prepared.pack.index.depots[depot]!.trucks);
    // nobody is served beyond the scarcest item there is
    const served = shelters.reduce((sum, row) => sum + row.servedPersons, 0);
    for (const { item, unitsPerPerson } of itemNeeds(reliefNeeds, "emergency")) {
      const stock = prepared.pack.index.depots
        .flatMap((depot) => depot.stock)
        .filter((line) => line.item === item);
      expect(served * unitsPerPerson).toBeLessThanOrEqual(
        stock.reduce((sum, line) => sum + line.quantity, 0) + 1e-3,
      );
    }
  });
});
