import type { BuildingStock } from "./buildings.ts";
import type { StructureClass } from "./pack.ts";
import type { RiskGround } from "./risk-here.ts";
import type { RubbleRules } from "./rubble-rules.ts";
import type { Evidence, RuleFigure } from "./rule-pack.ts";

/** Where a relation or a matrix comes from, and how far it may be believed. */
interface Sourced {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly clause: string;
  readonly edition: string;
  readonly evidence: Evidence;
  /** Made for show or by assumption: said wherever a figure of it is. */
  readonly isIllustrative: boolean;
  readonly noteZh: string;
  readonly noteEn: string;
}

interface RelationBase extends Sourced {
  /** Moment magnitudes it was made for, least and most; beyond them it is only extended. */
  readonly magnitudes: readonly [least: number, most: number];
  /** Kilometres it was made for. */
  readonly mostKilometres: number;
}

/**
 * Intensity by hypocentral distance R, km: I = c0 + c1 M + c2 ln sqrt(R^2 + Rm^2), with Rm = m1 + m2 exp(M - 5), plus
 * c4 ln(R / far) beyond `farKilometres`. Standard deviation s1 + s2 / (1 + (R / s3)^2).
 */
export interface HypocentralRelation extends RelationBase {
  readonly kind: "hypocentral";
  readonly c0: number;
  readonly c1: number;
  readonly c2: number;
  readonly c4: number;
  readonly m1: number;
  readonly m2: number;
  readonly farKilometres: number;
  readonly s1: number;
  readonly s2: number;
  readonly s3Kilometres: number;
}

/** I = a + b M - c lg(R + R0), R epicentral km along the axis. */
export interface AxisRelation {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly r0Kilometres: number;
}

/** Lines of equal intensity are ellipses, their half axes from a relation each. The depth is not looked at. */
export interface EllipticalRelation extends RelationBase {
  readonly kind: "elliptical";
  readonly long: AxisRelation;
  readonly short: AxisRelation;
  /** Of the intensity, degrees. */
  readonly standardDeviation: number;
}
export type IntensityRelation = HypocentralRelation | EllipticalRelation;

/** States of a building, intact left out: it is what remains. */
export const DAMAGE_STATES = ["slight", "moderate", "severe", "destroyed"] as const;
export type DamageState = (typeof DAMAGE_STATES)[number];

/** Chances of at least each state, one per entry of the matrix's `intensities`, 0-1, never falling. */
export type DamageRow = Readonly<Record<DamageState, readonly number[]>> & {
  /** `unknown`: for buildings whose structure nobody has stated. */
  readonly structure: StructureClass | "unknown";
  /** Holds for buildings of this year band and later, up to the next row of the class; null = for those of unknown year. */
  readonly builtFrom: number | null;
};

/** How buildings of each class and year fare at each intensity. */
export interface DamageMatrix extends Sourced {
  /** Degrees, whole and rising. Straight between them; below the first the chances go to 0 within one degree. */
  readonly intensities: readonly number[];
  readonly rows: readonly DamageRow[];
}

export const EARTHQUAKE_FIGURE_KEYS = ["moderateInNeedShare", "rubbleDraws", "rubbleShutShare"] as const;
export type EarthquakeFigureKey = (typeof EARTHQUAKE_FIGURE_KEYS)[number];

export interface EarthquakeRules {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string;
  readonly figures: Readonly<Record<EarthquakeFigureKey, RuleFigure>>;
  /** At least one of each; the range that is shown lies between all matrices. */
  readonly relations: readonly IntensityRelation[];
  readonly matrices: readonly DamageMatrix[];
}

export const RAIN_FIGURE_KEYS = [
  "drainMinutes",
  "sliceMinutes",
  "extentSteps",
  "extentMetresWhereUnknown",
] as const;
export type RainFigureKey = (typeof RAIN_FIGURE_KEYS)[number];

export interface RainRules {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string;
  readonly figures: Readonly<Record<RainFigureKey, RuleFigure>>;
}

/** What hazards are worked out with, besides the pack at hand. */
export interface HazardGround {
  readonly earthquakeRules: EarthquakeRules;
  readonly rainRules: RainRules;
  readonly rubbleRules: RubbleRules;
  /** null: not read, or the pack has none. */
  readonly stock: BuildingStock | null;
  readonly extents: RiskGround["extents"];
}
