import { For, Show } from "solid-js";
import { formatCount, formatPercent } from "../../i18n/format.ts";
import { fourNumbers, NUMBER_KEYS, type NumberKey, previewReachedShare } from "../../state/plan-selectors.ts";
import { useApp } from "../shared/app-context.ts";
import { MethodBadge } from "../shared/MethodBadge.tsx";
import type { PlanModel } from "./plan-model.ts";
import { DataBehind, FigureHow } from "./report/FigureHow.tsx";
import { shareChange } from "./report/figure-text.ts";

/** The four coverage numbers in their fixed places; the two by persons are large. */
export function CoverageNumbers(props: { readonly plan: PlanModel }) {
  const { state, words } = useApp();
  const values = () => {
    const area = props.plan.area();
    return area && fourNumbers(area);
  };
  const shareFor = (key: NumberKey): number => {
    const answer = props.plan.coverage();
    const isPreview = props.plan.isAhead() && props.plan.areaLevel() === "district";
    if (key === "networkPersons" && isPreview && answer)
      return previewReachedShare(answer, props.plan.reachMinutes());
    return values()?.[key] ?? Number.NaN;
  };
  const isPreviewed = (key: NumberKey) =>
    key === "networkPersons" && props.plan.isAhead() && props.plan.areaLevel() === "district";
  const changeOf = (key: NumberKey): string | null => {
    // Both answers stand on screen while newer ones are worked out; the last one alone would be compared with itself.
    const before = props.plan.areaBeside() ?? (props.plan.isStale() ? null : props.plan.areaBefore());
    if (!before || isPreviewed(key)) return null;
    return shareChange(shareFor(key), fourNumbers(before)[key]);
  };
  const changeWords = (change: string): string => {
    if (!props.plan.areaBeside()) return words().plan.changeLabel(change);
    const { schemes, besideId } = state.schemes;
    const name = schemes.find(({ id }) => id === besideId)?.name ?? words().plan.schemes.asIs;
    return words().plan.schemes.changeBeside(change, name);
  };
  const detailOf = (key: NumberKey): string => {
    const answer = props.plan.coverage();
    const minutes = isPreviewed(key)
      ? props.plan.reachMinutes()
      : (answer?.request.scenario.reachMinutes ?? state.scenario.reachMinutes);
    return key === "straightLineArea"
      ? words().plan.numberDetail[key](formatCount(answer?.straightLineMetres ?? Number.NaN))
      : words().plan.numberDetail[key](String(minutes));
  };
  return (
    <div class="numbers">
      <dl class="numbers-grid">
        <For each={NUMBER_KEYS}>
          {(key) => (
            <div
              class="number"
              data-number={key}
              data-stale={props.plan.isStale() && !isPreviewed(key) ? "" : undefined}
            >
              <dt>
                {words().plan.numbers[key]} <span class="number-detail">{detailOf(key)}</span>
              </dt>
              <dd>
                <span class="number-value">{formatPercent(shareFor(key))}</span>
                <span class="number-unit">%</span>
                <Show when={changeOf(key)}>
                  {(change) => (
                    <span
                      class="number-change"
                      role="img"
                      aria-label={changeWords(change())}
                      title={changeWords(change())}
                    >
                      {change()}
                    </span>
                  )}
                </Show>
              </dd>
            </div>
          )}
        </For>
      </dl>
      <Show when={props.plan.isAhead()}>
        <p class="plan-note">{words().plan.preview}</p>
      </Show>
      <details class="how">
        <summary>
          <span>{words().plan.howTitle}</span> <MethodBadge method="modelled" />
        </summary>
        <dl class="how-list">
          <For each={NUMBER_KEYS}>
            {(key) => (
              <div>
                <dt>{words().plan.numbers[key]}</dt>
                <dd>
                  <FigureHow plan={props.plan} figure={key} />
                </dd>
                <dd class="how-inputs">{words().plan.how[key].inputs}</dd>
              </div>
            )}
          </For>
        </dl>
        <DataBehind plan={props.plan} />
      </details>
    </div>
  );
}
