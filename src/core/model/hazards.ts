import type { LngLat } from "./geometry.ts";
import type { EllipticalRelation } from "./hazard-rules.ts";

/** An earthquake as it is supposed or reported. Shaking, damage and people in need follow from it by a rule pack. */
export interface Earthquake {
  /** Moment magnitude, 3-9. */
  readonly magnitude: number;
  readonly epicentre: LngLat;
  /** Of the hypocentre, 1-100 km. */
  readonly depthKilometres: number;
  /** Attenuation relation and damage matrix of the rule pack in use. */
  readonly relationId: string;
  readonly matrixId: string;
  /** Direction of the long axis, degrees east of north, 0-180, where the relation is elliptical; null: circular. */
  readonly axisDegrees: number | null;
  /** A relation loaded from a file, which holds in place of the rule pack's; absent: none. */
  readonly relation?: EllipticalRelation;
  /** Whether expected rubble shuts streets. */
  readonly isRubbleCounted: boolean;
}

export const EARTHQUAKE_LIMITS = {
  magnitude: [3, 9],
  depthKilometres: [1, 100],
  axisDegrees: [0, 180],
} as const;

/** Rain over the whole district in equal steps of time. */
export interface Rainstorm {
  /** Minutes after T0 of the first step; negative: it rains already. */
  readonly startMinute: number;
  /** 1-360. */
  readonly stepMinutes: number;
  /** One per step, 0-300 mm/h; dry before and after. */
  readonly millimetresPerHour: readonly number[];
  /** Typed by hand, or read off gauges. */
  readonly source: "typed" | "gauges";
}

export const RAIN_LIMITS = {
  startMinute: [-1440, 10_080],
  stepMinutes: [1, 360],
  millimetresPerHour: [0, 300],
  steps: [1, 288],
} as const;

export const ZONE_KINDS = ["fire", "gas"] as const;
/** Ground nobody may enter, from a minute after T0 until another (null: until further notice). */
export interface ExclusionZone {
  readonly id: string;
  readonly kind: (typeof ZONE_KINDS)[number];
  readonly ring: readonly LngLat[];
  readonly fromMinute: number;
  readonly toMinute: number | null;
}

/** What happens besides the streets closed by hand. Any of them together. */
export interface Hazards {
  readonly earthquake: Earthquake | null;
  readonly rain: Rainstorm | null;
  readonly zones: readonly ExclusionZone[];
}

export const NO_HAZARDS: Hazards = { earthquake: null, rain: null, zones: [] };
