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
