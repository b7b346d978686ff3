import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createIntake } from "../../../src/core/feed/create-intake.ts";
import type { FeedLine, FeedMessage } from "../../../src/core/model/feed.ts";
import { applyEntries } from "../../../src/core/operation/apply-entries.ts";
import { EMPTY_SITUATION } from "../../../src/core/operation/empty-situation.ts";

const T = 1_800_000_000_000;
const message = (sequence: number, sentAt = T + sequence * 1000, source = "centre"): FeedMessage => ({
  source,
  sequence,
  sentAt,
  act: { kind: "occupancy", shelterId: "s1", persons: sequence },
  lngLat: null,
});
const situationOf = (lines: readonly FeedLine[]) =>
  applyEntries(
    EMPTY_SITUATION,
    lines.map(({ act, by, at }, sequence) => ({
      sequence,
      recordedAt: 0,
      minute: (at - T) / 60_000,
      source: "feed",
      by,
      act,
      hash: "",
    })),
  );
const taken = (messages: readonly FeedMessage[], receivedAt = T + 1e9) => {
  const intake = createIntake();
  const lines = messages.flatMap((each) => intake.take(each, receivedAt) ?? []);
  return { lines, counts: intake.counts() };
};

describe("what feeds send", () => {
  test("any interleaving, duplication and order of a set of messages gives the same final situation", () => {
    const sent = fc.uniqueArray(
      fc.record({
        source: fc.constantFrom("centre", "district"),
        sequence: fc.nat(40),
        // Several in one millisecond.
        offset: fc.nat(6),
        shelterId: fc.constantFrom("s1", "s2"),
        kind: fc.constantFrom("status", "occupancy", "gauge", "closure", "reopening"),
      }),
      { maxLength: 40, selector: ({ source, sequence }) => `${source} ${sequence}` },
    );
    const asMessage = (given: {
      source: string;
      sequence: number;
      offset: number;
      shelterId: string;
      kind: string;
    }): FeedMessage => {
      const { source, sequence, offset, shelterId, kind } = given;
      const acts = {
        status: { kind: "shelter-status", shelterId, status: sequence % 2 ? "full" : "opened" },
        occupancy: { kind: "occupancy", shelterId, persons: sequence },
        gauge: { kind: "gauge-read", reading: { gaugeId: shelterId, millimetres: sequence, minutes: 5 } },
        closure: {
          kind: "closure-made",
          closure: { kind: "street", id: shelterId, lngLat: [116 + sequence / 100, 39.9] },
        },
        reopening: { kind: "closure-lifted", closureId: shelterId },
      } as const;
      return {
        source,
        sequence,
        sentAt: T + offset,
        act: acts[kind as keyof typeof acts],
        lngLat: null,
      };
    };
    fc.assert(
      fc.property(
        sent.chain((all) =>
          fc.tuple(
            fc.constant(all),
            fc.array(fc.nat(Math.max(0, all.length - 1)), { maxLength: 20 }),
            fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
              minLength: all.length + 20,
              maxLength: all.length + 20,
            }),
          ),
        ),
        ([all, twice, order]) => {
          const messages = all.map(asMessage);
          const arriving = [...messages, ...twice.flatMap((i) => messages[i] ?? [])]
            .map((each, i) => [order[i] as number, each] as const)
            .sort(([a], [b]) => a - b)
            .map(([, each]) => each);
          const inOrder = taken(messages);
          const mixed = taken(arriving);
          expect(situationOf(mixed.lines)).toEqual(situationOf(inOrder.lines));
          expect(mixed.lines).toHaveLength(messages.length);
        },
      ),
      { numRuns: 300, seed: 6 },
    );
  });

  test("a message of the same source and number is dropped and counted, one of another source is not", () => {
    const { lines, counts } = taken([message(1), message(1), message(1, undefined, "other")]);
    expect(lines).toHaveLength(2);
    expect(counts.map(({ source, duplicates }) => [source, duplicates])).toEqual([
      ["centre", 1],
      ["other", 0],
    ]);
  });

  test("a number used again for something else is dropped and said apart from duplicates", () => {
    const { lines, counts } = taken([message(5), message(6), message(5, T + 9000)]);
    expect(lines).toHaveLength(2);
    expect(counts[0]).toMatchObject({ duplicates: 0, reused: 1 });
  });

  test("a source that begins to count anew is heard", () => {
    const { lines, counts } = taken([message(1), message(2), message(3), message(1, T + 60_000)]);
    expect(lines).toHaveLength(4);
    expect(counts[0]).toMatchObject({ restarts: 1, missing: 0, duplicates: 0 });
  });

  test("what is missing is noticed, and no longer once it comes late", () => {
    const intake = createIntake();
    for (const sequence of [3, 4, 8, 10]) intake.take(message(sequence), T + 1e6);
    expect(intake.counts()[0]?.missing).toBe(4);
    intake.take(message(5), T + 1e6);
    intake.take(message(9), T + 1e6);
    expect(intake.counts()[0]?.missing).toBe(2);
  });

  test("times in the future are taken as now, in the order of their numbers however they arrive", () => {
    const intake = createIntake();
    const second = intake.take(message(2, T + 7_200_000), T);
    const first = intake.take(message(1, T + 7_100_000), T + 500);
    expect(second?.at).toBe(T + 0.002);
    expect(first?.at).toBeCloseTo(T + 0.001, 3);
    expect((first?.at ?? 0) < (second?.at ?? 0)).toBe(true);
    expect(intake.counts()[0]).toMatchObject({ ahead: 2, leastDelayMilliseconds: -7_200_000 });
  });

  test("a clock that runs behind shows as messages that are never younger than that", () => {
    const intake = createIntake();
    for (let k = 0; k < 100; k++)
      intake.take(message(k, T + k * 1000 - 300_000), T + k * 1000 + (k % 7) * 10);
    expect(intake.counts()[0]).toMatchObject({ ahead: 0, leastDelayMilliseconds: 300_000 });
  });

  test("another operation hears everything again", () => {
    const intake = createIntake();
    intake.take(message(1), T + 1e6);
    intake.forget();
    expect(intake.take(message(1), T + 1e6)).not.toBeNull();
  });
});

test("numbers that have come are counted as a set counts them", async () => {
  const { createSeenNumbers } = await import("../../../src/core/feed/seen-numbers.ts");
  fc.assert(
    fc.property(fc.array(fc.nat(40), { maxLength: 80 }), (numbers) => {
      const seen = createSeenNumbers();
      const set = new Set<number>();
      for (const number of numbers) {
        expect(seen.has(number)).toBe(set.has(number));
        seen.add(number);
        set.add(number);
        expect(seen.missing()).toBe(Math.max(...set) - Math.min(...set) + 1 - set.size);
      }
    }),
    { numRuns: 300, seed: 7 },
  );
});
