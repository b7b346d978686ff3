import type { Geometry } from "geojson";
import type { LngLat } from "../../core/model/geometry.ts";
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
import { areaAt, type ImportContext, type ToWgs84 } from "./import-context.ts";
import { assumedValue, fieldKind, mayBeUnknown } from "./layer-fields.ts";
import { labelOf, placeGeometry, squareMetresOf } from "./mend-geometry.ts";
import { normalName } from "./normal-name.ts";
import { isEmptyCell, readCell } from "./read-cell.ts";
import { readCoordinate, readPair } from "./read-position.ts";

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

/** FNV-1a over name and place: the same place gets the same id each time the file is read. */
function idFor(layer: string, name: string, [lng, lat]: LngLat): string {
  let hash = 0x811c9dc5;
  for (const letter of `${normalName(name)}|${lng.toFixed(5)}|${lat.toFixed(5)}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) as number), 0x01000193) >>> 0;
  }
  return `${layer}-import-${hash.toString(16).padStart(8, "0")}`;
}

function rawGeometry(row: RawRow, { place }: ColumnMapping): Geometry | null {
  if (place.kind === "geometry") return row.geometry;
  if (place.kind === "none") return null;
  if (place.kind === "wkt") return parseWkt(joinedWkt(row.values, place.column));
  const [x, y] =
    place.x === place.y
      ? (readPair(row.values[place.x] ?? null) ?? [null, null])
      : [readCoordinate(row.values[place.x] ?? null), readCoordinate(row.values[place.y] ?? null)];
  return x === null || y === null ? null : { type: "Point", coordinates: [x, y] };
}

/** Where the file has no places: the row of the layer with this id, else the only one with this name. */
function loadedRow(
  values: Readonly<Record<string, LayerValue>>,
  features: readonly LayerFeature[],
): LayerFeature | null {
  const sameId = features.find(({ properties }) => values.id !== null && properties.id === values.id);
  if (sameId) return sameId;
  const name = normalName(String(values.nameZh ?? ""));
  const named =
    name === ""
      ? []
      : features.filter(({ properties }) => normalName(String(properties.nameZh ?? "")) === name);
  return named.length === 1 ? (named[0] as LayerFeature) : null;
}

function readValues(
  row: RawRow,
  mapping: ColumnMapping,
  latestYear: number,
  say: Say,
): Record<string, LayerValue> {
  const values: Record<string, LayerValue> = {};
  for (const { name } of LAYER_TABLES[mapping.layer].columns) values[name] = null;
  for (const { field, column, unit } of mapping.fields) {
    if (!(field in values)) continue;
    const raw = row.values[column] ?? null;
    const { value, fault } = readCell(raw, fieldKind(mapping.layer, field), unit, latestYear);
    values[field] = value;
    if (!fault) continue;
    const isUsable =
      value !== null ||
      mayBeUnknown(mapping.layer, field) ||
      assumedValue(mapping.layer, field, values) !== undefined;
    say({ ...fault, severity: isUsable ? "doubtful" : "rejected", field, found: String(raw) });
  }
  return values;
}

/** Fills what follows from the place, from the import itself, or has to be assumed. */
function complete(
  values: Record<string, LayerValue>,
  lngLat: LngLat,
  geometry: LayerFeature["geometry"],
  mapping: ColumnMapping,
  context: ImportContext,
  say: Say,
) {
  const { layer } = mapping;
  const has = (field: string) => field in values && values[field] === null;
  const sub = has("subDistrictCode") || has("withinZh") ? areaAt(context.subDistricts, lngLat) : null;
  if (has("subDistrictCode")) values.subDistrictCode = sub?.code ?? null;
  // A place that the file puts in no sub-district, such as a sub-district itself, stays so.
  const isSaid = (field: string) => mapping.fields.some((entry) => entry.field === field);
  if (has("withinZh") && !isSaid("withinZh")) values.withinZh = sub?.nameZh ?? null;
  if (has("withinEn") && !isSaid("withinEn")) values.withinEn = sub?.nameEn ?? null;
  if (has("communityId")) values.communityId = areaAt(context.communities, lngLat)?.id ?? null;
  if (has("labelLng") || has("labelLat")) [values.labelLng, values.labelLat] = [lngLat[0], lngLat[1]];
  if (has("grossSquareMetres")) {
    const area = squareMetresOf(geometry);
    values.grossSquareMetres = area === null ? null : Math.round(area);
  }
  if (has("method")) values.method = mapping.method;
  if (has("source")) values.source = mapping.source;
  if (typeof values.effectiveSquareMetres === "number" && has("effectiveAreaMethod"))
    values.effectiveAreaMethod = mapping.method;
  if (has("nameZh") && typeof values.nameEn === "string" && values.nameEn !== "")
    values.nameZh = values.nameEn;
  // A point without a name is still a place: it is called by its layer and its id.
  if (has("nameZh") && layer !== "gates" && layer !== "places") {
    values.nameZh = `${LAYER_TABLES[layer].titleZh} ${values.id ?? `${lngLat[0].toFixed(4)}, ${lngLat[1].toFixed(4)}`}`;
    say({ code: "MISSING_VALUE", severity: "mended", field: "nameZh", expected: values.nameZh });
  }
  if (has("id")) {
    values.id = idFor(layer, String(values.nameZh ?? ""), lngLat);
    say({ code: "MISSING_ID", severity: "mended", field: "id", expected: values.id });
  }
  for (const field of Object.keys(values)) {
    if (values[field] !== null || mayBeUnknown(layer, field)) continue;
    const assumed = assumedValue(layer, field, values);
    if (assumed === undefined) say({ code: "MISSING_VALUE", severity: "rejected", field });
    else {
      values[field] = assumed;
      const isMapped = mapping.fields.some((entry) => entry.field === field);
      if (isMapped) say({ code: "MISSING_VALUE", severity: "doubtful", field, expected: String(assumed) });
    }
  }
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
  const rejected: RejectedRow[] = [];
  const findings: Finding[] = [...table.findings];
  const assumedColumns = LAYER_TABLES[mapping.layer].columns.filter(
    ({ name }) =>
      !mayBeUnknown(mapping.layer, name) &&
      !mapping.fields.some(({ field }) => field === name) &&
      assumedValue(mapping.layer, name, {}) !== undefined &&
      !name.startsWith("within"),
  );
  for (const { name } of assumedColumns)
    findings.push({
      code: "MISSING_VALUE",
      severity: "doubtful",
      place: { file: table.file, field: name, expected: String(assumedValue(mapping.layer, name, {})) },
      lngLat: null,
    });

  for (const row of table.rows) {
    if (row.geometry === null && Object.values(row.values).every(isEmptyCell)) continue;
    const notes: Note[] = [];
    const say: Say = (note) => notes.push(note);
    const values = readValues(row, mapping, latestYear, say);
    let geometry: LayerFeature["geometry"] | null = null;
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
        say({ code: "NO_PLACE", severity: "rejected", field: "geometry" });
    } else {
      const old =
        mapping.place.kind === "none" ? loadedRow(values, context.layers[mapping.layer] ?? []) : null;
      if (old) for (const field of Object.keys(values)) values[field] ??= old.properties[field] ?? null;
      complete(values, lngLat, geometry, mapping, context, say);
      checkDraftRow(mapping.layer, { geometry, properties: values }, lngLat, context, say);
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
    if (geometry && !said.some(({ severity }) => severity === "rejected"))
      good.push({ row: row.row, feature: { geometry, properties: values } });
    else rejected.push({ row: row.row, values: row.values, findings: said });
  }
  const together = checkTogether(table.file, good);
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
    rows: good.filter(({ row }) => !out.has(row)),
    rejected: rejected.sort((a, b) => a.row - b.row),
    findings: [...findings, ...together].sort((a, b) => (a.place.row ?? 0) - (b.place.row ?? 0)),
  };
}
