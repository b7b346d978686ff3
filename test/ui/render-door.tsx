import { render } from "@solidjs/testing-library";
import { type Component, createMemo, onCleanup } from "solid-js";
import { searchPlaces } from "../../src/core/analysis/search-places.ts";
import { ok } from "../../src/core/result.ts";
import { wordsOf } from "../../src/i18n/words.ts";
import type { MapHand } from "../../src/map/map-hand.ts";
import * as briefingFile from "../../src/sources/briefing-file.ts";
import * as contingency from "../../src/sources/contingency-plan.ts";
import { kitRules } from "../../src/sources/kit-rules.ts";
import { planCommitments } from "../../src/sources/plan-commitments.ts";
import { planningRules } from "../../src/sources/rule-packs.ts";
import * as schemeFile from "../../src/sources/scheme-file.ts";
import * as schemeLink from "../../src/sources/scheme-link.ts";
import { type AnalysisPort, connectAnalyses } from "../../src/state/analyses.ts";
import { connectPack } from "../../src/state/connect-pack.ts";
import type { FeedDesk } from "../../src/state/feed/feed-desk.ts";
import type { ImportPort } from "../../src/state/import-port.ts";
import { connectLostSelection } from "../../src/state/lost-selection.ts";
import type { OperationDesk } from "../../src/state/operation/operation-desk.ts";
import type { AppStore } from "../../src/state/store.ts";
import { AppContext, type MapBinding } from "../../src/ui/shared/app-context.ts";
import { createTestImporter } from "../fixtures/create-importer.ts";
import { createMemoryBriefing } from "../fixtures/create-memory-briefing.ts";
import { createMemoryChanges } from "../fixtures/create-memory-changes.ts";
import { createMemoryPlan } from "../fixtures/create-memory-plan.ts";
import { createTestDesk } from "../fixtures/create-test-desk.ts";

/** A door with the real store and the real wiring around it; only the engine and the map are stand-ins. */
export function renderDoor(
  store: AppStore,
  port: AnalysisPort,
  Door: Component,
  importer: ImportPort = createTestImporter(),
  mapHand: MapHand | null = null,
  openFeeds: (desk: OperationDesk) => FeedDesk | null = () => null,
) {
  let map: MapBinding | null = null;
  let desk: OperationDesk | null = null;
  const Harness = () => {
    store.set("fetchStage", "everything");
    const pack = connectPack(store, port, createMemoryChanges());
    connectLostSelection(store);
    const analyses = connectAnalyses(store, port);
    desk = createTestDesk(store);
    const feedDesk = openFeeds(desk);
    // Leaving the door ends its questions, as it does in the app.
    onCleanup(() => store.commands.openDoor(store.state.door === "find" ? "ledger" : "find"));
    return (
      <AppContext.Provider
        value={{
          state: store.state,
          commands: store.commands,
          words: createMemo(() => wordsOf(store.state.language)),
          pack: createMemo(() => (store.state.pack.status === "ready" ? store.state.pack.index : null)),
          firstPack: createMemo(() => (store.state.pack.status === "ready" ? store.state.pack.index : null)),
          searchPlaces: () => searchPlaces,
          ledgerTables: {
            load: async () => {},
            commitments: () => planCommitments,
            rules: () => planningRules,
          },
          loadKit: async () => kitRules,
          port,
          importer,
          operationDesk: () => desk,
          planDesk: async () => ({
            ...contingency,
            ...briefingFile,
            storage: createMemoryPlan(),
            briefings: createMemoryBriefing(),
          }),
          feedDesk: () => feedDesk,
          schemeTexts: async () => ({ app: "test", ...schemeFile, ...schemeLink }),
          catalogue: async () => ok({ entries: [], notes: [] }),
          retryPack: pack.retry,
          retryAnalysis: analyses.retry,
          cancelAnalysis: analyses.cancel,
          stopAnalysis: analyses.stop,
          offline: { keepNow: () => {}, useUpdate: () => {}, persist: () => {} },
          mapHand: () => mapHand,
          bindMap: (binding) => {
            map = binding;
          },
        }}
      >
        <Door />
      </AppContext.Provider>
    );
  };
  const view = render(() => <Harness />);
  return {
    ...view,
    /** What the door gave the map; throws where it gave nothing. */
    map: (): MapBinding => {
      if (!map) throw new Error("no map was bound");
      return map;
    },
    desk: (): OperationDesk => {
      if (!desk) throw new Error("no door was rendered");
      return desk;
    },
  };
}
