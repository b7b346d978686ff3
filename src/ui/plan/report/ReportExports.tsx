import type { FeatureCollection } from "geojson";
import { createSignal, For, Show } from "solid-js";
import type { CoverageAnswer } from "../../../core/model/answers.ts";
import type { ExportTable } from "../../../core/model/export.ts";
import type { Failure } from "../../../core/model/failure.ts";
import type { LngLat } from "../../../core/model/geometry.ts";
import { EXPORT_FORMATS, type ExportFormat } from "../../../core/model/import.ts";
import type { LayerGeometry } from "../../../core/model/layer-feature.ts";
import type { LayerId } from "../../../core/model/pack.ts";
import type { PackIndex } from "../../../core/model/pack-data.ts";
import { NO_PROPOSALS } from "../../../core/model/proposal.ts";
import { err, ok, type Result } from "../../../core/result.ts";
import { coverageTable, demandTable, loadsTable, sitesTable } from "../../../state/export-tables.ts";
import { tableFeatures, withPoints, withProvenance } from "../../../state/table-features.ts";
import { useApp } from "../../shared/app-context.ts";
import { FailureNote } from "../../shared/FailureNote.tsx";
import { saveFile } from "../../shared/save-file.ts";
import type { PlanModel } from "../plan-model.ts";

const TABLES = ["sites", "subDistricts", "communities", "demand", "loads"] as const;
type TableId = (typeof TABLES)[number];
const ENDINGS: Readonly<Record<ExportFormat, string>> = {
  geojson: "geojson",
  flatgeobuf: "fgb",
  csv: "csv",
  xlsx: "xlsx",
};
/** Layer that holds the places of a table's rows, and the column their ids stand in. */
const PLACES: Readonly<Record<Exclude<TableId, "sites" | "loads">, readonly [LayerId, string]>> = {
  subDistricts: ["subdistricts", "code"],
  communities: ["communities", "id"],
  demand: ["demand", "id"],
};

const pointAt = ([lng, lat]: LngLat): LayerGeometry => ({ type: "Point", coordinates: [lng, lat] });

/** The figures of the report as files for other programs, with their places where they have any. */
export function ReportExports(props: { readonly plan: PlanModel }) {
  const { state, words, pack, port, importer } = useApp();
  const said = () => words().plan.print.exports;
  const [table, setTable] = createSignal<TableId>("subDistricts");
  const [format, setFormat] = createSignal<ExportFormat>("xlsx");
  const [isWorking, setWorking] = createSignal(false);
  const [failure, setFailure] = createSignal<Failure | null>(null);

  async function placesOf(
    id: TableId,
    answer: CoverageAnswer,
    index: PackIndex,
  ): Promise<Result<ReadonlyMap<string, LayerGeometry>, Failure>> {
    const { sites } = answer.request.scenario.proposals ?? NO_PROPOSALS;
    if (id === "sites")
      return ok(
        new Map(
          sites.map((site) => [
            site.id,
            {
              type: "Polygon",
              coordinates: site.rings.map((ring) => [...ring, ...ring.slice(0, 1)].map((at) => [...at])),
            },
          ]),
        ),
      );
    if (id === "loads")
      return ok(
        new Map([
          ...index.shelters.map((shelter) => [shelter.id, pointAt(shelter.lngLat)] as const),
          ...sites.flatMap((site) => {
            const at = site.gates[0]?.lngLat ?? site.rings[0]?.[0];
            return at ? [[site.id, pointAt(at)] as const] : [];
          }),
        ]),
      );
    const [layer, column] = PLACES[id];
    const address = await port.layerUrl(state.packId, layer);
    if (!address.ok) return address;
    const collection = (await (await fetch(address.value)).json()) as FeatureCollection<LayerGeometry>;
    if (id === "demand" && collection.features.length !== answer.demandSeconds.length)
      return err({ code: "LAYER_MISSING", packId: state.packId, layer });
    return ok(
      new Map(
        collection.features.map(({ geometry, properties }) => [String(properties?.[column]), geometry]),
      ),
    );
  }

  function rowsOf(
    id: TableId,
    answer: CoverageAnswer,
    index: PackIndex,
    placeIds: readonly string[],
  ): ExportTable {
    switch (id) {
      case "sites":
        return sitesTable(answer);
      case "demand":
        return demandTable(answer, placeIds);
      case "loads":
        return loadsTable(answer, index);
      case "subDistricts":
      case "communities":
        return coverageTable(answer, index, id);
      default: {
        const never: never = id;
        throw new Error(String(never));
      }
    }
  }

  async function save() {
    const [answer, index] = [props.plan.coverage(), pack()];
    if (!answer || !index || isWorking()) return;
    setWorking(true);
    setFailure(null);
    const [id, wanted] = [table(), format()];
    const places = await placesOf(id, answer, index);
    if (places.ok) {
      const { description } = index;
      const rows = rowsOf(id, answer, index, [...places.value.keys()]);
      const about = {
        titleZh: `${description.titleZh} ${said().tables[id]}`,
        titleEn: `${description.titleEn}: ${rows.name}`,
        packId: state.packId,
        // computed from layers of several kinds: the weakest word stands for the result
        method: "modelled",
        source: description.attributions.join("; "),
        licence: [...new Set(description.resources.map(({ licence }) => licence))].join("; "),
        asOf: description.asOf,
        exportedAt: new Date().toISOString(),
      } as const;
      const complete = withProvenance(rows, about.method, about.asOf);
      const bytes =
        wanted === "csv" || wanted === "xlsx"
          ? await importer.exportTable(withPoints(complete, places.value), about, wanted)
          : await importer.exportFeatures(tableFeatures(complete, places.value), about, wanted);
      if (bytes.ok) saveFile(`${state.packId}-${rows.name}.${ENDINGS[wanted]}`, bytes.value);
      else setFailure(bytes.failure);
    } else setFailure(places.failure);
    setWorking(false);
  }

  return (
    <div class="report-exports">
      <select
        aria-label={said().what}
        onChange={(event) => setTable(TABLES[event.currentTarget.selectedIndex] ?? table())}
      >
        <For each={TABLES}>
          {(id) => (
            <option value={id} selected={id === table()}>
              {said().tables[id]}
            </option>
          )}
        </For>
      </select>
      <select
        aria-label={said().format}
        onChange={(event) => setFormat(EXPORT_FORMATS[event.currentTarget.selectedIndex] ?? format())}
      >
        <For each={EXPORT_FORMATS}>
          {(id) => (
            <option value={id} selected={id === format()}>
              {said().formats[id]}
            </option>
          )}
        </For>
      </select>
      <button type="button" class="button" aria-disabled={isWorking()} onClick={() => void save()}>
        {isWorking() ? said().working : said().save}
      </button>
      <Show when={failure()}>
        {(found) => <FailureNote failure={found()} onPutAway={() => setFailure(null)} />}
      </Show>
    </div>
  );
}
