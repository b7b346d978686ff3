import { describe, expect, it } from "vitest";
import { board } from "../../../src/core/analysis/board.ts";
import { depotLosses } from "../../../src/core/analysis/depot-losses.ts";
import { supplies } from "../../../src/core/analysis/supplies.ts";
import type { StockMovement } from "../../../src/core/model/operation.ts";
import { DEFAULT_RESPONSE, type Response } from "../../../src/core/model/scenario.ts";
import { reliefNeeds } from "../../../src/sources/relief-needs.ts";
import { createGround } from "../../fixtures/create-ground.ts";
import { at } from "../../fixtures/create-network.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createDepot, createReliefStreet } from "../../fixtures/create-relief-street.ts";

const packs = { reliefNeeds };
const prepared = createReliefStreet({
  depots: [
    createDepot(),
    createDepot({ id: "near", level: "street", lngLat: at(400, 0), trucks: 1, stock: [] }),
  ],
});
const asked = (response: Partial<Response> = {}) => ({
  scenario: createScenario(),
  response: { ...DEFAULT_RESPONSE, inNeedShare: 0.1, ...response },
});
function answerOf<Value>(
  result: { readonly ok: true; readonly value: Value } | { readonly ok: false },
): Value {
  if (!result.ok) throw new Error("no answer");
  return result.value;
}
const ask = (response: Partial<Response> = {}) =>
  answerOf(supplies(prepared, { ...asked(response), effort: "quick" }, packs));
const moved = (facts: Partial<StockMovement>): StockMovement => ({
  id: "m",
  kind: "issue",
  depotId: "depot",
  toId: null,
  item: "quilt",
  quantity: 9_990,
  expires: null,
  paper: "",
  ...facts,
});

describe("supplies", () => {
  it("tells the plan the board tells, with what is on each truck", () => {
    const answer = ask();
    const told = answerOf(board(prepared, asked(), packs));
    expect(answer.trips[0]).toMatchObject({ depotId: "depot", shelterId: "a", gateId: "g" });
    expect(answer.trips[0]?.unloadedMinute).toBe(told.supply[0]?.firstArrivalMinutes);
    const load = new Map(
      answer.trips.flatMap((trip) => trip.load.map(({ item, quantity }) => [item, quantity])),
    );
    expect(load.get("water-litre")).toBe(1500);
    expect(load.get("tent")).toBe(30);
    expect(answer.boundPersonMinutes).toBeLessThanOrEqual(answer.unmetPersonMinutes);
    expect(answer.items.find(({ item }) => item === "quilt")).toEqual({
      item: "quilt",
      neededUnits: 100,
      usableUnits: 10_000,
      movableUnits: 10_000,
      deliveredUnits: 100,
      persons: 10_000,
    });
    // one day of water for a stay of one day, counted from when it comes
    expect(answer.shelters[0]?.stockOuts[0]).toEqual({
      item: "water-litre",
      firstMinute: answer.trips[0]?.unloadedMinute,
      runsOutMinute: Infinity,
    });
  });

  it("plans with what the register says: given out is gone, expired is left out, lost trucks do not drive", () => {
    const quilts = ask({ ground: createGround({ movements: [moved({})] }) });
    expect(quilts.scarcestItem).toBe("quilt");
    expect(quilts.shelters[0]).toMatchObject({ servedPersons: 10, scarcestItem: "quilt", shortQuantity: 90 });
    const received = moved({ kind: "receive", quantity: 50, expires: "2001-01" });
    const expired = ask({ ground: createGround({ movements: [moved({}), received] }) });
    expect(expired.shelters[0]?.servedPersons).toBe(10);
    const noTrucks = ask({ ground: createGround({ depotTrucks: [{ depotId: "depot", trucks: 0 }] }) });
    expect(noTrucks.trips).toEqual([]);
    expect(noTrucks.items[0]).toMatchObject({ movableUnits: 0, usableUnits: 100_000 });
  });

  it("judges expiry in the month of a real operation", () => {
    const stock = createDepot().stock.map((line) => ({ ...line, expires: "2030-06" }));
    const town = createReliefStreet({ depots: [createDepot({ stock })] });
    const served = (month: string) =>
      answerOf(supplies(town, { ...asked({ ground: createGround({ month }) }), effort: "quick" }, packs))
        .shelters[0]?.servedPersons;
    expect(served("2030-06")).toBe(100);
    expect(served("2030-07")).toBe(0);
  });
});

describe("depotLosses", () => {
  it("names what breaks without the only depot that has anything, and leaves out who sends nothing", () => {
    const answer = answerOf(depotLosses(prepared, asked(), packs));
    expect(answer.servedPersons).toBe(100);
    expect(answer.losses).toEqual([
      {
        depotId: "depot",
        level: "district",
        servedPersons: 0,
        latePersons: 100,
        unmetPersonMinutes: 100 * 600,
        lateShelterIds: ["a"],
        shortShelterIds: ["a"],
      },
    ]);
  });

  it("is what the plan is with the depot said to be lost", () => {
    const twins = createReliefStreet({
      depots: [createDepot(), createDepot({ id: "near", level: "street", lngLat: at(400, 0), trucks: 1 })],
    });
    const answer = answerOf(depotLosses(twins, asked(), packs));
    for (const loss of answer.losses) {
      const lost = answerOf(
        supplies(twins, { ...asked({ lostDepotIds: [loss.depotId] }), effort: "quick" }, packs),
      );
      expect(loss.unmetPersonMinutes).toBe(lost.unmetPersonMinutes);
      expect(loss.latePersons).toBe(lost.latePersons);
    }
    expect(answer.losses.length).toBeGreaterThan(0);
  });
});
