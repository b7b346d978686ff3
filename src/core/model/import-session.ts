import type { FeatureCollection, Point } from "geojson";
import type { Result } from "../result.ts";
import type { ExportAbout, ExportFeatures, ExportTable } from "./export.ts";
import type { Failure } from "./failure.ts";
import type { Bbox, LngLat } from "./geometry.ts";
import type {
  ColumnMapping,
  CrsAxes,
  CrsId,
  CrsVerdict,
  ExportFormat,
  Finding,
  ImportFormat,
  ImportLayer,
  LayerChange,
  MergeMatch,
  MergeMode,
  RejectedRow,
  Severity,
} from "./import.ts";
import type { LayerId } from "./pack.ts";
import type { RegisterPlaces, RegisterReading } from "./register-file.ts";

/*
 * What crosses between the page and the worker that imports. Tables and drafts stay in the worker, known by a number;
 * the page gets what it shows.
 */

export interface ImportColumn {
  readonly name: string;
  /** A few cells that are not empty, as text. */
  readonly samples: readonly string[];
}

/** A field that a file can fill. */
export interface ImportField {
  readonly field: string;
  /** Without it a row cannot be used. */
  readonly isRequired: boolean;
  /** What its numbers measure; null = it has no unit to choose. */
  readonly measure: "area" | "count" | "length" | null;
}

export interface LayerGuess {
  readonly mapping: ColumnMapping;
  /** All fields of the layer that can come from a column. */
  readonly fields: readonly ImportField[];
  /** Other layers it could be, best first. */
  readonly alternatives: readonly ImportLayer[];
}

/** One table of a file that has been read. */
export interface TableSummary {
  readonly tableId: number;
  readonly file: string;
  readonly part: string | null;
  readonly format: ImportFormat;
  readonly columns: readonly ImportColumn[];
  readonly rowCount: number;
  readonly hasGeometry: boolean;
  readonly declaredCrs: CrsId | null;
  readonly guess: LayerGuess;
}

/** What a question about coordinates is shown on: the boundary and the main streets, WGS-84. */
export interface GroundPicture {
  readonly bbox: Bbox;
  readonly outlines: readonly (readonly LngLat[])[];
  readonly streets: readonly (readonly LngLat[])[];
}

export interface CrsJudgement {
  readonly verdict: CrsVerdict;
  readonly picture: GroundPicture;
}

export interface DraftSummary {
  readonly draftId: number;
  readonly goodCount: number;
  readonly rejectedCount: number;
  readonly countBySeverity: Readonly<Record<Severity, number>>;
  /** The first ones, those of rejected rows first; all are counted above. */
  readonly findings: readonly Finding[];
  readonly updatedCount: number;
  readonly addedCount: number;
  /** Rows of the layer now that would go when it is replaced. */
  readonly removedWhenReplacedCount: number;
  /** Gates assumed for shelters that come without any. */
  readonly assumedGateCount: number;
  readonly matches: readonly MergeMatch[];
  /** Good rows as points; `isDoubtful`: 1 = look at it. */
  readonly preview: FeatureCollection<Point, { readonly row: number; readonly isDoubtful: 0 | 1 }>;
  readonly bbox: Bbox | null;
}

/** Pack and what is laid over it: what an import is checked against and what is exported. */
export interface ImportGround {
  readonly packId: string;
  readonly baseUrl: string;
  readonly changes: readonly LayerChange[];
}

export interface AcceptRequest {
  readonly draftId: number;
  readonly mode: MergeMode;
  readonly changeId: string;
  /** ISO time. */
  readonly importedAt: string;
}

type Answer<Value> = Promise<Result<Value, Failure>>;

/** The worker that imports and exports. Calls with an unknown number throw: only a programmer can do that. */
export interface ImportsApi {
  /** `file`: a browser's File, or anything that can be sliced. */
  read(
    ground: ImportGround,
    file: {
      readonly name: string;
      readonly size: number;
      slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
    },
    onProgress: (share: number) => void,
  ): Answer<readonly TableSummary[]>;
  /** Movements of a register's workbook or text, checked against the places of the open pack. */
  readRegister(
    file: {
      readonly name: string;
      readonly size: number;
      slice(start: number, end: number): { arrayBuffer(): Promise<ArrayBuffer> };
    },
    places: RegisterPlaces,
  ): Answer<RegisterReading>;
  guess(tableId: number, layer: ImportLayer): Promise<LayerGuess>;
  judge(ground: ImportGround, tableId: number, mapping: ColumnMapping): Answer<CrsJudgement>;
  draft(
    ground: ImportGround,
    tableId: number,
    mapping: ColumnMapping,
    crs: CrsId,
    axes: CrsAxes,
    latestYear: number,
  ): Answer<DraftSummary>;
  /** One change for the layer, and one for gates where some had to be assumed. */
  accept(ground: ImportGround, request: AcceptRequest): Answer<readonly LayerChange[]>;
  rejected(draftId: number): Promise<readonly RejectedRow[]>;
  /** `reasons`: words for each finding of severity `rejected`, row by row in the order of `rejected`. */
  rejectedTable(
    draftId: number,
    titles: { readonly row: string; readonly reasons: string },
    reasons: readonly string[],
  ): Promise<ExportTable>;
  exportLayer(
    ground: ImportGround,
    layer: LayerId,
    exportedAt: string,
    format: ExportFormat,
  ): Answer<Uint8Array<ArrayBuffer>>;
  exportFeatures(
    table: ExportFeatures,
    about: ExportAbout,
    format: "geojson" | "flatgeobuf",
  ): Answer<Uint8Array<ArrayBuffer>>;
  exportTable(
    table: ExportTable,
    about: ExportAbout,
    format: "csv" | "xlsx",
  ): Answer<Uint8Array<ArrayBuffer>>;
}
