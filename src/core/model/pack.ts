import type { Bbox, LngLat } from "./geometry.ts";

/** How a layer came to be. Shown wherever its numbers are. */
export const METHODS = ["surveyed", "compiled", "modelled", "illustrative"] as const;
export type Method = (typeof METHODS)[number];

/** Every layer of a pack: a FlatGeobuf file `<id>.fgb` with a spatial index. Order is drawing order, bottom first. */
export const LAYER_IDS = [
  "district",
  "subdistricts",
  "communities",
  "green",
  "water",
  "buildings",
  "streets",
  "risk-earthquake",
  "risk-flood",
  "risk-fire",
  "risk-composite",
  "waterlogging-extents",
  "waterlogging",
  // #region staff
  "demand",
  "candidates",
  // #endregion staff
  "shelters",
  "gates",
  // #region staff
  "depots",
  "stations",
  "gauges",
  "seismic-stations",
  // #endregion staff
  "places",
] as const;
export type LayerId = (typeof LAYER_IDS)[number];

export interface LayerProvenance {
  readonly method: Method;
  readonly source: string;
  readonly licence: string;
  /** ISO date or year the facts are of. */
  readonly asOf: string;
}

export interface PackResource extends LayerProvenance {
  readonly name: LayerId | "network";
  /** File name relative to datapackage.json. */
  readonly path: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly features: number;
  readonly bytes: number;
}

export interface PackDescription {
  readonly id: string;
  readonly formatVersion: number;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly bbox: Bbox;
  readonly residents: number;
  readonly residentsYear: number;
  readonly asOf: string;
  /** IANA name of the clock that gates keep: Asia/Shanghai. */
  readonly timeZone: string;
  readonly resources: readonly PackResource[];
  readonly attributions: readonly string[];
}

/** Row flags of one fact: where it is from and how far to trust it. */
export interface RowProvenance {
  readonly method: Method;
  readonly source: string;
  readonly accuracyMetres: number | null;
}

export interface SubDistrict {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly residents: number;
  readonly areaSquareMetres: number;
  readonly labelLngLat: LngLat;
}

export interface Community {
  readonly id: string;
  readonly subDistrictCode: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly residents: number;
  readonly areaSquareMetres: number;
  readonly labelLngLat: LngLat;
}

/** People at one point of the ground: a compound, a hutong block or part of one. */
export interface DemandCell {
  readonly id: string;
  readonly lngLat: LngLat;
  readonly communityId: string;
  readonly subDistrictCode: string;
  readonly personsNight: number;
  readonly personsDay: number;
  /** Share of night residents, 0-1. */
  readonly aged65Share: number;
  readonly assistanceShare: number;
  /** Structure class of most of its buildings; null = unknown. */
  readonly structure: StructureClass | null;
}

export const STRUCTURE_CLASSES = ["courtyard", "masonry", "masonry-confined", "frame", "shear-wall"] as const;
export type StructureClass = (typeof STRUCTURE_CLASSES)[number];

export const SHELTER_TIERS = ["centre", "fixed", "emergency", "indoor"] as const;
export type ShelterTier = (typeof SHELTER_TIERS)[number];

export const HAZARDS = ["earthquake", "flood", "fire"] as const;
export type Hazard = (typeof HAZARDS)[number];

export interface Shelter extends RowProvenance {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly tier: ShelterTier;
  readonly setting: "outdoor" | "indoor";
  readonly lngLat: LngLat;
  readonly subDistrictCode: string;
  readonly communityId: string;
  /** null = unknown. Never 0 for unknown. */
  readonly effectiveSquareMetres: number | null;
  readonly effectiveAreaMethod: Method | null;
  /** Persons as published, whatever rule it used; null = none published. */
  readonly publishedCapacityPersons: number | null;
  readonly fitFor: readonly Hazard[];
  readonly yearCompleted: number | null;
}

export interface Gate extends RowProvenance {
  readonly id: string;
  readonly shelterId: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lngLat: LngLat;
  readonly widthMetres: number | null;
  readonly opening: GateOpening;
  readonly stepFree: boolean | null;
}

/** When somebody can walk in. `onOrder`: shut until the order to open is given (schools, halls). */
export type GateOpening =
  | { readonly kind: "always" }
  | { readonly kind: "hours"; readonly opensMinute: number; readonly closesMinute: number }
  | { readonly kind: "on-order" }
  | { readonly kind: "locked" }
  | { readonly kind: "unknown" };

export const DEPOT_LEVELS = ["district", "department", "street", "community"] as const;
export type DepotLevel = (typeof DEPOT_LEVELS)[number];

export interface StockLine {
  readonly item: SupplyItem;
  readonly quantity: number;
  /** ISO month of expiry; null = does not expire or not known (see item). */
  readonly expires: string | null;
}

export const SUPPLY_ITEMS = [
  "water-litre",
  "food-ration",
  "tent",
  "quilt",
  "first-aid-kit",
  "toilet",
] as const;
export type SupplyItem = (typeof SUPPLY_ITEMS)[number];

export interface Depot extends RowProvenance {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly level: DepotLevel;
  readonly lngLat: LngLat;
  readonly subDistrictCode: string;
  readonly stock: readonly StockLine[];
  readonly trucks: number;
  readonly truckLoadKilograms: number;
  readonly mobilisationMinutes: number;
  readonly loadingKilogramsPerMinute: number;
}

export const STATION_KINDS = ["fire", "fire-small", "medical", "flood", "volunteer"] as const;
export type StationKind = (typeof STATION_KINDS)[number];

export interface Station extends RowProvenance {
  readonly id: string;
  readonly kind: StationKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lngLat: LngLat;
  readonly subDistrictCode: string;
  readonly persons: number | null;
  readonly vehicles: number | null;
  readonly mobilisationMinutes: number;
}

export interface WaterloggingPoint extends RowProvenance {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: "street" | "underpass" | "hutong";
  readonly lngLat: LngLat;
  /** Depth in metres after an hour at each rainfall of `rainfallMillimetresPerHour`, same length, never falling. Both empty: unknown. */
  readonly rainfallMillimetresPerHour: readonly number[];
  readonly depthMetres: readonly number[];
}

export const LAND_USES = [
  "pocket-park",
  "school-ground",
  "vacated-plot",
  "park",
  "public-building",
  "square",
  "sports-ground",
  "car-park",
] as const;
export type LandUse = (typeof LAND_USES)[number];

export interface Candidate extends RowProvenance {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lngLat: LngLat;
  readonly landUse: LandUse;
  readonly grossSquareMetres: number;
  readonly ruleZh: string;
  readonly ruleEn: string;
}

export const PLACE_KINDS = [
  "subdistrict",
  "community",
  "street",
  "junction",
  "metro",
  "park",
  "school",
  "hospital",
  "shelter",
  "landmark",
  "other",
] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];

/** One name that can be searched. */
export interface Place {
  readonly id: string;
  readonly kind: PlaceKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly aliases: readonly string[];
  /** Lower case, no spaces, no tones: xizhimen. */
  readonly pinyin: string;
  /** First letters: xzm. */
  readonly initials: string;
  /** Sub-district, to tell equal names apart. */
  readonly withinZh: string;
  readonly withinEn: string;
  readonly lngLat: LngLat;
}

export interface RiskCell {
  readonly level: 1 | 2 | 3 | 4;
}
