import type { LngLat } from "./geometry.ts";
import type { Scenario } from "./scenario.ts";

/*
 * The rubble question: an earthquake of a stated intensity, houses that fall with a stated chance each, and what is left
 * of the walk to a shelter. Every figure that goes into it is in the rule pack `rubble`.
 */

/** Intensity by place: the cell a place lies in, row 0 the southernmost; beyond the border, the nearest cell. */
export interface IntensityGrid {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly columns: number;
  readonly rows: number;
  /** columns * rows degrees of intensity. */
  readonly degrees: readonly number[];
}

/**
 * How far rubble lies from a wall, as a share of the building's height. `narrow` and `wide`: the two ends of the rule's
 * range, the upper end along rescue arterials in both. A number stands for every street, 0-10.
 */
export type DebrisChoice = "narrow" | "wide" | number;

export const RUBBLE_LIMITS = {
  draws: { least: 1, most: 10_000 },
  seed: { least: 0, most: 4_294_967_295 },
  debrisShare: { least: 0, most: 10 },
  mostStreets: { least: 0, most: 1_000 },
} as const;

export interface RubbleRequest {
  readonly scenario: Scenario;
  /** Degrees of macroseismic intensity, fractions allowed, the same everywhere or by place. */
  readonly intensity: number | IntensityGrid;
  readonly debris: DebrisChoice;
  /** Id of a collapse matrix; null = the first of the rule pack. */
  readonly matrixId: string | null;
  readonly draws: number;
  /** Whole. The same seed gives the same answer, whoever computes how much of it. */
  readonly seed: number;
  /** Streets listed at most; all of them are counted. */
  readonly mostStreets: number;
}

export const DEFAULT_RUBBLE: Omit<RubbleRequest, "scenario"> = {
  intensity: 8,
  debris: "wide",
  matrixId: null,
  draws: 500,
  seed: 1,
  mostStreets: 50,
};

/** Mean over the draws, and where the true mean lies with the answer's confidence. Persons, not whole. */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Persons of one area; `reached.mean + cutOff.mean + beyondAnywayPersons + unknownPersons` is `persons`. */
export interface AreaRubble {
  readonly id: string;
  readonly persons: number;
  /** No street near enough to judge. */
  readonly unknownPersons: number;
  /** Not within the minutes even with every house standing. */
  readonly beyondAnywayPersons: number;
  readonly reached: Estimate;
  /** Within the minutes with every house standing, and not any more. */
  readonly cutOff: Estimate;
}

/** Edges of the network that are one thing to people. */
export interface NamedEdges {
  /** Both empty = without a name. */
  readonly nameZh: string;
  readonly nameEn: string;
  /** The nearest street that has a name, this one if it has; both empty = none has. */
  readonly nearZh: string;
  readonly nearEn: string;
  /** Rising. */
  readonly edges: readonly number[];
  readonly metres: number;
  /** One course per edge, in the order of `edges`. */
  readonly lines: readonly (readonly LngLat[])[];
}

/** From one crossing with another named street to the next. */
export interface RubbleStreet extends NamedEdges {
  /** Share of draws in which walkers of the scenario cannot pass somewhere along it, 0-1. */
  readonly blockedShare: number;
  /** The same for vehicles; NaN = none can pass anyway. */
  readonly vehicleBlockedShare: number;
  /** Persons who would reach a shelter in time if this street alone were cleared: solved again in every draw. */
  readonly regained: Estimate;
  /** Persons whose way with every house standing is first blocked here; over all streets these sum to the cut off. */
  readonly stoppedPersons: number;
}

/** One deck; two carriageways that share no node are two. Bridges laid for the scenario are among them. */
export interface RubbleBridge extends NamedEdges {
  /** Further persons cut off if this bridge were gone: with every house standing, and in the draws. */
  readonly lostOpenPersons: number;
  readonly lostUnderRubble: Estimate;
}

export interface RubbleAnswer {
  readonly request: RubbleRequest;
  /** Draws that went into the answer: those asked for, or those done when it was cancelled on the way. */
  readonly drawsDone: number;
  /** Of every interval here, 0-1. */
  readonly confidence: number;
  readonly matrixId: string;
  /**
   * Per demand cell, same order as the demand layer: chance of reaching a counting gate within the minutes, and its Wilson
   * interval. NaN = no street near enough to judge.
   */
  readonly demandReachedShare: Float32Array;
  readonly demandReachedLow: Float32Array;
  readonly demandReachedHigh: Float32Array;
  /** Mean walk over the draws in which the cell reaches one, minutes; Infinity = in none, NaN = cannot be judged. */
  readonly demandMeanMinutes: Float32Array;
  readonly district: AreaRubble;
  readonly subDistricts: readonly AreaRubble[];
  readonly communities: readonly AreaRubble[];
  /** Persons cut off in the district, by draw: 5, 50 and 95 of 100 draws have no more. */
  readonly cutOffPercentiles: { readonly p5: number; readonly p50: number; readonly p95: number };
  /** Most persons regained first, then most persons stopped. Only streets blocked in some draw. */
  readonly streets: readonly RubbleStreet[];
  /** Streets blocked in at least one draw, listed or not. */
  readonly streetCount: number;
  /** Most persons lost under rubble first, then with every house standing. */
  readonly bridges: readonly RubbleBridge[];
  /** Per edge of the pack's network, share of draws in which it is blocked, 0-1; NaN = not passable anyway. */
  readonly edgeBlockedShare: Float32Array;
  readonly edgeVehicleBlockedShare: Float32Array;
  readonly assumed: RubbleAssumptions;
  readonly computeMilliseconds: number;
}

/** How much of the answer hangs on figures nobody has surveyed. Shares 0-1. */
export interface RubbleAssumptions {
  readonly buildings: number;
  /** Rows of the layer that could not be read. */
  readonly skippedBuildings: number;
  /** Buildings that stand along some street: only these can block one. */
  readonly buildingsAlong: number;
  readonly heightShare: number;
  readonly structureShare: number;
  readonly yearShare: number;
  /** Of the walked streets' length. */
  readonly streetWidthShare: number;
  /** Mean over the draws, of those along a street. */
  readonly collapsedBuildings: number;
}
