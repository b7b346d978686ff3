import { createEffect, createMemo, createSignal, on, onMount, Show } from "solid-js";
import { followRoute, prepareRoute } from "../../core/guidance/follow-route.ts";
import type { FindAnswer } from "../../core/model/answers.ts";
import { formatMetres, formatMinutes } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";
import { Icon } from "../shared/Icon.tsx";
import { Mixed } from "../shared/Mixed.tsx";
import { createSpeaker } from "./create-speaker.ts";
import { keepAwake } from "./keep-awake.ts";
import { stepWords } from "./step-words.ts";
import "./walk-mode.css";
import { watchWalker } from "./watch-walker.ts";

/** One wild position is a reflection off a wall; two in a row are a wrong turn. */
const OFF_READINGS = 2;
/** The next turn is said again when it is this near. */
const SOON_METRES = 30;

/** The way, one step at a time, in large type: follows the device where it may, and is turned by hand where not. */
export function WalkMode(props: {
  readonly answer: FindAnswer;
  readonly headline: string;
  readonly isStale: boolean;
  onStop(): void;
}) {
  const { state, commands, words } = useApp();
  const said = () => words().find.walk;
  const walker = watchWalker();
  const speaker = createSpeaker(() => state.language);
  keepAwake();
  const [isVoiceOn, setIsVoiceOn] = createSignal(speaker.canSpeak);
  const [turnedTo, setTurnedTo] = createSignal(0);
  const route = createMemo(() => prepareRoute(props.answer.route));
  let lastMetresAlong: number | null = null;
  createEffect(
    on(route, () => {
      lastMetresAlong = null;
      setTurnedTo(0);
    }),
  );
  const progress = createMemo(() => {
    const position = walker.position();
    if (!position) return null;
    const found = followRoute(route(), position, lastMetresAlong);
    if (!found.isOff) lastMetresAlong = found.metresAlong;
    return found;
  });
  createEffect(() => commands.setWalker(walker.position()?.lngLat ?? null));

  const steps = () => props.answer.route.steps;
  const stepIndex = () => progress()?.stepIndex ?? Math.min(turnedTo(), steps().length - 1);
  const wordsOf = (index: number) => {
    const step = steps()[index];
    return step ? stepWords(words(), state.language, step) : said().toGate;
  };
  /** What to do now: on the step's street walk on; what comes next is its own line. */
  const now = createMemo(() => (progress()?.isArrived ? said().arrived : wordsOf(stepIndex())));
  const next = () => wordsOf(stepIndex() + 1);
  const metresToTurn = () => progress()?.metresToTurn ?? steps()[stepIndex()]?.metres ?? 0;
  const left = () => {
    const followed = progress();
    if (followed) return { metres: followed.metresLeft, seconds: followed.secondsLeft };
    const rest = steps().slice(stepIndex());
    return {
      metres: rest.reduce((sum, { metres }) => sum + metres, 0),
      seconds: rest.reduce((sum, { seconds }) => sum + seconds, 0),
    };
  };
  const leftWords = () => said().left(formatMetres(left().metres), formatMinutes(left().seconds));

  let offReadings = 0;
  createEffect(
    on(walker.position, (position) => {
      if (!position || !progress()?.isOff) {
        offReadings = 0;
        return;
      }
      offReadings++;
      if (offReadings < OFF_READINGS || props.isStale) return;
      offReadings = 0;
      if (isVoiceOn()) speaker.speak(said().off);
      commands.setOrigin({ lngLat: position.lngLat, name: words().find.youAreHere });
    }),
  );
  const isSoon = createMemo(() => !progress()?.isArrived && metresToTurn() <= SOON_METRES);
  createEffect(
    on([now, isSoon, isVoiceOn], () => {
      if (!isVoiceOn()) return speaker.stop();
      speaker.speak(isSoon() ? said().soon(formatMetres(Math.max(10, metresToTurn())), next()) : now());
    }),
  );
  let room!: HTMLElement;
  // The button that began it is gone.
  onMount(() => room.focus());
  /** For the reader's own voice: the step is said by its heading; metres that count down and accuracy are not. */
  const status = createMemo(
    on([isSoon, next, () => progress()?.isOff, walker.trouble], ([soon, afterwards, isOff, trouble]) => {
      if (isOff) return said().off;
      if (trouble) return said().trouble[trouble];
      return soon ? said().soon(formatMetres(Math.max(10, metresToTurn())), afterwards) : "";
    }),
  );
  const arrowDegrees = () => {
    const bearing = progress()?.bearingDegrees;
    return bearing === undefined ? null : bearing - (walker.facingDegrees() ?? 0);
  };
  const stop = () => {
    commands.setWalker(null);
    props.onStop();
  };
  return (
    <section
      class="walk-mode"
      aria-label={said().title}
      data-stale={props.isStale ? "" : undefined}
      tabindex="-1"
      ref={room}
    >
      <p class="visually-hidden" role="status">
        {status()}
      </p>
      <p class="walk-to">
        <Mixed text={props.headline} />
      </p>
      <div class="walk-now">
        <Show when={arrowDegrees() !== null && !progress()?.isArrived}>
          <span
            class="walk-arrow"
            role="img"
            aria-label={walker.facingDegrees() === null ? said().arrowNorth : said().arrow}
            style={{ transform: `rotate(${arrowDegrees() ?? 0}deg)` }}
          >
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path d="M12 2 20 21 12 16.5 4 21Z" fill="currentColor" />
            </svg>
          </span>
        </Show>
        <div>
          <h1 class="walk-step" aria-live="assertive">
            <Mixed text={now()} />
          </h1>
          <Show when={!progress()?.isArrived}>
            <p class="walk-metres">
              <b class="num">{formatMetres(metresToTurn())}</b> {words().find.metres}
            </p>
          </Show>
        </div>
      </div>
      <Show when={!progress()?.isArrived}>
        <p class="walk-next">
          <Mixed text={said().afterwards(next())} />
        </p>
        <p class="walk-left">{leftWords()}</p>
      </Show>
      <p class="walk-note">
        <Show
          when={walker.trouble() ?? (walker.position() ? null : ("waiting" as const))}
          fallback={
            progress()?.isOff
              ? said().off
              : said().accuracy(formatMetres(walker.position()?.accuracyMetres ?? 0))
          }
        >
          {(why) => said().trouble[why()]}
        </Show>
      </p>
      <Show when={progress() === null}>
        <div class="walk-hand">
          <button
            type="button"
            class="button"
            aria-disabled={stepIndex() <= 0}
            onClick={() => setTurnedTo(Math.max(0, stepIndex() - 1))}
          >
            {said().back}
          </button>
          <span class="num">{said().stepOf(String(stepIndex() + 1), String(steps().length))}</span>
          <button
            type="button"
            class="button"
            aria-disabled={stepIndex() >= steps().length - 1}
            onClick={() => setTurnedTo(Math.min(steps().length - 1, stepIndex() + 1))}
          >
            {said().forward}
          </button>
        </div>
      </Show>
      <div class="answer-actions">
        <Show when={speaker.canSpeak}>
          <button type="button" class="button" onClick={() => setIsVoiceOn(!isVoiceOn())}>
            <Icon name="speak" sizePixels={24} />
            {isVoiceOn() ? said().voiceOff : said().voiceOn}
          </button>
        </Show>
        <button type="button" class="button" onClick={stop}>
          {said().stop}
        </button>
      </div>
      <p class="answer-note">{said().privacy}</p>
    </section>
  );
}
