import {
  createEffect,
  createMemo,
  createRoot,
  createSignal,
  getOwner,
  runWithOwner,
  untrack,
} from "solid-js";
import { render } from "solid-js/web";
import type { Language } from "./core/model/language.ts";
import { createEngine } from "./engine/engine.ts";
import { createImporter } from "./engine/importer.ts";
import { startAnalysisWorker, startImportsWorker, startLayersWorker } from "./engine/worker-ports.ts";
import { loadWords } from "./i18n/load-words.ts";
import type { FirstWords, Words } from "./i18n/words.ts";
// #region staff
import type { StaffDesks } from "./staff-parts.ts";
// #endregion staff
import { after } from "./state/after.ts";
import { connectAnalyses } from "./state/analyses.ts";
import { NO_CHANGES_STORED } from "./state/change-storage.ts";
import { isClockWrong } from "./state/clock-trouble.ts";
import { connectFirstAnswer, type Touched } from "./state/connect-first-answer.ts";
import { connectOffline } from "./state/connect-offline.ts";
import { connectPack } from "./state/connect-pack.ts";
import { connectLostSelection } from "./state/lost-selection.ts";
import { createAppStore } from "./state/store.ts";
import { createStoredChanges } from "./state/stored-changes.ts";
import { readLink, writeFragment } from "./state/url.ts";
import { App } from "./ui/App.tsx";
import type { SearchPlaces } from "./ui/shared/app-context.ts";
import "./ui/shared/tokens.css";
import "./ui/shared/base.css";
import "./ui/shared/place-search.css";
import "./ui/shared/stage.css";

const preferredLanguage: Language = navigator.language.toLowerCase().startsWith("en") ? "en" : "zh-CN";
/** Folder the app is served from, whichever door was opened first: `/`, `/havenmap/`, … */
const homeUrl = new URL(import.meta.env.BASE_URL, document.baseURI);
const link = () =>
  readLink(location.pathname, location.hash, preferredLanguage, location.search, homeUrl.pathname);

/** Gates keep the district's time, wherever the reader's device thinks it is. */
function minuteOfDayIn(timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone,
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).formatToParts(new Date());
  const part = (type: "hour" | "minute") => Number(parts.find((each) => each.type === type)?.value ?? 0);
  return part("hour") * 60 + part("minute");
}
/** When this page was built; put in by the build. */
declare const BUILT_AT_ISO: string;
/** Until a pack is open. */
const FIRST_TIME_ZONE = "Asia/Shanghai";
const CLOCK_STEP_MILLISECONDS = 60_000;

/** Long enough for the map to have asked for its files: keeping the page must not stand in its way. */
const QUIET_MILLISECONDS = 2000;
function whenIdle(work: () => void): () => void {
  const timer = setTimeout(() => {
    // Safari has no such call.
    if ("requestIdleCallback" in globalThis) requestIdleCallback(work, { timeout: 10_000 });
    else work();
  }, QUIET_MILLISECONDS);
  return () => clearTimeout(timer);
}

/** By where in the page it was. */
const TOUCHED: readonly (readonly [selector: string, Touched])[] = [
  [".map-area", "map"],
  [".place-search, .find-picker", "search"],
  [".find-where", "locate"],
];
function onTouch(listener: (touched: Touched) => void): void {
  const told = ({ target }: Event) => {
    const found = TOUCHED.find(([selector]) => target instanceof Element && target.closest(selector));
    listener(found?.[1] ?? "elsewhere");
  };
  for (const event of ["pointerdown", "keydown", "focusin"]) addEventListener(event, told, { passive: true });
}

/** A page without a word on it tries again. */
const WORDS_RETRY_MILLISECONDS = 3000;
/**
 * The words of the language in the state, once they have come: until then, and where they cannot be had, those before.
 * null: none yet.
 */
function createWords(language: () => Language, areAllWanted: () => boolean) {
  const [words, setWords] = createSignal<FirstWords | null>(null);
  const part = (): "all" | "first" => (areAllWanted() ? "all" : "first");
  createEffect(() => {
    const [wanted, wantedPart] = [language(), part()];
    const load = () => {
      loadWords[wanted][wantedPart]().then(
        (found) => void (wanted === language() && wantedPart === part() && setWords(() => found)),
        () => after(WORDS_RETRY_MILLISECONDS, () => wanted === language() && load()),
      );
    };
    untrack(load);
  });
  // A change of language works without a network, too.
  createEffect(() => {
    if (areAllWanted()) for (const { all } of Object.values(loadWords)) void all().catch(() => {});
  });
  return words;
}

/** Read when somebody may look for a place. */
function createPlaceSearch(isWanted: () => boolean) {
  const [search, setSearch] = createSignal<SearchPlaces | null>(null);
  createEffect(() => {
    if (!isWanted() || untrack(search)) return;
    void import("./core/analysis/search-places.ts").then(
      ({ searchPlaces }) => setSearch(() => searchPlaces),
      // No network: asked for again when it is next wanted.
      () => {},
    );
  });
  return search;
}

createRoot(() => {
  const first = link();
  const store = createAppStore(first.shared, first.notices, minuteOfDayIn(FIRST_TIME_ZONE));
  const { state, commands } = store;
  const firstPack = createMemo(() => {
    if (state.pack.status === "failed") return null;
    return (state.pack.status === "ready" ? state.pack.index : state.pack.first) ?? null;
  });
  const timeZone = createMemo(() => firstPack()?.description.timeZone ?? FIRST_TIME_ZONE);
  const readClock = () => {
    // Every five minutes is often enough for a gate, and does not keep re-solving under the reader's eyes.
    const minute = minuteOfDayIn(timeZone());
    const dataDay = firstPack()?.description.asOf ?? "";
    store.set("isClockWrong", isClockWrong(Date.now(), BUILT_AT_ISO, dataDay));
    untrack(() => {
      if (Math.abs(minute - state.nowMinuteOfDay) >= 5) store.set("nowMinuteOfDay", minute);
    });
  };
  createEffect(readClock);
  setInterval(readClock, CLOCK_STEP_MILLISECONDS);
  const packsUrl = new URL("packs/", homeUrl).href;
  const engine = createEngine({
    startAnalysisWorker,
    startLayersWorker,
    packsUrl,
  });
  let storedChanges = NO_CHANGES_STORED;
  // #region staff
  const importer = createImporter({ startImportsWorker, packsUrl });
  storedChanges = createStoredChanges();
  // #endregion staff
  const pack = connectPack(store, engine, storedChanges);
  connectLostSelection(store);
  const analyses = connectAnalyses(store, engine);
  connectFirstAnswer(store, { onTouch, after });
  const offline = connectOffline(store, {
    loadPort: async (report) => (await import("./offline/keep-in-browser.ts")).keepInBrowser(homeUrl, report),
    whenIdle,
    isConnected: () => navigator.onLine !== false,
    onConnectionChange: (listener) => {
      for (const event of ["online", "offline"]) addEventListener(event, listener);
    },
  });
  const retryPack = async () => {
    // What is kept of it may be at fault: then the server's own is wanted.
    if (state.pack.status === "failed" && state.pack.failure.code !== "PACK_UNREACHABLE")
      await offline.forgetPack();
    pack.retry();
  };

  // Address ⇄ state. A new door is a step of the back button, everything else replaces the present step.
  let shownDoor = state.door;
  createEffect(() => {
    const fragment = writeFragment(state, preferredLanguage);
    const url = `${new URL(state.door, homeUrl).pathname}${fragment ? `#${fragment}` : ""}`;
    untrack(() => {
      if (url === `${location.pathname}${location.search}${location.hash}`) return;
      if (state.door === shownDoor) history.replaceState(null, "", url);
      else history.pushState(null, "", url);
      shownDoor = state.door;
    });
  });
  const applyAddress = () => {
    const found = link();
    shownDoor = found.shared.door;
    commands.applyLink(found.shared, found.notices);
  };
  addEventListener("popstate", applyAddress);

  const searchPlaces = createPlaceSearch(() => state.origin === null || state.fetchStage !== "answer");
  const words = createWords(
    () => state.language,
    () => state.fetchStage === "everything" || state.isDataOpen,
  );
  // #region staff
  const [desks, setDesks] = createSignal<StaffDesks | null>(null);
  const desksOwner = getOwner();
  let loadingDesks: Promise<StaffDesks> | null = null;
  /** Read with the other doors: the first answer of /find does without. */
  const staffDesks = (): Promise<StaffDesks> => {
    loadingDesks ??= import("./staff-parts.ts").then(
      ({ createStaffDesks }) => {
        const made = runWithOwner(desksOwner, () =>
          createStaffDesks(store, { builtAt: BUILT_AT_ISO, homeUrl: homeUrl.href, words }),
        ) as StaffDesks;
        setDesks(made);
        return made;
      },
      (reason: unknown) => {
        // No network: tried again when next wanted.
        loadingDesks = null;
        throw reason;
      },
    );
    return loadingDesks;
  };
  const ledgerTables = () => {
    const made = desks();
    if (!made) throw new Error("the ledger's tables are read before they are loaded");
    return made.ledgerTables;
  };
  createEffect(() => {
    if (state.fetchStage === "everything") void staffDesks().catch(() => {});
  });
  // #endregion staff
  const root = document.getElementById("root");
  if (!root) throw new Error("index.html has no #root");
  const show = (first: FirstWords) => {
    root.textContent = "";
    render(
      () => (
        <App
          context={{
            state,
            commands,
            // What is not among the first is shown by nobody before it is there: App sees to that.
            words: () => (words() ?? first) as Words,
            pack: createMemo(() => (state.pack.status === "ready" ? state.pack.index : null)),
            firstPack,
            searchPlaces,
            loadKit: async () => (await import("./sources/kit-rules.ts")).kitRules,
            port: engine,
            // Loaded with the sheet that shows it.
            catalogue: async () => (await import("./sources/fetch-catalogue.ts")).fetchCatalogue(packsUrl),
            // #region staff
            ledgerTables: {
              load: async () => (await staffDesks()).ledgerTables.load(),
              commitments: () => ledgerTables().commitments(),
              rules: () => ledgerTables().rules(),
            },
            importer,
            schemeTexts: async () => (await staffDesks()).schemeTexts(),
            operationDesk: () => desks()?.operationDesk() ?? null,
            planDesk: async () => (await staffDesks()).planDesk(),
            feedDesk: () => desks()?.feedDesk() ?? null,
            // #endregion staff
            // Loaded when something that looks like a position is pasted: few ever do.
            readPosition: async (text, district) =>
              (await import("./sources/position/read-position.ts")).readPosition(text, district),
            retryPack: () => void retryPack(),
            retryAnalysis: analyses.retry,
            cancelAnalysis: analyses.cancel,
            stopAnalysis: analyses.stop,
            offline,
          }}
        />
      ),
      root,
    );
  };
  const owner = getOwner();
  let isShown = false;
  createEffect(() => {
    const first = words();
    if (!first || isShown) return;
    isShown = true;
    runWithOwner(owner, () => show(first));
  });
  // Meanwhile: the door would be asked for only when it is to be shown.
  if (state.door === "find") void import("./ui/find/FindDoor.tsx").catch(() => {});
});
