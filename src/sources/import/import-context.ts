import type { MultiPolygon, Polygon } from "geojson";
import { metresOutside } from "../../core/geo/polygon.ts";
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

/** The area a place lies in; outside of all, the nearest. null only where there are no areas. */
export function areaAt<Value extends { readonly polygon: Area }>(
  areas: readonly Value[],
  lngLat: LngLat,
): Value | null {
  let nearest: Value | null = null;
  let least = Infinity;
  for (const area of areas) {
    const metres = metresOutside(lngLat, area.polygon);
    if (metres === 0) return area;
    if (metres < least) {
      least = metres;
      nearest = area;
    }
  }
  return nearest;
}
