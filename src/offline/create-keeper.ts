import type { NotKeptReason, OfflineState, PackKeeping } from "../core/model/offline.ts";
import type { createKeptPacks } from "./kept-packs.ts";
import type { WorkerAnswers, WorkerQuestion } from "./worker-messages.ts";

/** What a page of the open web may take from somebody without asking. Larger districts are kept on a press of a button. */
export const MOST_UNASKED_BYTES = 40e6;
/** A service worker that has been shut down starts within a second; one that is stuck never answers. */
const ANSWER_PATIENCE_MILLISECONDS = 10_000;
/** The browser still counts a window for a moment after it was closed. */
const CLOSING_PATIENCE_MILLISECONDS = 3000;
const CLOSING_LOOK_MILLISECONDS = 300;

export interface KeeperParts {
  /** undefined: the browser has none, or not for this address. */
  readonly serviceWorkers: ServiceWorkerContainer | undefined;
  readonly isSecure: boolean;
  /** The service worker's script and the folder it answers for; null: there is none in a developer's build. */
  readonly script: { readonly url: string; readonly scope: string } | null;
  readonly packs: () => ReturnType<typeof createKeptPacks>;
  /** Asks for the list of districts once, so that the service worker has one to give. */
  readonly keepCatalogue: () => void;
  readonly savesData: () => boolean;
  readonly storage: Pick<StorageManager, "persist" | "persisted"> | undefined;
  readonly reloadPage: () => void;
  readonly pause: (milliseconds: number) => Promise<void>;
  readonly report: (change: Partial<OfflineState>) => void;
}

/** Asks a service worker; null: no answer in time. */
function ask<Question extends WorkerQuestion>(
  worker: ServiceWorker,
  question: Question,
): Promise<WorkerAnswers[Question] | null> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => resolve(null), ANSWER_PATIENCE_MILLISECONDS);
    port1.onmessage = ({ data }: MessageEvent<WorkerAnswers[Question]>) => {
      clearTimeout(timer);
      port1.close();
      resolve(data);
    };
    worker.postMessage(question, [port2]);
  });
}

/**
 * How many other windows there are, none as soon as none is left, the rest after some patience; null: no answer.
 * @param count asks once; it may do what is asked in the moment it counts none
 */
async function otherWindowsAfterPatience(
  count: () => Promise<number | undefined>,
  pause: (milliseconds: number) => Promise<void>,
): Promise<number | null> {
  for (let waitedMilliseconds = 0; ; waitedMilliseconds += CLOSING_LOOK_MILLISECONDS) {
    const others = await count();
    if (others === undefined) return null;
    if (others <= 0 || waitedMilliseconds >= CLOSING_PATIENCE_MILLISECONDS) return Math.max(0, others);
    await pause(CLOSING_LOOK_MILLISECONDS);
  }
}

/** When the worker is one that may be used; false: its program could not be kept. */
function isInstalled(worker: ServiceWorker): Promise<boolean> {
  return new Promise((resolve) => {
    const look = () => {
      if (worker.state === "activated" || worker.state === "redundant") {
        worker.removeEventListener("statechange", look);
        resolve(worker.state === "activated");
      }
    };
    worker.addEventListener("statechange", look);
    look();
  });
}

/**
 * Keeps the program and the open district on this device, tells what there is of it, and takes newer versions when the
 * person says so.
 */
export function createKeeper(parts: KeeperParts) {
  const { report } = parts;
  let registration: ServiceWorkerRegistration | null = null;
  let dataUpdate: { readonly packId: string; readonly keeping: PackKeeping } | null = null;
  /** The last wish: what an older one finds out is not said any more. */
  let turn = 0;

  async function announceCode() {
    const { waiting, active } = registration ?? {};
    const [next, used] =
      waiting && active ? await Promise.all([ask(waiting, "about"), ask(active, "about")]) : [];
    report({
      codeUpdate: next && used ? { newBuiltAtIso: next.builtAtIso, usedBuiltAtIso: used.builtAtIso } : null,
    });
  }
  function watch(found: ServiceWorkerRegistration) {
    registration = found;
    found.addEventListener("updatefound", () => {
      const { installing } = found;
      installing?.addEventListener("statechange", () => {
        if (installing.state === "installed" && found.active) void announceCode();
      });
    });
    void announceCode();
  }

  /** The registration with a program that is whole on this device; null: said why there is none. */
  async function keepProgram(): Promise<ServiceWorkerRegistration | null> {
    const unavailable = (reason: NotKeptReason) => {
      report({ readiness: { status: "unavailable", reason } });
      return null;
    };
    if (!parts.script) return unavailable("developing");
    if (!parts.isSecure) return unavailable("insecure");
    if (!parts.serviceWorkers) return unavailable("unsupported");
    if (!registration)
      try {
        const { url, scope } = parts.script;
        const made: ServiceWorkerRegistration | undefined = await parts.serviceWorkers.register(url, {
          scope,
          updateViaCache: "none",
        });
        // Extensions that forbid service workers answer with nothing at all.
        if (!made) return unavailable("blocked");
        watch(made);
      } catch (reason) {
        // The script could not be fetched; else the browser refuses to keep anything for this page.
        if (!(reason instanceof TypeError)) return unavailable("blocked");
        report({ readiness: { status: "failed", fault: "network" } });
        return null;
      }
    const found = registration as ServiceWorkerRegistration | null;
    const worker = found?.active ?? found?.installing ?? found?.waiting;
    if (found && worker && (await isInstalled(worker))) return found;
    registration = null;
    report({ readiness: { status: "failed", fault: "network" } });
    return null;
  }

  async function isKnownHere(): Promise<boolean> {
    if (!parts.script || !parts.isSecure || !parts.serviceWorkers) return true;
    return Boolean(await parts.serviceWorkers.getRegistration(parts.script.scope).catch(() => undefined));
  }

  async function keep(packId: string, bytes: number, isAsked: boolean): Promise<void> {
    const own = ++turn;
    const say = (change: Partial<OfflineState>) => {
      if (own === turn) report(change);
    };
    if (!isAsked && (bytes > MOST_UNASKED_BYTES || (parts.savesData() && !(await isKnownHere())))) {
      say({ readiness: { status: "asking", bytes } });
      return;
    }
    say({ readiness: { status: "keeping", share: null } });
    if (!(await keepProgram())) return;
    const kept = await parts
      .packs()
      .keep(packId, (share) => say({ readiness: { status: "keeping", share } }));
    if (own !== turn) return;
    parts.keepCatalogue();
    const keeping = kept.ok ? kept.value : null;
    dataUpdate = keeping?.newer ? { packId, keeping } : null;
    report({
      readiness: kept.ok
        ? { status: "ready", kept: kept.value.current }
        : { status: "failed", fault: kept.failure },
      dataUpdate: dataUpdate?.keeping ?? null,
      isPersisted: (await parts.storage?.persisted().catch(() => null)) ?? null,
    });
  }

  return {
    /** @param bytes of all files of the district @param isAsked a person pressed for it, whatever its size */
    keep,

    /** Puts what waits in use and opens the page anew; while other windows are open it says so and does nothing. */
    async useUpdate(): Promise<void> {
      const { active, waiting } = registration ?? {};
      if (dataUpdate && active) {
        const count = async () => ((await ask(active, "windows"))?.count ?? 1) - 1;
        const otherWindows = (await otherWindowsAfterPatience(count, parts.pause)) ?? 0;
        report({ otherWindows });
        if (otherWindows > 0) return;
        await parts.packs().useNewer(dataUpdate.packId);
        dataUpdate = null;
      }
      if (!waiting) return parts.reloadPage();
      parts.serviceWorkers?.addEventListener("controllerchange", parts.reloadPage, { once: true });
      const count = async () => (await ask(waiting, "take-over"))?.otherWindows;
      const otherWindows = await otherWindowsAfterPatience(count, parts.pause);
      if (otherWindows !== null) report({ otherWindows });
    },

    /** Nothing of this district is kept any more: what was kept could not be opened. */
    forget: (packId: string): Promise<void> =>
      parts
        .packs()
        .forget(packId)
        .catch(() => {}),

    async persist(): Promise<void> {
      report({ isPersisted: (await parts.storage?.persist().catch(() => false)) ?? false });
    },
  };
}
export type Keeper = ReturnType<typeof createKeeper>;
