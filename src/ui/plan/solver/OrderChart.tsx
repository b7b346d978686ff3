import { Show } from "solid-js";
import { formatModelledPersons, formatPercent } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { Chart } from "../../shared/charts/Chart.tsx";
import type { ChartModel } from "../../shared/charts/chart-model.ts";
import type { OrderModel } from "./order-model.ts";

const CHART_PIXELS = 110;

/** Each year of the order beside the best it could have. */
export function OrderChart(props: { readonly order: OrderModel }) {
  const { words } = useApp();
  const said = () => words().plan.order;
  const persons = () => props.order.free()?.persons ?? 1;
  const years = () => props.order.values().map((_, year) => props.order.draft().fromYear + year);
  const chart = (): ChartModel => {
    const values = props.order.values().map(({ value }) => value / persons());
    const bests = props.order.values().map(({ best }) => best / persons());
    const [low, high] = [Math.min(...values), Math.max(...bests)];
    const beyond = Math.max(0.005, (high - low) * 0.15);
    return {
      x: years(),
      xTitle: said().value,
      yTitle: said().chart,
      xTexts: years().map((year) => said().year(String(year))),
      yText: (share) => `${formatPercent(share)} %`,
      series: [
        { id: "order", label: said().orderValue, kind: "line", values, tone: "you", mark: "circle" },
        { id: "best", label: said().bestValue, kind: "line", values: bests, tone: "ink-3", isDashed: true },
      ],
      ticks: years().map((year) => ({ x: year, label: String(year) })),
      rule: null,
      yRange: [Math.max(0, low - beyond), Math.min(1, high + beyond)],
    };
  };
  return (
    <Show when={props.order.values().length > 0}>
      <Chart
        title={said().chart}
        summary={props.order
          .values()
          .map(
            ({ value, best }, year) =>
              `${years()[year]}: ${formatModelledPersons(value)} (${said().regret} ${formatModelledPersons(best - value)})`,
          )
          .join(words().plan.solver.answer.separator)}
        chart={chart()}
        heightPixels={CHART_PIXELS}
        isStale={props.order.isRunning()}
      />
    </Show>
  );
}
