import type { MultiPolygon, Polygon } from "geojson";
import type { Note } from "./failure.ts";
import type { LngLat } from "./geometry.ts";
import type { StreetNetwork } from "./network.ts";
import type {
  Candidate,
  Community,
  DemandCell,
  Depot,
  Gate,
  PackDescription,
  Place,
  Shelter,
  Station,
  SubDistrict,
  WaterloggingPoint,
} from "./pack.ts";

/** What the screens need of a pack without any analysis. Plain data, crosses to the page by structured clone. */
export interface PackIndex {
  readonly description: PackDescription;
  readonly subDistricts: readonly SubDistrict[];
  readonly communities: readonly Community[];
  readonly shelters: readonly Shelter[];
  readonly gates: readonly Gate[];
  readonly depots: readonly Depot[];
  readonly stations: readonly Station[];
  readonly candidates: readonly Candidate[];
  readonly waterlogging: readonly WaterloggingPoint[];
  readonly seismicStations: readonly { readonly id: string; readonly lngLat: LngLat }[];
  readonly places: readonly Place[];
  readonly demandCount: number;
  /** What was left out while reading, and why. */
  readonly notes: readonly Note[];
}

/** What a way to a shelter is found and told with: there before the rest is. */
export type FirstIndex = Pick<PackIndex, "description" | "shelters" | "gates">;

/** A whole pack as the analyses use it; lives in the worker. */
export interface PackData {
  readonly index: PackIndex;
  readonly network: StreetNetwork;
  readonly demand: readonly DemandCell[];
  readonly districtPolygon: Polygon | MultiPolygon;
  /** Same order as index.subDistricts. */
  readonly subDistrictPolygons: readonly (Polygon | MultiPolygon)[];
  /** Same order as index.communities. */
  readonly communityPolygons: readonly (Polygon | MultiPolygon)[];
  // #region staff
  /** Same order as index.candidates; null = the pack knows only its point. Absent where only the first part is open. */
  readonly candidatePolygons?: readonly (Polygon | MultiPolygon | null)[];
  // #endregion staff
}
