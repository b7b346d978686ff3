import fc from "fast-check";
import { createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import type { SchemeBook } from "../../../src/core/model/scheme.ts";
import { initialSharedState } from "../../../src/state/app-state.ts";
import { connectSchemes } from "../../../src/state/schemes/connect-schemes.ts";
import {
  addScheme,
  chooseScheme,
  deleteScheme,
  dragSite,
  putSite,
  redoScheme,
  renameScheme,
  undoScheme,
} from "../../../src/state/schemes/edit-schemes.ts";
import { createAppStore } from "../../../src/state/store.ts";
import { createMemorySchemes } from "../../fixtures/create-memory-schemes.ts";
import { createSite } from "../../fixtures/create-proposals.ts";

let idCount = 0;

/** A window of the app on a shared storage, with a clock and timers that the test moves. */
function openWindow(storage = createMemorySchemes()) {
  const store = createAppStore(initialSharedState("plan", "zh-CN"), [], 600);
  let nowMilliseconds = 0;
  let waiting: { at: number; work: () => void } | null = null;
  let leave = () => {};
  const { keeping, dispose } = createRoot((end) => ({
    dispose: end,
    keeping: connectSchemes(store, {
      storage: storage.open(),
      newId: () => `id${++idCount}`,
      copyName: (name) => `${name}（另一窗口）`,
      now: () => nowMilliseconds,
      after: (milliseconds, work) => {
        const mine = { at: nowMilliseconds + milliseconds, work };
        waiting = mine;
        return () => {
          if (waiting === mine) waiting = null;
        };
      },
      onLeaving: (listener) => {
        leave = listener;
        return () => {};
      },
    }),
  }));
  return {
    store,
    storage,
    dispose,
    flush: () => keeping.flush(),
    settled: () => keeping.settled(),
    leave: () => leave(),
    passes: (milliseconds: number) => {
      nowMilliseconds += milliseconds;
      if (!waiting || waiting.at > nowMilliseconds) return;
      const { work } = waiting;
      waiting = null;
      work();
    },
    edit: (change: (book: SchemeBook) => SchemeBook) =>
      store.commands.setSchemes(change(store.state.schemes)),
    names: () => store.state.schemes.schemes.map(({ name }) => name),
    codes: () => store.state.schemeTroubles.map(({ code }) => code),
  };
}
type Opened = ReturnType<typeof openWindow>;
const add =
  (id: string, name = id) =>
  (book: SchemeBook) =>
    addScheme(book, { id, name });
const stored = async ({ storage }: Opened, packId = "xicheng") =>
  (await storage.read(packId)).schemes.map(({ scheme }) => scheme.name);

describe("schemes are kept", () => {
  test("what was made is there again after a crash, in its order, with what was open", async () => {
    const first = openWindow();
    await first.settled();
    first.edit(add("a", "甲"));
    first.edit(add("b", "乙"));
    first.edit((book) => putSite(book, createSite()));
    first.edit((book) => chooseScheme(book, "a"));
    first.passes(1000);
    await first.settled();
    // No goodbye: the window is simply gone.
    const again = openWindow(first.storage);
    await again.settled();
    expect(again.names()).toEqual(["甲", "乙"]);
    expect(again.store.state.schemes.currentId).toBe("a");
    expect(again.store.state.schemes.schemes[1]).toEqual(first.store.state.schemes.schemes[1]);
    expect(again.store.state.schemes.done).toEqual([]);
  });

  test("writes wait for a rest, and under a hand that never rests are less than a second behind", async () => {
    const opened = openWindow();
    await opened.settled();
    opened.edit(add("a"));
    opened.passes(200);
    await opened.settled();
    expect(opened.storage.writeCount).toBe(0);
    opened.passes(60);
    await opened.settled();
    expect(opened.storage.writeCount).toBe(1);
    for (let spent = 0; spent <= 2000; spent += 100) {
      opened.edit((book) => renameScheme(book, "a", `name ${spent}`));
      opened.passes(100);
      await opened.settled();
    }
    expect(opened.storage.writeCount).toBeGreaterThanOrEqual(3);
    expect(opened.storage.writeCount).toBeLessThanOrEqual(5);
  });

  test("what is in the hand and what is only looked at is not written; leaving writes at once", async () => {
    const opened = openWindow();
    await opened.settled();
    opened.edit(add("a"));
    opened.leave();
    await opened.settled();
    expect(await stored(opened)).toEqual(["a"]);
    const { writeCount } = opened.storage;
    opened.edit((book) => dragSite(book, createSite()));
    opened.passes(5000);
    await opened.settled();
    expect(opened.storage.writeCount).toBe(writeCount);
  });

  test("another pack has schemes of its own, and the last edit before the switch is not lost", async () => {
    const opened = openWindow();
    await opened.settled();
    opened.edit(add("a", "西城"));
    opened.store.commands.choosePack("porto");
    await opened.settled();
    expect(opened.names()).toEqual([]);
    opened.edit(add("b", "porto"));
    opened.store.commands.choosePack("xicheng");
    await opened.settled();
    expect(opened.names()).toEqual(["西城"]);
    expect(await stored(opened, "porto")).toEqual(["porto"]);
  });

  test.each([
    ["QuotaExceededError", "full"],
    ["SecurityError", "blocked"],
  ] as const)(
    "where the storage says %s it is told once, work goes on, and is kept when it can be",
    async (fault, reason) => {
      const opened = openWindow();
      await opened.settled();
      opened.storage.fault = fault;
      opened.edit(add("a"));
      await opened.flush();
      opened.edit(add("b"));
      await opened.flush();
      expect(opened.store.state.schemeTroubles).toEqual([{ code: "SCHEMES_NOT_KEPT", reason }]);
      expect(opened.names()).toEqual(["a", "b"]);
      opened.storage.fault = null;
      opened.edit(add("c"));
      await opened.flush();
      expect(opened.codes()).toEqual([]);
      expect(await stored(opened)).toEqual(["a", "b", "c"]);
    },
  );

  test("schemes made before the storage answered, or where it cannot be read, stay", async () => {
    const storage = createMemorySchemes();
    storage.fault = "SecurityError";
    const opened = openWindow(storage);
    opened.edit(add("a"));
    await opened.settled();
    expect(opened.names()).toEqual(["a"]);
    expect(opened.codes()).toEqual(["SCHEMES_NOT_KEPT"]);
  });
});

describe("two windows", () => {
  async function two() {
    const one = openWindow();
    const other = openWindow(one.storage);
    await one.settled();
    one.edit(add("x", "甲"));
    await one.flush();
    await other.settled();
    return { one, other };
  }

  test("show each other's schemes, and undo in one never takes away the other's", async () => {
    const { one, other } = await two();
    expect(other.names()).toEqual(["甲"]);
    other.edit(add("y", "乙"));
    await other.flush();
    await one.settled();
    expect(one.names()).toEqual(["甲", "乙"]);
    one.edit(undoScheme);
    await one.flush();
    await other.settled();
    expect(one.names()).toEqual(["乙"]);
    expect(other.names()).toEqual(["乙"]);
    one.edit(redoScheme);
    expect(one.names()).toEqual(expect.arrayContaining(["甲", "乙"]));
  });

  test("that change one scheme at once keep both versions, and the later one is told", async () => {
    const { one, other } = await two();
    other.edit((book) => chooseScheme(book, "x"));
    one.edit((book) => putSite(book, createSite({ name: "here" })));
    other.edit((book) => putSite(book, createSite({ name: "there" })));
    await Promise.all([one.flush(), other.flush()]);
    await one.settled();
    await other.settled();
    await other.flush();
    await one.settled();
    expect(one.names()).toEqual(["甲", "甲（另一窗口）"]);
    expect(other.names()).toEqual(["甲", "甲（另一窗口）"]);
    const siteNames = ({ store }: Opened) =>
      store.state.schemes.schemes.map(({ proposals }) => proposals.sites[0]?.name);
    expect(siteNames(one)).toEqual(["here", "there"]);
    expect(siteNames(other)).toEqual(["here", "there"]);
    expect(one.codes()).toEqual([]);
    expect(other.store.state.schemeTroubles).toEqual([
      { code: "SCHEME_KEPT_TWICE", name: "甲", copyName: "甲（另一窗口）" },
    ]);
    // Whoever was told goes on in their own version, and may take back what they did to it.
    const own = other.store.state.schemes.schemes[1];
    expect(other.store.state.schemes.currentId).toBe(own?.id);
    other.edit(undoScheme);
    expect(siteNames(other)).toEqual(["here", undefined]);
  });

  test("one deletes what the other works on: the work stays", async () => {
    const { one, other } = await two();
    other.edit((book) => putSite(chooseScheme(book, "x"), createSite()));
    one.edit((book) => deleteScheme(book, "x"));
    await one.flush();
    await other.flush();
    await one.settled();
    expect(one.names()).toEqual(["甲"]);
    expect(other.names()).toEqual(["甲"]);
    expect(await stored(one)).toEqual(["甲"]);
  });

  test("a step taken back leaves nothing to write, and what the other window wrote meanwhile is shown", async () => {
    const storage = createMemorySchemes();
    const [one, other] = [openWindow(storage), openWindow(storage)];
    await one.settled();
    await other.settled();
    other.edit(add("a", "甲"));
    await other.flush();
    await one.settled();
    other.edit(undoScheme);
    one.edit((book) => renameScheme(book, "a", "甲改"));
    await one.flush();
    other.edit(redoScheme);
    await other.flush();
    expect(other.names()).toEqual(["甲改"]);
    one.dispose();
    other.dispose();
  });

  test("in any order of edits, saves and news: nothing written last by a window is lost, and all end alike", async () => {
    const step = fc.record({
      who: fc.nat(1),
      what: fc.constantFrom("add", "rename", "site", "delete", "undo", "redo", "flush", "flush"),
      at: fc.nat(5),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const storage = createMemorySchemes();
        const windows = [openWindow(storage), openWindow(storage)] as const;
        for (const each of windows) await each.settled();
        let mark = 0;
        /** What lay in the storage at some time: whoever wrote over it had it before them, so it is nobody's unsaved work. */
        const everStored = new Set<string>();
        for (const { who, what, at } of steps) {
          const one = windows[who] as Opened;
          const { schemes } = one.store.state.schemes;
          const id = schemes[at % Math.max(1, schemes.length)]?.id ?? "none";
          if (what === "flush") {
            await one.flush();
            for (const { scheme } of storage.rows.values()) everStored.add(JSON.stringify(scheme));
          } else if (what === "add") one.edit(add(`n${++idCount}`, `n${++mark}`));
          else if (what === "rename") one.edit((book) => renameScheme(book, id, `r${++mark}`));
          else if (what === "site")
            one.edit((book) => putSite(chooseScheme(book, id), createSite({ name: `s${++mark}` })));
          else if (what === "delete") one.edit((book) => deleteScheme(book, id));
          else one.edit(what === "undo" ? undoScheme : redoScheme);
        }
        // What each window has now and did not hear from the other must survive all that follows.
        const contentOf = ({ store }: Opened) =>
          store.state.schemes.schemes.map(({ name, proposals }) =>
            JSON.stringify([name.replace(/（另一窗口）$/u, ""), proposals]),
          );
        const unsaved = windows.flatMap((each) =>
          each.store.state.schemes.schemes.filter((scheme) => !everStored.has(JSON.stringify(scheme))),
        );
        const wanted = unsaved.map(({ name, proposals }) =>
          JSON.stringify([name.replace(/（另一窗口）$/u, ""), proposals]),
        );
        for (let round = 0; round < 4; round++)
          for (const each of windows) {
            await each.flush();
            for (const other of windows) await other.settled();
          }
        const [one, other] = windows.map((each) => contentOf(each).sort());
        expect(one).toEqual(other);
        expect([...storage.rows.values()]).toHaveLength(one?.length ?? -1);
        for (const content of wanted) expect(one).toContain(content);
        for (const each of windows) each.dispose();
      }),
      { numRuns: 150 },
    );
  });
});
