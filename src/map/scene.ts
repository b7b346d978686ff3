import type { FeatureCollection, Geometry, MultiPolygon, Point } from "geojson";
import type { Bbox, LngLat } from "../core/model/geometry.ts";
import type { Language } from "../core/model/language.ts";
import type { LayerId } from "../core/model/pack.ts";
// #region staff
import type { AreaStep } from "../core/model/site-area.ts";
// #endregion staff
import type { PreviewProperties, Theme } from "../state/app-state.ts";

/** Line roles have their own look: see LOOK.md §4 and legend. */
export type LineRole =
  | "you"
  | "alternative"
  | "why-not"
  | "truck"
  | "truck-tight"
  | "truck-late"
  | "closure"
  | "bridge"
  | "rubble"
  | "rubble-narrow"
  | "divider"
  | "alert-red"
  | "alert-orange"
  | "alert-yellow"
  | "alert-blue"
  | "alert-unknown";

export interface SceneLine {
  readonly id: string;
  readonly role: LineRole;
  readonly line: readonly LngLat[];
}

/** Something on its way along a line; drawn moving. */
export interface SceneFlow {
  readonly id: string;
  readonly role: "truck" | "truck-tight" | "truck-late";
  readonly line: readonly LngLat[];
  /** Share of the way done, 0-1. */
  readonly doneShare: number;
}

export type MarkerKind =
  | "you"
  | "probe"
  | "answer"
  | "gate"
  | "gate-locked"
  | "closure"
  | "alert"
  | "truck"
  | "shelter-late"
  | "shelter-tight"
  | "base-fire"
  | "base-fire-small"
  | "base-depot"
  | "base-seismic"
  | "new-fire-small"
  | "new-depot"
  | "new-seismic"
  | "incident-collapse"
  | "incident-fire"
  | "incident-gas"
  | "incident-trapped"
  | "incident-injured"
  | "incident-water"
  | "incident-other";

export interface SceneMarker {
  readonly id: string;
  readonly kind: MarkerKind;
  readonly lngLat: LngLat;
  /** One or two short lines beside the marker, already in the reader's language. */
  readonly label?: string;
}

// #region staff
export type SiteCut = AreaStep | "left";
// #endregion staff

export interface ScenePolygon {
  readonly id: string;
  /**
   * `field`: minutes to a gate, by class; `reach`: isochrone of the chosen place; `closure`: closed area; `accuracy`: where
   * the device believes itself to be; `site-cut`: ground of a site that goes, or what is left of it;
   * `empty`: the largest circle without a seismic station; `water`: ground under water; `zone`: ground nobody may enter;
   * `isoseismal`: a line of one intensity.
   */
  readonly role:
    | "field"
    | "reach"
    | "closure"
    | "accuracy"
    | "site-cut"
    | "empty"
    | "water"
    | "zone"
    | "isoseismal";
  // #region staff
  /** For `water` its depth, for `isoseismal` its degree: what stands beside it. */
  readonly label?: string;
  /** For `site-cut`: what takes the ground; `left`: nothing does. */
  readonly cut?: SiteCut;
  // #endregion staff
  /** For `field`: upper bound in minutes. */
  readonly minutes: number;
  /** For `field`: true on the polygon whose edge is the rule in force (drawn with a solid line). */
  readonly isRule: boolean;
  readonly geometry: MultiPolygon;
}

/** A site of a scheme. */
export interface SceneSite {
  readonly id: string;
  /** Open rings, the outer first. */
  readonly rings: readonly (readonly LngLat[])[];
  /** Where its sign stands. */
  readonly lngLat: LngLat;
  readonly gates: readonly { readonly id: string; readonly lngLat: LngLat }[];
  readonly label: string;
  readonly image: string;
  /** `ghost`: where the one in the hand was before; with `selected` the corners show. */
  readonly state: "plain" | "selected" | "ghost";
}

/** Everything a map shows besides the base map: plain data, made by pure functions from the state. */
export interface MapScene {
  readonly theme: Theme;
  readonly language: Language;
  /** Whose minutes the field tells and whom `unmet` counts: people walking to a gate (absent), or fire engines to them. */
  readonly fieldOf?: "engines";
  /** Pack layers to draw. */
  readonly layers: readonly LayerId[];
  readonly polygons: readonly ScenePolygon[];
  /** Old result while a new one is worked out: drawn grey. */
  readonly isStale: boolean;
  readonly lines: readonly SceneLine[];
  /** Absent or empty: nothing moves, and the code that draws movement is not even loaded. */
  readonly flows?: readonly SceneFlow[];
  readonly markers: readonly SceneMarker[];
  /** Persons without a place: property `persons`. */
  readonly unmet: FeatureCollection<Point, { persons: number }> | null;
  // #region staff
  /** Persons near a gate whose every shelter in reach is full: property `persons`; absent: none. */
  readonly crowded?: FeatureCollection<Point, { persons: number }> | null;
  // #endregion staff
  /** These alone are from before; absent: they are as old as the rest. */
  readonly isUnmetStale?: boolean;
  /** Persons who gain a place by the scheme on screen (`sign` 1) or lose it (−1); absent: nothing is compared. */
  readonly differences?: FeatureCollection<Point, { persons: number; sign: 1 | -1; label: string }> | null;
  /** Rows of a file before they are accepted; absent: none. */
  readonly preview?: FeatureCollection<Geometry, PreviewProperties> | null;
  /** Sites of the scheme on screen; absent: none. */
  readonly sites?: readonly SceneSite[];
  /** Corners set so far, in order, where the next would be last; absent: nothing is drawn. */
  readonly drawn?: { readonly corners: readonly LngLat[]; readonly isCrossing: boolean } | null;
  readonly selection: { readonly layer: LayerId; readonly id: string } | null;
  // #region staff
  /** What is selected is told beside the map: no card lies over it. */
  readonly isToldBeside?: boolean;
  // #endregion staff
  /** Shelter ids drawn in a state other than plain green, e.g. late. */
  readonly shelterStates: Readonly<Record<string, "late" | "tight" | "answer">>;
  /** Where to look when it changes; null leaves the camera to the person. */
  readonly focus: { readonly bbox: Bbox; readonly key: string } | null;
}

export interface MapClick {
  readonly lngLat: LngLat;
  /** Top feature of a pack layer under the pointer, if any. */
  readonly feature: { readonly layer: LayerId; readonly id: string } | null;
}
