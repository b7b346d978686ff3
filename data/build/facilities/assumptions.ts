import type { DepotLevel, StationKind, SupplyItem } from "../../../src/core/model/pack.ts";

/*
 * Every figure here is ours: chosen to be plausible, not read anywhere, and marked "modelled" on each row it leads to.
 * Figures of standards are in data/rules.
 */

/** Share of the open ground (outline less water and houses) on which people can stay: trees, beds and slopes go off. */
export const USABLE_SHARE = {
  park: 0.5,
  square: 0.8,
  stadium: 0.7,
  "school-ground": 0.8,
  "compound-green": 0.6,
  /** Of the hall's floor. */
  hall: 0.5,
} as const;
export type SiteKind = keyof typeof USABLE_SHARE;

/** Parks open and close by the clock: 06:00 to 22:00. */
export const PARK_OPENS_MINUTE = 360;
export const PARK_CLOSES_MINUTE = 1320;

/** Of modelled gates: kept locked, and not known to anybody. */
export const LOCKED_SHARE = 0.05;
export const UNKNOWN_OPENING_SHARE = 0.06;
export const UNKNOWN_WIDTH_SHARE = 0.15;
export const UNKNOWN_STEPS_SHARE = 0.12;

/** A gate lies at most so far from a street one can walk. */
export const GATE_STREET_METRES = 25;

/** Beds, trucks and crews of a depot by level. Persons: how many the stock is meant for. */
export const DEPOT_MODEL: Readonly<
  Record<
    DepotLevel,
    {
      readonly personsLow: number;
      readonly personsHigh: number;
      readonly trucksLow: number;
      readonly trucksHigh: number;
      readonly truckLoadKilograms: number;
      readonly mobilisationLow: number;
      readonly mobilisationHigh: number;
      readonly loadingKilogramsPerMinute: number;
    }
  >
> = {
  district: {
    personsLow: 2200,
    personsHigh: 4000,
    trucksLow: 6,
    trucksHigh: 9,
    truckLoadKilograms: 5000,
    mobilisationLow: 30,
    mobilisationHigh: 45,
    loadingKilogramsPerMinute: 120,
  },
  department: {
    personsLow: 150,
    personsHigh: 400,
    trucksLow: 2,
    trucksHigh: 3,
    truckLoadKilograms: 3000,
    mobilisationLow: 30,
    mobilisationHigh: 60,
    loadingKilogramsPerMinute: 80,
  },
  street: {
    personsLow: 80,
    personsHigh: 220,
    trucksLow: 1,
    trucksHigh: 2,
    truckLoadKilograms: 1500,
    mobilisationLow: 15,
    mobilisationHigh: 30,
    loadingKilogramsPerMinute: 50,
  },
  community: {
    personsLow: 8,
    personsHigh: 30,
    trucksLow: 0,
    trucksHigh: 0,
    truckLoadKilograms: 0,
    mobilisationLow: 10,
    mobilisationHigh: 20,
    loadingKilogramsPerMinute: 25,
  },
};
export const DISTRICT_DEPOTS = 3;
export const DEPARTMENT_DEPOTS = 4;
export const COMMUNITY_DEPOTS = 60;

/** Rainfall of the depth curves, mm in one hour. */
export const RAINFALL_MILLIMETRES = [0, 20, 36, 45, 56, 70, 90, 110] as const;

/** Deepest water of a waterlogging point in the heaviest rain of the curve, metres, by kind. */
export const DEEPEST_METRES = {
  street: [0.28, 0.55],
  hutong: [0.2, 0.45],
  underpass: [0.7, 2.1],
} as const;
/** Rain in one hour from which water stands, mm. */
export const ONSET_MILLIMETRES = { street: [20, 40], hutong: [20, 36], underpass: [28, 50] } as const;

/** Minutes from the call to the first vehicle leaving. */
export const MOBILISATION_MINUTES: Readonly<Record<StationKind, number>> = {
  fire: 1,
  "fire-small": 1,
  medical: 3,
  flood: 30,
  volunteer: 20,
};

/** Shelf life left in the books, months after 2025-06; null = does not expire. Some of it has run out by now. */
export const SHELF_MONTHS: Readonly<Record<SupplyItem, readonly [low: number, high: number] | null>> = {
  "water-litre": [8, 34],
  "food-ration": [10, 40],
  tent: null,
  quilt: null,
  "first-aid-kit": [9, 44],
  toilet: null,
};
export const SHELF_BASE_YEAR = 2025;
export const SHELF_BASE_MONTH = 6;

/** Low bridges count as underpasses that fill up to this clearance, metres. */
export const LOW_CLEARANCE_METRES = 3.5;
export const HUTONG_PONDING_POINTS = 6;
export const VACATED_PLOTS = 10;
export const SCHOOL_CANDIDATES = 10;

export const RAIN_GAUGES = 18;
export const SEISMIC_STATIONS = 12;
export const FLOOD_TEAMS = 6;

/** Share of the district's ground in risk levels 4, 3 and 2; the rest is level 1. */
export const RISK_LEVEL_SHARES = [0.07, 0.18, 0.35] as const;
