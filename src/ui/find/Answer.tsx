import { createMemo, createSignal, For, lazy, onMount, Show, Suspense } from "solid-js";
import type { FindAnswer, GateState, ShelterOption } from "../../core/model/answers.ts";
import { HAZARDS, type Hazard } from "../../core/model/pack.ts";
import { PACE_IDS } from "../../core/model/scenario.ts";
import { formatClock, formatCount, formatMetres, formatMinutes, nameIn } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";
import { Icon } from "../shared/Icon.tsx";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { createSpeaker } from "./create-speaker.ts";
import { Elsewhere } from "./Elsewhere.tsx";
import { stepWords } from "./step-words.ts";

/** Not part of the first answer. */
const WalkMode = lazy(() => import("./WalkMode.tsx").then((module) => ({ default: module.WalkMode })));

/** The answer in its fixed order: where and which gate; minutes, metres, gate; pace; why not the nearer; may I stay. */
export function Answer(props: { readonly answer: FindAnswer; readonly isStale: boolean }) {
  const { state, commands, words, pack } = useApp();
  const said = () => words().find;
  const shelterOf = (id: string) => pack()?.shelters.find((each) => each.id === id);
  const gateOf = (id: string) => pack()?.gates.find((each) => each.id === id);
  const shelterName = (id: string) => {
    const shelter = shelterOf(id);
    return shelter ? nameIn(state.language, shelter) : words().shared.unknown;
  };
  const gateName = (id: string) => {
    const gate = gateOf(id);
    return gate ? nameIn(state.language, gate) : "";
  };
  const headline = createMemo(() => {
    const gate = gateName(props.answer.best.gateId);
    const shelter = shelterName(props.answer.best.shelterId);
    return gate ? said().goTo(shelter, gate) : said().goToGateless(shelter);
  });
  const gateWords = (gateState: GateState, gate: string) => {
    const texts: Record<GateState, string> = {
      open: said().gateOpen(gate),
      "opens-on-order": said().gateOnOrder(gate),
      locked: said().gateLocked(gate),
      unknown: said().gateUnknown(gate),
    };
    return texts[gateState];
  };
  const gateShort = (option: ShelterOption) => {
    if (option.gateState === "open")
      return option.closesMinute === null
        ? said().openAllDay
        : said().openUntil(formatClock(option.closesMinute));
    if (option.gateState === "opens-on-order") return said().opensOnOrder;
    return option.gateState === "locked" ? said().locked : said().gateNotKnown;
  };
  const whyNot = createMemo(() => {
    const why = props.answer.whyNotNearest;
    if (why.reason === "is-answer") return null;
    const air = formatMetres(why.straightLineMetres);
    const title = said().whyNot(shelterName(why.shelterId));
    switch (why.reason) {
      case "longer-walk":
        return {
          title,
          text: said().whyLonger(air, formatMetres(why.walkMetres), formatMinutes(why.extraSeconds)),
        };
      case "gate-locked":
        return { title, text: said().whyLocked(gateName(why.gateId), air) };
      case "gate-unknown":
        return { title, text: said().whyUnknown(gateName(why.gateId), air) };
      case "opens-on-order":
        return { title, text: said().whyOnOrder(gateName(why.gateId), air) };
      case "not-fit":
        return { title, text: said().whyNotFit(air) };
      case "cut-off":
        return { title, text: said().whyCutOff(air) };
      default: {
        const never: never = why;
        throw new Error(String(never));
      }
    }
  });
  const speed = () => props.answer.route.metres / Math.max(1, props.answer.route.seconds);
  const capacity = () => props.answer.best.capacityPersons;
  const stayWords = () => {
    const hazard = state.scenario.hazard;
    if (hazard === "flood") return said().stayFlood;
    return hazard === "fire" ? said().stayFire : said().stayEarthquake;
  };
  const speaker = createSpeaker(() => state.language);
  const speak = () => {
    if (speaker.isSpeaking()) return speaker.stop();
    const { route } = props.answer;
    speaker.speak(
      [
        said().spoken(headline(), formatMinutes(route.seconds), formatMetres(route.metres)),
        ...route.steps.map(
          (step) =>
            `${stepWords(words(), state.language, step)}，${formatMetres(step.metres)} ${said().metres}`,
        ),
      ].join("。"),
    );
  };
  const [isWalking, setIsWalking] = createSignal(false);
  // Fetched before it is wanted: the network may be gone by then.
  onMount(() => void WalkMode.preload());
  return (
    <Show
      when={!isWalking()}
      fallback={
        <Suspense fallback={<div class="skeleton find-skeleton" aria-busy="true" />}>
          <WalkMode
            answer={props.answer}
            headline={headline()}
            isStale={props.isStale}
            onStop={() => setIsWalking(false)}
          />
        </Suspense>
      }
    >
      <article class="answer" data-stale={props.isStale}>
        <h1 class="answer-where">{headline()}</h1>
        <p class="answer-figures">
          <span class="answer-figure">
            <b class="num">{formatMinutes(props.answer.route.seconds)}</b> {said().minutes}
          </span>
          <span class="answer-figure">
            <b class="num">{formatMetres(props.answer.route.metres)}</b> {said().metres}
          </span>
          <span class="answer-gate" data-state={props.answer.best.gateState}>
            <Icon name={props.answer.best.gateState === "open" ? "gate" : "gate-locked"} sizePixels={24} />
            {gateWords(props.answer.best.gateState, gateName(props.answer.best.gateId))}
          </span>
        </p>
        <p class="answer-meta">
          <Show when={props.answer.best.closesMinute !== null}>
            {said().closesAt(formatClock(props.answer.best.closesMinute ?? 0))}
          </Show>
          {said().paceRule(words().shared.paces[state.scenario.pace], speed().toFixed(2))}{" "}
          {capacity() === null ? said().capacityUnknown : said().capacity(formatCount(capacity() ?? 0))}{" "}
          <Show when={shelterOf(props.answer.best.shelterId)}>
            {(shelter) => <MethodBadge method={shelter().effectiveAreaMethod ?? shelter().method} />}
          </Show>
        </p>
        <Segmented
          legend={said().paceLegend}
          name="pace"
          value={state.scenario.pace}
          options={PACE_IDS.map((value) => ({ value, label: words().shared.paces[value] }))}
          onChange={(pace) => commands.setScenario({ pace, metresPerSecond: null })}
        />
        <section aria-label={said().steps}>
          <ol class="answer-steps">
            <For each={props.answer.route.steps}>
              {(step, index) => (
                <li>
                  <span class="answer-step-number num">{index() + 1}</span>
                  <span class="answer-step-words">{stepWords(words(), state.language, step)}</span>
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
          <Show when={whyNot()} fallback={<p>{said().nearestIsAnswer}</p>}>
            {(why) => (
              <>
                <h2>{why().title}</h2>
                <p>{why().text}</p>
              </>
            )}
          </Show>
        </section>
        <section class="answer-stay">
          <h2>{said().stayTitle}</h2>
          <p>{stayWords()}</p>
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
        <Show when={props.answer.alternatives.length > 0}>
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
              <For each={props.answer.alternatives}>
                {(option) => (
                  <tr>
                    <th scope="row">{shelterName(option.shelterId)}</th>
                    <td class="num">{formatMinutes(option.seconds)}</td>
                    <td data-state={option.gateState}>{gateShort(option)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </Show>
        <div class="answer-actions">
          <button type="button" class="button" data-kind="go" onClick={() => setIsWalking(true)}>
            <Icon name="walk" sizePixels={24} />
            {said().startWalking}
          </button>
          <Show when={speaker.canSpeak}>
            <button type="button" class="button" onClick={speak}>
              <Icon name="speak" sizePixels={24} />
              {speaker.isSpeaking() ? said().stopReading : said().readAloud}
            </button>
          </Show>
        </div>
        <Elsewhere
          lngLat={gateOf(props.answer.best.gateId)?.lngLat ?? props.answer.request.origin}
          name={`${shelterName(props.answer.best.shelterId)} ${gateName(props.answer.best.gateId)}`.trim()}
        />
        <p class="answer-note">{said().privacy}</p>
      </article>
    </Show>
  );
}
