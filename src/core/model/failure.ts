import type { RouteProfile } from "./route.ts";
import type { SiteFault } from "./site-area.ts";

/** Where in a file something is wrong; every field that is known is given. */
export interface FaultPlace {
  readonly file: string;
  /** 1-based row or feature number; absent when the whole file is meant. */
  readonly row?: number;
  readonly field?: string;
  readonly found?: string;
  readonly expected?: string;
}

/**
 * The closed list of expected failures. Words live in `i18n`; one function there turns a failure into title,
 * summary, suggestion and action. A code is never shown alone.
 */
export type Failure =
  | {
      readonly code: "PACK_UNREACHABLE";
      readonly packId: string;
      readonly file: string;
      readonly httpStatus?: number;
    }
  | { readonly code: "PACK_MALFORMED"; readonly packId: string; readonly place: FaultPlace }
  | {
      readonly code: "PACK_TOO_NEW";
      readonly packId: string;
      readonly foundVersion: number;
      readonly supportedVersion: number;
    }
  | { readonly code: "LAYER_MISSING"; readonly packId: string; readonly layer: string }
  | { readonly code: "PLACE_OUTSIDE_DISTRICT"; readonly metresAway: number }
  | { readonly code: "PLACE_FAR_FROM_STREET"; readonly metresAway: number; readonly limitMetres: number }
  | { readonly code: "NO_SHELTER_IN_REACH"; readonly searchedSeconds: number }
  | { readonly code: "NO_WAY_BETWEEN"; readonly profile: RouteProfile }
  | { readonly code: "NO_OPEN_SHELTER" }
  | { readonly code: "NO_STREET_THERE"; readonly metresAway: number }
  | { readonly code: "LINK_NOT_UNDERSTOOD"; readonly fields: readonly string[] }
  /** A link names a shelter or gate that the open district does not have, or has no more. */
  | { readonly code: "NOT_IN_DATA"; readonly layer: "shelters" | "gates"; readonly id: string }
  /** The address names a page that this edition does not have; `path` without the folder of the app. */
  | { readonly code: "NO_SUCH_PAGE"; readonly path: string }
  | { readonly code: "NO_WEBGL" }
  | { readonly code: "MAP_CONTEXT_LOST" }
  | { readonly code: "WORKER_DIED"; readonly detail: string }
  | { readonly code: "CANCELLED" }
  | { readonly code: "LOCATION_DENIED" }
  | { readonly code: "LOCATION_UNAVAILABLE" }
  | { readonly code: "STORAGE_BLOCKED" }
  | { readonly code: "IMPORT_EMPTY"; readonly file: string }
  | { readonly code: "IMPORT_FORMAT_UNKNOWN"; readonly file: string; readonly found: string }
  /** Truncated, damaged or not what its name says. */
  | { readonly code: "IMPORT_UNREADABLE"; readonly place: FaultPlace }
  | {
      readonly code: "IMPORT_TOO_LARGE";
      readonly file: string;
      /** `unpacked`: bytes an archive would unpack to; `depth`: levels of nesting. */
      readonly what: "bytes" | "unpacked" | "rows" | "columns" | "vertices" | "depth";
      readonly found: number;
      readonly limit: number;
    }
  /** Read, but no row can be used. The findings say why, row by row. */
  | { readonly code: "IMPORT_NO_GOOD_ROW"; readonly file: string; readonly rejectedCount: number }
  | { readonly code: "CRS_UNKNOWN"; readonly file: string; readonly found: string }
  /** Required or forbidden sites that are no candidates, exist already, or are wished for both ways. */
  | { readonly code: "SITES_NOT_CHOOSABLE"; readonly siteIds: readonly string[] }
  /** A change to the streets that means nothing: too few corners, a number out of its range, a bridge to nowhere. */
  | { readonly code: "CLOSURE_NOT_USABLE"; readonly closureId: string; readonly fault: ClosureFault }
  /** An outline that bounds no ground: too few corners, one that crosses itself, nothing within. */
  | { readonly code: "SITE_NOT_USABLE"; readonly siteId: string; readonly fault: SiteFault }
  /** A question about a site that neither the scheme nor the district has. */
  | { readonly code: "SITE_UNKNOWN"; readonly siteId: string }
  /** A question with a value that nothing can be computed for. */
  | {
      readonly code: "QUESTION_NOT_VALID";
      readonly field: string;
      readonly found: string;
      readonly expected: string;
    }
  /** What was asked for does not fit the memory a program of this kind gets. */
  | { readonly code: "REQUEST_TOO_LARGE"; readonly bytes: number; readonly limitBytes: number }
  | { readonly code: "UNEXPECTED"; readonly detail: string };

export type ClosureFault = "ring" | "place" | "depth" | "factor" | "width" | "bridge-far-from-street";

export type FailureCode = Failure["code"];

/** Things that were left out or assumed on the way to a success. */
export interface Note {
  readonly code: "ROWS_SKIPPED" | "LAYER_SKIPPED" | "SNAP_FAILED" | "UNKNOWN_PERSONS";
  readonly count: number;
  readonly place?: FaultPlace;
}
