import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { AreaLookup } from "./area-lookup.ts";
import { shelterPoint } from "./shelters.ts";

/** Rows of a list with the sub-district they stand in. */
export const withSubDistricts = (rows: readonly LayerFeature[], lookup: AreaLookup): LayerFeature[] =>
  rows.map((row) => {
    const lngLat: LngLat = shelterPoint(row);
    return { ...row, properties: { ...row.properties, subDistrictCode: lookup.subDistrictCode(lngLat) } };
  });
