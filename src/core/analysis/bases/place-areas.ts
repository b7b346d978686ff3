import { eastMetres, northMetres } from "../../geo/local-plane.ts";
import type { LngLat } from "../../model/geometry.ts";
import { keptOnce } from "../kept-once.ts";
import type { PreparedPack } from "../prepare.ts";
import { sampleGrid } from "../sample-grid.ts";

/** Areas a thing lies in, as indexes into the pack's; -1 = none. */
export interface PlaceAreas {
  readonly inDistrict: boolean;
  readonly subDistrict: number;
  readonly community: number;
}

const NOWHERE: PlaceAreas = { inDistrict: false, subDistrict: -1, community: -1 };

/** Areas of a place, by the nearest of the points 20 m apart that stand for the ground. */
export function areasAt(prepared: PreparedPack, lngLat: LngLat): PlaceAreas {
  const grid = sampleGrid(prepared);
  const { plane } = prepared.index;
  const column = Math.round((eastMetres(plane, lngLat[0]) - grid.firstEast) / grid.cellMetres);
  const row = Math.round((northMetres(plane, lngLat[1]) - grid.firstNorth) / grid.cellMetres);
  if (!(column >= 0 && column < grid.columns && row >= 0 && row < grid.rows)) return NOWHERE;
  const sample = row * grid.columns + column;
  return {
    inDistrict: grid.inDistrict[sample] === 1,
    subDistrict: grid.subDistrict[sample] as number,
    community: grid.community[sample] as number,
  };
}

/** Areas of the demand cells, by what their rows say. All of them are the district's. */
export const demandAreas = keptOnce(
  ({ pack: { demand, index } }): readonly PlaceAreas[] => {
    const subDistricts = new Map(index.subDistricts.map(({ code }, i) => [code, i]));
    const communities = new Map(index.communities.map(({ id }, i) => [id, i]));
    return demand.map((cell) => ({
      inDistrict: true,
      subDistrict: subDistricts.get(cell.subDistrictCode) ?? -1,
      community: communities.get(cell.communityId) ?? -1,
    }));
  },
  { ignoresBridges: true, ignoresSites: true },
);

/** One of something for the district, for every sub-district and for every community. */
export interface ByArea<Sum> {
  readonly district: Sum;
  readonly subDistricts: readonly Sum[];
  readonly communities: readonly Sum[];
}

export const byArea = <Sum>({ pack: { index } }: PreparedPack, create: (id: string) => Sum): ByArea<Sum> => ({
  district: create("district"),
  subDistricts: index.subDistricts.map(({ code }) => create(code)),
  communities: index.communities.map(({ id }) => create(id)),
});

/** Adds to every area the place lies in. */
export function eachAreaOf<Sum>(
  sums: ByArea<Sum>,
  { inDistrict, subDistrict, community }: PlaceAreas,
  add: (sum: Sum) => void,
): void {
  if (inDistrict) add(sums.district);
  const [inSubDistrict, inCommunity] = [sums.subDistricts[subDistrict], sums.communities[community]];
  if (inSubDistrict) add(inSubDistrict);
  if (inCommunity) add(inCommunity);
}
