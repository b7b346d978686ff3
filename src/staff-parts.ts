/** What only the staff doors need, read when they are opened. Cut from the public edition with whoever imports it. */
import { createEffect, createSignal, getOwner, runWithOwner } from "solid-js";
import { startFeedsWorker } from "./engine/worker-ports.ts";
import { areAllWords } from "./i18n/load-words.ts";
import type { FirstWords, Words } from "./i18n/words.ts";
import { after } from "./state/after.ts";
import type { FeedDesk } from "./state/feed/feed-desk.ts";
import { ownFeeds } from "./state/feed/own-feeds.ts";
import type { OperationDesk } from "./state/operation/operation-desk.ts";
import type { PlanDesk } from "./state/operation/plan-desk.ts";
import type { SchemeTexts } from "./state/schemes/scheme-texts.ts";
import type { AppStore } from "./state/store.ts";
import type { LedgerTables } from "./ui/shared/app-context.ts";

/** Read when /ledger is opened or everything else has come. */
function createLedgerTables(): LedgerTables {
  type Tables = typeof import("./sources/rule-packs.ts") & typeof import("./sources/plan-commitments.ts");
  let tables: Tables | null = null;
  const loaded = () => {
    if (!tables) throw new Error("the ledger's tables are read before they are loaded");
    return tables;
  };
  return {
    load: async () => {
      if (tables) return;
      const [rules, commitments] = await Promise.all([
        import("./sources/rule-packs.ts"),
        import("./sources/plan-commitments.ts"),
      ]);
      tables = { ...rules, ...commitments };
    },
    commitments: () => loaded().planCommitments,
    rules: () => loaded().planningRules,
  };
}

async function schemeTexts(builtAt: string): Promise<SchemeTexts> {
  const [file, link] = await Promise.all([
    import("./sources/scheme-file.ts"),
    import("./sources/scheme-link.ts"),
  ]);
  return { app: builtAt, ...file, ...link };
}

const loadSchemeParts = (builtAt: string) =>
  Promise.all([
    import("./state/schemes/connect-schemes.ts"),
    import("./state/schemes/stored-schemes.ts"),
    import("./state/schemes/connect-scheme-link.ts"),
    import("./state/schemes/new-id.ts"),
    import("./ui/plan/schemes/free-name.ts"),
    schemeTexts(builtAt),
  ]);

/** Schemes of /plan come back from this device and are kept on it. */
async function keepSchemes(
  store: AppStore,
  builtAt: string,
  words: () => Words,
  run: (connect: () => void) => void,
) {
  const [
    { connectSchemes },
    { createStoredSchemes },
    { connectSchemeLink },
    { newId },
    { distinctName },
    texts,
  ] = await loadSchemeParts(builtAt);
  const onLeaving = (listener: () => void) => {
    const hidden = () => document.visibilityState === "hidden" && listener();
    addEventListener("pagehide", listener);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      removeEventListener("pagehide", listener);
      document.removeEventListener("visibilitychange", hidden);
    };
  };
  run(() => {
    const keeping = connectSchemes(store, {
      storage: createStoredSchemes(),
      newId,
      copyName: (name, taken) => distinctName(words().plan.schemes.otherWindow(name), taken),
      now: () => performance.now(),
      after,
      onLeaving,
    });
    connectSchemeLink(store, { texts, keeping, newId, distinctName, after });
  });
}

async function loadOperationParts(builtAt: string) {
  const [{ connectOperation }, { createStoredOperations }, { hashEntry, NO_HASH }, { newId }, logFile] =
    await Promise.all([
      import("./state/operation/connect-operation.ts"),
      import("./state/operation/stored-operations.ts"),
      import("./sources/operation/hash-entry.ts"),
      import("./state/schemes/new-id.ts"),
      import("./sources/operation/log-file.ts"),
    ]);
  return {
    connectOperation,
    createStoredOperations,
    hashEntry,
    firstHash: NO_HASH,
    newId,
    files: { app: builtAt, ...logFile },
  };
}

/** The log of /command, read when that door is first opened. */
function createOperationDesk(store: AppStore, builtAt: string, words: () => FirstWords | null) {
  const [desk, setDesk] = createSignal<OperationDesk | null>(null);
  const owner = getOwner();
  let isAsked = false;
  createEffect(() => {
    const said = words();
    // With the doors, for the time when the network may be gone.
    if (isAsked || store.state.fetchStage !== "everything" || !said || !areAllWords(said)) return;
    isAsked = true;
    loadOperationParts(builtAt).then(
      ({ connectOperation, createStoredOperations, ...parts }) =>
        runWithOwner(owner, () =>
          setDesk(
            connectOperation(store, {
              ...parts,
              storage: createStoredOperations(),
              now: () => Date.now(),
              exerciseTitle: () => (words() as Words).command.log.exerciseTitle,
            }),
          ),
        ),
      () => {
        // No network: tried again with the next visit.
        isAsked = false;
      },
    );
  });
  return desk;
}

async function loadPlanDesk(): Promise<PlanDesk> {
  const [plans, briefings, { createStoredPlan }, { createStoredBriefing }] = await Promise.all([
    import("./sources/contingency-plan.ts"),
    import("./sources/briefing-file.ts"),
    import("./state/operation/stored-plan.ts"),
    import("./state/operation/stored-briefing.ts"),
  ]);
  return { ...plans, ...briefings, storage: createStoredPlan(), briefings: createStoredBriefing() };
}

async function loadFeedParts(homeUrl: string) {
  const [{ connectFeeds }, { createFeedDoor }, { fetchFeedsConfiguration }, { allowedAddress }] =
    await Promise.all([
      import("./state/feed/connect-feeds.ts"),
      import("./engine/feed-door.ts"),
      import("./sources/feed/feeds-configuration.ts"),
      import("./sources/feed/allowed-address.ts"),
    ]);
  return {
    connectFeeds,
    createFeedDoor,
    allowedAddress,
    configuration: await fetchFeedsConfiguration(homeUrl),
  };
}

/** What /command may listen to, read with its log. */
function createFeedDesk(store: AppStore, operationDesk: () => OperationDesk | null, homeUrl: string) {
  const [desk, setDesk] = createSignal<FeedDesk | null>(null);
  const owner = getOwner();
  let isAsked = false;
  createEffect(() => {
    if (isAsked || !operationDesk()) return;
    isAsked = true;
    loadFeedParts(homeUrl).then(
      ({ connectFeeds, createFeedDoor, ...parts }) =>
        runWithOwner(owner, () =>
          setDesk(
            connectFeeds(store, {
              ...parts,
              openDoor: (onDeath) => createFeedDoor(startFeedsWorker, onDeath),
              operationDesk,
              homeUrl,
              baseUrlOf: (packId) => new URL(`packs/${packId}/pack/`, homeUrl).href,
              now: () => Date.now(),
              every: (milliseconds, work) => {
                const timer = setInterval(work, milliseconds);
                return () => clearInterval(timer);
              },
              kept: ownFeeds,
            }),
          ),
        ),
      () => {
        // No network: tried again with the next visit.
        isAsked = false;
      },
    );
  });
  return desk;
}

/** What only the staff doors are given. */
export interface StaffDesks {
  readonly ledgerTables: LedgerTables;
  readonly operationDesk: () => OperationDesk | null;
  readonly feedDesk: () => FeedDesk | null;
  readonly planDesk: () => Promise<PlanDesk>;
  readonly schemeTexts: () => Promise<SchemeTexts>;
}

/** Needs a reactive owner around it. */
export function createStaffDesks(
  store: AppStore,
  parts: {
    readonly builtAt: string;
    readonly homeUrl: string;
    readonly words: () => FirstWords | null;
  },
): StaffDesks {
  const { state } = store;
  const { builtAt, homeUrl, words } = parts;
  const operationDesk = createOperationDesk(store, builtAt, words);
  const owner = getOwner();
  let areSchemesKept = false;
  createEffect(() => {
    // With the doors, for the time when the network may be gone: what is drawn then is kept as well.
    if (state.fetchStage === "everything" && state.pack.status === "ready")
      void Promise.all([loadSchemeParts(builtAt), loadPlanDesk()]).catch(() => {});
  });
  createEffect(() => {
    const said = words();
    // Read when the door that shows them is first opened, and kept from then on.
    if (state.door !== "plan" || areSchemesKept || !said || !areAllWords(said)) return;
    areSchemesKept = true;
    keepSchemes(
      store,
      builtAt,
      () => words() as Words,
      (connect) => runWithOwner(owner, connect),
    ).catch(() => {
      // No network: tried again with the next visit.
      areSchemesKept = false;
    });
  });
  return {
    ledgerTables: createLedgerTables(),
    operationDesk,
    feedDesk: createFeedDesk(store, operationDesk, homeUrl),
    planDesk: loadPlanDesk,
    schemeTexts: () => schemeTexts(builtAt),
  };
}
