import {
  createEffect,
  createSignal,
  ErrorBoundary,
  For,
  lazy,
  Match,
  Show,
  Suspense,
  Switch,
} from "solid-js";
import { areAllWords } from "../i18n/load-words.ts";
import type { MapHand } from "../map/map-hand.ts";
import { withPreview } from "../map/preview-layers.ts";
import { DOORS, type Door } from "../state/app-state.ts";
import { DataRoom } from "./data/DataRoom.tsx";
import { AppContext, type AppContextValue, type MapBinding } from "./shared/app-context.ts";
import { FailureNote } from "./shared/FailureNote.tsx";
import { Header } from "./shared/Header.tsx";
import { OfflineLine } from "./shared/OfflineLine.tsx";

// The map is by far the heaviest part: every door says its words before it arrives.
const MapView = lazy(() => import("../map/MapView.tsx").then((module) => ({ default: module.MapView })));
const UpdateNote = lazy(() =>
  import("./shared/UpdateNote.tsx").then((module) => ({ default: module.UpdateNote })),
);
const doorRooms = (context: AppContextValue) =>
  ({
    find: lazy(() => import("./find/FindDoor.tsx").then((module) => ({ default: module.FindDoor }))),
    // #region staff
    plan: lazy(() => import("./plan/PlanDoor.tsx").then((module) => ({ default: module.PlanDoor }))),
    command: lazy(() =>
      import("./command/CommandDoor.tsx").then((module) => ({ default: module.CommandDoor })),
    ),
    ledger: lazy(async () => {
      const [module] = await Promise.all([import("./ledger/LedgerDoor.tsx"), context.ledgerTables.load()]);
      return { default: module.LedgerDoor };
    }),
    // #endregion staff
  }) satisfies Record<Door, unknown>;

export function App(props: { readonly context: Omit<AppContextValue, "bindMap" | "mapHand"> }) {
  const [binding, setBinding] = createSignal<MapBinding | null>(null);
  const [hand, setHand] = createSignal<MapHand | null>(null);
  const [mapAttempt, setMapAttempt] = createSignal(1);
  const context: AppContextValue = {
    ...props.context,
    mapHand: hand,
    bindMap: (next) => setBinding(() => next),
  };
  const { state, commands, words } = context;
  const rooms = doorRooms(context);

  const hasWordsFor = (door: Door) => door === "find" || areAllWords(words());
  const doorTitle = () =>
    hasWordsFor(state.door) ? words()[state.door].title : words().shared.doors[state.door];
  createEffect(() => {
    document.documentElement.lang = state.language;
    document.documentElement.dataset.theme = state.theme;
    document.documentElement.dataset.size = state.textSize;
    document.title = `${doorTitle()} · ${words().shared.appName}`;
  });

  const mayFetchAll = () => state.fetchStage === "everything";
  // While the rest of the district is read, not after it.
  createEffect(() => {
    if (mayFetchAll()) void MapView.preload();
  });
  // Once the district is open, the other doors are fetched in the background: from then on no network is needed.
  createEffect(() => {
    if (mayFetchAll() && state.pack.status === "ready") for (const door of DOORS) void rooms[door].preload();
  });

  return (
    <AppContext.Provider value={context}>
      <Header />
      <OfflineLine />
      <div class="stage" data-door={state.door}>
        <div class="notices">
          <For each={state.notices}>
            {(notice, index) => (
              <FailureNote failure={notice} onPutAway={() => commands.putAwayNotice(index())} />
            )}
          </For>
          <Show when={state.pack.status === "failed" && state.pack}>
            {(failed) => <FailureNote failure={failed().failure} onRetry={context.retryPack} />}
          </Show>
          <div role="status">
            <Show when={state.offline.codeUpdate ?? state.offline.dataUpdate}>
              <Suspense>
                <UpdateNote />
              </Suspense>
            </Show>
          </div>
        </div>
        {/* Words before the map: the door's content comes first in the document. */}
        <main class="door">
          {/* Where "skip to content" leads: main itself has no box of its own that could take the keyboard. */}
          <span id="content" class="visually-hidden" tabindex="-1">
            {doorTitle()}
          </span>
          <ErrorBoundary
            fallback={(error, reset) => (
              <FailureNote failure={{ code: "UNEXPECTED", detail: String(error) }} onRetry={reset} />
            )}
          >
            <Suspense fallback={<div class="skeleton" aria-busy="true" />}>
              <Switch>
                <For each={DOORS}>
                  {(door) => {
                    const Room = rooms[door];
                    return (
                      <Match when={state.door === door}>
                        <Show when={hasWordsFor(door)} fallback={<div class="skeleton" aria-busy="true" />}>
                          <Room />
                        </Show>
                      </Match>
                    );
                  }}
                </For>
              </Switch>
            </Suspense>
          </ErrorBoundary>
        </main>
        <DataRoom hasWords={areAllWords(words())} />
        <div class="map-area">
          <Show
            when={!state.mapFailure}
            fallback={
              <Show when={state.mapFailure}>
                {(failure) => (
                  <FailureNote
                    failure={failure()}
                    onRetry={() => {
                      setMapAttempt((attempt) => attempt + 1);
                      commands.reportMapFailure(null);
                    }}
                  />
                )}
              </Show>
            }
          >
            <ErrorBoundary
              fallback={(error) => {
                commands.reportMapFailure({ code: "UNEXPECTED", detail: String(error) });
                return null;
              }}
            >
              <Suspense fallback={<div class="map-wait" aria-busy="true" />}>
                <Show when={mayFetchAll() && context.pack() && binding() && mapAttempt()} keyed>
                  <MapView
                    pack={context.pack() ?? undefined}
                    packId={state.packId}
                    scene={() => withPreview((binding() as MapBinding).scene(), state)}
                    clickHint={() => binding()?.clickHint?.() ?? null}
                    camera={state.camera}
                    words={words}
                    layerUrl={context.port.layerUrl}
                    layerBoxUrl={context.port.layerBoxUrl}
                    keepLayer={context.port.keepLayer}
                    onClick={(click) => binding()?.onClick(click)}
                    onHold={(lngLat) => binding()?.onHold?.(lngLat)}
                    onHand={setHand}
                    onCamera={commands.setCamera}
                    onFailure={commands.reportMapFailure}
                    onShowLayer={commands.showLayer}
                    onSelect={commands.select}
                    onClearSelection={commands.clearSelection}
                  />
                </Show>
              </Suspense>
            </ErrorBoundary>
          </Show>
        </div>
      </div>
    </AppContext.Provider>
  );
}
