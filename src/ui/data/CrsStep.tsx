import { createSignal, For, Show } from "solid-js";
import type { CrsHypothesis } from "../../core/model/import.ts";
import type { CrsJudgement, LayerGuess, TableSummary } from "../../core/model/import-session.ts";
import { crsLabel } from "../../i18n/crs-label.ts";
import { formatCount } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";
import { GroundSketch } from "./GroundSketch.tsx";
import type { ImportModel } from "./import-model.ts";

/** More pictures than these help nobody to choose. */
const MOST_PICTURES = 6;

/** Which reading of the positions is right? Asked only where the ground does not decide. */
export function CrsStep(props: {
  readonly model: ImportModel;
  readonly table: TableSummary;
  readonly guess: LayerGuess;
  readonly judgement: CrsJudgement;
}) {
  const { words } = useApp();
  const said = () => words().data.crs;
  const verdict = () => props.judgement.verdict;
  const why = () => {
    const found = verdict();
    return found.kind === "ask" ? said().why[found.why] : "";
  };
  const [code, setCode] = createSignal("");
  const use = (reading: Pick<CrsHypothesis, "crs" | "axes">) =>
    props.model.draft(props.table, props.guess, props.judgement, {
      crs: reading.crs,
      axes: reading.axes,
      by: "person",
    });
  return (
    <div class="data-step">
      <h3>{said().question}</h3>
      <p class="data-lead">{why()}</p>
      <ul class="crs-choices">
        <For each={verdict().ranked.slice(0, MOST_PICTURES)}>
          {(hypothesis) => {
            const label = () => crsLabel(hypothesis.crs, hypothesis.axes, words());
            return (
              <li>
                <button type="button" class="crs-choice" onClick={() => use(hypothesis)}>
                  <GroundSketch
                    picture={props.judgement.picture}
                    lngLats={hypothesis.lngLats}
                    label={said().picture(label())}
                  />
                  <span class="crs-name">{label()}</span>
                  <span class="crs-facts">
                    {said().inside(formatCount(hypothesis.insideShare * 100))}
                    {" · "}
                    {Number.isFinite(hypothesis.medianStreetMetres)
                      ? said().street(formatCount(hypothesis.medianStreetMetres))
                      : said().streetFar}
                  </span>
                </button>
              </li>
            );
          }}
        </For>
      </ul>
      <form
        class="data-pair"
        onSubmit={(event) => {
          event.preventDefault();
          if (/^\d{3,7}$/u.test(code())) use({ crs: `EPSG:${Number(code())}`, axes: "xy" });
        }}
      >
        <label class="data-field">
          <span>{said().other}</span>
          <input
            type="text"
            inputMode="numeric"
            pattern="\d{3,7}"
            required
            placeholder={said().otherHint}
            value={code()}
            onInput={(event) => setCode(event.currentTarget.value.trim())}
          />
        </label>
        <button type="submit" class="button">
          {said().use}
        </button>
      </form>
      <div class="data-actions">
        <button
          type="button"
          class="button"
          onClick={() => props.model.backToMapping(props.table, props.guess)}
        >
          {words().data.import.back}
        </button>
        <button type="button" class="button" onClick={() => props.model.cancel()}>
          {words().data.import.cancel}
        </button>
      </div>
      <Show when={verdict().ranked.length === 0}>
        <p>{said().why["nothing-fits"]}</p>
      </Show>
    </div>
  );
}
