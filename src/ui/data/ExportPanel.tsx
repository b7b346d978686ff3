import { createSignal, For, Show } from "solid-js";
import type { ExportTable } from "../../core/model/export.ts";
import type { Failure } from "../../core/model/failure.ts";
import { EXPORT_FORMATS, type ExportFormat } from "../../core/model/import.ts";
import { LAYER_IDS, type LayerId } from "../../core/model/pack.ts";
import { coverageTable, ledgerTable, loadsTable, supplyTable } from "../../state/export-tables.ts";
import { shownAnswer } from "../../state/store.ts";
import { useApp } from "../shared/app-context.ts";
import { FailureNote } from "../shared/FailureNote.tsx";
import { Segmented } from "../shared/Segmented.tsx";
import { saveFile } from "../shared/save-file.ts";

const RESULTS = ["coverageSubdistricts", "coverageCommunities", "loads", "supply", "ledger"] as const;
type ResultId = (typeof RESULTS)[number];
type What = `layer ${LayerId}` | `result ${ResultId}`;

const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  geojson: "geojson",
  flatgeobuf: "fgb",
  csv: "csv",
  xlsx: "xlsx",
};

/** Any layer or result as a file that says what it is. */
export function ExportPanel() {
  const { state, words, pack, importer } = useApp();
  const said = () => words().data.exports;
  const [what, setWhat] = createSignal<What>("layer shelters");
  const [format, setFormat] = createSignal<ExportFormat>("xlsx");
  const [isWorking, setWorking] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);

  /** The table of a result that is there; null: it has not been worked out. */
  function resultTable(result: ResultId): ExportTable | null {
    const index = pack();
    const coverage = shownAnswer(state, "coverage")?.answer;
    const board = shownAnswer(state, "board")?.answer;
    const ledger = shownAnswer(state, "ledger")?.answer;
    if (!index) return null;
    switch (result) {
      case "coverageSubdistricts":
        return coverage ? coverageTable(coverage, index, "subDistricts") : null;
      case "coverageCommunities":
        return coverage ? coverageTable(coverage, index, "communities") : null;
      case "loads":
        return coverage ? loadsTable(coverage, index) : null;
      case "supply":
        return board ? supplyTable(board, index) : null;
      case "ledger":
        return ledger ? ledgerTable(ledger) : null;
      default: {
        const never: never = result;
        throw new Error(String(never));
      }
    }
  }
  const chosenResult = (): ResultId | null => {
    const [kind, id] = what().split(" ");
    return kind === "result" ? (id as ResultId) : null;
  };
  const reason = (): string => {
    const result = chosenResult();
    if (result === null || resultTable(result)) return "";
    if (result === "supply") return said().needsCommand;
    return result === "ledger" ? said().needsLedger : said().needsPlan;
  };
  const formats = () => (chosenResult() === null ? EXPORT_FORMATS : (["csv", "xlsx"] as const));
  const usedFormat = () => ((formats() as readonly ExportFormat[]).includes(format()) ? format() : "xlsx");
  const layers = () => {
    const held = new Set(pack()?.description.resources.map(({ name }) => name));
    return LAYER_IDS.filter(
      (layer) => held.has(layer) || state.changes.some((change) => change.layer === layer),
    );
  };

  async function save() {
    const index = pack();
    if (!index || reason() !== "" || isWorking()) return;
    setWorking(true);
    setFailure(null);
    const exportedAt = new Date().toISOString();
    const result = chosenResult();
    const ending = ENDINGS[usedFormat()];
    const [, id] = what().split(" ") as [string, string];
    const table = result && resultTable(result);
    const bytes = table
      ? await importer.exportTable(
          table,
          {
            titleZh: `${index.description.titleZh} ${said().resultNames[result as ResultId]}`,
            titleEn: `${index.description.titleEn}: ${table.name}`,
            packId: state.packId,
            // Computed from layers of several kinds: the weakest word stands for the result.
            method: "modelled",
            source: index.description.attributions.join("; "),
            licence: [...new Set(index.description.resources.map(({ licence }) => licence))].join("; "),
            asOf: index.description.asOf,
            exportedAt,
          },
          usedFormat() === "csv" ? "csv" : "xlsx",
        )
      : await importer.exportLayer(
          { packId: state.packId, baseUrl: importer.baseUrlOf(state.packId), changes: state.changes },
          id as LayerId,
          exportedAt,
          usedFormat(),
        );
    setWorking(false);
    if (bytes.ok) saveFile(`${table ? `${state.packId}-${table.name}` : id}.${ending}`, bytes.value);
    else setFailure(bytes.failure);
  }
  return (
    <section class="data-section" aria-labelledby="data-export">
      <h2 id="data-export">{said().title}</h2>
      <label class="data-field">
        <span>{said().what}</span>
        <select onChange={(event) => setWhat(event.currentTarget.value as What)}>
          <optgroup label={said().layers}>
            <For each={layers()}>
              {(layer) => (
                <option value={`layer ${layer}`} selected={what() === `layer ${layer}`}>
                  {words().map.layerNames[layer]}
                </option>
              )}
            </For>
          </optgroup>
          <optgroup label={said().results}>
            <For each={RESULTS}>
              {(result) => (
                <option value={`result ${result}`} selected={what() === `result ${result}`}>
                  {said().resultNames[result]}
                </option>
              )}
            </For>
          </optgroup>
        </select>
      </label>
      <Segmented<ExportFormat>
        legend={said().format}
        isLegendShown
        name="export-format"
        value={usedFormat()}
        onChange={setFormat}
        options={formats().map((value) => ({ value, label: said().formats[value] }))}
      />
      <div class="data-actions">
        <button
          type="button"
          class="button"
          aria-disabled={reason() !== "" || isWorking()}
          aria-describedby={reason() ? "export-reason" : undefined}
          onClick={() => void save()}
        >
          {isWorking() ? said().working : said().save}
        </button>
      </div>
      <Show when={reason()}>
        <p id="export-reason" class="data-lead">
          {reason()}
        </p>
      </Show>
      <Show when={failure()}>
        {(found) => <FailureNote failure={found()} onPutAway={() => setFailure(null)} />}
      </Show>
    </section>
  );
}
