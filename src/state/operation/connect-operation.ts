import { batch, createEffect, onCleanup, untrack } from "solid-js";
import type { Act, LogEntry, OperationHead } from "../../core/model/operation.ts";
import type { OperationTrouble } from "../../core/model/operation-trouble.ts";
import { DEFAULT_RESPONSE } from "../app-state.ts";
import type { AppStore } from "../store.ts";
import { branchLog } from "./branch-log.ts";
import { createFeedInbox, MOST_LINES_AT_ONCE } from "./feed-inbox.ts";
import { followLog, writeThroughLog } from "./follow-log.ts";
import { inPieces } from "./in-pieces.ts";
import { keepLog, type LogKeeping } from "./keep-log.ts";
import { type Chaining, createLogBook, type LogBook, type LooseLine } from "./log-book.ts";
import { NO_OPERATION } from "./no-operation.ts";
import { NO_STORAGE } from "./no-storage.ts";
import type { LogFiles, OperationDesk, OperationDraft, OperationState, Recording } from "./operation-desk.ts";
import type { OperationStorage } from "./operation-storage.ts";
import { writtenMinute } from "./written-minute.ts";

const MINUTE_MILLISECONDS = 60_000;

interface Unwritten extends Recording {
  readonly act: Act;
  /** Milliseconds since 1970 it holds from; now where absent. */
  readonly at?: number;
}

export interface OperationParts extends Chaining {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: () => string;
  /** What an exercise is called that nobody has given a name. */
  readonly exerciseTitle: () => string;
  /** null: nothing is kept; for tests of what the board does. */
  readonly storage: OperationStorage | null;
  readonly files: LogFiles;
}

interface OpenLog {
  readonly book: LogBook;
  readonly keeping: LogKeeping;
}

/** Writes the log and lets the board follow it. */
export function connectOperation(store: AppStore, parts: OperationParts): OperationDesk {
  const { state, set } = store;
  const storage = parts.storage ?? NO_STORAGE;
  let open: OpenLog | null = null;
  /** The pack whose operation is in the state; null: it is still looked for. */
  let readyFor: string | null = null;
  let reading: Promise<void> = Promise.resolve();
  let isUrgent = false;

  const operation = () => untrack(() => state.operation);
  const patch = (change: Partial<OperationState>) => set("operation", { ...operation(), ...change });
  const putAwayTroubles = (isGone: (trouble: OperationTrouble) => boolean) => {
    const { troubles } = operation();
    if (troubles.some(isGone)) patch({ troubles: troubles.filter((trouble) => !isGone(trouble)) });
  };
  const tell = (trouble: OperationTrouble) => {
    const others = operation().troubles.filter(({ code }) => code !== trouble.code);
    patch({ troubles: [...others, trouble] });
  };
  const tellNotKept = (reason: unknown) =>
    tell({
      code: "LOG_NOT_KEPT",
      reason: reason instanceof DOMException && reason.name === "QuotaExceededError" ? "full" : "blocked",
    });
  /** What is only nice to have kept: said where it fails, never in the way. */
  const orTell = (work: Promise<unknown>): Promise<void> => work.then(() => {}, tellNotKept);

  const minuteNow = () =>
    state.operation.head
      ? (parts.now() - state.operation.head.t0) / MINUTE_MILLISECONDS
      : state.response.elapsedMinutes;

  /** The log in memory → the state. */
  function publish() {
    if (!open) return;
    const { book, keeping } = open;
    const { lookedAtSequence } = operation();
    const situation = book.situation();
    patch({
      head: book.head,
      entries: book.entries(),
      situation,
      shown: lookedAtSequence === null ? situation : book.situationAt(lookedAtSequence),
      keptCount: keeping.keptCount(),
    });
  }

  function attach(book: LogBook, keptAlready: number): OpenLog {
    const isOpen = () => open?.book === book;
    const keeping = keepLog(book, storage, keptAlready, {
      onKept: () => {
        if (!isOpen()) return;
        patch({ keptCount: keeping.keptCount() });
        putAwayTroubles(({ code }) => code === "LOG_NOT_KEPT");
      },
      onRebased: () => {
        if (isOpen()) publish();
      },
      onGone: () => tell({ code: "OPERATION_DELETED_ELSEWHERE", title: book.head.title }),
      onFailed: tellNotKept,
    });
    open = { book, keeping };
    isUrgent = true;
    const { author, troubles } = operation();
    patch({ ...NO_OPERATION, author, troubles });
    publish();
    return open;
  }

  /** What was waiting for its place gets it; the log goes on being kept behind the back of whatever is opened next. */
  function detach() {
    inbox.empty();
    open = null;
    const { author } = operation();
    patch({ ...NO_OPERATION, author });
  }

  function clearBoard() {
    batch(() => {
      const { scenario, response } = untrack(() => ({ scenario: state.scenario, response: state.response }));
      set("scenario", { ...scenario, closures: [] });
      set("response", { ...DEFAULT_RESPONSE, elapsedMinutes: response.elapsedMinutes });
      set("done", []);
      set("undone", []);
    });
  }

  const newHead = (draft: OperationDraft): OperationHead => {
    const { pack, packId } = untrack(() => ({ pack: state.pack, packId: state.packId }));
    return {
      ...draft,
      t0: draft.t0 ?? parts.now(),
      id: parts.newId(),
      packId,
      packAsOf: pack.status === "ready" ? pack.index.description.asOf : "",
    };
  };

  /** What was set on the board before the log began is its beginning. */
  function openingActs(head: OperationHead): Act[] {
    const { scenario, response } = untrack(() => ({ scenario: state.scenario, response: state.response }));
    return [
      { kind: "operation-opened", head },
      { kind: "need-set", inNeedShare: response.inNeedShare },
      ...scenario.closures.map((closure): Act => ({ kind: "closure-made", closure })),
      ...response.lostDepotIds.map((depotId): Act => ({ kind: "depot-lost", depotId })),
    ];
  }

  function looseLines(acts: readonly Unwritten[], head: OperationHead): LooseLine[] {
    const recordedAt = parts.now();
    return acts.map(({ act, at = recordedAt, minute, source = "person", by }) => ({
      recordedAt,
      minute: minute !== undefined && Number.isFinite(minute) ? minute : (at - head.t0) / MINUTE_MILLISECONDS,
      source,
      by: by ?? (source === "person" ? operation().author : ""),
      act,
    }));
  }

  function begin(draft: OperationDraft): OpenLog {
    const head = newHead(draft);
    const book = createLogBook(head, parts);
    book.write(
      looseLines(
        openingActs(head).map((act) => ({ act })),
        head,
      ),
    );
    const begun = attach(book, 0);
    void orTell(storage.writeCurrent(head.packId, head.id));
    return begun;
  }

  const inbox = createFeedInbox((lines, isLast) => {
    if (!open) return Promise.resolve();
    open.book.write(lines);
    // In between nobody needs to see it: what follows the state would be worked out for every piece.
    if (isLast) publish();
    return open.keeping.keep();
  });

  async function write(acts: readonly Unwritten[]): Promise<void> {
    const [first] = acts;
    if (!first) return;
    const isPersons = (first.source ?? "person") === "person";
    const { lookedAtSequence, situation, head } = operation();
    if (isPersons && lookedAtSequence !== null) {
      tell({ code: "LOG_LOOKED_AT_PAST" });
      return;
    }
    if (situation.isOver) {
      tell({ code: "OPERATION_OVER", title: head?.title ?? "" });
      return;
    }
    const { elapsedMinutes } = untrack(() => state.response);
    const { book, keeping } =
      open ??
      begin({
        title: parts.exerciseTitle(),
        kind: "exercise",
        t0: parts.now() - elapsedMinutes * MINUTE_MILLISECONDS,
      });
    const lines = looseLines(acts, book.head);
    if (!isPersons || lines.length > MOST_LINES_AT_ONCE) return inbox.put(lines);
    book.write(lines);
    isUrgent = true;
    publish();
    return keeping.keep();
  }
  const isReady = () => readyFor === untrack(() => state.packId);
  const whenReady = (acts: readonly Unwritten[]): Promise<void> =>
    isReady() ? write(acts) : reading.then(() => write(acts));
  const record = (acts: readonly Act[], recording: Recording = {}) =>
    whenReady(acts.map((act): Unwritten => ({ act, ...recording })));

  /** Lines of another window or of an earlier visit → the state. */
  async function show(head: OperationHead, lines: readonly LogEntry[], keptCount: number) {
    const book = createLogBook(head, parts);
    await inPieces(lines, book.adopt);
    detach();
    const shown = attach(book, keptCount);
    void orTell(storage.writeCurrent(head.packId, head.id));
    return shown;
  }

  async function readCurrent(packId: string) {
    const author = await storage.readAuthor();
    if (author) patch({ author });
    const currentId = await storage.readCurrent(packId);
    const found = currentId === null ? null : await storage.read(currentId, 0);
    if (!found || state.packId !== packId || open) return;
    const fromLink = untrack(() => state.scenario.closures);
    const { book } = await show(found.head, found.lines, found.lines.length);
    const known = new Set(book.situation().closures.map(({ id }) => id));
    const closures = fromLink.filter(({ id }) => !known.has(id)).length;
    if (closures > 0) tell({ code: "LINK_OVERRULED", closures });
  }

  createEffect(() => {
    const { packId } = state;
    untrack(() => {
      if (open && open.book.head.packId !== packId) detach();
      if (!parts.storage) {
        readyFor = packId;
        return;
      }
      readyFor = null;
      reading = orTell(readCurrent(packId)).then(() => {
        readyFor = packId;
      });
    });
  });
  onCleanup(
    storage.onOthersWrote((operationId) => {
      if (open?.book.head.id === operationId) open.keeping.followOthers();
    }),
  );
  followLog(store, {
    is: () => isUrgent,
    done: () => {
      isUrgent = false;
    },
  });
  const setClockLive = (isClockLive: boolean) => {
    if (operation().isClockLive !== isClockLive) patch({ isClockLive });
  };
  writeThroughLog(store, { record: (acts) => void record(acts), stopClock: () => setClockLive(false) });

  async function putAway() {
    await reading;
    if (!open) return;
    detach();
    clearBoard();
    await orTell(
      storage.writeCurrent(
        untrack(() => state.packId),
        null,
      ),
    );
  }

  return {
    record,
    recordReports: whenReady,
    minuteNow,
    async open(draft) {
      await putAway();
      await begin(draft).keeping.keep();
    },
    putAway,
    async listKept() {
      try {
        return await storage.list(untrack(() => state.packId));
      } catch (reason) {
        tellNotKept(reason);
        return [];
      }
    },
    async openKept(operationId) {
      try {
        const found = await storage.read(operationId, 0);
        if (found) await show(found.head, found.lines, found.lines.length);
        else tell({ code: "OPERATION_GONE" });
      } catch (reason) {
        tellNotKept(reason);
      }
    },
    async situationOf(operationId) {
      try {
        const found = await storage.read(operationId, 0);
        if (!found) return null;
        const book = createLogBook(found.head, parts);
        await inPieces(found.lines, book.adopt);
        return book.situation();
      } catch {
        return null;
      }
    },
    async deleteKept(operationId) {
      if (open?.book.head.id === operationId) {
        open.keeping.stop();
        await putAway();
      }
      await orTell(storage.delete(operationId));
    },
    lookAt(sequence) {
      if (!open) return;
      isUrgent = true;
      const last = open.book.count() - 1;
      if (sequence === null) patch({ lookedAtSequence: null, shown: open.book.situation() });
      else {
        const at = Math.max(0, Math.min(last, Math.round(sequence)));
        patch({ lookedAtSequence: at, shown: open.book.situationAt(at) });
      }
    },
    async branch(sequence, title) {
      const book = open && (await branchLog(open.book, sequence, { id: parts.newId(), title }, parts));
      const last = open?.book.part(sequence, 1)[0];
      if (!book || !last) return;
      detach();
      const { keeping } = attach(book, 0);
      setClockLive(false);
      const { response } = untrack(() => ({ response: state.response }));
      set("response", { ...response, elapsedMinutes: Math.max(0, writtenMinute(last, book.head)) });
      void orTell(storage.writeCurrent(book.head.packId, book.head.id));
      await keeping.keep();
    },
    async takeIn(head, entries, file) {
      const openPackId = untrack(() => state.packId);
      if (head.packId !== openPackId) {
        tell({ code: "LOG_OF_OTHER_PACK", file, packId: head.packId, openPackId });
        return;
      }
      let kept: readonly LogEntry[] = [];
      try {
        kept = (await storage.read(head.id, 0))?.lines ?? [];
      } catch (reason) {
        tellNotKept(reason);
      }
      const fork = kept.findIndex(({ hash }, at) => entries[at] && entries[at].hash !== hash);
      if (fork >= 0) {
        tell({ code: "LOG_FORKED", file, title: head.title, sequence: fork });
        return;
      }
      const lines = kept.length >= entries.length ? kept : entries;
      const { keeping } = await show(head, lines, kept.length);
      await keeping.keep();
    },
    files: parts.files,
    setClockLive,
    setAuthor(author) {
      patch({ author });
      void orTell(storage.writeAuthor(author));
    },
    tell,
    putAwayTrouble: (trouble) => putAwayTroubles((other) => other === trouble),
  };
}
