import type { Geometry } from "geojson";
import type { FaultPlace } from "./failure.ts";
import type { LngLat } from "./geometry.ts";
import type { LayerFeature } from "./layer-feature.ts";
import type { LayerId, Method } from "./pack.ts";

/*
 * An import in five steps, each a pure function over plain data:
 * bytes → RawTable (as the file has it) → ColumnMapping (what it means) → CrsVerdict (where it is) →
 * ImportDraft (checked rows in WGS-84) → LayerChange (laid over the pack; undo takes it off again).
 */

const IMPORT_FORMATS = ["csv", "xlsx", "geojson", "shapefile", "kml", "flatgeobuf", "geopackage"] as const;
/** `csv` is any delimited text (comma, tab, semicolon); `kml` also its zipped form KMZ; `shapefile` a zip of its parts. */
export type ImportFormat = (typeof IMPORT_FORMATS)[number];

/**
 * How positions are to be read. GCJ-02, BD-09 and BD-09MC have no EPSG number. `WKT:` carries a definition that a file
 * brought along and that no number stands for.
 */
export type CrsId = "GCJ-02" | "BD-09" | "BD-09MC" | `EPSG:${number}` | `WKT:${string}`;

/**
 * `yx`: what the mapping calls x is the latitude or northing. Survey tables of China name X the northing, and GPS tables
 * often give the latitude first.
 */
export type CrsAxes = "xy" | "yx";

/** A cell as the file holds it, before anybody says what it means. Dates come as ISO text; null = empty. */
export type RawValue = string | number | boolean | null;

export interface RawRow {
  /** Where a person finds it: line of a text, row of a sheet (both count the header), number of a feature from 1. */
  readonly row: number;
  /** By column name; a column the row lacks is null. */
  readonly values: Readonly<Record<string, RawValue>>;
  /** In the file's own coordinates; null where a table brings its positions in columns, or none at all. */
  readonly geometry: Geometry | null;
}

export interface RawTable {
  /** Name the person gave the file. */
  readonly file: string;
  /** Sheet, layer or folder inside the file; null where a file holds just one table. */
  readonly part: string | null;
  readonly format: ImportFormat;
  /** Names in the order of the file; empty and repeated names have been made distinct: `name`, `name (2)`. */
  readonly columns: readonly string[];
  readonly rows: readonly RawRow[];
  /** What the file itself says of its positions; null = nothing. GeoJSON and KML that say nothing are null too. */
  readonly declaredCrs: CrsId | null;
  /** Text encoding the bytes were read with; null where the format knows none. */
  readonly encoding: string | null;
  /** What was wrong while decoding. */
  readonly findings: readonly Finding[];
  /** Rows left out while decoding, with what they held, to be exported with the reason; absent = none. */
  readonly rejectedRows?: readonly RejectedRow[];
}

export const FINDING_CODES = [
  "ROW_UNREADABLE",
  "TOTAL_ROW",
  "MISSING_ID",
  "MISSING_VALUE",
  "NOT_UNDERSTOOD",
  "DUPLICATE_ID",
  "DUPLICATE_ROW",
  "STACKED_PLACES",
  "NO_PLACE",
  "WRONG_GEOMETRY",
  "OUTSIDE_DISTRICT",
  "CAPACITY_EXCEEDS_AREA",
  "NEGATIVE",
  "NOT_FINITE",
  "SELF_INTERSECTION",
  "DATE_NONSENSE",
  "UNIT_SUSPICION",
  "GATE_OFF_SITE",
  "UNKNOWN_REFERENCE",
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** `rejected`: the row is left out; `mended`: it was repaired and loads; `doubtful`: it loads as it is, look at it. */
export type Severity = "rejected" | "mended" | "doubtful";

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly place: FaultPlace;
  /** Where to jump on the map, WGS-84; null while nobody knows. */
  readonly lngLat: LngLat | null;
}

/** Layers a file can be laid over. Areas that everything else refers to (district, streets) come only with a pack. */
export const IMPORT_LAYERS = [
  "shelters",
  "gates",
  // #region staff
  "depots",
  "stations",
  "candidates",
  // #endregion staff
  "waterlogging",
  // #region staff
  "demand",
  "gauges",
  "seismic-stations",
  // #endregion staff
  "places",
] as const satisfies readonly LayerId[];
export type ImportLayer = (typeof IMPORT_LAYERS)[number];

export const AREA_UNITS = ["m2", "mu", "hectare", "km2"] as const;
export const COUNT_UNITS = ["one", "ten-thousand"] as const;
export const LENGTH_UNITS = ["m", "cm", "mm", "km"] as const;
/** Unit a column is in: 平方米 亩 公顷 平方千米 · 人/个 万人/万 · 米 厘米 毫米 千米. */
export type ColumnUnit =
  | (typeof AREA_UNITS)[number]
  | (typeof COUNT_UNITS)[number]
  | (typeof LENGTH_UNITS)[number];

export interface FieldMapping {
  /** Column of the layer's table, e.g. `effectiveSquareMetres`. */
  readonly field: string;
  /** Column of the file. */
  readonly column: string;
  /** null where the field has no unit. */
  readonly unit: ColumnUnit | null;
  /** How sure the guess is, 0-1; 1 when a person chose it. */
  readonly confidence: number;
}

export type PlaceMapping =
  | { readonly kind: "geometry" }
  /** x: longitude or easting; y: latitude or northing. Degrees may be written 39°54′N. */
  | { readonly kind: "columns"; readonly x: string; readonly y: string }
  | { readonly kind: "wkt"; readonly column: string }
  /** The rows change facts of places already loaded: matched by id or by name, positions stay. */
  | { readonly kind: "none" };

export interface ColumnMapping {
  readonly layer: ImportLayer;
  readonly place: PlaceMapping;
  readonly fields: readonly FieldMapping[];
  /** How the facts came to be, by the word of whoever imports them. */
  readonly method: Method;
  /** Who they are from: shown wherever the numbers are. */
  readonly source: string;
}

/** One reading of the positions and how well the ground agrees with it. */
export interface CrsHypothesis {
  readonly crs: CrsId;
  readonly axes: CrsAxes;
  /** The points under this reading, WGS-84, for the picture; at most a few hundred. */
  readonly lngLats: readonly LngLat[];
  /** Share of points inside the district, 0-1. */
  readonly insideShare: number;
  /** Median metres to the nearest street; Infinity when no point is near any. */
  readonly medianStreetMetres: number;
  /** Agreement with streets, parks and boundary; higher is better, comparable only within one verdict. */
  readonly score: number;
}

export type CrsVerdict =
  | {
      readonly kind: "decided";
      readonly crs: CrsId;
      readonly axes: CrsAxes;
      readonly ranked: readonly CrsHypothesis[];
      /** How: the file said so and the ground agrees, or the ground alone decides. */
      readonly by: "declared" | "ground";
    }
  | {
      readonly kind: "ask";
      readonly why: "too-few-points" | "too-close" | "nothing-fits" | "declared-implausible";
      /** Best first. */
      readonly ranked: readonly CrsHypothesis[];
    };

export interface DraftRow {
  readonly row: number;
  readonly feature: LayerFeature;
}

export interface RejectedRow {
  readonly row: number;
  readonly values: Readonly<Record<string, RawValue>>;
  /** At least one. */
  readonly findings: readonly Finding[];
}

/** A file read, understood and checked, not yet part of anything. */
export interface ImportDraft {
  readonly file: string;
  readonly part: string | null;
  readonly mapping: ColumnMapping;
  readonly crs: CrsId;
  /** Good rows, WGS-84, every column of the layer's table present (null = unknown). */
  readonly rows: readonly DraftRow[];
  readonly rejected: readonly RejectedRow[];
  /** Of good and of rejected rows, in the order of the file. */
  readonly findings: readonly Finding[];
}

/** `update`: rows known by id, or by name and place, are changed and the others added; `replace`: the layer is only these rows. */
export type MergeMode = "update" | "replace";

export interface MergeMatch {
  readonly row: number;
  /** Id in the merged layer. */
  readonly id: string;
  readonly by: "id" | "name-and-place" | "new";
}

/** One import, ready to be laid over the pack. Changes are applied in order; undo takes the last one off. */
export interface LayerChange {
  readonly id: string;
  readonly layer: ImportLayer;
  /** Whole rows: each takes the place of the row with its id, or is added. */
  readonly upserts: readonly LayerFeature[];
  readonly removedIds: readonly string[];
  readonly file: string;
  readonly crs: CrsId;
  readonly method: Method;
  readonly source: string;
  /** ISO time, from whoever has a clock. */
  readonly importedAt: string;
}

export const EXPORT_FORMATS = ["geojson", "flatgeobuf", "csv", "xlsx"] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];
