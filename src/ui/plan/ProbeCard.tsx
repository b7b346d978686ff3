import { createMemo, For, Match, Show, Switch } from "solid-js";
import type { ExplainAnswer, ExplainPart } from "../../core/model/explain.ts";
import {
  formatCount,
  formatMetres,
  formatMinutes,
  formatModelledPersons,
  nameIn,
} from "../../i18n/format.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import { ProbeReasons } from "./ProbeReasons.tsx";
import type { PlanModel } from "./plan-model.ts";

type Reached = Extract<ExplainAnswer, { kind: "reached" }>;

/** Why a place has the minutes it has: each stretch of the way with metres and time, or what stands in the way. */
export function ProbeCard(props: { readonly plan: PlanModel }) {
  const { state, commands, words, pack, retryAnalysis } = useApp();
  const explain = createMemo(() => shownAnswer(state, "explain"));
  const reach = createMemo(() => shownAnswer(state, "isochrone"));
  const failure = () => {
    const task = state.tasks.explain;
    return task.status === "failed" ? task.failure : null;
  };
  const reachFailure = () => {
    const task = state.tasks.isochrone;
    if (task.status !== "failed" || task.failure.code === "CANCELLED") return null;
    // Both fail alike where the place itself is the matter: said once.
    return failure()?.code === task.failure.code ? null : task.failure;
  };
  const isStale = () => Boolean(explain()?.isStale || props.plan.isAhead());
  const reached = (): Reached | null => {
    const answer = explain()?.answer;
    return answer?.kind === "reached" ? answer : null;
  };
  const notReached = () => {
    const answer = explain()?.answer;
    return answer?.kind === "not-reached" ? answer : null;
  };
  const title = () => {
    const way = reached();
    if (way) return words().plan.probe.title(formatMinutes(way.seconds));
    if (failure()) return words().plan.probe.here;
    return notReached() ? words().plan.probe.titleNotReached : words().plan.probe.computing;
  };
  const goal = (way: Reached): string => {
    const shelter = pack()?.shelters.find((candidate) => candidate.id === way.shelterId);
    const gate = pack()?.gates.find((candidate) => candidate.id === way.gateId);
    const shelterName = shelter ? nameIn(state.language, shelter) : way.shelterId;
    const gateName = gate ? nameIn(state.language, gate) : "";
    return gateName
      ? words().plan.probe.to(shelterName, gateName)
      : words().plan.probe.toUnnamedGate(shelterName);
  };
  const verdict = (way: Reached): string => {
    const limit = way.request.scenario.reachMinutes;
    return way.withinMinutes
      ? words().plan.probe.within(String(limit))
      : words().plan.probe.beyond(String(limit), formatMinutes(way.seconds - limit * 60));
  };
  const partName = (part: ExplainPart): string => {
    if (part.kind === "access") return words().plan.probe.access;
    if (part.kind === "egress") return words().plan.probe.egress;
    if (part.kind === "crossing") {
      const street = nameIn(state.language, part);
      return street ? words().plan.probe.crossing(street) : words().plan.probe.crossingUnnamed;
    }
    return nameIn(state.language, part) || words().plan.probe.lane;
  };
  const duration = (seconds: number): string => {
    const whole = Math.round(seconds);
    return whole < 60
      ? words().plan.probe.partSeconds(String(whole))
      : words().plan.probe.partTime(String(Math.floor(whole / 60)), String(whole % 60).padStart(2, "0"));
  };
  const causeWords = (answer: Extract<ExplainAnswer, { kind: "not-reached" }>): string => {
    const causes = words().plan.probe.causes;
    switch (answer.cause) {
      case "no-street-near":
        return causes["no-street-near"](formatMetres(answer.nearestStreetMetres));
      case "no-shelter-fits":
      case "gates-shut":
      case "gates-off-streets":
      case "no-step-free-way":
      case "closures":
      case "island":
        return causes[answer.cause];
      default: {
        const never: never = answer.cause;
        throw new Error(String(never));
      }
    }
  };
  const metresOf = (way: Reached) => way.parts.reduce((sum, part) => sum + part.metres, 0);
  return (
    <Show when={state.probe}>
      <section class="probe-card" aria-labelledby="probe-title" data-stale={isStale() ? "" : undefined}>
        <div class="probe-head">
          <h2 id="probe-title" aria-live="polite">
            {title()}
          </h2>
          <button
            type="button"
            class="probe-close"
            aria-label={words().plan.probe.close}
            onClick={() => commands.setProbe(null)}
          >
            ✕
          </button>
        </div>
        <Show when={isStale()}>
          <p class="stale-words">{words().plan.recomputing}</p>
        </Show>
        <Switch>
          <Match when={failure()}>
            {(failed) => <FailureNote failure={failed()} onRetry={() => retryAnalysis("explain")} />}
          </Match>
          <Match when={notReached()}>
            {(answer) => (
              <>
                <p class="probe-goal">{causeWords(answer())}</p>
                <ProbeReasons answer={answer()} />
              </>
            )}
          </Match>
          <Match when={reached()}>
            {(way) => (
              <>
                <p class="probe-goal">
                  <strong>{goal(way())}</strong>
                  <span class="probe-verdict">{verdict(way())}</span>
                </p>
                <table class="probe-parts">
                  <caption class="visually-hidden">{title()}</caption>
                  <thead class="visually-hidden">
                    <tr>
                      <th scope="col">{words().plan.probe.columns.part}</th>
                      <th scope="col">{words().plan.probe.columns.metres}</th>
                      <th scope="col">{words().plan.probe.columns.time}</th>
                    </tr>
                  </thead>
                  <tbody>
                    <For each={way().parts}>
                      {(part) => (
                        <tr>
                          <th scope="row">
                            {partName(part)}{" "}
                            <Show when={part.modelled}>
                              <MethodBadge method="modelled" />
                            </Show>
                          </th>
                          <Show
                            when={part.kind !== "crossing"}
                            fallback={
                              <td colSpan={2} class="probe-uncounted">
                                {words().plan.probe.crossingTime}
                              </td>
                            }
                          >
                            <td>{words().plan.probe.part(formatCount(part.metres))}</td>
                            <td>{duration(part.seconds)}</td>
                          </Show>
                        </tr>
                      )}
                    </For>
                  </tbody>
                  <tfoot>
                    <tr>
                      <th scope="row">{words().plan.probe.total}</th>
                      <td>{words().plan.probe.part(formatCount(metresOf(way())))}</td>
                      <td>{duration(way().seconds)}</td>
                    </tr>
                  </tfoot>
                </table>
                <ProbeReasons answer={way()} />
              </>
            )}
          </Match>
        </Switch>
        <Show
          when={reachFailure()}
          fallback={
            <Show when={reach()}>
              {(found) => (
                <p class="probe-reach" data-stale={found().isStale ? "" : undefined}>
                  <span class="probe-swatch" aria-hidden="true" />
                  <span>
                    {(found().answer.request.scenario.period === "day"
                      ? words().plan.probe.reachDay
                      : words().plan.probe.reach)(
                      String(found().answer.request.scenario.reachMinutes),
                      formatModelledPersons(found().answer.reachedPersons),
                    )}{" "}
                    {words().plan.probe.reachStreets((found().answer.reachedStreetMetres / 1000).toFixed(1))}{" "}
                    <MethodBadge method="modelled" />
                  </span>
                </p>
              )}
            </Show>
          }
        >
          {(failed) => <FailureNote failure={failed()} onRetry={() => retryAnalysis("isochrone")} />}
        </Show>
      </section>
    </Show>
  );
}
