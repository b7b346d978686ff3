import { createEffect, createMemo, createSignal, Match, Show, Switch } from "solid-js";
import type { Failure } from "../../core/model/failure.ts";
import type { Bbox, LngLat } from "../../core/model/geometry.ts";
import type { Place } from "../../core/model/pack.ts";
import { formatCount, formatMetres, nameIn } from "../../i18n/format.ts";
import { findScene } from "../../map/scenes/find-scene.ts";
import type { NamedPlace } from "../../state/app-state.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { Icon } from "../shared/Icon.tsx";
import { Mixed } from "../shared/Mixed.tsx";
import { PlaceSearch } from "../shared/PlaceSearch.tsx";
import { Answer } from "./Answer.tsx";
import { ClockNote } from "./ClockNote.tsx";
import { CommunityPicker } from "./CommunityPicker.tsx";
import { PacePicker } from "./PacePicker.tsx";
import { RiskHere } from "./RiskHere.tsx";
import { StayFirst } from "./StayFirst.tsx";
import "./find.css";
import "./answer.css";

/** Longest wait for the device's position. */
const LOCATE_TIMEOUT_MILLISECONDS = 15_000;
/** As good as a tap: not worth a word. */
const GOOD_ACCURACY_METRES = 30;
/** Worse than this another way of saying the place is better. */
const COARSE_ACCURACY_METRES = 300;
/** Someone this near the district may well walk into it. */
const EDGE_KILOMETRES = 1;
const KILOMETRES_PER_DEGREE = 111.32;

/** What another way of walking, or the right time of day, may change. */
const WALKER_DECIDES: ReadonlySet<Failure["code"]> = new Set<Failure["code"]>([
  "NO_SHELTER_IN_REACH",
  "NO_OPEN_SHELTER",
  "PLACE_FAR_FROM_STREET",
]);

/** Kilometres from a place to the box; 0 inside. */
function kilometresOutside([lng, lat]: LngLat, [west, south, east, north]: Bbox): number {
  const eastwards = Math.max(west - lng, 0, lng - east) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(eastwards, Math.max(south - lat, 0, lat - north)) * KILOMETRES_PER_DEGREE;
}

/** The public's door: one sentence, then everything that makes it believable. */
export function FindDoor() {
  const { state, commands, words, pack, firstPack, bindMap, retryAnalysis } = useApp();
  const [isLocating, setIsLocating] = createSignal(false);
  const [isChanging, setIsChanging] = createSignal(false);
  const [outsideKilometres, setOutsideKilometres] = createSignal<number | null>(null);
  const [answerSaid, setAnswerSaid] = createSignal("");
  let room!: HTMLElement;
  /** What was pressed is gone with what it stood in: who goes by keyboard or by ear goes on where that was. */
  const goOnAt = (selector: string) => {
    if (room.contains(document.activeElement))
      queueMicrotask(() => room.querySelector<HTMLElement>(selector)?.focus());
  };
  const setOrigin = (origin: NamedPlace) => {
    goOnAt(".find-change");
    setIsChanging(false);
    setOutsideKilometres(null);
    commands.setOrigin(origin);
  };
  const pickOnMap = (lngLat: LngLat) => setOrigin({ lngLat, name: null });
  bindMap({
    scene: createMemo(() => findScene(state, pack(), words())),
    onClick: (click) => {
      // A tap on a shelter or a gate asks what it is: the map says so on a card, the person's place stays.
      if (click.feature?.layer === "shelters" || click.feature?.layer === "gates") return;
      pickOnMap(click.lngLat);
    },
    onHold: (lngLat) => pickOnMap(lngLat),
  });
  // Also a place that came by link or by the back button puts the question away.
  createEffect(() => setIsChanging(state.origin === null));
  const pick = (place: Place) => setOrigin({ lngLat: place.lngLat, name: nameIn(state.language, place) });
  const locate = () => {
    if (isLocating()) return;
    if (!navigator.geolocation) return commands.reportNotice({ code: "LOCATION_UNAVAILABLE" });
    setIsLocating(true);
    setOutsideKilometres(null);
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setIsLocating(false);
        const lngLat: LngLat = [coords.longitude, coords.latitude];
        const district = firstPack()?.description;
        const kilometres = district ? kilometresOutside(lngLat, district.bbox) : 0;
        if (kilometres > EDGE_KILOMETRES) return setOutsideKilometres(kilometres);
        setOrigin({ lngLat, name: words().find.youAreHere, accuracyMetres: coords.accuracy });
      },
      (error) => {
        setIsLocating(false);
        const isDenied = error.code === error.PERMISSION_DENIED;
        commands.reportNotice({ code: isDenied ? "LOCATION_DENIED" : "LOCATION_UNAVAILABLE" });
      },
      { enableHighAccuracy: true, timeout: LOCATE_TIMEOUT_MILLISECONDS, maximumAge: 30_000 },
    );
  };
  const change = () => {
    goOnAt(".find-question");
    setIsChanging(true);
  };
  const keep = () => {
    goOnAt(".find-change");
    setIsChanging(false);
    setOutsideKilometres(null);
  };
  const outsideText = () => {
    const kilometres = outsideKilometres();
    const district = firstPack()?.description;
    if (kilometres === null || !district) return "";
    const name = state.language === "en" ? district.titleEn : district.titleZh;
    return words().find.outside(name, formatCount(kilometres));
  };
  const accuracyText = () => {
    const metres = state.origin?.accuracyMetres ?? 0;
    if (metres <= GOOD_ACCURACY_METRES) return null;
    const own = words().find;
    return (metres > COARSE_ACCURACY_METRES ? own.accuracyCoarse : own.accuracy)(formatMetres(metres));
  };
  const shown = createMemo(() => shownAnswer(state, "find"));
  const failure = () => {
    const task = state.tasks.find;
    return task.status === "failed" ? task.failure : null;
  };
  const isWaiting = () => state.origin !== null && !shown() && !failure();
  const waitWords = () =>
    state.pack.status === "loading" ? words().shared.loadingDistrict : words().shared.computing;
  /** Said once each, in this order of weight; nothing while an older answer still stands. */
  const status = createMemo(() => {
    if (isLocating()) return words().find.locating;
    if (outsideText()) return outsideText();
    if (failure()) return "";
    if (isWaiting()) return waitWords();
    return [accuracyText(), answerSaid()].filter(Boolean).join(" ");
  });
  return (
    <section class="find" aria-label={words().find.title} ref={room}>
      <p class="visually-hidden" role="status">
        {status()}
      </p>
      <Show
        when={state.origin && !isChanging()}
        fallback={
          <div class="find-where">
            <h1 class="find-question" tabindex="-1">
              {words().find.whereAreYou}
            </h1>
            <PlaceSearch
              label={words().find.searchLabel}
              placeholder={words().find.searchPlaceholder}
              elseHint={words().find.searchElse}
              onPick={pick}
            />
            <button
              type="button"
              class="button find-locate"
              aria-disabled={isLocating()}
              aria-describedby="find-locate-why"
              onClick={locate}
            >
              <Icon name="locate" />
              {isLocating() ? words().find.locating : words().find.locate}
            </button>
            <p class="find-hint" id="find-locate-why">
              {words().find.locateWhy}
            </p>
            <p class="find-outside">{outsideText()}</p>
            <p class="find-hint">{words().find.orTap}</p>
            <CommunityPicker onPick={pick} />
            <Show when={state.origin}>
              <button type="button" class="button" onClick={keep}>
                {words().shared.cancel}
              </button>
            </Show>
          </div>
        }
      >
        <div class="find-origin">
          <span class="find-origin-dot" aria-hidden="true" />
          <span class="find-origin-name" id="find-origin">
            <Mixed text={state.origin?.name ?? words().find.pickedOnMap} />
          </span>
          <button type="button" class="find-change" aria-describedby="find-origin" onClick={change}>
            {words().find.change}
          </button>
        </div>
        <Show when={accuracyText()}>{(text) => <p class="find-accuracy">{text()}</p>}</Show>
      </Show>
      <Show when={isWaiting() || (state.origin && failure())}>
        <h1 class="visually-hidden">{words().find.title}</h1>
      </Show>
      <StayFirst />
      <div>
        <Switch
          fallback={
            <Show
              when={state.pack.status === "loading" && !firstPack()}
              fallback={<p class="find-empty">{words().find.empty}</p>}
            >
              <p class="find-empty">{words().shared.loadingDistrict}</p>
              <div class="skeleton find-skeleton" />
            </Show>
          }
        >
          <Match when={failure()}>
            {(found) => (
              <>
                <FailureNote failure={found()} onRetry={() => retryAnalysis("find")} />
                <Show when={WALKER_DECIDES.has(found().code)}>
                  <ClockNote />
                  <PacePicker metresPerSecond={null} />
                </Show>
              </>
            )}
          </Match>
          <Match when={shown()}>
            {(found) => <Answer answer={found().answer} isStale={found().isStale} onSaid={setAnswerSaid} />}
          </Match>
          <Match when={state.origin}>
            <p class="find-empty">{waitWords()}</p>
            <div class="skeleton find-skeleton" />
          </Match>
        </Switch>
      </div>
      <RiskHere />
    </section>
  );
}
