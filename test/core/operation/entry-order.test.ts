import fc from "fast-check";
import { expect, test } from "vitest";
import type { Act, LogEntry } from "../../../src/core/model/operation.ts";
import { applyEntries } from "../../../src/core/operation/apply-entries.ts";
import { EMPTY_SITUATION } from "../../../src/core/operation/empty-situation.ts";

const ID = fc.constantFrom("a", "b");
const PLACE = [116.36, 39.9] as const;

/** Everything a feed may say. */
const said: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant("shelter-status" as const),
    shelterId: ID,
    status: fc.constantFrom("opened" as const, "full" as const, "closed" as const),
  }),
  fc.record({ kind: fc.constant("occupancy" as const), shelterId: ID, persons: fc.option(fc.nat(900)) }),
  fc.record({ kind: fc.constant("gate-state" as const), gateId: ID, isOpen: fc.boolean() }),
  fc.record({ closureId: ID, factor: fc.integer({ min: 1, max: 9 }) }).map(
    ({ closureId, factor }): Act => ({
      kind: "closure-made",
      closure: { kind: "slow", id: closureId, ring: [PLACE], factor },
    }),
  ),
  fc.record({ kind: fc.constant("closure-lifted" as const), closureId: ID }),
  fc.record({ incidentId: ID, text: fc.string({ maxLength: 3 }) }).map(
    ({ incidentId, text }): Act => ({
      kind: "incident-entered",
      incident: { id: incidentId, kind: "fire", lngLat: PLACE, severity: 1, crewsWanted: 1, text },
    }),
  ),
  fc.record({ kind: fc.constant("incident-ended" as const), incidentId: ID }),
  fc.record({ gaugeId: ID, millimetres: fc.nat(50) }).map(
    ({ gaugeId, millimetres }): Act => ({
      kind: "gauge-read",
      reading: { gaugeId, millimetres, minutes: 5 },
    }),
  ),
  fc
    .record({ vehicleId: ID, text: fc.string({ maxLength: 3 }) })
    .map(
      ({ vehicleId, text }): Act => ({ kind: "vehicle-seen", vehicle: { vehicleId, lngLat: PLACE, text } }),
    ),
);

const lines = fc
  .uniqueArray(fc.record({ minute: fc.nat(12), by: fc.constantFrom("one", "two"), act: said }), {
    maxLength: 24,
    // One source says one thing at one moment.
    selector: ({ minute, by }) => `${minute} ${by}`,
  })
  .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));

const entries = (of: readonly { minute: number; by: string; act: Act }[]): LogEntry[] =>
  of.map((line, sequence) => ({ ...line, sequence, recordedAt: 0, source: "feed", hash: "" }));

test("what feeds said adds up to the same in whatever order it came in", () => {
  fc.assert(
    fc.property(lines, ([sent, received]) => {
      expect(applyEntries(EMPTY_SITUATION, entries(received))).toEqual(
        applyEntries(EMPTY_SITUATION, entries(sent)),
      );
    }),
    { numRuns: 400, seed: 6 },
  );
});

const lineAt = (minute: number, act: Act): LogEntry => ({
  sequence: 0,
  recordedAt: 0,
  minute,
  source: "person",
  by: "",
  act,
  hash: "",
});
const closure = { kind: "street", id: "c", lngLat: PLACE } as const;

test("a street lifted before its closing is heard of stays open, and is shut again by a later closing", () => {
  const lifted = lineAt(20, { kind: "closure-lifted", closureId: "c" });
  const late = lineAt(10, { kind: "closure-made", closure });
  const again = lineAt(30, { kind: "closure-made", closure });
  expect(applyEntries(EMPTY_SITUATION, [lifted, late]).closures).toEqual([]);
  expect(applyEntries(EMPTY_SITUATION, [lifted, late, again]).closures).toEqual([closure]);
});

test("a person's lines of one minute hold in the order they were written", () => {
  const made = lineAt(5, { kind: "closure-made", closure });
  const lifted = lineAt(5, { kind: "closure-lifted", closureId: "c" });
  expect(applyEntries(EMPTY_SITUATION, [made, lifted]).closures).toEqual([]);
  expect(applyEntries(EMPTY_SITUATION, [made, lifted, made]).closures).toEqual([closure]);
});

test("what a feed says twice, before and after the page was opened anew, counts once; what a person says, twice", () => {
  const reading = { kind: "gauge-read", reading: { gaugeId: "g", millimetres: 4, minutes: 5 } } as const;
  const of = (source: "feed" | "person") => ({ ...lineAt(5, reading), source });
  const { readings } = applyEntries(EMPTY_SITUATION, [of("feed"), of("feed")]);
  expect(readings.g).toHaveLength(1);
  expect(applyEntries(EMPTY_SITUATION, [of("person"), of("person")]).readings.g).toHaveLength(2);
});
