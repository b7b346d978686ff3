import { afterEach, expect, test } from "vitest";
import { NO_PROPOSALS } from "../../src/core/model/proposal.ts";
import { createStoredSchemes } from "../../src/state/schemes/stored-schemes.ts";
import { createSite } from "../fixtures/create-proposals.ts";

const NAME = "havenmap-schemes test";
const one = createStoredSchemes(NAME);
const other = createStoredSchemes(NAME);
afterEach(async () => {
  const { schemes } = await one.read("toy");
  await one.write("toy", {
    puts: [],
    deletes: schemes.map(({ scheme: { id }, revision }) => ({ id, revision })),
    order: [],
    currentId: null,
  });
});

const scheme = (id: string, name = id) => ({
  id,
  name,
  note: "",
  proposals: { ...NO_PROPOSALS, sites: [createSite()] },
});
const put = (id: string, revision: number, name = id) => ({
  puts: [{ scheme: scheme(id, name), revision }],
  deletes: [],
  order: [id],
  currentId: id,
});

test("schemes come back in the order of the list, each with the count of its writes, and packs stay apart", async () => {
  expect(await one.read("toy")).toEqual({ schemes: [], currentId: null });
  await one.write("toy", put("b", 0));
  await one.write("toy", { ...put("a", 0), order: ["b", "a"] });
  await one.write("toy", { ...put("b", 1, "B"), order: ["b", "a"] });
  await one.write("toy-2", put("c", 0));
  const { schemes, currentId } = await other.read("toy");
  expect(schemes.map(({ scheme: { name }, revision }) => [name, revision])).toEqual([
    ["B", 2],
    ["a", 1],
  ]);
  expect(currentId).toBe("b");
  expect(schemes[1]?.scheme).toEqual(scheme("a"));
});

test("two connections that write one scheme at once: the first stays, the second is told and has written nothing", async () => {
  await one.write("toy", put("x", 0));
  const told = await Promise.all([
    one.write("toy", put("x", 1, "mine")),
    other.write("toy", put("x", 1, "theirs")),
  ]);
  expect(told.map((overtaken) => overtaken.map(({ scheme: { name } }) => name))).toEqual([[], ["mine"]]);
  expect((await one.read("toy")).schemes.map(({ scheme: { name } }) => name)).toEqual(["mine"]);
  // Nor is deleted what was changed since.
  const kept = await other.write("toy", {
    puts: [],
    deletes: [{ id: "x", revision: 1 }],
    order: [],
    currentId: null,
  });
  expect(kept).toHaveLength(1);
  expect((await one.read("toy")).schemes).toHaveLength(1);
});

test("a connection hears what the other wrote, and a write that fails half-way leaves all as it was", async () => {
  const heard = new Promise<string>((resolve) => other.onOthersWrote(resolve));
  await one.write("toy", put("x", 0));
  expect(await heard).toBe("toy");
  // A function cannot be stored: the first scheme would be, the second is not.
  const broken = { ...scheme("z"), note: (() => {}) as unknown as string };
  await expect(
    one.write("toy", {
      puts: [
        { scheme: scheme("y"), revision: 0 },
        { scheme: broken, revision: 0 },
      ],
      deletes: [],
      order: ["y", "z"],
      currentId: null,
    }),
  ).rejects.toThrow();
  expect((await other.read("toy")).schemes.map(({ scheme: { id } }) => id)).toEqual(["x"]);
});
