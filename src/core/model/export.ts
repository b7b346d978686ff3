import type { LayerFeature } from "./layer-feature.ts";
import type { Method } from "./pack.ts";

/** What every exported file says of itself: a table without it is believed too much or too little. */
export interface ExportAbout {
  readonly titleZh: string;
  readonly titleEn: string;
  /** District the rows are of, e.g. `xicheng`. */
  readonly packId: string;
  readonly method: Method;
  readonly source: string;
  readonly licence: string;
  /** ISO date or year the facts are of. */
  readonly asOf: string;
  /** ISO time of the export, from whoever has a clock. */
  readonly exportedAt: string;
}

/** null = unknown or does not apply: an empty cell, never 0. */
export type ExportCell = string | number | boolean | null;

export interface ExportTable {
  /** Name of the sheet; at most 31 characters are kept. */
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly ExportCell[])[];
}

/** A column of features as files with types know them. */
export interface ExportColumn {
  readonly name: string;
  readonly type: "string" | "int" | "double" | "bool";
}

/** Results with a place on the ground; every feature has every column, null = unknown. */
export interface ExportFeatures {
  readonly name: string;
  readonly columns: readonly ExportColumn[];
  readonly features: readonly LayerFeature[];
}
