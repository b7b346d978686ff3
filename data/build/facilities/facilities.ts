import type { MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type {
  Candidate,
  Depot,
  Gate,
  Hazard,
  Place,
  RowProvenance,
  Shelter,
  Station,
  WaterloggingPoint,
} from "../../../src/core/model/pack.ts";

/** A shelter with the ground it takes. */
export interface ShelterSite {
  readonly shelter: Shelter;
  readonly polygon: Polygon | MultiPolygon;
  readonly grossSquareMetres: number;
  /** What is known and not known about it, for people; empty where there is nothing to say. */
  readonly noteZh: string;
  readonly noteEn: string;
}

export interface WaterloggingSite {
  readonly point: WaterloggingPoint;
  /** Ground under water in the heaviest rain of the point's curve. */
  readonly extent: Polygon;
}

export interface CandidateSite {
  readonly candidate: Candidate;
  readonly polygon: Polygon | MultiPolygon;
}

export interface Instrument extends RowProvenance {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lngLat: LngLat;
  readonly subDistrictCode: string;
}

export interface RiskZone {
  readonly level: 1 | 2 | 3 | 4;
  readonly polygon: Polygon | MultiPolygon;
}

/** Green or water drawn on the base map. */
export interface NamedArea extends RowProvenance {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly kind: string;
  readonly polygon: Polygon | MultiPolygon;
}

/** Everything that is placed into the city after its streets, buildings and people. */
export interface Facilities {
  readonly green: readonly NamedArea[];
  readonly water: readonly NamedArea[];
  readonly shelters: readonly ShelterSite[];
  readonly gates: readonly Gate[];
  readonly depots: readonly Depot[];
  readonly stations: readonly Station[];
  readonly waterlogging: readonly WaterloggingSite[];
  readonly candidates: readonly CandidateSite[];
  readonly gauges: readonly Instrument[];
  readonly seismicStations: readonly Instrument[];
  readonly risk: Readonly<Record<Hazard | "composite", readonly RiskZone[]>>;
  readonly places: readonly Place[];
}

/** The compiled frame the city stands in. */
export interface DistrictArea extends RowProvenance {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly residents: number;
  readonly residentsYear: number;
  readonly polygon: Polygon | MultiPolygon;
}

export interface SubDistrictArea extends RowProvenance {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly residents: number;
  /** How the residents were found, e.g. "census 2020" or "estimate: share of …". */
  readonly residentsMethod: string;
  readonly polygon: Polygon | MultiPolygon;
}
