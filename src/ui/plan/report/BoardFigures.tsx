import { For, Show } from "solid-js";
import { formatModelledPersons } from "../../../i18n/format.ts";
import {
  type BoardFigureKey,
  boardFigures,
  GROUP_KEYS,
  SHORTAGE_KEYS,
  WALK_KEYS,
} from "../../../state/board-figures.ts";
import { useApp } from "../../shared/app-context.ts";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import type { PlanModel } from "../plan-model.ts";
import { FigureHow } from "./FigureHow.tsx";
import { figureName, figureText } from "./figure-text.ts";
import { GROUP_COLUMNS } from "./group-columns.ts";
import "./board-figures.css";

/** Below the bar of everyone: who walks longest, what room is short, and two groups; each figure opens what is behind it. */
export function BoardFigures(props: { readonly plan: PlanModel }) {
  const { words } = useApp();
  const said = () => words().plan.report;
  const figures = () => {
    const [area, answer] = [props.plan.area(), props.plan.coverage()];
    return area && answer ? boardFigures(area, answer.squareMetresPerPerson) : null;
  };
  const Rows = (list: { readonly keys: readonly BoardFigureKey[] }) => (
    <div class="figure-rows">
      <For each={list.keys}>
        {(key) => {
          const text = () => figureText(words(), key, figures()?.[key] ?? Number.NaN);
          return (
            <details class="figure-row">
              <summary>
                <span class="figure-name">{figureName(words(), key)}</span>{" "}
                <strong class="figure-value" data-figure={key}>
                  {text().value}
                </strong>{" "}
                <span class="figure-unit">{text().unit}</span>
              </summary>
              <FigureHow plan={props.plan} figure={key} />
            </details>
          );
        }}
      </For>
    </div>
  );
  return (
    <Show when={props.plan.area()}>
      {(area) => (
        <div class="board-figures" data-stale={props.plan.isStale() ? "" : undefined}>
          <section aria-labelledby="figures-walk">
            <h2 id="figures-walk">
              {said().walk} <MethodBadge method="modelled" />
            </h2>
            <Rows keys={WALK_KEYS} />
          </section>
          <section aria-labelledby="figures-shortage">
            <h2 id="figures-shortage">
              {said().shortage} <MethodBadge method="modelled" />
            </h2>
            <Rows keys={SHORTAGE_KEYS} />
          </section>
          <section aria-labelledby="figures-groups">
            <h2 id="figures-groups">
              {said().groups} <MethodBadge method="modelled" />
            </h2>
            <table class="group-table">
              <thead>
                <tr>
                  <td />
                  <For each={GROUP_COLUMNS}>
                    {(column) => <th scope="col">{said().groupColumns[column]}</th>}
                  </For>
                </tr>
              </thead>
              <tbody>
                <For each={GROUP_KEYS}>
                  {(group) => (
                    <tr>
                      <th scope="row">{said().group[group]}</th>
                      <For each={GROUP_COLUMNS}>
                        {(column) => (
                          <td data-figure={`${group}-${column}`} data-column={column}>
                            {formatModelledPersons(area()[group][column])}
                          </td>
                        )}
                      </For>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
            <p class="plan-note">{said().groupNote}</p>
          </section>
        </div>
      )}
    </Show>
  );
}
