import type { LngLat } from "./geometry.ts";
import type { DamageState } from "./hazard-rules.ts";
import type { Evidence } from "./rule-pack.ts";

export interface PersonsRange {
  readonly low: number;
  readonly middle: number;
  readonly high: number;
}

/** What a relation or matrix says of itself. */
export interface RuleNamed {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly noteZh: string;
  readonly noteEn: string;
  readonly clause: string;
  readonly evidence: Evidence;
  readonly isIllustrative: boolean;
}

/** One sub-district under an earthquake. Whole persons of the period. */
export interface ShakenArea {
  readonly code: string;
  readonly persons: number;
  /** Mean over its residents, degrees; NaN where nobody lives. */
  readonly intensity: number;
  readonly deviation: number;
  readonly inNeed: PersonsRange;
}

/** Lines of one intensity, closed. */
export interface Isoseismal {
  /** Whole or half degrees. */
  readonly degree: number;
  readonly line: readonly LngLat[];
}

export interface RubbleOutlook {
  /** Metres of street shut to vehicles, and of these to people too. */
  readonly vehicleMetres: number;
  readonly footMetres: number;
  /** Shut to everybody / to vehicles only. */
  readonly shutLines: readonly (readonly LngLat[])[];
  readonly narrowLines: readonly (readonly LngLat[])[];
}

export interface EarthquakeOutlook {
  readonly relation: RuleNamed;
  readonly matrix: RuleNamed;
  /** Beyond the magnitudes or the distance the relation was made for: only extended. */
  readonly isExtended: boolean;
  /** Over the places people live at, degrees. */
  readonly intensity: { readonly least: number; readonly most: number; readonly deviation: number };
  /** By sub-district, the most in need first. */
  readonly areas: readonly ShakenArea[];
  readonly inNeed: PersonsRange;
  /** Residents whose building is in the state; with those of intact ones they sum to the persons of the period. */
  readonly personsByState: Readonly<Record<DamageState, number>>;
  /** Whether structure and year of buildings were known, or only the class of each cell. */
  readonly knowsBuildings: boolean;
  readonly isoseismals: readonly Isoseismal[];
  /** null: not counted. */
  readonly rubble: RubbleOutlook | null;
}

export interface WaterOutlook {
  readonly pointId: string;
  /** At the minute looked at; 0 = none. */
  readonly depthMetres: number;
  /** The ground it covers then. */
  readonly rings: readonly (readonly LngLat[])[];
  readonly deepestMetres: number;
  /** First minute after T0 it stands so deep. */
  readonly deepestMinute: number;
  /** Whom it stops at the minute looked at. */
  readonly stops: {
    readonly foot: boolean;
    readonly wheelchair: boolean;
    readonly car: boolean;
    readonly truck: boolean;
  };
}

/** What one thing in force changes at the minute looked at, everything else staying as it is. */
export interface HazardEffect {
  readonly kind: "rubble" | "water" | "zone" | "closures";
  /** Of the zone; empty for the others. */
  readonly id: string;
  readonly isInForce: boolean;
  /** Street with something on it. */
  readonly streetMetres: number;
  /** Persons who reach a shelter in time without it. */
  readonly persons: number;
  /** Shelters in need whose usual way, from the depot nearest to them, it lies on. */
  readonly trucks: number;
}

/** What follows from the hazards of a scenario at one minute after T0. */
export interface HazardOutlook {
  readonly minute: number;
  readonly earthquake: EarthquakeOutlook | null;
  /** Every point that stands under water at some time, the deepest now first. */
  readonly water: readonly WaterOutlook[];
  readonly effects: readonly HazardEffect[];
}
