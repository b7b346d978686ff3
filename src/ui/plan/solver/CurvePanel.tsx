import { createSignal, Show } from "solid-js";
import type { SiteCurveAnswer } from "../../../core/model/siting-further.ts";
import { formatCount, formatPercent } from "../../../i18n/format.ts";
import { shownAnswer } from "../../../state/store.ts";
import { useApp } from "../../shared/app-context.ts";
import { Chart } from "../../shared/charts/Chart.tsx";
import type { ChartModel } from "../../shared/charts/chart-model.ts";
import type { PlanModel } from "../plan-model.ts";
import { NumberField } from "./NumberField.tsx";
import { MOST_SITES } from "./QuestionForm.tsx";
import { foundWords } from "./siting-words.ts";
import type { SolverModel } from "./solver-model.ts";
import { WorkCard } from "./WorkCard.tsx";

const CHART_PIXELS = 150;

/** Coverage against the number of sites, each point with its proof. */
export function CurvePanel(props: { readonly plan: PlanModel; readonly solver: SolverModel }) {
  const { state, words } = useApp();
  const said = () => words().plan.solver.curve;
  const [upTo, setUpTo] = createSignal(10);
  const answer = () => shownAnswer(state, "siteCurve")?.answer ?? null;
  const running = () => {
    const task = state.tasks.siteCurve;
    return task.status === "running" ? task : null;
  };
  return (
    <section class="solver-curve" aria-label={said().title}>
      <div class="solver-curve-ask">
        <h3>{said().title}</h3>
        <NumberField label={said().upTo} value={upTo()} least={1} most={MOST_SITES} onChange={setUpTo} />
        <button
          type="button"
          class="button"
          disabled={running() !== null || props.solver.choosable().choosableIds.length === 0}
          onClick={() => props.solver.askCurve(upTo())}
        >
          {answer() ? said().again : said().ask}
        </button>
      </div>
      <Show when={running()}>
        {(task) => (
          <WorkCard
            kind="siteCurve"
            title={said().title}
            limitSeconds={task().request.limitSeconds}
            found={
              task().found
                ? foundWords(
                    words(),
                    { kind: task().request.kind, isPriced: false },
                    task().found,
                    props.plan.coverage()?.district.persons ?? null,
                  )
                : null
            }
          />
        )}
      </Show>
      <Show when={answer()}>{(found) => <CurveChart answer={found()} />}</Show>
    </section>
  );
}

function CurveChart(props: { readonly answer: SiteCurveAnswer }) {
  const { words } = useApp();
  const said = () => words().plan.solver.curve;
  const points = () => props.answer.points.filter(({ value }) => value !== null);
  const shareOf = (value: number | null) => (value ?? 0) / props.answer.persons;
  const kind = () => (props.answer.request.kind === "cover-most" ? "cover-most" : "cover-most-with-room");
  const open = () => points().filter(({ proof }) => proof.status !== "optimal").length;
  const chart = (): ChartModel => {
    const shares = points().map(({ value }) => shareOf(value));
    const bounds = points().map(({ proof, value }) =>
      proof.status === "gap" && Number.isFinite(proof.bound) ? shareOf(proof.bound) : shareOf(value),
    );
    const [low, high] = [Math.min(...shares), Math.max(...bounds)];
    const beyond = Math.max(0.005, (high - low) * 0.1);
    return {
      x: points().map(({ newSites }) => newSites),
      xTitle: said().sites,
      yTitle: said().share[kind()],
      xTexts: points().map(({ newSites }) => said().sitesOf(formatCount(newSites))),
      yText: (share) => `${formatPercent(share)} %`,
      series: [
        {
          id: "value",
          label: said().share[kind()],
          kind: "line",
          values: shares,
          tone: "you",
          mark: "circle",
        },
        ...(open() > 0
          ? [
              {
                id: "bound",
                label: said().bound,
                kind: "line",
                values: bounds,
                tone: "ink-3",
                isDashed: true,
              } as const,
            ]
          : []),
      ],
      ticks: points().map(({ newSites }) => ({ x: newSites, label: formatCount(newSites) })),
      rule: null,
      yRange: [Math.max(0, low - beyond), Math.min(1, high + beyond)],
    };
  };
  return (
    <Show when={points().length > 0}>
      <Chart
        title={said().share[kind()]}
        isTitleHidden={true}
        summary={said().summary(
          formatPercent(shareOf(points()[0]?.value ?? null)),
          formatPercent(shareOf(points().at(-1)?.value ?? null)),
          formatCount(points().at(-1)?.newSites ?? 0),
        )}
        chart={chart()}
        heightPixels={CHART_PIXELS}
      />
      <p class="solver-note">
        {said().summary(
          formatPercent(shareOf(points()[0]?.value ?? null)),
          formatPercent(shareOf(points().at(-1)?.value ?? null)),
          formatCount(points().at(-1)?.newSites ?? 0),
        )}{" "}
        {open() === 0 ? said().proven : said().someOpen(formatCount(open()))}
      </p>
    </Show>
  );
}
