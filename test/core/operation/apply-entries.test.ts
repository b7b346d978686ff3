import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Act, LogEntry } from "../../../src/core/model/operation.ts";
import { applyEntries } from "../../../src/core/operation/apply-entries.ts";
import { EMPTY_SITUATION } from "../../../src/core/operation/empty-situation.ts";
import { groundOf } from "../../../src/core/operation/ground-of.ts";

const entry = (act: Act, minute = 0, sequence = 0): LogEntry => ({
  sequence,
  recordedAt: 0,
  minute,
  source: "person",
  by: "",
  act,
  hash: "",
});
const situationOf = (...entries: LogEntry[]) => applyEntries(EMPTY_SITUATION, entries);

describe("what a log says", () => {
  test("nothing is known of a shelter nobody has reported on", () => {
    const { shelters } = situationOf(entry({ kind: "occupancy", shelterId: "a", persons: 12 }));
    expect(shelters.a?.status).toBeNull();
    expect(shelters.b).toBeUndefined();
  });

  test("a report of an earlier minute that comes in late stands in the history, not in place of the later one", () => {
    const { shelters } = situationOf(
      entry({ kind: "shelter-status", shelterId: "a", status: "full" }, 40),
      entry({ kind: "shelter-status", shelterId: "a", status: "opened" }, 25),
    );
    expect(shelters.a?.status).toMatchObject({ status: "full", minute: 40 });
    expect(shelters.a?.history.map(({ status }) => status)).toEqual(["opened", "full"]);
  });

  test("a movement told twice is done once", () => {
    const movement = {
      id: "m1",
      kind: "receive",
      depotId: "d",
      toId: null,
      item: "tent",
      quantity: 5,
      expires: null,
      paper: "",
    } as const;
    const moved = entry({ kind: "stock-moved", movement });
    expect(situationOf(moved, moved).movements).toHaveLength(1);
  });

  test("crews come back only as many as went out", () => {
    const act = { stationId: "s", incidentId: null } as const;
    const { crewsOut } = situationOf(
      entry({ kind: "crews-out", crews: 3, ...act }),
      entry({ kind: "crews-back", crews: 2, ...act }),
    );
    expect(crewsOut).toMatchObject([{ stationId: "s", crews: 1 }]);
    expect(
      situationOf(
        entry({ kind: "crews-out", crews: 1, ...act }),
        entry({ kind: "crews-back", crews: 4, ...act }),
      ).crewsOut,
    ).toEqual([]);
  });

  test("when crews of a station first went out is known after they came back, and from a late report", () => {
    const act = { stationId: "s", incidentId: null, crews: 1 } as const;
    const { crewsOut, firstOut } = situationOf(
      entry({ kind: "crews-out", ...act }, 30),
      entry({ kind: "crews-back", ...act }, 50),
      entry({ kind: "crews-out", ...act }, 12),
      entry({ kind: "crews-back", ...act }, 55),
    );
    expect(crewsOut).toEqual([]);
    expect(firstOut.s).toMatchObject({ minute: 12 });
  });

  test("ids like names of object members are ids", () => {
    const { shelters, gates } = situationOf(
      entry({ kind: "shelter-status", shelterId: "constructor", status: "opened" }),
      entry({ kind: "gate-state", gateId: "toString", isOpen: true }),
    );
    expect(shelters.constructor).toMatchObject({ history: [{ status: "opened" }] });
    expect(Object.keys(gates)).toEqual(["toString"]);
  });

  test("an empty situation asks nothing new of the engine", () => {
    expect(groundOf(EMPTY_SITUATION)).toBeUndefined();
    expect(groundOf(situationOf(entry({ kind: "gate-state", gateId: "g", isOpen: true })))).toBeDefined();
  });

  test("a log taken up in parts says the same as at once", () => {
    const shelterId = fc.constantFrom("a", "b", "c");
    const act: fc.Arbitrary<Act> = fc.oneof(
      fc.record({
        kind: fc.constant("shelter-status" as const),
        shelterId,
        status: fc.constantFrom("ordered" as const, "opened" as const, "full" as const),
      }),
      fc.record({ kind: fc.constant("occupancy" as const), shelterId, persons: fc.nat(500) }),
      fc.record({ kind: fc.constant("depot-lost" as const), depotId: shelterId }),
      fc.record({ kind: fc.constant("depot-back" as const), depotId: shelterId }),
      fc.record({
        kind: fc.constant("crews-out" as const),
        stationId: shelterId,
        crews: fc.integer({ min: 1, max: 4 }),
        incidentId: fc.constant(null),
      }),
    );
    const lines = fc.array(fc.tuple(act, fc.integer({ min: -60, max: 600 })), { maxLength: 60 });
    fc.assert(
      fc.property(lines, fc.nat(60), (acts, cut) => {
        const entries = acts.map(([each, minute], sequence) => entry(each, minute, sequence));
        const inParts = applyEntries(
          applyEntries(EMPTY_SITUATION, entries.slice(0, cut)),
          entries.slice(cut),
        );
        expect(inParts).toEqual(applyEntries(EMPTY_SITUATION, entries));
      }),
    );
  });
});
