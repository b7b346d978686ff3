import { createMemo } from "solid-js";
import type { CoverageAnswer } from "../../core/model/answers.ts";
import { formatModelledPersons, formatPercent } from "../../i18n/format.ts";
import { minuteBars, previewReachedShare } from "../../state/plan-selectors.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { Chart } from "../shared/charts/Chart.tsx";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import { LAST_MINUTE, minutesChart } from "./minutes-chart.ts";
import type { PlanModel } from "./plan-model.ts";

const HEIGHT_PIXELS = 104;

/** Residents by minutes of walk to the nearest gate: this scheme as bars, the one compared with as a line over them. */
export function MinutesChart(props: { readonly plan: PlanModel; readonly answer: CoverageAnswer }) {
  const { state, words } = useApp();
  const nameOf = (schemeId: string | null) =>
    state.schemes.schemes.find((scheme) => scheme.id === schemeId)?.name ?? words().plan.schemes.asIs;
  const beside = () => {
    if (state.schemes.besideId === state.schemes.currentId) return null;
    const shown = shownAnswer(state, "coverageBeside");
    return shown && { answer: shown.answer, name: nameOf(state.schemes.besideId) };
  };
  const chart = createMemo(() =>
    minutesChart(words(), props.answer, props.plan.reachMinutes(), nameOf(state.schemes.currentId), beside()),
  );
  const summary = () => {
    const share = previewReachedShare(props.answer, props.plan.reachMinutes());
    return words().plan.chartInside(
      formatModelledPersons(share * props.answer.district.persons),
      String(props.plan.reachMinutes()),
      formatPercent(share),
      String(LAST_MINUTE),
      formatModelledPersons(
        minuteBars(props.answer, props.plan.reachMinutes(), LAST_MINUTE).at(-1)?.persons ?? 0,
      ),
    );
  };
  return (
    <div class="minutes-chart">
      <Chart
        title={words().plan.chartTitle}
        isTitleHidden={true}
        summary={summary()}
        chart={chart()}
        heightPixels={HEIGHT_PIXELS}
        isStale={props.plan.isStale() && !props.plan.isAhead()}
        head={
          <>
            <span>{words().plan.chartUnit}</span>
            <span class="chart-inside">{summary()}</span>
            <MethodBadge method="modelled" />
          </>
        }
      />
    </div>
  );
}
