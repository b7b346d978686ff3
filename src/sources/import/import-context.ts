import type { MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "../../core/model/geometry.ts";
import type { ImportLayer } from "../../core/model/import.ts";
import type { LayerFeature } from "../../core/model/layer-feature.ts";

type Area = Polygon | MultiPolygon;

/** What an import is checked against. */
export interface ImportContext {
  readonly district: Area;
  readonly subDistricts: readonly {
    readonly code: string;
    readonly nameZh: string;
    readonly nameEn: string;
    readonly polygon: Area;
  }[];
  readonly communities: readonly { readonly id: string; readonly polygon: Area }[];
  /** Rows already loaded; gates look up their shelters here. */
  readonly layers: Partial<Readonly<Record<ImportLayer, readonly LayerFeature[]>>>;
  /** Least square metres a person needs, from the rule pack (`emergencySquareMetresPerPerson`). */
  readonly squareMetresPerPerson: number;
}

/** File coordinates to WGS-84; null where the numbers are no place under that reading. */
export type ToWgs84 = (x: number, y: number) => LngLat | null;
