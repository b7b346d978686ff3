import type { MultiPolygon, Polygon } from "geojson";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { Method } from "../../../src/core/model/pack.ts";

/** One area of a boundary, sub-district or community file, WGS-84. */
export interface SuppliedArea {
  /** null where the file has no code for it. */
  readonly code: string | null;
  readonly nameZh: string;
  readonly nameEn: string;
  /** null = the file does not say. */
  readonly residents: number | null;
  /** Of a community: the sub-district it says it belongs to; null = by place. */
  readonly subDistrictCode: string | null;
  readonly polygon: Polygon | MultiPolygon;
}

export interface SuppliedAreas {
  readonly areas: readonly SuppliedArea[];
  /** Shown wherever the areas are. */
  readonly source: string;
}

/** One count of residents; it says which area by code or by name, or stands for the whole district (both null). */
export interface CensusRow {
  readonly file: string;
  /** As the file counts its rows. */
  readonly row: number;
  readonly code: string | null;
  readonly name: string | null;
  readonly persons: number;
  /** Share 0-1; null = the file does not say. */
  readonly aged65Share: number | null;
  readonly assistanceShare: number | null;
}

/** Checked rows of one layer, and what they are. */
export interface SuppliedLayer {
  readonly rows: readonly LayerFeature[];
  readonly method: Method;
  readonly source: string;
}

export const SUPPLIED_LAYERS = [
  "shelters",
  "gates",
  "depots",
  "stations",
  "candidates",
  "waterlogging",
] as const;
export type SuppliedLayerId = (typeof SUPPLIED_LAYERS)[number];
