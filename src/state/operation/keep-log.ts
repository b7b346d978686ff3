import type { LogBook } from "./log-book.ts";
import type { OperationStorage } from "./operation-storage.ts";

/** Lines of one transaction: few enough to be handed over within a few milliseconds. */
const MOST_LINES_AT_ONCE = 1000;

export interface LogKeeping {
  /** Lines that lie in the storage, from the first on. */
  readonly keptCount: () => number;
  /** Resolves once everything written so far is kept, or could not be. */
  readonly keep: () => Promise<void>;
  /** Takes in what another window wrote. */
  readonly followOthers: () => void;
  /** Nothing more is written, whatever is waiting. */
  readonly stop: () => void;
}

/** Writes a log to the storage behind its back, a batch at a time, one after the other. */
export function keepLog(
  book: LogBook,
  storage: OperationStorage,
  keptAlready: number,
  told: {
    readonly onKept: () => void;
    /** Another window's lines came before those of this one: all of those have new places. */
    readonly onRebased: () => void;
    readonly onGone: () => void;
    readonly onFailed: (reason: unknown) => void;
  },
): LogKeeping {
  let keptCount = keptAlready;
  let isRunning = false;
  let isStopped = false;
  let areOthersAhead = false;
  /** Own lines written and own lines kept since the page was opened: what counts for who waits, whatever their places. */
  let ownKept = 0;
  let waiting: { readonly own: number; readonly resolve: () => void }[] = [];

  const resolveUpTo = (own: number) => {
    const done = waiting.filter((waiter) => waiter.own <= own);
    waiting = waiting.filter((waiter) => waiter.own > own);
    for (const { resolve } of done) resolve();
  };
  const takeIn = (theirs: Parameters<LogBook["rebase"]>[1]) => {
    book.rebase(keptCount, theirs);
    keptCount += theirs.length;
    told.onRebased();
  };

  async function readOthers() {
    areOthersAhead = false;
    const found = await storage.read(book.head.id, keptCount);
    if (!found) told.onGone();
    else if (found.lines.length > 0) takeIn(found.lines);
  }

  async function writeBatch() {
    const lines = book.part(keptCount, MOST_LINES_AT_ONCE);
    const appended = await storage.append(book.head, keptCount, lines);
    switch (appended.status) {
      case "kept":
        keptCount += lines.length;
        ownKept += lines.length;
        told.onKept();
        resolveUpTo(ownKept);
        return;
      case "overtaken":
        takeIn(appended.theirs);
        return;
      case "gone":
        // It is in memory as a whole: all of it is written again.
        ownKept -= keptCount;
        keptCount = 0;
        return;
      default: {
        const never: never = appended;
        throw new Error(String(never));
      }
    }
  }

  async function run() {
    if (isRunning) return;
    isRunning = true;
    try {
      while (!isStopped && (areOthersAhead || keptCount < book.count())) {
        if (areOthersAhead) await readOthers();
        else await writeBatch();
      }
    } catch (reason) {
      // In memory it goes on; the next line tries again.
      told.onFailed(reason);
      resolveUpTo(Infinity);
    } finally {
      isRunning = false;
    }
  }

  return {
    keptCount: () => keptCount,
    keep() {
      const own = ownKept + book.count() - keptCount;
      return new Promise((resolve) => {
        waiting.push({ own, resolve });
        void run().then(() => resolveUpTo(ownKept));
      });
    },
    followOthers() {
      areOthersAhead = true;
      void run();
    },
    stop() {
      isStopped = true;
      resolveUpTo(Infinity);
    },
  };
}
