import type { MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "./geometry.ts";
import type { LayerId } from "./pack.ts";
import type { Scenario } from "./scenario.ts";
import type { StayAdvice } from "./stay-advice.ts";

export const RISK_LAYERS = [
  "risk-earthquake",
  "risk-flood",
  "risk-fire",
  "risk-composite",
] as const satisfies readonly LayerId[];
export type RiskLayer = (typeof RISK_LAYERS)[number];

/** 1 low, 2 moderate, 3 considerable, 4 severe. */
export type RiskLevel = 1 | 2 | 3 | 4;

export interface RiskZone {
  readonly level: RiskLevel;
  /** Scale the zoning was made at, e.g. "1:50 000"; null = not said. */
  readonly scale: string | null;
  readonly polygon: Polygon | MultiPolygon;
}

/** The zonings and waterlogging extents of a pack, read when they are first asked for. */
export interface RiskGround {
  /** Absent = the pack has no such layer. */
  readonly zones: Readonly<Partial<Record<RiskLayer, readonly RiskZone[]>>>;
  /** By the waterlogging point they belong to. */
  readonly extents: readonly { readonly pointId: string; readonly polygon: Polygon | MultiPolygon }[];
}

export interface RiskHereRequest {
  readonly scenario: Scenario;
  readonly origin: LngLat;
}

export interface ZoneHere {
  readonly layer: RiskLayer;
  /** null = the layer is there, and the place lies in none of its zones. */
  readonly level: RiskLevel | null;
  readonly scale: string | null;
}

export interface PondingHere {
  readonly pointId: string;
  /** Metres from the place to the water's known extent; 0 = in it. */
  readonly metres: number;
  /** Rain of an hour, mm, from which the water stands at the warning line; null = never so deep, or not known. */
  readonly warningMillimetresPerHour: number | null;
  /** At the strongest rain known of the point; null = depths are not known. */
  readonly deepestMetres: number | null;
}

export interface RiskHereAnswer {
  readonly request: RiskHereRequest;
  readonly isInDistrict: boolean;
  /** One per zoning of the pack, in the order of RISK_LAYERS. */
  readonly zones: readonly ZoneHere[];
  /** Zonings that the pack does not have: nothing is known, which is not "no risk". */
  readonly missingLayers: readonly RiskLayer[];
  /** Nearest first. */
  readonly ponding: readonly PondingHere[];
  readonly warningMetres: number;
  /** Whether something is safer than walking, under the scenario; null: no rule speaks. */
  readonly advice: StayAdvice | null;
}
