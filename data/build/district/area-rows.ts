import { area } from "@turf/turf";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import { labelValues, packFeature } from "../pack/pack-feature.ts";
import { createBandedArea, pointInside } from "./banded-area.ts";
import type { DistrictInput } from "./build-district.ts";
import type { Partition, PartOrigin } from "./partition.ts";
import type { Residents, ResidentsOrigin } from "./residents.ts";

const RESIDENTS_METHOD: Readonly<Record<ResidentsOrigin, string>> = {
  counted: "统计 / counted",
  "shared-out": "按建筑面积分摊 / shared out by floor area",
  estimated: "估计，非统计 / estimated, not counted",
};

export function districtRow(
  { about, district, districtSource }: DistrictInput,
  residents: number,
): LayerFeature {
  return packFeature(district.polygon, {
    id: "district",
    nameZh: about.titleZh,
    nameEn: about.titleEn || null,
    residents,
    residentsYear: about.residentsYear,
    areaSquareMetres: Math.round(area(district.polygon)),
    method: "compiled",
    source: districtSource,
    accuracyMetres: null,
  });
}

const METHOD: Readonly<Record<PartOrigin, "compiled" | "illustrative">> = {
  file: "compiled",
  osm: "compiled",
  district: "illustrative",
};

/** Rows of the sub-districts or communities; where the district stands for its part the row says that it is only that. */
export function partRows(
  layer: "subdistricts" | "communities",
  partition: Partition,
  residents: Residents,
): LayerFeature[] {
  const isSubDistrict = layer === "subdistricts";
  const { parts, origin, source } = isSubDistrict ? partition.subDistricts : partition.communities;
  return parts.map((part, i) => {
    const persons = (isSubDistrict ? residents.subDistricts : residents.communities)[i];
    const owner = partition.subDistricts.parts[partition.subDistrictOf[i] as number];
    return packFeature(part.polygon, {
      id: part.code,
      code: part.code,
      ...(isSubDistrict ? {} : { subDistrictCode: owner?.code ?? "" }),
      nameZh: part.nameZh,
      nameEn: part.nameEn || null,
      residents: persons?.residents ?? 0,
      ...(isSubDistrict ? { residentsMethod: RESIDENTS_METHOD[persons?.origin ?? "estimated"] } : {}),
      areaSquareMetres: Math.max(1, Math.round(area(part.polygon))),
      ...labelValues(pointInside(createBandedArea(part.polygon))),
      method: METHOD[origin],
      source,
      accuracyMetres: null,
    });
  });
}
