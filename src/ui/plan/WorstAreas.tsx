import { createMemo, createSignal, For, Show } from "solid-js";
import { formatModelledPersons, nameIn } from "../../i18n/format.ts";
import { AREA_LEVELS, areaRows, sortRows } from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import type { PlanModel } from "./plan-model.ts";

const SHOWN_AREAS = 6;

/** Where most people are not reached: name, persons, plum bar. A row shows its area on the map. */
export function WorstAreas(props: { readonly plan: PlanModel }) {
  const { state, words, pack } = useApp();
  const [isLong, setIsLong] = createSignal(false);
  const all = createMemo(() => {
    const answer = props.plan.coverage();
    const index = pack();
    if (!answer || !index) return [];
    return sortRows(areaRows(answer, index, props.plan.level()), {
      key: "notReachedPersons",
      direction: "descending",
    }).filter((row) => row.notReachedPersons > 0);
  });
  const rows = () => (isLong() ? all() : all().slice(0, SHOWN_AREAS));
  const most = () => all()[0]?.notReachedPersons ?? 0;
  return (
    <section class="worst" aria-labelledby="worst-title" data-stale={props.plan.isStale() ? "" : undefined}>
      <div class="worst-head">
        <h2 id="worst-title">{words().plan.worst}</h2>
        <span class="worst-unit">
          {words().plan.worstUnit(
            String(props.plan.coverage()?.request.scenario.reachMinutes ?? props.plan.reachMinutes()),
          )}
        </span>
        <MethodBadge method="modelled" />
      </div>
      <Segmented
        legend={words().plan.level}
        name="plan-level"
        options={AREA_LEVELS.map((level) => ({ value: level, label: words().plan.levels[level] }))}
        value={props.plan.level()}
        onChange={props.plan.setLevel}
      />
      <Show when={all().length > 0} fallback={<p class="plan-note">{words().plan.nobody}</p>}>
        <ol class="worst-list">
          <For each={rows()}>
            {(row) => (
              <li>
                <button
                  type="button"
                  class="worst-row"
                  aria-pressed={state.selection?.id === row.id}
                  onClick={() => props.plan.showArea(props.plan.level(), row.id)}
                >
                  <span class="worst-name" title={nameIn(state.language, row)}>
                    {nameIn(state.language, row)}
                  </span>{" "}
                  <strong class="worst-persons">{formatModelledPersons(row.notReachedPersons)}</strong>{" "}
                  <span class="visually-hidden">{words().plan.barRowHint}</span>
                  <span class="worst-track">
                    <span class="worst-bar" style={{ width: `${(row.notReachedPersons / most()) * 100}%` }} />
                  </span>
                </button>
              </li>
            )}
          </For>
        </ol>
      </Show>
      <div class="worst-actions">
        <Show when={all().length > SHOWN_AREAS}>
          <button
            type="button"
            class="plan-link"
            aria-expanded={isLong()}
            onClick={() => setIsLong(!isLong())}
          >
            {isLong() ? words().plan.showFewer : words().plan.showAll(String(all().length))}
          </button>
        </Show>
        <button type="button" class="plan-link" onClick={() => props.plan.setTab("table")}>
          {words().plan.showTable}
        </button>
      </div>
    </section>
  );
}
