import type { MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "./geometry.ts";
import type { Method, ShelterTier } from "./pack.ts";
import type { ProposedGate, ZoneUse } from "./proposal.ts";
import type { RiskLayer, RiskLevel } from "./risk-here.ts";
import type { RuleFigure } from "./rule-pack.ts";
import type { Phase, Scenario } from "./scenario.ts";

// ---- what is known of the ground ------------------------------------------------------------------------------

/** Areas of a pack that take ground from a site, read when a site is first asked about. */
export interface SiteGround {
  /** null = the pack has no such layer. */
  readonly water: readonly (Polygon | MultiPolygon)[] | null;
  /** Ground so planted that nobody can camp on it; null = the pack does not say which is. */
  readonly planting: readonly (Polygon | MultiPolygon)[] | null;
  /** Where ordinary secondary fires may start; null = the pack knows none, which is not "there are none". */
  readonly fireSources: readonly (Polygon | MultiPolygon)[] | null;
  /** Outlines of the shelters that have one, by id. */
  readonly shelters: ReadonlyMap<string, Polygon | MultiPolygon>;
}

// ---- rules ----------------------------------------------------------------------------------------------------

/** Single figures that effective areas, gates and function zones use. A figure that is not here is not used. */
export const SITE_FIGURE_KEYS = [
  "fireSetbackMetres",
  "slopeLimitPercent",
  "indoorUtilisationShare",
  "gateStreetMetres",
  "gateSpacingMetres",
  "gateDirectionDegrees",
  "gateWidthMetres",
  "commandSquareMetresPer10000",
  "commandLeastSquareMetres",
  "medicalShare",
  "suppliesSquareMetresPerPerson",
  "firstSuppliesSquareMetresPerPerson",
  "toiletSquareMetres",
  "firstPersonsPerToilet",
  "parkingShare",
  "helipadSquareMetres",
] as const;
export type SiteFigureKey = (typeof SITE_FIGURE_KEYS)[number];

export interface SiteRules {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly edition: string;
  readonly figures: Readonly<Record<SiteFigureKey, RuleFigure>>;
  /** Zones no site counts in: those of this level and above. */
  readonly excludedZones: Omit<RuleFigure, "value" | "unit"> & {
    readonly levels: Readonly<Partial<Record<RiskLayer, RiskLevel>>>;
  };
}

// ---- question and answer ---------------------------------------------------------------------------------------

export interface SiteAreaRequest {
  readonly scenario: Scenario;
  /** A site of the scenario's proposals, a shelter or a candidate of the pack. */
  readonly siteId: string;
}

/** What is taken from a site's ground, in the order it is taken in. */
export const AREA_STEPS = [
  "outside",
  "taken",
  "water",
  "buildings",
  "planting",
  "debris",
  "fire",
  "flood",
  "hazard",
  "slope",
  "unused",
] as const;
/**
 * `outside`: beyond the district, where nothing is known; `taken`: counted for another site already; `unused`: indoors,
 * floor nobody can lie on.
 */
export type AreaStep = (typeof AREA_STEPS)[number];

export interface AreaCut {
  readonly step: AreaStep;
  /** Of what the steps before it left; null = the pack does not say, and nothing is taken. */
  readonly squareMetres: number | null;
  /** The ground that goes; empty where none does, or where it has no outline. */
  readonly geometry: MultiPolygon;
  /** How the layer it comes from came to be; null = from no layer. */
  readonly method: Method | null;
  /** The figure it is taken by; null = it follows from the drawing alone. */
  readonly rule: AreaRule | null;
}

/** A figure or a choice, with where it is from. */
export type AreaRule = Pick<RuleFigure, "clause" | "evidence" | "noteZh" | "noteEn">;

/** Gross less every known cut is the effective area. */
export interface SiteWaterfall {
  readonly grossSquareMetres: number;
  /** Every step that can be for such a site, in order. */
  readonly cuts: readonly AreaCut[];
  readonly effectiveSquareMetres: number;
  /** What is left. */
  readonly geometry: MultiPolygon;
  /** Neighbouring buildings whose rubble was laid, and those of them whose height was assumed. */
  readonly rubbleBuildings: number;
  readonly assumedHeights: number;
}

const SITE_WARNINGS = ["outside-district", "partly-outside", "on-water", "overlaps"] as const;
export type SiteWarning = (typeof SITE_WARNINGS)[number];

export type SiteFault = "corners" | "place" | "crosses-itself" | "no-area" | "too-large" | "hole";

export interface ZoneSuggestion {
  readonly use: ZoneUse;
  readonly squareMetres: number;
}

export interface SiteAreaAnswer {
  readonly request: SiteAreaRequest;
  readonly siteId: string;
  readonly kind: "proposed" | "shelter" | "candidate";
  readonly nameZh: string;
  readonly nameEn: string;
  readonly tier: ShelterTier;
  readonly setting: "outdoor" | "indoor";
  /** Outline in use, rings open: what a site made of it would start from. Of several pieces the largest. */
  readonly rings: readonly (readonly LngLat[])[];
  /** null = the site has no outline in the pack. */
  readonly waterfall: SiteWaterfall | null;
  /** What capacity is counted from: typed, or of the pack, or derived; null = nobody knows. */
  readonly effectiveSquareMetres: number | null;
  readonly effectiveFrom: "typed" | "pack" | "derived" | null;
  readonly phases: readonly {
    readonly phase: Phase;
    readonly squareMetresPerPerson: number;
    /** null = unknown. */
    readonly persons: number | null;
  }[];
  readonly warnings: readonly SiteWarning[];
  /** Other sites and shelters that share ground with it. */
  readonly overlapIds: readonly string[];
  /** Where gates would be likely: on streets people walk, in different directions where there are any. */
  readonly suggestedGates: readonly ProposedGate[];
  /** A split of the effective area by the rule figures; empty where the area is not known. */
  readonly suggestedZones: readonly ZoneSuggestion[];
  /** Zones of the site together, square metres. */
  readonly zonedSquareMetres: number;
  /** By how much they are more than the effective area; 0 = they fit, null = the area is not known. */
  readonly overfullSquareMetres: number | null;
}
