import { expect, test } from "vitest";
import { type KeptPack, NOTHING_KEPT, type OfflineState } from "../../src/core/model/offline.ts";
import { ok } from "../../src/core/result.ts";
import { createKeeper, type KeeperParts, MOST_UNASKED_BYTES } from "../../src/offline/create-keeper.ts";
import type { createKeptPacks } from "../../src/offline/kept-packs.ts";
import type { WorkerAnswers, WorkerQuestion } from "../../src/offline/worker-messages.ts";

const version = (asOf: string): KeptPack => ({ version: asOf, asOf, bytes: 5, keptAtIso: "2026-01-01" });

/** A service worker that has got as far as `state`, and answers what it is asked. */
class FakeWorker extends EventTarget {
  state: ServiceWorkerState;
  readonly asked: WorkerQuestion[] = [];
  readonly answers: { -readonly [Question in WorkerQuestion]: WorkerAnswers[Question] };
  constructor(state: ServiceWorkerState, answers: Partial<WorkerAnswers> = {}) {
    super();
    this.state = state;
    this.answers = {
      about: { builtAtIso: "2026-01-01" },
      windows: { count: 1 },
      "take-over": { otherWindows: 0 },
      ...answers,
    };
  }
  postMessage(question: WorkerQuestion, [port]: [MessagePort]) {
    this.asked.push(question);
    port.postMessage(this.answers[question]);
  }
  becomes(state: ServiceWorkerState) {
    this.state = state;
    this.dispatchEvent(new Event("statechange"));
  }
}

interface Ground {
  readonly active?: FakeWorker | null;
  readonly waiting?: FakeWorker | null;
  readonly installing?: FakeWorker | null;
  readonly register?: () => Promise<unknown>;
  readonly newer?: KeptPack | null;
  /** What happens each time the keeper waits a moment. */
  readonly whilePausing?: () => void;
  readonly parts?: Partial<KeeperParts>;
}

function createGround({ active = new FakeWorker("activated"), waiting, installing, ...more }: Ground = {}) {
  const said: OfflineState[] = [];
  let state: OfflineState = NOTHING_KEPT;
  const done: string[] = [];
  const registration = Object.assign(new EventTarget(), {
    active,
    waiting: waiting ?? null,
    installing: installing ?? null,
  });
  const container = Object.assign(new EventTarget(), {
    register: more.register ?? (async () => registration),
    getRegistration: async () => undefined,
  });
  const packs = {
    keep: async (packId: string) => {
      done.push(`keep ${packId}`);
      return ok({ current: version("2024"), newer: more.newer ?? null });
    },
    useNewer: async (packId: string) => void done.push(`use newer ${packId}`),
    forget: async () => {},
    match: async () => null,
  } satisfies ReturnType<typeof createKeptPacks>;
  const keeper = createKeeper({
    serviceWorkers: container as unknown as ServiceWorkerContainer,
    isSecure: true,
    script: { url: "https://host.test/service-worker.js", scope: "https://host.test/" },
    packs: () => packs,
    keepCatalogue: () => {},
    savesData: () => false,
    storage: undefined,
    reloadPage: () => done.push("reload"),
    pause: async () => more.whilePausing?.(),
    report: (change) => {
      state = { ...state, ...change };
      said.push(state);
    },
    ...more.parts,
  });
  return { keeper, container, done, said, state: () => state };
}

const refused = (name: string) => async () => Promise.reject(new DOMException("no", name));

test.each<[string, Ground, object]>([
  ["over http", { parts: { isSecure: false } }, { status: "unavailable", reason: "insecure" }],
  [
    "without service workers",
    { parts: { serviceWorkers: undefined } },
    { status: "unavailable", reason: "unsupported" },
  ],
  ["while developing", { parts: { script: null } }, { status: "unavailable", reason: "developing" }],
  [
    "refused by the browser",
    { register: refused("SecurityError") },
    { status: "unavailable", reason: "blocked" },
  ],
  [
    "forbidden by an extension",
    { register: async () => undefined },
    { status: "unavailable", reason: "blocked" },
  ],
  [
    "with the script not to be had",
    { register: async () => Promise.reject(new TypeError("Failed to fetch")) },
    { status: "failed", fault: "network" },
  ],
])("%s nothing is kept, and why is said", async (_, ground, readiness) => {
  const { keeper, state, done } = createGround(ground);
  await keeper.keep("one", 5, false);
  expect(state().readiness).toEqual(readiness);
  expect(done).toEqual([]);
});

test("the program first, then the district; a program that could not be kept is a failure", async () => {
  const installing = new FakeWorker("installing");
  const { keeper, state, done } = createGround({ active: null, installing });
  const kept = keeper.keep("one", 5, false);
  await Promise.resolve();
  expect(state().readiness).toEqual({ status: "keeping", share: null });
  expect(done).toEqual([]);
  installing.becomes("installed");
  installing.becomes("activated");
  await kept;
  expect(state().readiness).toEqual({ status: "ready", kept: version("2024") });

  const failing = new FakeWorker("installing");
  const other = createGround({ active: null, installing: failing });
  const lost = other.keeper.keep("one", 5, false);
  await Promise.resolve();
  failing.becomes("redundant");
  await lost;
  expect(other.state().readiness).toEqual({ status: "failed", fault: "network" });
});

test("a large district, and any for whoever saves data, is kept only when asked for", async () => {
  const large = createGround();
  await large.keeper.keep("one", MOST_UNASKED_BYTES + 1, false);
  expect(large.state().readiness).toEqual({ status: "asking", bytes: MOST_UNASKED_BYTES + 1 });
  await large.keeper.keep("one", MOST_UNASKED_BYTES + 1, true);
  expect(large.state().readiness.status).toBe("ready");
  const saving = createGround({ parts: { savesData: () => true } });
  await saving.keeper.keep("one", 5, false);
  expect(saving.state().readiness).toEqual({ status: "asking", bytes: 5 });
});

test("newer program and data are announced with their dates and left alone", async () => {
  const waiting = new FakeWorker("installed", { about: { builtAtIso: "2026-02-02" } });
  const { keeper, state, done } = createGround({ waiting, newer: version("2025") });
  await keeper.keep("one", 5, false);
  await expect
    .poll(() => state().codeUpdate)
    .toEqual({ newBuiltAtIso: "2026-02-02", usedBuiltAtIso: "2026-01-01" });
  expect(state().dataUpdate?.newer).toEqual(version("2025"));
  expect(done).toEqual(["keep one"]);
  expect(waiting.asked).toEqual(["about"]);
});

test("taken when said: the data first, then the program, then the page is opened anew", async () => {
  const waiting = new FakeWorker("installed");
  const { keeper, container, done } = createGround({ waiting, newer: version("2025") });
  await keeper.keep("one", 5, false);
  await keeper.useUpdate();
  expect(waiting.asked).toContain("take-over");
  expect(done).toEqual(["keep one", "use newer one"]);
  container.dispatchEvent(new Event("controllerchange"));
  expect(done.at(-1)).toBe("reload");
});

test("while another window is open nothing is taken, and how many there are is said", async () => {
  const active = new FakeWorker("activated", { windows: { count: 3 } });
  const data = createGround({ active, newer: version("2025") });
  await data.keeper.keep("one", 5, false);
  await data.keeper.useUpdate();
  expect(data.state().otherWindows).toBe(2);
  expect(data.done).toEqual(["keep one"]);
  const waiting = new FakeWorker("installed", { "take-over": { otherWindows: 2 } });
  const code = createGround({ waiting });
  await code.keeper.keep("one", 5, false);
  await code.keeper.useUpdate();
  expect(code.state().otherWindows).toBe(2);
  expect(code.done).toEqual(["keep one"]);
});

test("a window that was closed a moment ago does not hold the update up", async () => {
  const active = new FakeWorker("activated", { windows: { count: 2 } });
  const waiting = new FakeWorker("installed", { "take-over": { otherWindows: 1 } });
  let pauses = 0;
  const { keeper, done, state } = createGround({
    active,
    waiting,
    newer: version("2025"),
    whilePausing: () => {
      pauses++;
      if (pauses === 2) active.answers.windows = { count: 1 };
      if (pauses === 4) waiting.answers["take-over"] = { otherWindows: 0 };
    },
  });
  await keeper.keep("one", 5, false);
  await keeper.useUpdate();
  expect(pauses).toBe(4);
  expect(done).toEqual(["keep one", "use newer one"]);
  expect(state().otherWindows).toBe(0);
});
