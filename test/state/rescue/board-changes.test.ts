import { describe, expect, it } from "vitest";
import type { BoardAnswer } from "../../../src/core/model/answers.ts";
import { boardChanges, changeState, latestSteps, withStep } from "../../../src/state/rescue/board-changes.ts";
import { createBoardAnswer, createServiceRow, createSupplyRow } from "../../fixtures/create-command.ts";

const supplied = (minutes: Readonly<Record<string, number>>, persons = 100): BoardAnswer =>
  createBoardAnswer({
    supply: Object.entries(minutes).map(([shelterId, firstArrivalMinutes]) =>
      createSupplyRow({ shelterId, firstArrivalMinutes, personsInNeed: persons }),
    ),
    service: [],
    personsInNeed: persons * Object.keys(minutes).length,
  });

describe("boardChanges", () => {
  it("finds nothing between a board and itself, whatever minute is looked at", () => {
    const one = createBoardAnswer();
    const later = createBoardAnswer({
      request: { ...one.request, response: { ...one.request.response, elapsedMinutes: 300 } },
    });
    expect(boardChanges(one, later)).toEqual([]);
  });

  it("tells what broke and what recovered before what comes later or sooner", () => {
    const before = supplied({ a: 300, b: 380, c: 200, d: 250 });
    const after = supplied({ a: 400, b: 350, c: 230, d: 220 });
    expect(boardChanges(before, after)).toEqual([
      { kind: "broke", promise: "supply", shelterId: "a" },
      { kind: "recovered", promise: "supply", shelterId: "b" },
      { kind: "later", shelterId: "c", minutes: 30 },
      { kind: "sooner", shelterId: "d", minutes: 30 },
    ]);
  });

  it("does not call never and never a change, nor a minute or two", () => {
    expect(boardChanges(supplied({ a: Infinity, b: 100 }), supplied({ a: Infinity, b: 103 }))).toEqual([]);
    expect(boardChanges(supplied({ a: 400 }), supplied({ a: Infinity }))).toEqual([
      { kind: "later", shelterId: "a", minutes: Infinity },
    ]);
  });

  it("tells who goes elsewhere, who is short and who has no place", () => {
    const service = (servedPersons: number) => [
      createServiceRow({ shelterId: "a", personsInNeed: 500, servedPersons, servedByMinutes: Infinity }),
    ];
    const before = { ...supplied({ a: 100, b: 100 }, 500), service: service(400) };
    const after = {
      ...before,
      supply: [
        createSupplyRow({ shelterId: "a", firstArrivalMinutes: 100, personsInNeed: 420 }),
        createSupplyRow({ shelterId: "b", firstArrivalMinutes: 100, personsInNeed: 560 }),
      ],
      service: service(300),
    };
    expect(boardChanges(before, after)).toEqual([
      { kind: "unplaced", persons: 20 },
      { kind: "short", shelterId: "a", persons: 100 },
      { kind: "sent", shelterId: "a", persons: -80 },
      { kind: "sent", shelterId: "b", persons: 60 },
    ]);
    expect(boardChanges(after, before).map(changeState)).toEqual([
      "kept",
      "kept",
      "on-the-way",
      "on-the-way",
    ]);
  });
});

describe("latestSteps", () => {
  const change = [{ kind: "unplaced", persons: 1 }] as const;
  it("gives those of the last minute, newest first, and else the last there was", () => {
    const steps = [1_000, 50_000, 70_000].reduce(
      (known, at) => withStep(known, { at, changes: change }),
      [] as ReturnType<typeof withStep>,
    );
    expect(latestSteps(steps, 75_000).map(({ at }) => at)).toEqual([70_000, 50_000]);
    expect(latestSteps(steps, 900_000).map(({ at }) => at)).toEqual([70_000]);
    expect(latestSteps([], 900_000)).toEqual([]);
  });

  it("does not remember a board on which nothing changed", () => {
    expect(withStep([], { at: 1, changes: [] })).toEqual([]);
  });
});
