import type { Geometry } from "geojson";
import type {
  ColumnMapping,
  CrsId,
  DraftRow,
  Finding,
  FindingCode,
  ImportDraft,
  RawRow,
  RawTable,
  RejectedRow,
  Severity,
} from "../../core/model/import.ts";
import type { LayerFeature, LayerValue } from "../../core/model/layer-feature.ts";
import { joinedWkt } from "../export/wkt-columns.ts";
import { LAYER_TABLES } from "../layer-columns.ts";
import { parseWkt } from "../wkt.ts";
import { checkDraftRow, checkTogether } from "./check-rows.ts";
import { checkSchema } from "./check-schema.ts";
import { completeRow } from "./complete-row.ts";
import { guessFromName } from "./guess-from-name.ts";
import type { ImportContext, ToWgs84 } from "./import-context.ts";
import { ASSUMED_RULES, assumedValue, fieldKind, mayBeUnknown } from "./layer-fields.ts";
import { labelOf, placeGeometry } from "./mend-geometry.ts";
import { isEmptyCell, readCell } from "./read-cell.ts";
import { readCoordinate, readPair } from "./read-position.ts";
import { findLoaded } from "./row-lookup.ts";

/** Latest year a thing can have been completed in, unless whoever has a clock says otherwise. */
const LATEST_YEAR = 2030;
const AREA_LAYERS = ["shelters", "candidates"];

interface Note {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly field?: string;
  readonly found?: string;
  readonly expected?: string;
}
export type Say = (note: Note) => void;

const isRejected = (notes: readonly Note[]) => notes.some(({ severity }) => severity === "rejected");
/** Only for the search, and made again from the name. */
const SEARCH_FIELDS = ["aliases", "pinyin", "initials"];
const MOST_VALUES_SAID = 5;

/** What stood where the position should be. */
function cellsOfPlace(row: RawRow, { place }: ColumnMapping): { found?: string } {
  const columns = place.kind === "columns" ? [place.x, place.y] : place.kind === "wkt" ? [place.column] : [];
  const cells = [...new Set(columns)].map((column) => row.values[column] ?? null);
  return cells.every(isEmptyCell)
    ? {}
    : {
        found: cells
          .map((cell) => String(cell ?? ""))
          .join(", ")
          .slice(0, 80),
      };
}

/** Geometry of a row in the coordinates of the file; null where it names no place. */
export function rawGeometry(row: RawRow, { place }: ColumnMapping): Geometry | null {
  if (place.kind === "geometry") return row.geometry;
  if (place.kind === "none") return null;
  if (place.kind === "wkt") return parseWkt(joinedWkt(row.values, place.column));
  const [x, y] =
    place.x === place.y
      ? (readPair(row.values[place.x] ?? null) ?? [null, null])
      : [readCoordinate(row.values[place.x] ?? null), readCoordinate(row.values[place.y] ?? null)];
  return x === null || y === null ? null : { type: "Point", coordinates: [x, y] };
}

/** Where the file has no places: the row of the layer that is meant. */
const loadedRow = (
  values: Readonly<Record<string, LayerValue>>,
  features: readonly LayerFeature[],
): LayerFeature | null =>
  findLoaded(features, values.id === null ? null : String(values.id), String(values.nameZh ?? ""));

function readValues(
  row: RawRow,
  mapping: ColumnMapping,
  latestYear: number,
  say: Say,
): Record<string, LayerValue> {
  const { layer } = mapping;
  const values: Record<string, LayerValue> = {};
  for (const { name } of LAYER_TABLES[layer].columns) values[name] = null;
  const faults: Note[] = [];
  for (const { field, column, unit } of mapping.fields) {
    if (!(field in values)) continue;
    const raw = row.values[column] ?? null;
    const { value, fault } = readCell(raw, fieldKind(layer, field), unit, latestYear);
    values[field] = value;
    if (fault) faults.push({ ...fault, severity: "doubtful", field, found: String(raw) });
  }
  for (const fault of faults) {
    const field = fault.field as string;
    const isUsable =
      values[field] !== null ||
      mayBeUnknown(layer, field) ||
      assumedValue(layer, field, values) !== undefined ||
      guessFromName(layer, field, String(values.nameZh ?? "")) !== null;
    say(isUsable ? fault : { ...fault, severity: "rejected" });
  }
  return values;
}

/** What was assumed where the file has no column for it: once for the file, not for every row. */
function absentColumns(
  file: string,
  layer: ColumnMapping["layer"],
  assumed: ReadonlyMap<string, ReadonlySet<string>>,
): Finding[] {
  return [...assumed]
    .filter(([field]) => !field.startsWith("within") && !SEARCH_FIELDS.includes(field))
    .map(([field, values]) => ({
      code: "MISSING_VALUE",
      severity: "doubtful",
      place: {
        file,
        field,
        expected: ASSUMED_RULES[`${layer}.${field}`] ?? [...values].slice(0, MOST_VALUES_SAID).join(", "),
      },
      lngLat: null,
    }));
}

/** A file's rows read, placed and checked. Good rows load; what is wrong with the others is said row by row. */
export function draftRows(
  table: RawTable,
  mapping: ColumnMapping,
  crs: CrsId,
  toWgs84: ToWgs84,
  context: ImportContext,
  latestYear = LATEST_YEAR,
): ImportDraft {
  const good: DraftRow[] = [];
  const rejected: RejectedRow[] = [...(table.rejectedRows ?? [])];
  const findings: Finding[] = [...table.findings];
  const assumed = new Map<string, Set<string>>();
  for (const row of table.rows) {
    if (row.geometry === null && Object.values(row.values).every(isEmptyCell)) continue;
    const notes: Note[] = [];
    const say: Say = (note) => notes.push(note);
    const values = readValues(row, mapping, latestYear, say);
    let geometry: LayerFeature["geometry"] | null = null;
    let absent: ReadonlyMap<string, string> = new Map();
    if (mapping.place.kind === "none") {
      const old = loadedRow(values, context.layers[mapping.layer] ?? []);
      geometry = old?.geometry ?? null;
      if (old) values.id = old.properties.id ?? null;
    } else {
      const raw = rawGeometry(row, mapping);
      const placed = raw && placeGeometry(raw, toWgs84, AREA_LAYERS.includes(mapping.layer));
      if (placed?.ok) geometry = placed.geometry;
      if (placed?.ok && placed.isMended)
        say({ code: "SELF_INTERSECTION", severity: "mended", field: "geometry" });
      if (placed && !placed.ok)
        say({
          code: placed.why,
          severity: "rejected",
          field: "geometry",
          found: placed.found,
          expected: placed.expected,
        });
    }
    const lngLat = geometry && labelOf(geometry);
    if (!geometry || !lngLat) {
      if (!notes.some(({ field }) => field === "geometry"))
        say({ code: "NO_PLACE", severity: "rejected", field: "geometry", ...cellsOfPlace(row, mapping) });
    } else {
      const old =
        mapping.place.kind === "none" ? loadedRow(values, context.layers[mapping.layer] ?? []) : null;
      if (old) for (const field of Object.keys(values)) values[field] ??= old.properties[field] ?? null;
      absent = completeRow(values, lngLat, geometry, mapping, context, say);
      checkDraftRow(mapping.layer, { geometry, properties: values }, lngLat, context, say);
      if (!isRejected(notes)) checkSchema(mapping.layer, geometry, values, say);
    }
    const said = notes.map(
      ({ code, severity, ...where }): Finding => ({
        code,
        severity,
        place: { file: table.file, row: row.row, ...where },
        lngLat,
      }),
    );
    findings.push(...said);
    if (geometry && !isRejected(notes)) {
      good.push({ row: row.row, feature: { geometry, properties: values } });
      for (const [field, value] of absent) assumed.set(field, (assumed.get(field) ?? new Set()).add(value));
    } else rejected.push({ row: row.row, values: row.values, findings: said });
  }
  findings.push(...absentColumns(table.file, mapping.layer, assumed));
  const { findings: together, rows } = checkTogether(table.file, mapping, good);
  const out = new Set(
    together.filter(({ severity }) => severity === "rejected").map(({ place }) => place.row),
  );
  const rawByRow = new Map(table.rows.map((row) => [row.row, row]));
  for (const row of out) {
    const raw = rawByRow.get(row as number);
    if (raw)
      rejected.push({
        row: raw.row,
        values: raw.values,
        findings: together.filter(({ place }) => place.row === row),
      });
  }
  return {
    file: table.file,
    part: table.part,
    mapping,
    crs,
    rows,
    rejected: rejected.sort((a, b) => a.row - b.row),
    findings: [...findings, ...together].sort((a, b) => (a.place.row ?? 0) - (b.place.row ?? 0)),
  };
}
