import { createEffect, createMemo, createSignal, Match, Show, Switch } from "solid-js";
import type { Place } from "../../core/model/pack.ts";
import { nameIn } from "../../i18n/format.ts";
import { findScene } from "../../map/scenes/find-scene.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { Icon } from "../shared/Icon.tsx";
import { PlaceSearch } from "../shared/PlaceSearch.tsx";
import { Answer } from "./Answer.tsx";
import { CommunityPicker } from "./CommunityPicker.tsx";
import { RiskHere } from "./RiskHere.tsx";
import "./find.css";

/** Longest wait for the device's position. */
const LOCATE_TIMEOUT_MILLISECONDS = 15_000;

/** The public's door: one sentence, then everything that makes it believable. */
export function FindDoor() {
  const { state, commands, words, pack, bindMap, retryAnalysis } = useApp();
  const [isLocating, setIsLocating] = createSignal(false);
  const [isChanging, setIsChanging] = createSignal(false);
  bindMap({
    scene: createMemo(() => findScene(state, pack(), words())),
    onClick: (click) => {
      // A tap on a shelter or a gate asks what it is: the map says so on a card, the person's place stays.
      if (click.feature?.layer === "shelters" || click.feature?.layer === "gates") return;
      setIsChanging(false);
      commands.setOrigin({ lngLat: click.lngLat, name: null });
    },
  });
  // Also a place that came by link or by the back button puts the question away.
  createEffect(() => setIsChanging(state.origin === null));
  const pick = (place: Place) => {
    setIsChanging(false);
    commands.setOrigin({ lngLat: place.lngLat, name: nameIn(state.language, place) });
  };
  const locate = () => {
    if (!navigator.geolocation) return commands.reportNotice({ code: "LOCATION_UNAVAILABLE" });
    setIsLocating(true);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setIsLocating(false);
        setIsChanging(false);
        commands.setOrigin({ lngLat: [coords.longitude, coords.latitude], name: words().find.youAreHere });
      },
      (error) => {
        setIsLocating(false);
        const isDenied = error.code === error.PERMISSION_DENIED;
        commands.reportNotice({ code: isDenied ? "LOCATION_DENIED" : "LOCATION_UNAVAILABLE" });
      },
      { enableHighAccuracy: true, timeout: LOCATE_TIMEOUT_MILLISECONDS, maximumAge: 30_000 },
    );
  };
  const shown = createMemo(() => shownAnswer(state, "find"));
  const failure = () => {
    const task = state.tasks.find;
    return task.status === "failed" ? task.failure : null;
  };
  return (
    <section class="find" aria-label={words().find.title}>
      <Show
        when={state.origin && !isChanging()}
        fallback={
          <div class="find-where">
            <h1 class="find-question">{words().find.whereAreYou}</h1>
            <PlaceSearch
              label={words().find.searchLabel}
              placeholder={words().find.searchPlaceholder}
              onPick={pick}
            />
            <button type="button" class="button find-locate" disabled={isLocating()} onClick={locate}>
              <Icon name="locate" />
              {isLocating() ? words().find.locating : words().find.locate}
            </button>
            <p class="find-hint">{words().find.orTap}</p>
            <CommunityPicker onPick={pick} />
          </div>
        }
      >
        <div class="find-origin">
          <span class="find-origin-dot" aria-hidden="true" />
          <span class="find-origin-name">{state.origin?.name ?? words().find.pickedOnMap}</span>
          <button type="button" class="find-change" onClick={() => setIsChanging(true)}>
            {words().find.change}
          </button>
        </div>
      </Show>
      <div aria-live="polite" class="find-live">
        <Switch
          fallback={
            <Show
              when={state.pack.status === "loading"}
              fallback={<p class="find-empty">{words().find.empty}</p>}
            >
              <p class="find-empty">{words().shared.loadingDistrict}</p>
              <div class="skeleton find-skeleton" />
            </Show>
          }
        >
          <Match when={failure()}>
            {(found) => <FailureNote failure={found()} onRetry={() => retryAnalysis("find")} />}
          </Match>
          <Match when={shown()}>
            {(found) => <Answer answer={found().answer} isStale={found().isStale} />}
          </Match>
          <Match when={state.origin}>
            <p class="find-empty">
              {state.pack.status === "loading" ? words().shared.loadingDistrict : words().shared.computing}
            </p>
            <div class="skeleton find-skeleton" />
          </Match>
        </Switch>
      </div>
      <RiskHere />
    </section>
  );
}
