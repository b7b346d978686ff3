import { createMemo, For, Show } from "solid-js";
import type { AreaCut, SiteAreaAnswer } from "../../../core/model/site-area.ts";
import { formatCount } from "../../../i18n/format.ts";
import { useApp } from "../../shared/app-context.ts";
import { MethodBadge } from "../../shared/MethodBadge.tsx";

interface Bar {
  readonly step: AreaCut["step"] | "gross" | "left";
  readonly squareMetres: number;
  /** Shares of the gross area, 0-1. */
  readonly from: number;
  readonly width: number;
  readonly method: AreaCut["method"];
}

/** From gross to effective area: a table whose rows are bars, each beginning where the one before ended. */
export function Waterfall(props: { readonly area: SiteAreaAnswer }) {
  const { state, words } = useApp();
  const said = () => words().plan.site;
  const bars = createMemo((): readonly Bar[] => {
    const fall = props.area.waterfall;
    if (!fall) return [];
    const gross = fall.grossSquareMetres;
    let left = gross;
    const cuts = fall.cuts.flatMap(({ step, squareMetres, method }): Bar[] => {
      if (!squareMetres) return [];
      left -= squareMetres;
      return [{ step, squareMetres: -squareMetres, from: left / gross, width: squareMetres / gross, method }];
    });
    return [
      { step: "gross", squareMetres: gross, from: 0, width: 1, method: null },
      ...cuts,
      {
        step: "left",
        squareMetres: fall.effectiveSquareMetres,
        from: 0,
        width: gross === 0 ? 0 : fall.effectiveSquareMetres / gross,
        method: null,
      },
    ];
  });
  const nameOf = (step: Bar["step"]) =>
    step === "gross" ? said().gross : step === "left" ? said().left : said().steps[step];
  const unknown = () =>
    (props.area.waterfall?.cuts ?? [])
      .filter(({ squareMetres }) => squareMetres === null)
      .map(({ step }) => said().steps[step])
      .join(words().shared.comma);
  const rules = () =>
    (props.area.waterfall?.cuts ?? []).flatMap(({ step, squareMetres, rule }) =>
      squareMetres && rule ? [{ step, rule }] : [],
    );
  const known = () => props.area.effectiveSquareMetres;
  return (
    <section class="plot-fall" aria-labelledby="plot-fall">
      <h3 id="plot-fall">{said().area}</h3>
      <p class="plot-key">
        <strong class="number-value">
          {known() === null ? said().unknownStep : formatCount(known() ?? 0)}
        </strong>
        <Show when={known() !== null}>
          <span class="number-unit">{words().shared.units.squareMetres}</span>
        </Show>
        <Show when={props.area.effectiveFrom}>
          {(from) => <span class="plan-note">{said().areaFrom[from()]}</span>}
        </Show>
        <Show when={props.area.effectiveFrom === "derived"}>
          <MethodBadge method="modelled" />
        </Show>
      </p>
      <Show when={props.area.waterfall} fallback={<p class="plan-note">{said().noOutline}</p>}>
        {(fall) => (
          <>
            <table class="plot-table plot-bars">
              <caption>{said().waterfallCaption}</caption>
              <thead class="visually-hidden">
                <tr>
                  <th scope="col">{said().step}</th>
                  <th scope="col">{said().squareMetres}</th>
                  <th scope="col">{said().waterfall}</th>
                </tr>
              </thead>
              <tbody>
                <For each={bars()}>
                  {(bar) => (
                    <tr data-step={bar.step}>
                      <th scope="row">
                        <span class="plot-swatch" data-step={bar.step} aria-hidden="true" />
                        {nameOf(bar.step)}
                      </th>
                      <td>
                        {bar.squareMetres < 0 ? "−" : ""}
                        {formatCount(Math.abs(bar.squareMetres))}
                      </td>
                      <td class="plot-track" aria-hidden="true">
                        <span
                          class="plot-bar"
                          data-step={bar.step}
                          style={{
                            "margin-inline-start": `${bar.from * 100}%`,
                            width: `${bar.width * 100}%`,
                          }}
                        />
                      </td>
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
            <Show when={unknown()}>
              {(steps) => (
                <p class="plan-note plot-unknown">
                  <span class="plot-swatch hatch" aria-hidden="true" />
                  <span>{said().unknownSteps(steps())}</span>
                </p>
              )}
            </Show>
            <Show when={fall().rubbleBuildings > 0}>
              <p class="plan-note">
                {said().heights(formatCount(fall().rubbleBuildings), formatCount(fall().assumedHeights))}
              </p>
            </Show>
            <Show when={props.area.effectiveFrom === "pack"}>
              <p class="plan-note">{said().packDiffers(formatCount(fall().effectiveSquareMetres))}</p>
            </Show>
            <Show when={rules().length > 0}>
              <details class="how">
                <summary>
                  <span>{said().how}</span>
                </summary>
                <dl class="how-list">
                  <For each={rules()}>
                    {({ step, rule }) => (
                      <div>
                        <dt>{said().steps[step]}</dt>
                        <dd>
                          {state.language === "en" ? rule.noteEn : rule.noteZh}
                          <span class="how-inputs">
                            {" "}
                            {rule.clause} · {said().evidence[rule.evidence]}
                          </span>
                        </dd>
                      </div>
                    )}
                  </For>
                </dl>
              </details>
            </Show>
          </>
        )}
      </Show>
    </section>
  );
}
