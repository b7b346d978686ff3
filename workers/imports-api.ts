import type { SqlJsStatic } from "sql.js";
import type { Failure } from "../src/core/model/failure.ts";
import type {
  ColumnMapping,
  CrsAxes,
  CrsId,
  ImportDraft,
  ImportLayer,
  LayerChange,
  RawTable,
} from "../src/core/model/import.ts";
import type { ImportGround, ImportsApi, LayerGuess, TableSummary } from "../src/core/model/import-session.ts";
import type { LayerFeature } from "../src/core/model/layer-feature.ts";
import { err, ok, type Result } from "../src/core/result.ts";
import type { ByteSource } from "../src/sources/byte-source.ts";
import { loadProjection } from "../src/sources/crs/crs-projection.ts";
import { guessCrs } from "../src/sources/crs/guess-crs.ts";
import { exportFeatures } from "../src/sources/export/export-features.ts";
import { exportLayer } from "../src/sources/export/export-layer.ts";
import { exportTable } from "../src/sources/export/export-table.ts";
import { readTables } from "../src/sources/formats/read-tables.ts";
import { draftRows } from "../src/sources/import/draft-rows.ts";
import { gatesForShelters } from "../src/sources/import/gates-for-shelters.ts";
import { mergeDraft } from "../src/sources/import/merge-draft.ts";
import { rawPositions } from "../src/sources/import/raw-positions.ts";
import { rejectedRowsTable } from "../src/sources/import/rejected-rows-table.ts";
import { suggestMapping } from "../src/sources/import/suggest-mapping.ts";
import { isRegister, readRegister } from "../src/sources/operation/read-register.ts";
import { type DraftFacts, draftSummary } from "./imports/draft-summary.ts";
import { importFields } from "./imports/fields.ts";
import { PackGround } from "./imports/ground.ts";

const SAMPLES = 3;
const SAMPLE_LETTERS = 40;

export interface ImportsParts {
  readonly sourceAt: (baseUrl: string) => ByteSource;
  /** Needed for GeoPackage only, and heavy: loaded when the first one comes. */
  readonly loadSqlite: () => Promise<SqlJsStatic>;
}

/** What the import worker does; a plain object, so that tests call it without any worker. */
export function createImportsApi({ sourceAt, loadSqlite }: ImportsParts): ImportsApi {
  let ground: PackGround | null = null;
  const tables = new Map<number, RawTable>();
  const drafts = new Map<number, { readonly table: RawTable; readonly draft: ImportDraft }>();
  let lastNumber = 0;

  const groundOf = ({ packId, baseUrl }: ImportGround): PackGround => {
    if (ground?.packId !== packId) ground = new PackGround(packId, sourceAt(baseUrl));
    return ground;
  };
  const known = <Value>(kept: Map<number, Value>, id: number): Value => {
    const value = kept.get(id);
    if (value === undefined) throw new Error(`nothing is kept under ${id}`);
    return value;
  };
  const guessOf = (table: RawTable, layer?: ImportLayer): LayerGuess => {
    const { mapping, alternatives } = suggestMapping(table, layer);
    return {
      mapping,
      fields: importFields(mapping.layer),
      alternatives: alternatives.map((other) => other.layer),
    };
  };
  const summaryOf = (table: RawTable): TableSummary => {
    const tableId = ++lastNumber;
    tables.set(tableId, table);
    return {
      tableId,
      file: table.file,
      part: table.part,
      format: table.format,
      columns: table.columns.map((name) => ({ name, samples: samplesOf(table, name) })),
      rowCount: table.rows.length,
      hasGeometry: table.rows.some((row) => row.geometry !== null),
      declaredCrs: table.declaredCrs,
      guess: guessOf(table),
    };
  };

  return {
    async read(_ground, file, onProgress) {
      const read = await readTables(file, { onProgress, loadSqlite });
      return read.ok ? ok(read.value.filter((table) => table.rows.length > 0).map(summaryOf)) : read;
    },

    async readRegister(file, places) {
      const read = await readTables(file, { onProgress: () => {}, loadSqlite });
      if (!read.ok) return read;
      // an exported workbook has a sheet about itself beside its rows
      const table = read.value.find(isRegister) ?? read.value[0];
      return ok(table ? readRegister(table, places) : { movements: [], faults: [] });
    },

    async guess(tableId, layer) {
      return guessOf(known(tables, tableId), layer);
    },

    async judge(asked, tableId, mapping) {
      const table = known(tables, tableId);
      const pack = groundOf(asked);
      const [reference, picture] = [await pack.reference(), await pack.picture()];
      if (!reference.ok) return reference;
      if (!picture.ok) return picture;
      // A definition that nobody knows is a question like any other, not the end of the import.
      const declared = table.declaredCrs && (await loadProjection(table.declaredCrs, table.file));
      const { points, names } = rawPositions(table, mapping);
      const verdict = guessCrs(points, declared?.ok ? declared.value : null, reference.value, names);
      return ok({ verdict, picture: picture.value });
    },

    async draft(asked, tableId, mapping, crs, axes, latestYear) {
      const table = known(tables, tableId);
      const pack = groundOf(asked);
      const drafted = await draftOf(pack, asked, table, mapping, crs, axes, latestYear);
      if (!drafted.ok) return drafted;
      const draftId = ++lastNumber;
      drafts.set(draftId, { table, draft: drafted.value.draft });
      return ok(draftSummary(draftId, drafted.value));
    },

    async accept(asked, { draftId, mode, changeId, importedAt }) {
      const { draft } = known(drafts, draftId);
      const pack = groundOf(asked);
      const existing = await pack.rowsNow(draft.mapping.layer, asked.changes);
      if (!existing.ok) return existing;
      const { change } = mergeDraft(existing.value, draft, mode);
      const about = {
        file: draft.part === null ? draft.file : `${draft.file} · ${draft.part}`,
        crs: draft.crs,
        method: draft.mapping.method,
        source: draft.mapping.source,
        importedAt,
      };
      const main: LayerChange = { id: changeId, layer: draft.mapping.layer, ...change, ...about };
      if (main.layer !== "shelters") return ok([main]);
      const gates = await assumedGates(pack, [...asked.changes, main], main.upserts);
      if (!gates.ok) return gates;
      return ok(
        gates.value.length === 0
          ? [main]
          : [
              main,
              {
                ...about,
                id: `${changeId}-gates`,
                layer: "gates",
                upserts: gates.value,
                removedIds: [],
                method: "modelled",
              },
            ],
      );
    },

    async rejected(draftId) {
      return known(drafts, draftId).draft.rejected;
    },

    async rejectedTable(draftId, titles, reasons) {
      const { draft, table } = known(drafts, draftId);
      let next = 0;
      const { columns, rows } = rejectedRowsTable(table, draft, titles, () => reasons[next++] ?? "");
      return {
        name: draft.file,
        columns,
        rows: rows.map(({ values }) => columns.map((column) => values[column] ?? null)),
      };
    },

    async exportLayer(asked, layer, exportedAt, format) {
      const pack = groundOf(asked);
      const [described, resource] = [await pack.description(), await pack.resource(layer)];
      if (!described.ok) return described;
      if (!resource.ok) return resource;
      const own = asked.changes.filter((change) => change.layer === layer);
      const rows = await pack.rowsNow(layer, asked.changes);
      if (!rows.ok) return rows;
      if (resource.value === null && own.length === 0)
        return err({ code: "LAYER_MISSING", packId: asked.packId, layer });
      const files = own.map(({ file }) => file).join("; ");
      const about = {
        titleZh: `${described.value.titleZh} ${resource.value?.titleZh ?? layer}`,
        titleEn: `${described.value.titleEn}: ${resource.value?.titleEn ?? layer}`,
        packId: asked.packId,
        method: resource.value?.method ?? own[0]?.method ?? "illustrative",
        source: [resource.value?.source, files].filter(Boolean).join("; "),
        licence: resource.value?.licence ?? "",
        asOf: resource.value?.asOf ?? described.value.asOf,
        exportedAt,
      };
      return ok(await exportLayer(layer, rows.value, about, format));
    },

    async exportFeatures(table, about, format) {
      return ok(exportFeatures(table, about, format));
    },

    async exportTable(table, about, format) {
      return ok(await exportTable(table, about, format));
    },
  };
}

function samplesOf(table: RawTable, column: string): string[] {
  const samples: string[] = [];
  for (const { values } of table.rows) {
    const cell = values[column];
    if (cell === null || cell === undefined || cell === "") continue;
    const text = String(cell).slice(0, SAMPLE_LETTERS);
    if (!samples.includes(text)) samples.push(text);
    if (samples.length === SAMPLES) break;
  }
  return samples;
}

/** Gates for the shelters of these rows that have none, neither in the pack nor in what is laid over it. */
async function assumedGates(
  pack: PackGround,
  changes: readonly LayerChange[],
  shelters: readonly LayerFeature[],
): Promise<Result<LayerFeature[], Failure>> {
  const gates = await pack.rowsNow("gates", changes);
  if (!gates.ok) return gates;
  const nearest = await pack.nearestStreet();
  return nearest.ok ? ok(gatesForShelters(shelters, gates.value, nearest.value)) : nearest;
}

async function draftOf(
  pack: PackGround,
  asked: ImportGround,
  table: RawTable,
  mapping: ColumnMapping,
  crs: CrsId,
  axes: CrsAxes,
  latestYear: number,
): Promise<Result<DraftFacts, Failure>> {
  const projection = await loadProjection(crs, table.file);
  if (!projection.ok) return projection;
  const context = await pack.context(asked.changes);
  if (!context.ok) return context;
  const toWgs84 = (x: number, y: number) => {
    const [lng, lat] = axes === "xy" ? projection.value.toWgs84(x, y) : projection.value.toWgs84(y, x);
    return Number.isFinite(lng) && Number.isFinite(lat) ? ([lng, lat] as const) : null;
  };
  const draft = draftRows(table, mapping, crs, toWgs84, context.value, latestYear);
  if (draft.rows.length === 0 && draft.rejected.length === 0)
    return err({ code: "IMPORT_NO_GOOD_ROW", file: table.file, rejectedCount: 0 });
  const existing = context.value.layers[mapping.layer] ?? [];
  // Counted as they will be laid down: a row that updates a known shelter finds that shelter's own gates.
  const shelters = mapping.layer === "shelters" ? mergeDraft(existing, draft, "update").change.upserts : [];
  const gates = await assumedGates(pack, asked.changes, shelters);
  if (!gates.ok) return gates;
  return ok({
    draft,
    existing,
    assumedGateCount: gates.value.length,
  });
}
