import { createMemo, createSignal, For, Show } from "solid-js";
import type { SeismicFigures, SeismicSpacingAnswer } from "../../../core/model/bases.ts";
import type { ProposedBase } from "../../../core/model/proposal.ts";
import { formatCount } from "../../../i18n/format.ts";
import { settledScenario } from "../../../state/schemes/scheme-scenarios.ts";
import { shownAnswer } from "../../../state/store.ts";
import { useApp } from "../../shared/app-context.ts";
import { MethodBadge } from "../../shared/MethodBadge.tsx";
import { QuestionFrame } from "../QuestionFrame.tsx";
import { PutBases } from "./BaseSites.tsx";
import type { BasesModel } from "./bases-model.ts";

const MOST_NEW = 20;
const WAYS = ["square", "triangle", "nearest", "circle"] as const;
type Way = (typeof WAYS)[number];

const metresOf = (figures: SeismicFigures, way: Way): number | null => {
  switch (way) {
    case "square":
      return figures.squareGridMetres;
    case "triangle":
      return figures.triangularGridMetres;
    case "nearest":
      return figures.meanNearestMetres;
    case "circle":
      return figures.emptyCircle?.radiusMetres ?? null;
    default: {
      const never: never = way;
      throw new Error(String(never));
    }
  }
};
const metresText = (metres: number | null) => (metres === null ? "–" : formatCount(metres));

/** How far apart seismic stations stand, three ways, and where the next one belongs. */
export function SeismicCard(props: { readonly bases: BasesModel }) {
  const { state, commands, words } = useApp();
  const said = () => words().plan.bases.seismic;
  const shown = createMemo(() => shownAnswer(state, "seismicSpacing"));
  const answer = () => shown()?.answer ?? null;
  const [typedCount, setCount] = createSignal<number | null>(null);
  const count = () => typedCount() ?? answer()?.next.length ?? 1;
  const ask = () =>
    commands.ask("seismicSpacing", { scenario: settledScenario(state), newStations: count() });
  const proposed = (found: SeismicSpacingAnswer): ProposedBase[] => {
    const placed = props.bases.standing("seismic").length;
    return found.next.map(({ lngLat }, i) => ({
      id: `seismic:${lngLat[0].toFixed(5)},${lngLat[1].toFixed(5)}`,
      kind: "seismic",
      name: words().plan.bases.names.seismic(String(placed + i + 1)),
      lngLat,
      mobilisationMinutes: null,
    }));
  };
  return (
    <div class="base-card">
      <section class="base-today" aria-label={words().plan.bases.kinds.seismic}>
        <Show when={answer()}>{(found) => <Spread answer={found()} />}</Show>
      </section>
      <QuestionFrame
        isBeneath
        kind="seismicSpacing"
        title={said().ask}
        about={said().about}
        isOutdated={false}
        onAsk={ask}
        settings={
          <label class="question-field question-count">
            <span>{said().count}</span>
            <input
              class="plan-input"
              type="number"
              min="1"
              max={MOST_NEW}
              step="1"
              value={count()}
              onChange={(event) => {
                const whole = Math.round(event.currentTarget.valueAsNumber);
                setCount(Math.min(MOST_NEW, Math.max(1, Number.isNaN(whole) ? count() : whole)));
                event.currentTarget.value = String(count());
                ask();
              }}
            />
          </label>
        }
      >
        <Show when={answer()}>
          {(found) => (
            <>
              <table class="question-table base-table">
                <caption>{said().nextTable}</caption>
                <thead>
                  <tr>
                    <th scope="col">{said().station}</th>
                    <th scope="col">{said().spacing}</th>
                    <th scope="col">{said().nearest}</th>
                    <th scope="col">{said().circle}</th>
                  </tr>
                </thead>
                <tbody>
                  <For each={found().next}>
                    {({ lngLat, figures }) => (
                      <tr>
                        <th scope="row">
                          <button type="button" class="link-button" onClick={() => commands.glanceAt(lngLat)}>
                            {said().spot(String(figures.stations))}
                          </button>
                        </th>
                        <td>{metresText(figures.squareGridMetres)}</td>
                        <td>{metresText(figures.meanNearestMetres)}</td>
                        <td>{metresText(figures.emptyCircle?.radiusMetres ?? null)}</td>
                      </tr>
                    )}
                  </For>
                </tbody>
              </table>
              <PutBases bases={props.bases} put={proposed(found())} movedIds={[]} />
            </>
          )}
        </Show>
      </QuestionFrame>
    </div>
  );
}

function Spread(props: { readonly answer: SeismicSpacingAnswer }) {
  const { words } = useApp();
  const said = () => words().plan.bases.seismic;
  const saidMetres = (metres: number | null) =>
    metres === null ? metresText(metres) : words().plan.bases.metres(metresText(metres));
  const lacking = () => Math.max(0, props.answer.wantedStations - props.answer.today.stations);
  return (
    <>
      <Show
        when={props.answer.today.squareGridMetres}
        fallback={<p class="base-sentence">{said().noneToday(formatCount(props.answer.wantedMetres))}</p>}
      >
        {(spacing) => (
          <p class="base-sentence">
            {said().today(
              formatCount(props.answer.today.stations),
              formatCount(spacing()),
              formatCount(props.answer.wantedMetres),
            )}
            {lacking() === 0 ? said().kept : said().lacking(formatCount(lacking()))}{" "}
            <MethodBadge method="modelled" />
          </p>
        )}
      </Show>
      <table class="question-table base-table">
        <caption>{said().table}</caption>
        <tbody>
          <For each={WAYS}>
            {(way) => (
              <tr>
                <th scope="row">
                  {said().rows[way]}
                  <span class="base-hint">{said().rowHints[way]}</span>
                </th>
                <td>{saidMetres(metresOf(props.answer.today, way))}</td>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <p class="question-about">
        {said().wanted(formatCount(props.answer.wantedStations), formatCount(props.answer.wantedMetres))}
      </p>
    </>
  );
}
