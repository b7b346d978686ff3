import type { Polygon } from "geojson";
import type { LngLat } from "../../src/core/model/geometry.ts";
import type { DemandCell, Method, StructureClass } from "../../src/core/model/pack.ts";
import type { NetworkEdges } from "../../src/sources/network-binary.ts";

/** How the ground between two main streets is built up. */
export type BlockForm =
  | "hutong"
  | "slab-compound"
  | "tower-compound"
  | "office"
  | "park"
  | "water"
  | "institution";

export interface Block {
  readonly id: string;
  readonly polygon: Polygon;
  readonly form: BlockForm;
  readonly subDistrictCode: string;
}

export interface Building {
  readonly id: string;
  readonly polygon: Polygon;
  readonly storeys: number;
  readonly heightMetres: number;
  readonly structure: StructureClass;
  /** Lower bound of the construction decade: 1900, 1950, 1960 … 2010. */
  readonly yearBand: number;
  readonly residents: number;
  readonly communityId: string;
  readonly subDistrictCode: string;
}

export interface CommunityArea {
  readonly id: string;
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly subDistrictCode: string;
  readonly polygon: Polygon;
  readonly residents: number;
}

/** One drawn line of the street layer; network edges of the same street are merged where class and name agree. */
export interface StreetLine {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly streetClass: string;
  readonly method: Method;
  readonly widthMetres: number;
  readonly bridge: boolean;
  readonly tunnel: boolean;
  readonly line: readonly LngLat[];
}

/** What the seeded generator makes from the compiled tables; facilities are placed into it afterwards. */
export interface CityModel {
  readonly network: NetworkEdges;
  readonly streetLines: readonly StreetLine[];
  readonly blocks: readonly Block[];
  readonly buildings: readonly Building[];
  readonly communities: readonly CommunityArea[];
  readonly demand: readonly DemandCell[];
  /** Where a walled compound can be entered from the street. */
  readonly compoundGates: readonly LngLat[];
}
