import type { MultiPolygon, Polygon } from "geojson";
import * as v from "valibot";
import type { FaultPlace, Note } from "../core/model/failure.ts";
import type { LayerFeature } from "../core/model/layer-feature.ts";
import type { LayerId, PackDescription } from "../core/model/pack.ts";
import type { PackData } from "../core/model/pack-data.ts";
import { faultOf } from "./data-package.ts";
import { type FlatGeobufFile, type ReadFeature, readFeature } from "./flatgeobuf-read.ts";

export const ROW_LAYERS = [
  "district",
  "subdistricts",
  "communities",
  "shelters",
  "gates",
  "waterlogging",
  "places",
  // #region staff
  "demand",
  "depots",
  "stations",
  "candidates",
  "seismic-stations",
  // #endregion staff
] as const satisfies readonly LayerId[];
export type RowLayer = (typeof ROW_LAYERS)[number];

export interface Row<Value> {
  readonly value: Value;
  readonly geometry: ReadFeature["geometry"];
  /** 1-based number of the feature in its file. */
  readonly row: number;
}

export type LayerFiles = ReadonlyMap<RowLayer, { readonly path: string; readonly file: FlatGeobufFile }>;

/** Whole layers that stand in for those of the files: what imports have made of them. */
export type LayerOverlay = ReadonlyMap<LayerId, readonly LayerFeature[]>;

/** A pack as read, before its rows are understood: kept, so that imports can be laid over it again and again. */
export interface PackParts {
  readonly description: PackDescription;
  readonly network: PackData["network"];
  readonly files: LayerFiles;
  readonly notes: readonly Note[];
}

/** Where the rows of a layer come from: its file, or an overlay in place of it. */
export interface LayerRows {
  readonly path: string;
  readonly count: number;
  /** null: the file's feature cannot be read. */
  at(i: number): ReadFeature | null;
}

export function layerRows({ files }: PackParts, overlay: LayerOverlay, layer: RowLayer): LayerRows | null {
  const opened = files.get(layer);
  const laidOver = overlay.get(layer);
  if (laidOver)
    return {
      path: opened?.path ?? `${layer}.fgb`,
      count: laidOver.length,
      at: (i) => laidOver[i] ?? null,
    };
  return (
    (opened && {
      path: opened.path,
      count: opened.file.featurePositions.length,
      at: (i) => readFeature(opened.file, i),
    }) ??
    null
  );
}

/** Rows of one layer that fit their schema; the first that does not is described, all are counted. */
export function readRows<Schema extends v.GenericSchema<unknown, object>>(
  from: LayerRows | null,
  schema: Schema,
  notes: Note[],
): Row<v.InferOutput<Schema>>[] {
  if (!from) return [];
  const rows: Row<v.InferOutput<Schema>>[] = [];
  const faults: FaultPlace[] = [];
  for (let i = 0; i < from.count; i++) {
    const feature = from.at(i);
    if (feature === null) {
      faults.push({ file: from.path, row: i + 1, field: "geometry", found: "unreadable" });
      continue;
    }
    const parsed = v.safeParse(schema, withPoints(feature));
    if (parsed.success) rows.push({ value: parsed.output, geometry: feature.geometry, row: i + 1 });
    else faults.push({ file: from.path, row: i + 1, ...faultOf(parsed.issues[0]) });
  }
  noteSkipped(faults, notes);
  return rows;
}

function noteSkipped(faults: readonly FaultPlace[], notes: Note[]) {
  const [first] = faults;
  if (first) notes.push({ code: "ROWS_SKIPPED", count: faults.length, place: first });
}

/** A point layer's place is its geometry; an area carries the point of its label in two columns. */
function withPoints({ geometry, properties }: ReadFeature): Record<string, unknown> {
  if (geometry.type === "Point") return { ...properties, lngLat: geometry.coordinates };
  const label = [properties.labelLng, properties.labelLat];
  return { ...properties, lngLat: label, labelLngLat: label };
}

/** Rows whose reference leads somewhere; the others are left out and counted. */
export function withKnown<Value>(
  rows: readonly Row<Value>[],
  path: string,
  field: string & keyof Value,
  known: ReadonlySet<unknown>,
  expected: string,
  notes: Note[],
): Row<Value>[] {
  const faults: FaultPlace[] = [];
  const kept = rows.filter(({ value, row }) => {
    if (known.has(value[field])) return true;
    faults.push({ file: path, row, field, found: String(value[field]), expected });
    return false;
  });
  noteSkipped(faults, notes);
  return kept;
}

export const byKey =
  <Value>(key: (value: Value) => string) =>
  (a: Row<Value>, b: Row<Value>) => {
    const [left, right] = [key(a.value), key(b.value)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
export const byId = byKey<{ readonly id: string }>((value) => value.id);
export const isArea = (geometry: ReadFeature["geometry"]): geometry is Polygon | MultiPolygon =>
  geometry.type === "Polygon" || geometry.type === "MultiPolygon";
export const areas = (rows: readonly Row<unknown>[]) => rows.map((row) => row.geometry).filter(isArea);
export const values = <Value>(rows: readonly Row<Value>[]) => rows.map((row) => row.value);
