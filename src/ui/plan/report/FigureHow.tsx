import { For, Show } from "solid-js";
import type { LayerId } from "../../../core/model/pack.ts";
import type { BoardFigureKey } from "../../../state/board-figures.ts";
import { useApp } from "../../shared/app-context.ts";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import type { PlanModel } from "../plan-model.ts";
import { areaSquareMetresOf, explainFigure, unknownLines } from "./figure-text.ts";

/** Layers behind the figures, with the word each goes by in the list of data used. */
const DATA_USED = [
  ["residents", "subdistricts"],
  ["demand", "demand"],
  ["network", "network"],
  ["shelters", "shelters"],
  ["gates", "gates"],
] as const satisfies readonly (readonly [string, LayerId | "network"])[];

/** One figure in full: what it counts, with this area's figures put in, and the rule. */
export function FigureHow(props: { readonly plan: PlanModel; readonly figure: BoardFigureKey }) {
  const { state, words, pack } = useApp();
  const said = () => words().plan.report.how;
  const explained = () => {
    const [answer, area, index] = [props.plan.coverage(), props.plan.area(), pack()];
    if (!answer || !area || !index) return null;
    const areaSquareMetres = areaSquareMetresOf(index, area.id);
    return explainFigure(props.figure, {
      words: words(),
      answer,
      area,
      areaSquareMetres,
      language: state.language,
    });
  };
  return (
    <Show when={explained()}>
      {(how) => (
        <div class="figure-how" data-figure={props.figure}>
          <p>{how().definition}</p>
          <Show when={how().filled}>
            {(filled) => (
              <p>
                <span class="figure-how-label">{said().filled}</span> {filled()}
              </p>
            )}
          </Show>
          <p>
            <span class="figure-how-label">{said().clause}</span> {how().clause}
          </p>
        </div>
      )}
    </Show>
  );
}

/** Data behind the figures with age and method, and what they do not know. */
export function DataBehind(props: { readonly plan: PlanModel }) {
  const { words, pack } = useApp();
  const resourceOf = (layer: LayerId | "network") =>
    pack()?.description.resources.find((resource) => resource.name === layer);
  const unknown = () => {
    const [area, index] = [props.plan.area(), pack()];
    return area && index ? unknownLines(words(), area, index) : [];
  };
  return (
    <>
      <h3>{words().plan.report.how.data}</h3>
      <ul class="how-data">
        <For each={DATA_USED}>
          {([word, layer]) => (
            <Show when={resourceOf(layer)}>
              {(resource) => (
                <li>
                  <span>{words().plan.howData[word]}</span>
                  <span class="how-asof">{words().shared.asOf(resource().asOf)}</span>
                  <MethodBadge method={resource().method} />
                </li>
              )}
            </Show>
          )}
        </For>
      </ul>
      <h3>{words().plan.report.how.unknown}</h3>
      <ul class="how-unknown">
        <For each={unknown()}>{(line) => <li>{line}</li>}</For>
      </ul>
    </>
  );
}
