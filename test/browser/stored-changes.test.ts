import { afterEach, expect, test } from "vitest";
import { createStoredChanges } from "../../src/state/stored-changes.ts";
import { createChange } from "../fixtures/create-change.ts";

const NAME = "havenmap test";
const first = createStoredChanges(NAME);
afterEach(() => first.clear());

const ONE = createChange("one");
const TWO = createChange("two", { removedIds: ["s1"] });

test("the list of each pack comes back as it was written last, in its order", async () => {
  expect(await first.read("toy")).toEqual([]);
  await first.write("toy", [ONE]);
  await first.write("toy", [TWO, ONE]);
  await first.write("toy-2", [ONE]);
  await first.write("toy-2", []);
  // As another visit would see it.
  expect(await createStoredChanges(NAME).read("toy")).toEqual([TWO, ONE]);
  expect(await first.read("toy-2")).toEqual([]);
});

test("a write that fails half-way leaves the list before", async () => {
  await first.write("toy", [ONE]);
  // A function cannot be stored: the first row would be, the second is not.
  const broken = { ...createChange("three"), file: (() => {}) as unknown as string };
  await expect(first.write("toy", [TWO, broken])).rejects.toThrow();
  expect(await first.read("toy")).toEqual([ONE]);
});
