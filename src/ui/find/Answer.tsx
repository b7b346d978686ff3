import { createEffect, createMemo, createSignal, For, lazy, Show, Suspense } from "solid-js";
import type { FindAnswer, ShelterOption } from "../../core/model/answers.ts";
import { HAZARDS, type Hazard } from "../../core/model/pack.ts";
import { formatCount, formatMetres, formatMinutes, nameIn } from "../../i18n/format.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { Icon } from "../shared/Icon.tsx";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import { Mixed } from "../shared/Mixed.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { type AnswerSetting, answerWords, spokenAnswer } from "./answer-words.ts";
import { askCompass } from "./ask-compass.ts";
import { ClockNote } from "./ClockNote.tsx";
import { createSpeaker } from "./create-speaker.ts";
import { PacePicker } from "./PacePicker.tsx";
import { stayWords } from "./stay-words.ts";

/** None of these is part of the first answer. */
const WalkMode = lazy(() => import("./WalkMode.tsx").then((module) => ({ default: module.WalkMode })));

const HouseholdCard = lazy(() =>
  import("./card/HouseholdCard.tsx").then((module) => ({ default: module.HouseholdCard })),
);

/** Brings the sums between the datums of other maps. Without a network it may never come: the answer stands without it. */
const Elsewhere = lazy(() =>
  import("./Elsewhere.tsx").then(
    (module) => ({ default: module.Elsewhere }),
    () => ({ default: () => null }),
  ),
);

/** The answer in its fixed order: where and which gate; minutes, metres, gate; pace; why not the nearer; may I stay. */
export function Answer(props: {
  readonly answer: FindAnswer;
  readonly isStale: boolean;
  /** The answer in one breath, for the page's own voice; not while it is being worked out again. */
  onSaid(text: string): void;
}) {
  const { state, commands, words, firstPack: pack } = useApp();
  const said = () => words().find;
  const shelterOf = (id: string) => pack()?.shelters.find((each) => each.id === id);
  const gateOf = (id: string) => pack()?.gates.find((each) => each.id === id);
  const setting = (): AnswerSetting => ({
    words: words(),
    language: state.language,
    pack: pack(),
    isClockDoubted: state.isClockWrong && state.scenario.minuteOfDay === null,
  });
  const namesOf = ({ shelterId, gateId }: ShelterOption) =>
    [shelterOf(shelterId), gateOf(gateId)]
      .flatMap((named) => (named ? [nameIn(state.language, named)] : []))
      .join(" ");
  const parts = createMemo(() => answerWords(props.answer, setting()));
  const stay = createMemo(() =>
    stayWords(
      words(),
      state.language,
      state.scenario.hazard,
      shownAnswer(state, "riskHere")?.answer.advice ?? null,
    ),
  );
  const speaker = createSpeaker(() => state.language);
  const speak = () => {
    if (speaker.isSpeaking()) return speaker.stop();
    speaker.speak(spokenAnswer(props.answer, setting(), parts(), stay().lines));
  };
  createEffect(() => {
    if (props.isStale) return;
    const { route } = props.answer;
    const { headline, gate } = parts();
    const [minutes, metres] = [formatMinutes(route.seconds), formatMetres(route.metres)];
    props.onSaid(`${said().spoken(headline, minutes, metres)} ${gate}`);
  });
  const [mode, setMode] = createSignal<"answer" | "walk" | "card">("answer");
  const startWalking = () => {
    askCompass();
    setMode("walk");
  };
  let cardButton: HTMLButtonElement | undefined;
  let startButton: HTMLButtonElement | undefined;
  /** Back where the keyboard was. */
  const goBack = (button: () => HTMLButtonElement | undefined) => () => {
    setMode("answer");
    queueMicrotask(() => button()?.focus());
  };
  // Fetched before they are wanted: the network may be gone by then.
  createEffect(() => {
    if (state.fetchStage !== "everything") return;
    void WalkMode.preload();
    void HouseholdCard.preload();
  });
  return (
    <Show
      when={mode() === "answer"}
      fallback={
        <Suspense fallback={<div class="skeleton find-skeleton" aria-busy="true" />}>
          <Show
            when={mode() === "walk"}
            fallback={
              <HouseholdCard answer={props.answer} pace={parts().pace} onClose={goBack(() => cardButton)} />
            }
          >
            <WalkMode
              answer={props.answer}
              headline={parts().headline}
              isStale={props.isStale}
              onStop={goBack(() => startButton)}
            />
          </Show>
        </Suspense>
      }
    >
      <article class="answer" data-stale={props.isStale}>
        <h1 class="answer-where">
          <Mixed text={parts().headline} />
        </h1>
        <p class="answer-figures">
          <span class="answer-figure">
            <b class="num">{formatMinutes(props.answer.route.seconds)}</b> {said().minutes}
          </span>
          <span class="answer-figure">
            <b class="num">{formatMetres(props.answer.route.metres)}</b> {said().metres}
          </span>
          <span class="answer-gate" data-state={parts().gateState}>
            <Icon name={parts().gateState === "open" ? "gate" : "gate-locked"} sizePixels={24} />
            {parts().gate}
          </span>
        </p>
        <ClockNote />
        <ul class="answer-meta">
          <li>{parts().pace}</li>
          <Show when={parts().hours}>
            <li>{parts().hours}</li>
          </Show>
          <li>{parts().fit}</li>
          <li>
            {parts().room}{" "}
            <Show when={shelterOf(props.answer.best.shelterId)}>
              {(shelter) => <MethodBadge method={shelter().effectiveAreaMethod ?? shelter().method} />}
            </Show>
          </li>
        </ul>
        <PacePicker metresPerSecond={props.answer.metresPerSecond} />
        <section aria-label={said().steps}>
          <ol class="answer-steps">
            <For each={props.answer.route.steps}>
              {(step, index) => (
                <li>
                  <span class="answer-step-number num">{index() + 1}</span>
                  <span class="answer-step-words">
                    <Mixed text={parts().steps[index()] ?? ""} />
                  </span>
                  <span class="answer-step-length num">
                    {said().stepLength(formatMetres(step.metres), formatMinutes(step.seconds))}
                  </span>
                </li>
              )}
            </For>
          </ol>
          <Show when={props.answer.route.steps.some((step) => step.modelled)}>
            <p class="answer-note">
              <MethodBadge method="modelled" /> {said().laneNote}
            </p>
          </Show>
        </section>
        <Show when={props.answer.request.scenario.closures.length > 0}>
          <p class="answer-note">
            {said().closuresCounted(formatCount(props.answer.request.scenario.closures.length))}
          </p>
        </Show>
        <section class="answer-box">
          <Show when={parts().whyNot} fallback={<p>{said().nearestIsAnswer}</p>}>
            {(why) => (
              <>
                <h2>
                  <Mixed text={why().title} />
                </h2>
                <p>
                  <Mixed text={why().text} />
                </p>
              </>
            )}
          </Show>
        </section>
        <section class="answer-stay">
          <h2>{said().stayTitle}</h2>
          <For each={stay().lines}>{(line) => <p>{line}</p>}</For>
          <Show when={stay().reason}>
            <p class="answer-note">{stay().reason}</p>
          </Show>
          <Segmented<Hazard | "any">
            legend={said().hazardLegend}
            name="hazard"
            value={state.scenario.hazard ?? "any"}
            options={[
              { value: "any", label: said().hazardAny },
              ...HAZARDS.map((value) => ({ value, label: words().shared.hazards[value] })),
            ]}
            onChange={(hazard) => commands.setScenario({ hazard: hazard === "any" ? null : hazard })}
          />
        </section>
        <Show when={parts().others.length > 0}>
          <table class="answer-others">
            <caption class="visually-hidden">{said().others}</caption>
            <thead>
              <tr>
                <th scope="col">{said().others}</th>
                <th scope="col">{said().otherMinutes}</th>
                <th scope="col">{said().otherGate}</th>
              </tr>
            </thead>
            <tbody>
              <For each={parts().others}>
                {(option) => (
                  <tr>
                    <th scope="row">
                      <Mixed text={option.name} />
                    </th>
                    <td class="num">{option.minutes}</td>
                    <td data-state={option.gateState}>{option.gate}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </Show>
        <div class="answer-actions">
          <button
            type="button"
            class="button"
            data-kind="go"
            ref={(element) => (startButton = element)}
            onClick={startWalking}
          >
            <Icon name="walk" sizePixels={24} />
            {said().startWalking}
          </button>
          <Show when={speaker.canSpeak}>
            <button type="button" class="button" onClick={speak}>
              <Icon name="speak" sizePixels={24} />
              {speaker.isSpeaking() ? said().stopReading : said().readAloud}
            </button>
          </Show>
          <button
            type="button"
            class="button"
            ref={(element) => (cardButton = element)}
            onClick={() => {
              speaker.stop();
              setMode("card");
            }}
          >
            <Icon name="card" sizePixels={24} />
            {said().makeCard}
          </button>
        </div>
        <Suspense>
          <Elsewhere
            lngLat={gateOf(props.answer.best.gateId)?.lngLat ?? props.answer.request.origin}
            name={namesOf(props.answer.best)}
          />
        </Suspense>
        <p class="answer-note">{said().privacy}</p>
      </article>
    </Show>
  );
}
