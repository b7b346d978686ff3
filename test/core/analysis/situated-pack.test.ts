import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { board } from "../../../src/core/analysis/board.ts";
import { bridgedPack } from "../../../src/core/analysis/bridged-pack.ts";
import { peopleInNeed } from "../../../src/core/analysis/needs.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import { situatedPack } from "../../../src/core/analysis/situated-pack.ts";
import type { BoardAnswer } from "../../../src/core/model/answers.ts";
import { SHELTER_STATUSES } from "../../../src/core/model/operation.ts";
import type { GateOpening, Shelter } from "../../../src/core/model/pack.ts";
import type { Closure, Scenario } from "../../../src/core/model/scenario.ts";
import type { Ground } from "../../../src/core/model/situation.ts";
import { reliefNeeds } from "../../../src/sources/relief-needs.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { createGround } from "../../fixtures/create-ground.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import {
  createDemandCell,
  createGate,
  createPack,
  createScenario,
  createShelter,
} from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createDepot } from "../../fixtures/create-relief-street.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createRandomClosure } from "../../fixtures/edited-walk-truth.ts";

const said = (shelterId: string, facts: Partial<Ground["shelters"][number]>): Ground["shelters"][number] => ({
  shelterId,
  status: null,
  persons: null,
  ...facts,
});

function ask(
  prepared: PreparedPack,
  ground: Ground | undefined,
  { share = 1, scenario = {} }: { share?: number; scenario?: Partial<Scenario> } = {},
): BoardAnswer {
  const asked = createScenario(scenario);
  const result = board(
    bridgedPack(prepared, asked.closures),
    {
      scenario: asked,
      response: { elapsedMinutes: 0, inNeedShare: share, lostDepotIds: [], ...(ground && { ground }) },
    },
    { reliefNeeds },
  );
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

const persons = (answer: BoardAnswer | BoardAnswer["opened"], shelterId: string) =>
  answer?.supply.find((row) => row.shelterId === shelterId)?.personsInNeed ?? 0;
const placed = (answer: BoardAnswer) => answer.supply.reduce((sum, row) => sum + row.personsInNeed, 0);

/** A street of 1,000 m with a shelter of 200 m², 400 places, at each end and homes of 100 persons every 200 m. */
function createTwoEnds(change: { readonly opening?: GateOpening; readonly west?: Partial<Shelter> } = {}) {
  const nodes = Array.from({ length: 6 }, (_, i) => at(i * 200, 0));
  const pack = createPack({
    network: createNetwork(
      nodes,
      nodes.slice(1).map((_, i) => ({ from: i, to: i + 1, widthMetres: 12 })),
    ),
    shelters: [
      createShelter({ id: "west", lngLat: at(0, 0), effectiveSquareMetres: 200, ...change.west }),
      createShelter({ id: "east", lngLat: at(1000, 0), effectiveSquareMetres: 200 }),
    ],
    gates: [
      createGate({
        id: "w",
        shelterId: "west",
        lngLat: at(0, 0),
        opening: change.opening ?? { kind: "always" },
      }),
      createGate({ id: "e", shelterId: "east", lngLat: at(1000, 0) }),
    ],
    demand: Array.from({ length: 6 }, (_, i) => createDemandCell({ id: `d${i}`, lngLat: at(i * 200, 0) })),
  });
  return preparePack(
    { ...pack, index: { ...pack.index, depots: [createDepot({ lngLat: at(600, 0) })] } },
    planningRules,
  );
}
const FAR = { scenario: { reachMinutes: 60 } };

describe("situatedPack", () => {
  it("is the pack itself, object for object, where nothing is said of shelters and gates", () => {
    const town = createTwoEnds();
    expect(situatedPack(town, undefined, "emergency", "opened").pack).toBe(town);
    expect(situatedPack(town, createGround(), "emergency", "designated").pack).toBe(town);
  });

  it("answers the same bit for bit on empty ground as on none", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.constantFrom(0, 0.3, 1), (seed, share) => {
        const town = createWalkTown({ seed, homes: 20 });
        const closures = closuresOf(seed, 2);
        const without = ask(town, undefined, { share, scenario: { closures } });
        const empty = ask(town, createGround(), { share, scenario: { closures } });
        expect({ ...empty, request: null }).toEqual({ ...without, request: null });
      }),
      { numRuns: 20 },
    );
  });

  it("sends nobody to a closed shelter, and takes whoever is reported in it for gone", () => {
    const answer = ask(
      createTwoEnds(),
      createGround({ shelters: [said("west", { status: "closed", persons: 50 })] }),
      FAR,
    );
    expect(persons(answer, "west")).toBe(0);
    expect(persons(answer, "east")).toBe(400);
    expect(answer.personsInNeed).toBe(600);
    expect(answer.opened).toBeNull(); // nobody has begun to open any
  });

  it("tells who is near a closed shelter as not reached", () => {
    const near = { scenario: { reachMinutes: 5 } };
    const town = createTwoEnds();
    expect(ask(town, undefined, near).notReachedPersons).toBe(200);
    const closed = createGround({ shelters: [said("west", { status: "closed" })] });
    expect(ask(town, closed, near).notReachedPersons).toBe(400);
  });

  it("counts those who are in a shelter as placed, of those who have least far to it, and gives the others the room that is left", () => {
    const town = createTwoEnds();
    const ground = createGround({ shelters: [said("west", { persons: 250 })] });
    const answer = ask(town, ground, FAR);
    expect(answer.personsInNeed).toBe(600);
    expect(placed(answer)).toBe(600);
    // 250 of the three homes in the west are in it; the 50 left of the third are placed with the rest
    expect([persons(answer, "west"), persons(answer, "east")]).toEqual([300, 300]);
    const need = peopleInNeed(town, createScenario(FAR.scenario), 1, ground);
    expect([...need.cellOnTheirWay]).toEqual([0, 0, 50, 100, 100, 100]);
    expect(answer.shelters[0]).toMatchObject({ presentPersons: 250, sentPersons: 300, capacityPersons: 400 });
    expect(answer.shelters[1]).toMatchObject({ presentPersons: null, sentPersons: 300 });
  });

  it("takes a full shelter of unknown occupancy for holding what it has room for, and sends nobody more", () => {
    const answer = ask(createTwoEnds(), createGround({ shelters: [said("west", { status: "full" })] }), FAR);
    expect(persons(answer, "west")).toBe(400);
    expect(persons(answer, "east")).toBe(200);
    const halfFull = createGround({ shelters: [said("west", { status: "full", persons: 120 })] });
    expect(persons(ask(createTwoEnds(), halfFull, FAR), "west")).toBe(120);
  });

  it("does not take unknown occupancy for nobody: room stays what it is and nothing is said to be there", () => {
    const answer = ask(
      createTwoEnds(),
      createGround({ shelters: [said("west", { status: "opened" })] }),
      FAR,
    );
    expect(answer.shelters[0]?.presentPersons).toBeNull();
    expect(persons(answer, "west")).toBe(300);
  });

  it("answers a second time with the open shelters alone: designated is not open", () => {
    const town = createTwoEnds();
    const ground = createGround({
      shelters: [said("west", { status: "staffed" }), said("east", { status: "ordered" })],
    });
    const answer = ask(town, ground, FAR);
    expect([persons(answer, "west"), persons(answer, "east")]).toEqual([300, 300]);
    expect(answer.opened).toMatchObject({ openShelters: 1, personsInNeed: 600, placedPersons: 400 });
    expect([persons(answer.opened, "west"), persons(answer.opened, "east")]).toEqual([400, 0]);
    const both = createGround({
      shelters: [said("west", { status: "staffed" }), said("east", { status: "opened" })],
    });
    expect(ask(town, both, FAR).opened).toBeNull();
  });

  it("brings supplies to those in a shelter that takes nobody more", () => {
    const ground = createGround({
      shelters: [said("west", { status: "ordered", persons: 80 }), said("east", { status: "opened" })],
    });
    const { opened } = ask(createTwoEnds(), ground, FAR);
    expect(persons(opened, "west")).toBe(80);
    expect(opened?.supply.find((row) => row.shelterId === "west")?.firstArrivalMinutes).toBeLessThan(
      Infinity,
    );
  });

  it("lets a report of a gate stand over its hours, both ways", () => {
    const locked = createTwoEnds({ opening: { kind: "locked" } });
    expect(persons(ask(locked, undefined, FAR), "west")).toBe(0);
    const open = createGround({ gates: [{ gateId: "w", isOpen: true }] });
    expect(persons(ask(locked, open, FAR), "west")).toBe(300);
    const shut = createGround({ gates: [{ gateId: "w", isOpen: false }] });
    expect(persons(ask(createTwoEnds(), shut, FAR), "west")).toBe(0);
  });

  it("takes the gates of an opened shelter for opened where they wait for the order", () => {
    const onOrder = createTwoEnds({ opening: { kind: "on-order" } });
    const atNine = { scenario: { reachMinutes: 60, minuteOfDay: 540 } };
    expect(persons(ask(onOrder, undefined, atNine), "west")).toBe(0);
    const opened = createGround({ shelters: [said("west", { status: "opened" })] });
    expect(persons(ask(onOrder, opened, atNine), "west")).toBe(300);
  });

  it("occupancy above capacity: everybody counts, nobody is sent, and those beyond the homes in reach came from elsewhere", () => {
    const crowded = createGround({ shelters: [said("west", { persons: 1000 })] });
    const answer = ask(createTwoEnds(), crowded, FAR);
    expect(persons(answer, "west")).toBe(1000);
    expect(persons(answer, "east")).toBe(0);
    expect(answer.personsInNeed).toBe(1000); // 600 from here, 400 from elsewhere
  });

  it("zero capacity and unknown capacity", () => {
    const full = createGround({ shelters: [said("west", { status: "full" })] });
    const none = createTwoEnds({ west: { effectiveSquareMetres: 0 } });
    expect(persons(ask(none, full, FAR), "west")).toBe(0);
    const unknown = createTwoEnds({ west: { effectiveSquareMetres: null } });
    expect(persons(ask(unknown, full, FAR), "west")).toBe(0);
    const some = createGround({ shelters: [said("west", { persons: 30 })] });
    expect(persons(ask(unknown, some, FAR), "west")).toBe(30);
  });

  it("ids the pack does not know change nothing", () => {
    const town = createTwoEnds();
    const strange = createGround({
      shelters: [said("nowhere", { status: "closed", persons: 9 })],
      gates: [{ gateId: "none", isOpen: false }],
    });
    const answer = ask(town, strange, FAR);
    expect({ ...answer, request: null }).toEqual({ ...ask(town, undefined, FAR), request: null });
  });

  it("all roads closed: whoever is in a shelter is still there, and no truck comes", () => {
    const area: Closure = {
      kind: "area",
      id: "all",
      ring: [at(-500, -500), at(1500, -500), at(1500, 500), at(-500, 500)],
    };
    const ground = createGround({ shelters: [said("west", { status: "opened", persons: 20 })] });
    const answer = ask(createTwoEnds(), ground, { scenario: { reachMinutes: 60, closures: [area] } });
    expect(persons(answer, "west")).toBeGreaterThanOrEqual(20);
    expect(answer.supply.every((row) => row.firstArrivalMinutes === Infinity)).toBe(true);
  });

  it("answers as a pack whose rows say the same, from step to step, and loses nobody", () => {
    const report = fc.record({
      shelter: fc.nat({ max: 3 }),
      status: fc.constantFrom(null, ...SHELTER_STATUSES),
      persons: fc.constantFrom(null, 0, 7, 60, 5000),
    });
    const gate = fc.record({ gate: fc.nat({ max: 7 }), isOpen: fc.boolean() });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 200 }),
        fc.array(
          fc.tuple(fc.array(report, { maxLength: 4 }), fc.array(gate, { maxLength: 3 }), fc.nat({ max: 2 })),
          { minLength: 1, maxLength: 4 },
        ),
        (seed, steps) => {
          const town = withRoom(createWalkTown({ seed, homes: 25 }), 125);
          for (const [reports, gates, closed] of steps) {
            const shelters = new Map(reports.map(({ shelter, ...facts }) => [`s${shelter}`, facts]));
            const ground = createGround({
              shelters: [...shelters].map(([id, facts]) => said(id, facts)),
              gates: gates.map((each) => ({
                gateId: `s${each.gate >> 1}-g${each.gate & 1}`,
                isOpen: each.isOpen,
              })),
            });
            const closures = closuresOf(seed, closed);
            const asked = { share: 0.5, scenario: { closures, reachMinutes: 4 } };
            const answer = ask(town, ground, asked);
            // the same reports on a pack that has never been asked
            const fresh = ask(withRoom(createWalkTown({ seed, homes: 25 }), 125), ground, asked);
            expect(answer).toEqual(fresh);
            for (const row of answer.shelters) {
              const { status, persons: reported } = shelters.get(row.shelterId) ?? {
                status: null,
                persons: null,
              };
              const there = status === "closed" ? 0 : (reported ?? (status === "full" ? 250 : 0));
              expect(row.sentPersons).toBeGreaterThanOrEqual(there);
              if (status === "closed" || status === "full") expect(row.sentPersons).toBe(there);
              expect(row.sentPersons).toBeLessThanOrEqual(Math.max(there, 250));
            }
            expect(placed(answer)).toBeLessThanOrEqual(answer.personsInNeed);
            if (answer.opened) {
              expect(answer.opened.placedPersons).toBeLessThanOrEqual(answer.opened.personsInNeed);
              expect(answer.opened.placedPersons).toBeLessThanOrEqual(placed(answer));
              expect(answer.opened.notReachedPersons).toBeGreaterThanOrEqual(answer.notReachedPersons);
            }
          }
        },
      ),
      { numRuns: 12 },
    );
  });

  it("a closed shelter answers as a pack in which its gates are locked", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.nat({ max: 3 }), (seed, k) => {
        const town = withRoom(createWalkTown({ seed, homes: 25 }), 125);
        const ground = createGround({ shelters: [said(`s${k}`, { status: "closed" })] });
        const shut = preparePack(
          {
            ...town.pack,
            index: {
              ...town.pack.index,
              gates: town.pack.index.gates.map((each) =>
                each.shelterId === `s${k}` ? { ...each, opening: { kind: "locked" } } : each,
              ),
            },
          },
          planningRules,
        );
        const answer = ask(town, ground);
        expect({ ...answer, request: null }).toEqual({ ...ask(shut, undefined), request: null });
      }),
      { numRuns: 15 },
    );
  });
});

const closuresOf = (seed: number, count: number): Closure[] => {
  const random = createRandom(seed);
  return Array.from({ length: count }, () =>
    createRandomClosure(random, at(0, 0), at(640, 480), ["street", "area", "flood", "slow", "bridge"]),
  );
};

const withRoom = ({ pack }: PreparedPack, effectiveSquareMetres: number): PreparedPack =>
  preparePack(
    {
      ...pack,
      index: {
        ...pack.index,
        shelters: pack.index.shelters.map((shelter) => ({ ...shelter, effectiveSquareMetres })),
        depots: [createDepot({ lngLat: at(100, 100) })],
      },
    },
    planningRules,
  );
