import { For, Show } from "solid-js";
import { useApp } from "../../shared/app-context.ts";
import { Segmented } from "../../shared/Segmented.tsx";
import type { PlanModel } from "../plan-model.ts";
import { COMPARE_VIEWS, type CompareModel } from "./compare-model.ts";
import { DifferenceTable } from "./DifferenceTable.tsx";
import type { SchemesModel } from "./schemes-model.ts";
import { differenceWords } from "./step-words.ts";
import "./compare.css";

/** The current scheme beside another: what differs in them, and what comes of it where. */
export function ComparePanel(props: {
  readonly plan: PlanModel;
  readonly schemes: SchemesModel;
  readonly compare: CompareModel;
}) {
  const { state, words, pack } = useApp();
  const said = () => words().plan.compare;
  const context = () => ({ words: words(), language: state.language, pack: pack() });
  const nowName = () => props.schemes.nameOf(props.schemes.currentId());
  return (
    <div class="compare">
      <Show when={props.compare.others().length > 0} fallback={<p class="plan-note">{said().nothing}</p>}>
        <div class="compare-head">
          <label class="compare-pair">
            <strong>{nowName()}</strong> {said().against}
            <select
              class="plan-input"
              onChange={(event) =>
                props.compare.choose(props.compare.others()[event.currentTarget.selectedIndex] ?? null)
              }
            >
              <For each={props.compare.others()}>
                {(id) => (
                  <option selected={id === props.compare.besideId()}>{props.schemes.nameOf(id)}</option>
                )}
              </For>
            </select>
          </label>
          <Segmented
            legend={said().view}
            name="compare-view"
            options={COMPARE_VIEWS.map((view) => ({ value: view, label: said().views[view] }))}
            value={props.compare.view()}
            onChange={props.compare.setView}
          />
          <Show when={props.compare.view() === "swipe"}>
            <label class="compare-divider">
              <span>{said().divider(props.schemes.nameOf(props.compare.besideId()), nowName())}</span>
              <input
                type="range"
                class="plan-slider"
                min="0"
                max="100"
                value={props.compare.dividerShare() * 100}
                style={{ "--at": `${props.compare.dividerShare() * 100}%` }}
                onInput={(event) => props.compare.setDividerShare(event.currentTarget.valueAsNumber / 100)}
              />
            </label>
          </Show>
        </div>
        <div class="compare-body">
          <Show when={props.compare.answers()} fallback={<p class="plan-note">{words().plan.recomputing}</p>}>
            {(both) => (
              <DifferenceTable
                plan={props.plan}
                now={both().now}
                beside={both().beside}
                nowName={nowName()}
                besideName={props.schemes.nameOf(props.compare.besideId())}
              />
            )}
          </Show>
          <section class="compare-what" aria-labelledby="compare-what-title">
            <h3 id="compare-what-title">
              {said().what(nowName(), props.schemes.nameOf(props.compare.besideId()))}
            </h3>
            <Show
              when={props.compare.differences().length > 0}
              fallback={<p class="plan-note">{said().same}</p>}
            >
              <ul>
                <For each={props.compare.differences()}>
                  {(difference) => <li>{differenceWords(difference, context())}</li>}
                </For>
              </ul>
            </Show>
          </section>
        </div>
      </Show>
    </div>
  );
}
