import { describe, expect, it } from "vitest";
import { board } from "../../../src/core/analysis/board.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import { saveActions } from "../../../src/core/analysis/save-actions.ts";
import { applySave } from "../../../src/core/analysis/saves/apply-save.ts";
import type { BoardAnswer, BoardRequest } from "../../../src/core/model/answers.ts";
import { type RunContext, SILENT } from "../../../src/core/model/progress.ts";
import type { SaveActionsAnswer, SaveActionsRequest } from "../../../src/core/model/save-actions.ts";
import { reliefNeeds } from "../../../src/sources/relief-needs.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { createGround } from "../../fixtures/create-ground.ts";
import { at } from "../../fixtures/create-network.ts";
import { createGate, createScenario } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createDepot, createReliefStreet } from "../../fixtures/create-relief-street.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createRandomClosure } from "../../fixtures/edited-walk-truth.ts";

const PACKS = { reliefNeeds };

function ask(
  prepared: PreparedPack,
  facts: Partial<SaveActionsRequest> = {},
  run: RunContext = SILENT,
): SaveActionsAnswer {
  const result = saveActions(prepared, requestOf(facts), PACKS, run);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

const requestOf = (facts: Partial<SaveActionsRequest>): SaveActionsRequest => ({
  scenario: createScenario(),
  response: { elapsedMinutes: 0, inNeedShare: 0.1, lostDepotIds: [] },
  shelterIds: null,
  mostShelters: 6,
  mostActions: 5,
  ...facts,
});

function solve(prepared: PreparedPack, request: BoardRequest): BoardAnswer {
  const result = board(prepared, request, PACKS);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

const middleStreet = { kind: "street", id: "c", lngLat: at(1000, 5) } as const;
describe("saveActions", () => {
  it("says nothing where every promise is kept", () => {
    expect(ask(createReliefStreet())).toMatchObject({ shelters: [], openings: [], triedActions: 0 });
  });

  it("finds the closure whose lifting brings the truck, with the slack the board then has", () => {
    const aside = { kind: "area", id: "aside", ring: [at(500, 900), at(600, 900), at(600, 990)] } as const;
    const scenario = createScenario({ closures: [middleStreet, aside] });
    const prepared = createReliefStreet({ depots: [createDepot({ lngLat: at(1700, 0) })] });
    const { shelters } = ask(prepared, { scenario });
    const [best] = shelters[0]?.saves ?? [];
    expect(shelters[0]).toMatchObject({ shelterId: "a", promise: "supply" });
    expect(best).toMatchObject({
      action: { kind: "lift-closure", closureId: "c" },
      isSaved: true,
      gainedMinutes: Infinity,
      worse: [],
    });
    const open = solve(prepared, {
      scenario: { ...scenario, closures: [aside] },
      response: { elapsedMinutes: 0, inNeedShare: 0.1, lostDepotIds: [] },
    });
    expect(best?.slackMinutes).toBe(open.supply[0]?.slackMinutes);
    // the other closure is in nobody's way
    expect(shelters[0]?.saves.map(({ action }) => action)).toEqual([best?.action]);
  });

  it("finds the gate to open where the way to the others is closed", () => {
    const east = createGate({ id: "e", shelterId: "a", lngLat: at(1800, 0), opening: { kind: "locked" } });
    const only = createReliefStreet();
    const prepared = preparePack(
      { ...only.pack, index: { ...only.pack.index, gates: [...only.pack.index.gates, east] } },
      planningRules,
    );
    const { shelters } = ask(prepared, { scenario: createScenario({ closures: [middleStreet] }) });
    expect(shelters[0]?.saves.map(({ action }) => action.kind)).toContain("open-gate");
  });

  it("sends a truck of another depot, and says what more trucks would do", () => {
    // one truck goes to and fro too slowly for everybody; the other depot has trucks and nothing to send
    const depots = [
      createDepot({ id: "busy", trucks: 1, mobilisationMinutes: 420 }),
      createDepot({ id: "idle", trucks: 3, stock: [], lngLat: at(1900, 0) }),
    ];
    const { shelters } = ask(createReliefStreet({ depots }), {
      response: { elapsedMinutes: 0, inNeedShare: 1, lostDepotIds: [] },
    });
    // first supplies break whatever is done: the depot starts after the six hours
    expect(shelters[0]?.promise).toBe("supply");
    const kept = ask(
      createReliefStreet({ depots: depots.map((depot) => ({ ...depot, mobilisationMinutes: 300 })) }),
      {
        response: { elapsedMinutes: 0, inNeedShare: 1, lostDepotIds: [] },
      },
    );
    expect(kept.shelters[0]?.promise).toBe("service");
    const kinds = kept.shelters[0]?.saves.map(({ action }) => action.kind) ?? [];
    expect(kinds).toContain("move-truck");
    expect(kinds).toContain("add-truck");
    const move = kept.shelters[0]?.saves.find(({ action }) => action.kind === "move-truck");
    expect(move?.action).toMatchObject({
      fromDepotId: "idle",
      toDepotId: "busy",
      fromTrucks: 2,
      toTrucks: 2,
    });
    expect(move?.gainedPersons).toBeGreaterThan(0);
  });

  it("brings what is short from a depot that has it and no truck", () => {
    const noQuilts = createDepot().stock.map((line) =>
      line.item === "quilt" ? { ...line, quantity: 30 } : line,
    );
    const depots = [
      createDepot({ stock: noQuilts }),
      createDepot({
        id: "store",
        trucks: 0,
        lngLat: at(1900, 0),
        stock: [{ item: "quilt", quantity: 50, expires: null }],
      }),
    ];
    const { shelters } = ask(createReliefStreet({ depots }));
    expect(shelters[0]).toMatchObject({ shelterId: "a", promise: "service" });
    expect(shelters[0]?.saves[0]).toMatchObject({
      action: {
        kind: "transfer-stock",
        fromDepotId: "store",
        toDepotId: "depot",
        item: "quilt",
        quantity: 50,
      },
      isSaved: false,
      gainedPersons: 50,
    });
  });

  it("names the shelter whose opening gives a place to most of those without", () => {
    const town = createReliefStreet();
    const ground = createGround({ shelters: [{ shelterId: "a", status: "closed", persons: null }] });
    const response = { elapsedMinutes: 0, inNeedShare: 0.1, lostDepotIds: [], ground };
    const { unplacedPersons, openings } = ask(town, { response });
    expect(unplacedPersons).toBe(100);
    expect(openings).toEqual([{ action: { kind: "open-shelter", shelterId: "a" }, gainedPersons: 100 }]);
  });

  it("tells only what the board worked out again confirms, gains here and losses elsewhere, in 12 towns", () => {
    let told = 0;
    for (let seed = 1; seed <= 12; seed++) {
      const prepared = createDepotTown(seed);
      const random = createRandom(seed);
      const closures = [1, 2].map(() =>
        createRandomClosure(random, at(0, 0), at(640, 480), ["street", "area", "slow"]),
      );
      const asked = {
        scenario: createScenario({ closures, reachMinutes: 5 }),
        response: { elapsedMinutes: 0, inNeedShare: 0.6, lostDepotIds: [], ground: createGround() },
      };
      const before = solve(prepared, asked);
      for (const { shelterId, promise, saves } of ask(prepared, asked).shelters)
        for (const save of saves) {
          told++;
          const after = solve(prepared, applySave(asked, save.action));
          const supply = [before, after].map(
            (answer) => answer.supply.find((row) => row.shelterId === shelterId)?.firstArrivalMinutes,
          );
          const service = [before, after].map((answer) =>
            answer.service.find((row) => row.shelterId === shelterId),
          );
          const [then, now] = promise === "supply" ? supply : service.map((row) => row?.servedByMinutes);
          const gained = then === now ? 0 : (then ?? 0) - (now ?? 0);
          expect(save.gainedMinutes).toBe(Math.max(0, gained));
          expect(save.isSaved).toBe((now ?? Infinity) <= (promise === "supply" ? 360 : 600));
          expect(save.gainedPersons).toBe(
            Math.max(0, (service[1]?.servedPersons ?? 0) - (service[0]?.servedPersons ?? 0)),
          );
          for (const row of before.supply) {
            const later = after.supply.find((each) => each.shelterId === row.shelterId);
            if (!later) continue;
            const lost = later.firstArrivalMinutes - row.firstArrivalMinutes;
            const known = save.worse.find(
              (each) => each.shelterId === row.shelterId && each.promise === "supply",
            );
            expect(known !== undefined).toBe(lost >= 1);
          }
        }
    }
    expect(told).toBeGreaterThan(20);
  });

  it("stops when it is told to", () => {
    const scenario = createScenario({ closures: [middleStreet] });
    const stopped = saveActions(createReliefStreet(), requestOf({ scenario }), PACKS, {
      ...SILENT,
      isCancelled: () => true,
    });
    expect(stopped).toEqual({ ok: false, failure: { code: "CANCELLED" } });
  });

  it("no trucks: there is nothing that could be tried, and nothing is told", () => {
    const none = ask(createReliefStreet({ depots: [createDepot({ trucks: 0 })] }));
    expect(none.shelters).toEqual([{ shelterId: "a", promise: "supply", saves: [] }]);
    expect(ask(createReliefStreet({ depots: [] })).shelters[0]?.saves).toEqual([]);
  });

  it("all roads closed by areas: only the area in the way is told", () => {
    const ring = [at(-500, -500), at(2500, -500), at(2500, 500), at(-500, 500)];
    const scenario = createScenario({ reachMinutes: 60, closures: [{ kind: "area", id: "all", ring }] });
    const ground = createGround({ shelters: [{ shelterId: "a", status: "opened", persons: 50 }] });
    const { shelters } = ask(createReliefStreet(), {
      scenario,
      response: { elapsedMinutes: 0, inNeedShare: 0.1, lostDepotIds: [], ground },
    });
    expect(shelters[0]?.saves.map(({ action }) => action)).toEqual([
      { kind: "lift-closure", closureId: "all" },
    ]);
  });
});

/** Two depots in a town, one of them with a single slow truck and few quilts. */
function createDepotTown(seed: number): PreparedPack {
  const random = createRandom(seed * 11);
  const { pack } = createWalkTown({ seed, homes: 25 });
  const place = () => at(random() * 640, random() * 480);
  const some = createDepot().stock.map((line) => ({ ...line, quantity: Math.ceil(line.quantity / 25) }));
  const depots = [
    createDepot({ id: "one", lngLat: place(), trucks: 1, mobilisationMinutes: 340, stock: some }),
    createDepot({ id: "two", lngLat: place(), trucks: 2, mobilisationMinutes: 345, truckLoadKilograms: 900 }),
    createDepot({ id: "store", lngLat: place(), trucks: 0 }),
  ];
  return preparePack({ ...pack, index: { ...pack.index, depots } }, planningRules);
}
