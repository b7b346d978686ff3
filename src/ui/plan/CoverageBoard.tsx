import { createMemo, createSignal, lazy, onCleanup, onMount, Show, Suspense } from "solid-js";
import { formatPercent, nameIn } from "../../i18n/format.ts";
import { fourNumbers } from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { CoverageNumbers } from "./CoverageNumbers.tsx";
import { EveryoneBar } from "./EveryoneBar.tsx";
import type { PlanModel } from "./plan-model.ts";
import { BoardFigures } from "./report/BoardFigures.tsx";
import { SitePanel } from "./site/SitePanel.tsx";
import type { SiteModel } from "./site/site-model.ts";
import { SolverCard } from "./solver/SolverCard.tsx";
import type { SolverModel } from "./solver/solver-model.ts";
import { WorkProgress } from "./WorkProgress.tsx";
import { WorstAreas } from "./WorstAreas.tsx";

/** Pages, printed map and files come with the first report. */
const ReportSheet = lazy(() =>
  import("./report/ReportSheet.tsx").then((module) => ({ default: module.ReportSheet })),
);

/** The shape of a result is shown only when it takes longer than this. */
const BLOCKS_AFTER_MILLISECONDS = 300;

const LARGE_NUMBERS = ["networkPersons", "networkPersonsWithRoom"] as const;

/** Flat blocks in the shape of the board while the first answer is on its way. */
function BoardBlocks() {
  const [isShown, setIsShown] = createSignal(false);
  const timer = setTimeout(() => setIsShown(true), BLOCKS_AFTER_MILLISECONDS);
  onCleanup(() => clearTimeout(timer));
  return (
    <Show when={isShown()}>
      <div class="board-blocks" aria-hidden="true">
        <div class="skeleton" />
        <div class="skeleton" />
        <div class="skeleton" />
        <div class="skeleton" />
        <div class="skeleton board-block-bar" />
        <div class="skeleton board-block-list" />
      </div>
    </Show>
  );
}

/**
 * Right side of /plan: the four numbers and everyone in one bar; beneath them where most are not reached, or the site that is
 * looked at. What a planner does to a site is seen in the numbers, so they stay.
 */
export function CoverageBoard(props: {
  readonly plan: PlanModel;
  readonly solver: SolverModel;
  readonly site: SiteModel;
}) {
  const { state, words, pack, retryAnalysis } = useApp();
  const [isReportOpen, setIsReportOpen] = createSignal(false);
  // Fetched with the door: later the network may be gone.
  onMount(() => void ReportSheet.preload().catch(() => {}));
  const task = () => state.tasks.coverage;
  const title = () => {
    const id = state.selection?.id;
    const level = props.plan.areaLevel();
    const named =
      level === "subdistricts"
        ? pack()?.subDistricts.find((area) => area.code === id)
        : level === "communities"
          ? pack()?.communities.find((area) => area.id === id)
          : undefined;
    return named ? words().plan.boardOf(nameIn(state.language, named)) : words().plan.board;
  };
  const status = () => {
    if (state.pack.status === "loading") return words().plan.waitingForPack;
    if (props.plan.isAhead() || task().status === "running")
      return props.plan.coverage() ? words().plan.recomputing : words().plan.computing;
    const answer = props.plan.coverage();
    return answer && task().status === "done" && Number.isFinite(answer.computeMilliseconds)
      ? words().plan.justDone((answer.computeMilliseconds / 1000).toFixed(2))
      : "";
  };
  // A reader hears the two large numbers once they have changed, not each step of the way.
  const announced = createMemo((last: string) => {
    const area = props.plan.area();
    if (!area || task().status !== "done" || props.plan.isAhead()) return last;
    const shares = fourNumbers(area);
    return LARGE_NUMBERS.map((key) => `${words().plan.numbers[key]} ${formatPercent(shares[key])} %`).join(
      words().plan.everyone.separator,
    );
  }, "");
  return (
    <section class="board" aria-labelledby="board-title" aria-busy={task().status === "running"}>
      <h1 class="visually-hidden">{words().plan.heading}</h1>
      <div class="board-head">
        <h2 id="board-title">{title()}</h2>
        <Show when={props.plan.areaLevel() !== "district"}>
          <button type="button" class="plan-link" onClick={() => props.plan.showDistrict()}>
            {words().plan.backToDistrict}
          </button>
        </Show>
        <span class="board-status">{status()}</span>
        <Show when={props.plan.coverage()}>
          <button type="button" class="plan-link" onClick={() => setIsReportOpen(true)}>
            {words().plan.print.open}
          </button>
        </Show>
      </div>
      <Show when={isReportOpen()}>
        <Suspense>
          <ReportSheet plan={props.plan} onClose={() => setIsReportOpen(false)} />
        </Suspense>
      </Show>
      <p class="visually-hidden" role="status">
        {announced()}
      </p>
      <WorkProgress kind="coverage" label={words().plan.computing} />
      <Show when={task()} keyed>
        {(current) => (
          <Show when={current.status === "failed" && current}>
            {(failed) => <FailureNote failure={failed().failure} onRetry={() => retryAnalysis("coverage")} />}
          </Show>
        )}
      </Show>
      <Show
        when={props.plan.coverage()}
        fallback={
          <Show
            when={task().status === "running" || state.pack.status === "loading"}
            fallback={
              <p class="board-empty">
                {state.pack.status === "failed" ? words().plan.packFailed : words().plan.empty}
              </p>
            }
          >
            <BoardBlocks />
          </Show>
        }
      >
        <CoverageNumbers plan={props.plan} />
        <EveryoneBar plan={props.plan} />
        <Show when={props.site.siteId() === null}>
          <WorstAreas plan={props.plan} />
          <BoardFigures plan={props.plan} />
        </Show>
      </Show>
      <Show when={props.site.siteId() !== null}>
        <SitePanel model={props.site} />
      </Show>
      <SolverCard plan={props.plan} solver={props.solver} />
    </section>
  );
}
