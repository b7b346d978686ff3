import { createEffect, onCleanup, untrack } from "solid-js";
import type { Scheme, SchemePage } from "../../core/model/scheme.ts";
import type { AppStore } from "../store.ts";
import { adoptOutside, forkScheme } from "./merge-schemes.ts";
import type { Overtaken, SchemeStorage, SchemeWrite, StoredBook, StoredScheme } from "./scheme-storage.ts";

/** After the last change; and however many follow each other, never longer than this behind. */
const REST_MILLISECONDS = 250;
const MOST_BEHIND_MILLISECONDS = 900;

export interface SchemeKeepingParts {
  readonly storage: SchemeStorage;
  readonly newId: () => string;
  /** What a scheme is called that stands beside the one of another window. */
  readonly copyName: (name: string, taken: readonly string[]) => string;
  readonly now: () => number;
  readonly after: (milliseconds: number, work: () => void) => () => void;
  /** The page may be gone in a moment. */
  readonly onLeaving: (listener: () => void) => () => void;
}

export interface SchemeKeeping {
  /** Writes what has changed. */
  flush(): Promise<void>;
  /** When all that was begun is done: what was kept has been read, what was to be written is written. */
  settled(): Promise<void>;
}

/** The pack whose schemes are kept. */
interface Ground {
  readonly packId: string;
  /** By id what is the same here and in the storage. */
  readonly known: Map<string, StoredScheme>;
  /** As in the storage. */
  currentId: string | null;
  /** Something newer was there, but changed here as well: when that is taken back, nothing is left to write. */
  isBehind: boolean;
}

/** Keeps the schemes of the open pack: what was there comes back, what changes is written, what other windows write is shown. */
export function connectSchemes(store: AppStore, parts: SchemeKeepingParts): SchemeKeeping {
  const { state, set, commands } = store;
  const { storage } = parts;
  /** Null until what was kept of the open pack was read. */
  let ground: Ground | null = null;
  /** Of the ground's pack, also when the state has gone on to another. */
  let book = state.schemes;
  let isToldNotKept = false;
  let dirtySince: number | null = null;
  let cancelTimer = () => {};
  /** One after the other: reading and writing never cross. */
  let work: Promise<void> = Promise.resolve();

  const tellNotKept = (reason: unknown) => {
    const isFull = reason instanceof DOMException && reason.name === "QuotaExceededError";
    if (isToldNotKept) return;
    isToldNotKept = true;
    commands.tellOfSchemes({ code: "SCHEMES_NOT_KEPT", reason: isFull ? "full" : "blocked" });
  };
  const inTurn = (piece: () => Promise<void>) => {
    work = work.then(piece).catch(tellNotKept);
    return work;
  };

  const isDirty = (id: string, known: Ground["known"]) =>
    state.schemes.schemes.find((scheme) => scheme.id === id) !== known.get(id)?.scheme;

  /** What is written there and not changed here since the last look is shown here, too. */
  function adopt(stored: StoredBook, of: Ground) {
    const { known } = of;
    of.isBehind = false;
    const changes = new Map<string, Scheme | null>();
    const there = new Set(stored.schemes.map(({ scheme }) => scheme.id));
    for (const { scheme, revision } of stored.schemes) {
      const mine = known.get(scheme.id);
      if (mine && mine.revision >= revision) continue;
      // Changed on both sides: told and kept twice when it is written.
      if (isDirty(scheme.id, known)) {
        of.isBehind = true;
        continue;
      }
      changes.set(scheme.id, scheme);
      known.set(scheme.id, { scheme, revision });
    }
    for (const [id, { scheme }] of [...known])
      if (!there.has(id)) {
        // Changed here and deleted there: what was worked on stays.
        if (isDirty(scheme.id, known)) known.delete(id);
        else {
          changes.set(id, null);
          known.delete(id);
        }
      }
    if (changes.size > 0) set("schemes", adoptOutside(state.schemes, changes));
  }

  const wantedWrite = ({ schemes, currentId }: SchemePage, { known }: Ground): SchemeWrite => {
    const here = new Set(schemes.map(({ id }) => id));
    return {
      puts: schemes.flatMap((scheme) => {
        const mine = known.get(scheme.id);
        return mine?.scheme === scheme ? [] : [{ scheme, revision: mine?.revision ?? 0 }];
      }),
      deletes: [...known].flatMap(([id, { revision }]) => (here.has(id) ? [] : [{ id, revision }])),
      order: schemes.map(({ id }) => id),
      currentId,
    };
  };
  const copyOf = ({ name }: Scheme, { schemes }: SchemePage) => ({
    id: parts.newId(),
    name: parts.copyName(
      name,
      schemes.map((scheme) => scheme.name),
    ),
  });

  /** Another window was first: both versions stay, and somebody is told. */
  function fork(theirs: Scheme) {
    const mine = state.schemes.schemes.find(({ id }) => id === theirs.id);
    if (!mine) {
      // Deleted here, changed there: it comes back.
      set("schemes", adoptOutside(state.schemes, new Map([[theirs.id, theirs]])));
      return;
    }
    const copy = copyOf(mine, state.schemes);
    set("schemes", forkScheme(state.schemes, theirs, copy));
    commands.tellOfSchemes({ code: "SCHEME_KEPT_TWICE", name: mine.name, copyName: copy.name });
  }

  /** The pack is not open any more: one's own versions of what was overtaken go straight to the storage. */
  async function keepCopies(page: SchemePage, overtaken: Overtaken, of: Ground) {
    const lost = new Set(overtaken.map(({ scheme }) => scheme.id));
    const puts = page.schemes.flatMap((scheme) =>
      lost.has(scheme.id) ? [{ scheme: { ...scheme, ...copyOf(scheme, page) }, revision: 0 }] : [],
    );
    if (puts.length === 0) return;
    const order = [...page.schemes.map(({ id }) => id), ...puts.map(({ scheme }) => scheme.id)];
    await storage.write(of.packId, { puts, deletes: [], order, currentId: page.currentId });
  }

  async function write(of: Ground, page: SchemePage) {
    const wanted = wantedWrite(page, of);
    if (wanted.puts.length === 0 && wanted.deletes.length === 0 && wanted.currentId === of.currentId) return;
    const overtaken = await storage.write(of.packId, wanted);
    const lost = new Map(overtaken.map((stored) => [stored.scheme.id, stored]));
    for (const { scheme, revision } of wanted.puts)
      if (!lost.has(scheme.id)) of.known.set(scheme.id, { scheme, revision: revision + 1 });
    for (const { id } of wanted.deletes) if (!lost.has(id)) of.known.delete(id);
    for (const stored of overtaken) of.known.set(stored.scheme.id, stored);
    of.currentId = wanted.currentId;
    if (of === ground) for (const { scheme } of overtaken) fork(scheme);
    else await keepCopies(page, overtaken, of);
    isToldNotKept = false;
    const others = state.schemeTroubles.filter(({ code }) => code !== "SCHEMES_NOT_KEPT");
    if (others.length < state.schemeTroubles.length) set("schemeTroubles", others);
  }

  /** What is in the state when its turn has come, unless the pack was left before. */
  const writeNow = async () => {
    dirtySince = null;
    const of = ground;
    if (!of) return;
    await write(of, book);
    if (!of.isBehind) return;
    const stored = await storage.read(of.packId);
    if (of === ground) adopt(stored, of);
  };
  const flush = () => {
    cancelTimer();
    return inTurn(writeNow);
  };
  const soon = () => {
    dirtySince ??= parts.now();
    cancelTimer();
    const behind = parts.now() - dirtySince;
    cancelTimer = parts.after(
      Math.max(0, Math.min(REST_MILLISECONDS, MOST_BEHIND_MILLISECONDS - behind)),
      () => void flush(),
    );
  };

  async function open(wantedPackId: string) {
    // Where it cannot be read, it is kept in memory, and what comes is tried to be written all the same.
    const stored = await storage.read(wantedPackId).catch((reason: unknown) => {
      tellNotKept(reason);
      return { schemes: [], currentId: null };
    });
    if (state.packId !== wantedPackId) return;
    const opened: Ground = {
      packId: wantedPackId,
      known: new Map(),
      currentId: stored.currentId,
      isBehind: false,
    };
    ground = opened;
    adopt(stored, opened);
    // What a link opened, or a quick hand, stays open.
    const { currentId, schemes } = state.schemes;
    if (currentId === null && schemes.some(({ id }) => id === stored.currentId))
      set("schemes", { ...state.schemes, currentId: stored.currentId });
    book = state.schemes;
    if (schemes.some(({ id }) => isDirty(id, opened.known))) soon();
  }

  let seenPackId: string | null = null;
  createEffect(() => {
    const [packId, next] = [state.packId, state.schemes];
    untrack(() => {
      const [left, page] = [ground, book];
      book = next;
      if (packId === seenPackId) {
        if (ground) soon();
        return;
      }
      seenPackId = packId;
      cancelTimer();
      dirtySince = null;
      ground = null;
      // What was done a moment before the pack was left.
      if (left) void inTurn(() => write(left, page));
      void inTurn(() => open(packId));
    });
  });
  onCleanup(
    storage.onOthersWrote((packId) => {
      void inTurn(async () => {
        const of = ground;
        if (of?.packId !== packId) return;
        const stored = await storage.read(packId);
        if (of === ground) adopt(stored, of);
      });
    }),
  );
  onCleanup(parts.onLeaving(() => void flush()));
  onCleanup(() => cancelTimer());
  return { flush, settled: () => work };
}
