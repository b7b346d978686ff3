import type { FaultPlace } from "./failure.ts";
import type { Proposals, ProposedSite } from "./proposal.ts";

/** A planner's scheme (方案): proposals with a name. The pack as it is has no scheme: its id is null wherever one is asked for. */
export interface Scheme {
  /** Unique on this device and never used again. */
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly proposals: Proposals;
}

/** What one step of undo gives back. */
export interface SchemePage {
  readonly schemes: readonly Scheme[];
  /** null = the district as it is. */
  readonly currentId: string | null;
}

/** Every scheme of the open pack and what was done to them. Each change makes a new book; parts that stay are shared. */
export interface SchemeBook extends SchemePage {
  /** Pages before this one, newest last, without limit. */
  readonly done: readonly SchemePage[];
  /** Pages taken back, newest last. */
  readonly undone: readonly SchemePage[];
  /** Stands in for the site of its id (or beside the others) while it is dragged or drawn; no step of undo, never kept. */
  readonly draft: ProposedSite | null;
  /** Proposed site whose panel is open. */
  readonly selectedSiteId: string | null;
  /** Scheme the figures are compared with; null = the district as it is. */
  readonly besideId: string | null;
  /** Both on the map, side by side. */
  readonly isCompared: boolean;
}

export const EMPTY_BOOK: SchemeBook = {
  schemes: [],
  currentId: null,
  done: [],
  undone: [],
  draft: null,
  selectedSiteId: null,
  besideId: null,
  isCompared: false,
};

/** What a planner has to be told about schemes that did not go as wished. Words live in `i18n`. */
export type SchemeTrouble =
  /** The browser does not keep them: they live as long as this page does. */
  | { readonly code: "SCHEMES_NOT_KEPT"; readonly reason: "full" | "blocked" }
  /** Two windows changed one scheme: both are kept. */
  | { readonly code: "SCHEME_KEPT_TWICE"; readonly name: string; readonly copyName: string }
  | { readonly code: "SCHEME_FILE_UNREADABLE"; readonly place: FaultPlace }
  | {
      readonly code: "SCHEME_FILE_TOO_NEW";
      readonly file: string;
      readonly foundVersion: number;
      readonly supportedVersion: number;
      /** What still could be read of it. */
      readonly schemeName: string | null;
    }
  | {
      readonly code: "SCHEME_OF_OTHER_PACK";
      readonly file: string;
      readonly packId: string;
      readonly openPackId: string;
    }
  /** Loaded, but the text is not the one that was saved. */
  | { readonly code: "SCHEME_FILE_CHANGED"; readonly file: string }
  /** Loaded, but the district's data are of another date than those it was made on. */
  | {
      readonly code: "SCHEME_OF_OTHER_DATE";
      readonly file: string;
      readonly asOf: string;
      readonly openAsOf: string;
    }
  /** Loaded without these parts. */
  | { readonly code: "SCHEME_PARTS_LEFT_OUT"; readonly places: readonly FaultPlace[] }
  | { readonly code: "SCHEME_LINK_NOT_UNDERSTOOD"; readonly place: FaultPlace };

/** What a proposal should have been where no schema says it; each has words of its own. */
export const SCHEME_EXPECTATIONS = {
  area: "an outline that has an area",
  ownId: "an id no other has",
  packId: "an id of the open district",
  openPack: "a district that is open",
} as const;
