import type { LngLat } from "../../../src/core/model/geometry.ts";
import { type AreaFinder, createAreaFinder } from "./area-finder.ts";
import type { Names } from "./names.ts";
import type { Partition } from "./partition.ts";

/** Sub-district and community of any place: every place has one, also in a gap or sliver between areas. */
export interface AreaLookup {
  readonly communities: AreaFinder;
  subDistrictCode(lngLat: LngLat): string;
  communityId(lngLat: LngLat): string;
  /** Names of the sub-district, to tell equal names apart. */
  within(lngLat: LngLat): Names;
}

export function createAreaLookup(partition: Partition): AreaLookup {
  const communities = createAreaFinder(partition.communities.parts.map(({ polygon }) => polygon));
  // By way of the community, so that the codes of a row never contradict each other.
  const subDistrictAt = (lngLat: LngLat) =>
    partition.subDistricts.parts[partition.subDistrictOf[communities.nearest(lngLat)] as number];
  return {
    communities,
    subDistrictCode: (lngLat) => subDistrictAt(lngLat)?.code ?? "",
    communityId: (lngLat) => partition.communities.parts[communities.nearest(lngLat)]?.code ?? "",
    within: (lngLat) => {
      const { nameZh = "", nameEn = "" } = subDistrictAt(lngLat) ?? {};
      return { nameZh, nameEn };
    },
  };
}
