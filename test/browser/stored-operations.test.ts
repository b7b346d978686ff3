import { afterEach, expect, test } from "vitest";
import { createStoredOperations } from "../../src/state/operation/stored-operations.ts";
import { createRandom } from "../fixtures/create-random.ts";
import { chained, TEST_HEAD } from "../fixtures/random-acts.ts";
import { type Acknowledged, firstBrokenLine } from "../fixtures/write-log.ts";

const NAME = "havenmap-operations test";
const one = createStoredOperations(NAME);
const other = createStoredOperations(NAME);
afterEach(() => one.delete(TEST_HEAD.id));

const note = (text: string) => ({
  recordedAt: TEST_HEAD.t0,
  minute: 0,
  source: "person" as const,
  by: "",
  act: { kind: "noted" as const, text },
});
const LOG = chained([note("one"), note("two"), note("three")]);

test("lines come back in their order, whoever reads them, and the list says how many there are", async () => {
  expect(await one.append(TEST_HEAD, 0, LOG.slice(0, 2))).toEqual({ status: "kept" });
  expect(await one.append(TEST_HEAD, 2, LOG.slice(2))).toEqual({ status: "kept" });
  expect(await other.read(TEST_HEAD.id, 0)).toEqual({ head: TEST_HEAD, lines: LOG });
  expect(await other.read(TEST_HEAD.id, 2)).toEqual({ head: TEST_HEAD, lines: LOG.slice(2) });
  expect(await other.list("xicheng")).toMatchObject([{ count: 4, lastHash: LOG[3]?.hash, isOver: false }]);
  expect(await other.list("toy")).toEqual([]);
  await other.delete(TEST_HEAD.id);
  expect(await one.read(TEST_HEAD.id, 0)).toBeNull();
});

test("two windows that add to the same line at once: the first is kept, the second is given the first one's", async () => {
  await one.append(TEST_HEAD, 0, LOG.slice(0, 2));
  const [first, second] = await Promise.all([
    one.append(TEST_HEAD, 2, LOG.slice(2, 3)),
    other.append(TEST_HEAD, 2, LOG.slice(2, 4)),
  ]);
  expect(first).toEqual({ status: "kept" });
  expect(second).toEqual({ status: "overtaken", theirs: LOG.slice(2, 3) });
  expect((await one.read(TEST_HEAD.id, 0))?.lines).toEqual(LOG.slice(0, 3));
});

test("a log that was deleted meanwhile is said to be gone, and nothing half is written", async () => {
  expect(await one.append(TEST_HEAD, 2, LOG.slice(2))).toEqual({ status: "gone" });
  expect(await one.read(TEST_HEAD.id, 0)).toBeNull();
});

test("what cannot be stored leaves everything as it was", async () => {
  await one.append(TEST_HEAD, 0, LOG.slice(0, 2));
  // A function cannot be kept.
  const broken = { ...note("x"), act: { kind: "noted" as const, text: (() => {}) as unknown as string } };
  const lines = [{ ...broken, sequence: 2, hash: "" }];
  await expect(one.append(TEST_HEAD, 2, lines)).rejects.toThrow();
  expect((await one.read(TEST_HEAD.id, 0))?.lines).toEqual(LOG.slice(0, 2));
});

test("killed at eight random points while it writes: no line that was acknowledged is lost, and the chain is whole", async () => {
  const random = createRandom(20261127);
  let last: Acknowledged = { count: 0, hash: "" };
  for (let run = 0; run < 8; run++) {
    const writer = new Worker(new URL("./write-log.worker.ts", import.meta.url), { type: "module" });
    const before = last.count;
    await new Promise<void>((resolve, reject) => {
      writer.onerror = (event) => reject(new Error(event.message));
      writer.onmessage = ({ data }: MessageEvent<Acknowledged>) => {
        if (last.count === before) setTimeout(resolve, 5 + random() * 60);
        last = data;
      };
      writer.postMessage(NAME);
    });
    writer.terminate();
    const lines = (await one.read(TEST_HEAD.id, 0))?.lines ?? [];
    expect(last.count).toBeGreaterThan(before);
    expect(lines.length).toBeGreaterThanOrEqual(last.count);
    expect(lines[last.count - 1]?.hash).toBe(last.hash);
    expect(firstBrokenLine(lines)).toBeNull();
  }
});
