import type { Point, Ring } from "./plane.ts";
import type { BuiltForm } from "./quarters.ts";

/** Ground between compiled streets. */
export interface CityBlock {
  readonly id: string;
  /** Outline along the middle of the streets. */
  readonly ring: Ring;
  readonly areaSquareMetres: number;
  /** Outline along the side roads where a trunk road bounds it, else as `ring`: where lanes may end. */
  readonly inner: Ring;
  /** The edge of the streets round the block: patterns fill this. */
  readonly kerb: Ring;
  /** Ways that lanes of this block may join: streets on its outline and its own side roads. */
  readonly joinable: ReadonlySet<number>;
  readonly middle: Point;
  readonly inDistrict: boolean;
  readonly subDistrictCode: string;
  readonly form: BuiltForm | "park" | "water" | "sliver";
}

/** What stands in a block before it is checked against lanes, water and neighbours. */
export interface Slot {
  readonly outline: readonly Point[];
  readonly storeys: number;
  readonly use: BuildingUse;
  /** Houses of one estate were built together; absent for houses that stand for themselves. */
  readonly estate?: string;
}
export type BuildingUse = "courtyard" | "slab" | "tower" | "office" | "institution" | "school" | "hospital";

/** A line of the block's pattern in its own axes, before it is cut to the block. */
export interface PatternLine {
  readonly points: readonly Point[];
  readonly kind: "hutong" | "residential" | "service" | "foot";
  readonly widthMetres: number;
  /** Carried on to the street where the outline cuts it. */
  readonly toStreet: boolean;
  /** That last piece leads through a gate in a wall. */
  readonly gated: boolean;
}
export interface Pattern {
  readonly lines: readonly PatternLine[];
  readonly slots: readonly Slot[];
}
