import { createMemo, createSignal, For, Show } from "solid-js";
import type {
  BaseAreaReach,
  BaseReachAnswer,
  BaseSitingKind,
  SiteBasesAnswer,
} from "../../../core/model/bases.ts";
import type { ProposedBase } from "../../../core/model/proposal.ts";
import { formatCount, formatModelledPersons, formatPercent, nameIn } from "../../../i18n/format.ts";
import { planningFigure } from "../../../state/plan-selectors.ts";
import { settledScenario } from "../../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../../state/store.ts";
import { useApp } from "../../shared/app-context.ts";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import type { PlanModel } from "../plan-model.ts";
import { QuestionFrame } from "../QuestionFrame.tsx";
import { QuestionTable } from "../QuestionTable.tsx";
import { WorkProgress } from "../WorkProgress.tsx";
import { BaseSites, PutBases } from "./BaseSites.tsx";
import type { BasesModel } from "./bases-model.ts";
import { isOfNow } from "./is-of-now.ts";
import { proofWords } from "./proof-words.ts";

const LIMIT_SECONDS = 30;
const JUNCTION_METRES = 400;
const TOLD_GAPS = 5;
const MOST_NEW = 30;
const GOALS = ["rule", "strict", "median", "center"] as const;
type Goal = (typeof GOALS)[number];
const KIND_OF: Readonly<Record<Goal, BaseSitingKind>> = {
  rule: "cover-most",
  strict: "cover-most",
  median: "p-median",
  center: "p-center",
};
const REACH_ROWS = ["persons", "second", "buildings", "streets"] as const;

const rule = planningFigure("rescueReachMinutes");
const strict = planningFigure("strictRescueReachMinutes");
const turnout = planningFigure("fireTurnoutMinutes");
const wanted = planningFigure("smallFireStationCount");

const share = (part: number, whole: number) => formatPercent(whole > 0 ? part / whole : Number.NaN);
const minuteWords = (seconds: number) => (Number.isFinite(seconds) ? (seconds / 60).toFixed(1) : "–");

/** How far fire crews reach in minutes from the call, and where small stations should stand. */
export function FireCard(props: { readonly plan: PlanModel; readonly bases: BasesModel }) {
  const { state, words } = useApp();
  const said = () => words().plan.bases.fire;
  const shown = createMemo(() => shownAnswer(state, "baseReach"));
  return (
    <div class="base-card">
      <section class="base-today" aria-label={words().plan.bases.kinds["fire-small"]}>
        <WorkProgress
          kind="baseReach"
          label={words().plan.bases.kinds["fire-small"]}
          step={words().plan.questions.working}
        />
        <Show when={shown()}>
          {(found) => (
            <div class="question-answer" data-stale={found().isStale ? "" : undefined}>
              <Reach plan={props.plan} answer={found().answer} />
            </div>
          )}
        </Show>
        <p class="question-about">
          {said().rule(rule.clause, state.language === "en" ? rule.noteEn : rule.noteZh)}
        </p>
      </section>
      <FireQuestion bases={props.bases} />
    </div>
  );
}

function Reach(props: { readonly plan: PlanModel; readonly answer: BaseReachAnswer }) {
  const { state, words, pack } = useApp();
  const said = () => words().plan.bases.fire;
  const last = () => props.answer.minutes.length - 1;
  const district = () => props.answer.district;
  const partsOf = (area: BaseAreaReach, row: (typeof REACH_ROWS)[number]) => {
    switch (row) {
      case "persons":
        return [area.reachedPersons, area.persons] as const;
      case "second":
        return [area.secondPersons, area.persons] as const;
      case "buildings":
        return [area.reachedBuildings, area.buildings] as const;
      case "streets":
        return [area.reachedStreetMetres, area.streetMetres] as const;
      default: {
        const never: never = row;
        throw new Error(String(never));
      }
    }
  };
  const lateOf = (area: BaseAreaReach) => area.persons - (area.reachedPersons[last()] ?? 0);
  const gaps = () =>
    props.answer.communities
      .filter((area) => lateOf(area) > 0)
      .toSorted((a, b) => lateOf(b) - lateOf(a))
      .slice(0, TOLD_GAPS);
  const areaName = (id: string): string => {
    const area =
      pack()?.communities.find((each) => each.id === id) ??
      pack()?.subDistricts.find((each) => each.code === id);
    return area ? nameIn(state.language, area) : id;
  };
  return (
    <Show when={props.answer.stations.length > 0} fallback={<p>{words().plan.bases.none}</p>}>
      <p class="base-sentence">
        {said().reached(
          formatCount(props.answer.stations.length),
          String(props.answer.minutes[last()]),
          share(district().reachedPersons[last()] ?? 0, district().persons),
        )}
        <Show when={last() > 0}>
          {said().reachedStrict(
            String(props.answer.minutes[0]),
            share(district().reachedPersons[0] ?? 0, district().persons),
          )}
        </Show>{" "}
        <MethodBadge method="modelled" />
      </p>
      <table class="question-table base-table">
        <caption>{said().table}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{said().what}</span>
            </th>
            <For each={props.answer.minutes}>
              {(minutes) => <th scope="col">{words().plan.bases.minutes(String(minutes))}</th>}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={REACH_ROWS}>
            {(row) => (
              <tr>
                <th scope="row">{said().rows[row]}</th>
                <For each={partsOf(district(), row)[0]}>
                  {(part) => <td>{words().plan.bases.percent(share(part, partsOf(district(), row)[1]))}</td>}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={gaps().length > 0} fallback={<p>{said().noGaps(String(props.answer.minutes[last()]))}</p>}>
        <QuestionTable
          head={[said().gaps(String(props.answer.minutes[last()])), ""]}
          rows={gaps().map((area) => ({
            label: areaName(area.id),
            value: words().plan.bases.persons(formatModelledPersons(lateOf(area))),
            show: () => props.plan.showArea("communities", area.id),
          }))}
        />
      </Show>
      <details class="base-areas">
        <summary>{words().plan.bases.byArea}</summary>
        <table class="question-table base-table">
          <caption class="visually-hidden">{said().caption(String(props.answer.minutes[last()]))}</caption>
          <thead>
            <tr>
              <th scope="col">{words().plan.bases.area}</th>
              <For each={props.answer.minutes}>
                {(minutes) => <th scope="col">{words().plan.bases.minutes(String(minutes))}</th>}
              </For>
              <th scope="col">{said().second}</th>
            </tr>
          </thead>
          <tbody>
            <For each={props.answer.subDistricts}>
              {(area) => (
                <tr>
                  <th scope="row">{areaName(area.id)}</th>
                  <For each={area.reachedPersons}>
                    {(persons) => <td>{words().plan.bases.percent(share(persons, area.persons))}</td>}
                  </For>
                  <td>{words().plan.bases.percent(share(area.secondPersons[last()] ?? 0, area.persons))}</td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </details>
    </Show>
  );
}

function FireQuestion(props: { readonly bases: BasesModel }) {
  const { state, commands, words } = useApp();
  const said = () => words().plan.bases.fire;
  const [goal, setGoal] = createSignal<Goal>("rule");
  const [typedCount, setCount] = createSignal<number | null>(null);
  const [isAgain, setIsAgain] = createSignal(false);
  const [hasJunctions, setHasJunctions] = createSignal(true);
  const small = () => props.bases.standing("fire-small").filter((base) => !base.isFull);
  /** What the plan lacks; where it lacks none a few more, to see what they would do. */
  const count = () => typedCount() ?? (small().length < wanted.value ? wanted.value - small().length : 3);
  const modelled = () => small().filter((base) => base.isModelled);
  const answer = () => shownAnswer(state, "siteBases")?.answer ?? null;
  const goalWords = (each: Goal): string => {
    const words = said().goals;
    if (each === "rule") return words.rule(String(rule.value));
    return each === "strict" ? words.strict(String(strict.value)) : words[each];
  };
  const proposed = (found: SiteBasesAnswer): ProposedBase[] =>
    found.chosen.map((site) => ({
      id: `fire-small:${site.id}`,
      kind: "fire-small",
      name: words().plan.bases.names["fire-small"](props.bases.nameOf(site)),
      lngLat: site.lngLat,
      mobilisationMinutes: found.request.mobilisationMinutes,
    }));
  const isPut = () => {
    const found = answer();
    return found !== null && props.bases.isPut(proposed(found));
  };
  return (
    <QuestionFrame
      isBeneath
      kind="siteBases"
      title={said().ask}
      about={[
        said().about(formatCount(wanted.value), formatCount(small().length)),
        modelled().length > 0 ? said().modelled(formatCount(modelled().length)) : "",
      ].join(state.language === "en" ? " " : "")}
      isOutdated={!isOfNow(state.asked.siteBases, state) && !isPut()}
      onAsk={() =>
        commands.ask("siteBases", {
          scenario: settledScenario(state),
          kind: KIND_OF[goal()],
          minutes: goal() === "strict" ? strict.value : rule.value,
          mobilisationMinutes: null,
          newBases: count() + (isAgain() ? modelled().length : 0),
          movedIds: isAgain() ? modelled().map(({ id }) => id) : [],
          requiredIds: [],
          forbiddenIds: [],
          junctionMetres: hasJunctions() ? JUNCTION_METRES : null,
          limitSeconds: LIMIT_SECONDS,
        })
      }
      settings={
        <>
          <label class="question-field">
            <span>{said().goal}</span>
            <select
              class="plan-input"
              value={goal()}
              onChange={(event) =>
                setGoal(GOALS.find((each) => each === event.currentTarget.value) ?? goal())
              }
            >
              <For each={GOALS}>
                {(each) => (
                  <option value={each} selected={each === goal()}>
                    {goalWords(each)}
                  </option>
                )}
              </For>
            </select>
          </label>
          <label class="question-field question-count">
            <span>{said().count}</span>
            <input
              class="plan-input"
              type="number"
              min="0"
              max={MOST_NEW}
              step="1"
              value={count()}
              onChange={(event) => {
                const whole = Math.round(event.currentTarget.valueAsNumber);
                setCount(Math.min(MOST_NEW, Math.max(0, Number.isNaN(whole) ? count() : whole)));
                event.currentTarget.value = String(count());
              }}
            />
          </label>
          <Show when={modelled().length > 0}>
            <label class="base-check">
              <input
                type="checkbox"
                checked={isAgain()}
                onChange={(event) => setIsAgain(event.currentTarget.checked)}
              />
              <span>{said().again(formatCount(modelled().length))}</span>
            </label>
          </Show>
          <label class="base-check">
            <input
              type="checkbox"
              checked={hasJunctions()}
              onChange={(event) => setHasJunctions(event.currentTarget.checked)}
            />
            <span>{words().plan.bases.junctionsToo(formatCount(JUNCTION_METRES))}</span>
          </label>
        </>
      }
    >
      <Show when={answer()}>
        {(found) => (
          <>
            <Show when={found().value !== null}>
              <BeforeAfter answer={found()} />
            </Show>
            <p>{proofWords(found().proof, words())}</p>
            <BaseSites bases={props.bases} sites={found().chosen} />
            <Show when={found().chosen.length > 0}>
              <PutBases bases={props.bases} put={proposed(found())} movedIds={found().request.movedIds} />
            </Show>
          </>
        )}
      </Show>
    </QuestionFrame>
  );
}

function BeforeAfter(props: { readonly answer: SiteBasesAnswer }) {
  const { words } = useApp();
  const said = () => words().plan.bases.fire;
  const at = () => props.answer.minutes.indexOf(props.answer.request.minutes ?? rule.value);
  const percent = (persons: number | undefined) => share(persons ?? 0, props.answer.persons);
  const rows = () => {
    const { today, planned, minutes } = props.answer;
    return [
      ...minutes.map((each, i) => ({
        name: words().plan.bases.minutes(String(each)),
        before: words().plan.bases.percent(percent(today.reachedPersons[i])),
        after: words().plan.bases.percent(percent(planned.reachedPersons[i])),
      })),
      {
        name: said().mean,
        before: words().plan.bases.minutes(minuteWords(today.meanSeconds)),
        after: words().plan.bases.minutes(minuteWords(planned.meanSeconds)),
      },
      {
        name: said().longest,
        before: words().plan.bases.minutes(minuteWords(today.longestSeconds)),
        after: words().plan.bases.minutes(minuteWords(planned.longestSeconds)),
      },
    ];
  };
  return (
    <>
      <p class="base-sentence">
        {said().answer(
          formatCount(props.answer.chosen.length),
          String(props.answer.minutes[at()]),
          percent(props.answer.today.reachedPersons[at()]),
          percent(props.answer.planned.reachedPersons[at()]),
        )}{" "}
        <MethodBadge method="modelled" />
      </p>
      <table class="question-table base-table">
        <caption class="visually-hidden">{said().compare}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">{said().what}</span>
            </th>
            <th scope="col">{said().before}</th>
            <th scope="col">{said().after(formatCount(props.answer.chosen.length))}</th>
          </tr>
        </thead>
        <tbody>
          <For each={rows()}>
            {(row) => (
              <tr>
                <th scope="row">{row.name}</th>
                <td>{row.before}</td>
                <td>{row.after}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p class="question-about">{said().turnout(String(turnout.value))}</p>
    </>
  );
}
