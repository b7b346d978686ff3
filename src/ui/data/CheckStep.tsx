import { createSignal, For, Show } from "solid-js";
import type { Finding, MergeMode } from "../../core/model/import.ts";
import type {
  CrsJudgement,
  DraftSummary,
  LayerGuess,
  TableSummary,
} from "../../core/model/import-session.ts";
import { crsLabel } from "../../i18n/crs-label.ts";
import { describeFinding } from "../../i18n/describe-finding.ts";
import { formatCount } from "../../i18n/format.ts";
import { useApp } from "../shared/app-context.ts";
import { Segmented } from "../shared/Segmented.tsx";
import { saveFile } from "../shared/save-file.ts";
import type { ImportModel, Reading } from "./import-model.ts";

const FIRST_FINDINGS = 20;

/** What was found, row by row; how the rows come in; and the button that adds them. */
export function CheckStep(props: {
  readonly model: ImportModel;
  readonly table: TableSummary;
  readonly guess: LayerGuess;
  readonly judgement: CrsJudgement | null;
  readonly reading: Reading;
  readonly draft: DraftSummary;
}) {
  const { state, words, importer } = useApp();
  const said = () => words().data.check;
  const [mode, setMode] = createSignal<MergeMode>("update");
  const [shown, setShown] = createSignal(FIRST_FINDINGS);
  const counts = () => props.draft.countBySeverity;
  const readingWords = () => {
    const label = crsLabel(props.reading.crs, props.reading.axes, words());
    const crs = words().data.crs;
    const { by } = props.reading;
    return by === "declared" ? crs.declared(label) : by === "ground" ? crs.ground(label) : crs.chosen(label);
  };
  async function saveRejected() {
    const { draftId } = props.draft;
    const rejected = await importer.rejected(draftId);
    const reasons = rejected.flatMap(({ findings }) =>
      findings
        .filter(({ severity }) => severity === "rejected")
        .map((finding) => {
          const { title, detail } = describeFinding(finding, words());
          return `${title}: ${detail}`;
        }),
    );
    const titles = { row: said().row, reasons: said().reason };
    const table = await importer.rejectedTable(draftId, titles, reasons);
    const about = {
      titleZh: props.table.file,
      titleEn: props.table.file,
      packId: state.packId,
      method: props.guess.mapping.method,
      source: props.guess.mapping.source,
      licence: "",
      asOf: "",
      exportedAt: new Date().toISOString(),
    };
    const bytes = await importer.exportTable(table, about, "csv");
    if (bytes.ok) saveFile(`${props.table.file.replace(/\.[^.]+$/u, "")}-${said().reason}.csv`, bytes.value);
  }
  return (
    <div class="data-step">
      <Show when={props.judgement}>
        {(judgement) => (
          <p class="data-lead">
            {readingWords()}{" "}
            <button
              type="button"
              class="link-button"
              onClick={() => props.model.backToAsking(props.table, props.guess, judgement())}
            >
              {words().data.crs.change}
            </button>
          </p>
        )}
      </Show>
      <ul class="check-counts" aria-live="polite">
        <li data-severity="good">{said().good(formatCount(props.draft.goodCount))}</li>
        <Show when={props.draft.rejectedCount > 0}>
          <li data-severity="rejected">{said().rejected(formatCount(props.draft.rejectedCount))}</li>
        </Show>
        <Show when={counts().doubtful > 0}>
          <li data-severity="doubtful">{said().doubtful(formatCount(counts().doubtful))}</li>
        </Show>
        <Show when={counts().mended > 0}>
          <li data-severity="mended">{said().mended(formatCount(counts().mended))}</li>
        </Show>
      </ul>
      <Show when={props.draft.assumedGateCount > 0}>
        <p class="data-lead">{said().assumedGates(formatCount(props.draft.assumedGateCount))}</p>
      </Show>
      <Show when={props.draft.findings.length > 0} fallback={<p>{said().nothing}</p>}>
        <h3>{said().findings}</h3>
        <ul class="finding-list">
          <For each={props.draft.findings.slice(0, shown())}>
            {(finding) => <FindingRow finding={finding} />}
          </For>
        </ul>
        <Show when={props.draft.findings.length > shown()}>
          <button type="button" class="button" onClick={() => setShown(shown() + 100)}>
            {said().moreFindings(formatCount(props.draft.findings.length - shown()))}
          </button>
        </Show>
      </Show>
      <Show when={props.draft.rejectedCount > 0}>
        <button type="button" class="button" onClick={() => void saveRejected()}>
          {said().saveRejected}
        </button>
      </Show>
      <Segmented<MergeMode>
        legend={said().mode}
        isLegendShown
        name="merge-mode"
        value={mode()}
        onChange={setMode}
        options={[
          { value: "update", label: said().modes.update },
          { value: "replace", label: said().modes.replace },
        ]}
      />
      <p class="data-lead" aria-live="polite">
        {said().updateFacts(formatCount(props.draft.updatedCount), formatCount(props.draft.addedCount))}
        <Show when={mode() === "replace"}>
          {words().map.listSeparator}
          {said().replaceFacts(formatCount(props.draft.removedWhenReplacedCount))}
        </Show>
      </p>
      <div class="data-actions">
        <button
          type="button"
          class="button"
          data-kind="primary"
          aria-disabled={props.draft.goodCount === 0}
          aria-describedby={props.draft.goodCount === 0 ? "no-good-row" : undefined}
          onClick={() => props.draft.goodCount > 0 && props.model.accept(props.draft, mode())}
        >
          {said().accept}
        </button>
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
      <Show when={props.draft.goodCount === 0}>
        <p id="no-good-row" class="data-lead">
          {said().noGood}
        </p>
      </Show>
    </div>
  );
}

function FindingRow(props: { readonly finding: Finding }) {
  const { commands, words } = useApp();
  const described = () => describeFinding(props.finding, words());
  return (
    <li class="finding" data-severity={props.finding.severity}>
      <p class="finding-title">
        {described().title}
        <span class="mapping-flag">{described().severity}</span>
      </p>
      <p>{described().detail}</p>
      <p class="data-lead">{described().suggestion}</p>
      <Show when={props.finding.lngLat}>
        {(lngLat) => (
          <button type="button" class="link-button" onClick={() => commands.glanceAt(lngLat())}>
            {words().data.check.show}
          </button>
        )}
      </Show>
    </li>
  );
}
