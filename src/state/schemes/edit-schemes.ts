import { type GateEdit, NO_PROPOSALS, type Proposals, type ProposedSite } from "../../core/model/proposal.ts";
import type { Scheme, SchemeBook, SchemePage } from "../../core/model/scheme.ts";
import { withSite } from "./scheme-scenarios.ts";

/*
 * Every change to the schemes is a pure function from book to book. `turn` is one step of undo; what only looks at the
 * book (choosing, selecting, dragging) is none.
 */

const pageOf = ({ schemes, currentId }: SchemePage): SchemePage => ({ schemes, currentId });

/** One step: the page before can be had again, the pages taken back cannot. */
export const turn = (book: SchemeBook, page: Partial<SchemePage>): SchemeBook => ({
  ...book,
  ...page,
  done: [...book.done, pageOf(book)],
  undone: [],
  draft: null,
});

/** What still has a meaning on the page that is open now. */
function settle(book: SchemeBook): SchemeBook {
  const has = (id: string | null) => id === null || book.schemes.some((scheme) => scheme.id === id);
  const current = book.schemes.find(({ id }) => id === book.currentId);
  const isSelectedThere = current?.proposals.sites.some(({ id }) => id === book.selectedSiteId) ?? false;
  return {
    ...book,
    draft: null,
    selectedSiteId: isSelectedThere ? book.selectedSiteId : null,
    besideId: has(book.besideId) ? book.besideId : null,
  };
}

export function undoScheme(book: SchemeBook): SchemeBook {
  const last = book.done.at(-1);
  if (!last) return book;
  const done = book.done.slice(0, -1);
  return settle({ ...book, ...last, done, undone: [...book.undone, pageOf(book)] });
}

export function redoScheme(book: SchemeBook): SchemeBook {
  const last = book.undone.at(-1);
  if (!last) return book;
  const undone = book.undone.slice(0, -1);
  return settle({ ...book, ...last, undone, done: [...book.done, pageOf(book)] });
}

export const chooseScheme = (book: SchemeBook, currentId: string | null): SchemeBook =>
  settle({ ...book, currentId });

/** A scheme of its own, open at once. */
export const addScheme = (
  book: SchemeBook,
  scheme: Omit<Scheme, "note" | "proposals"> & Partial<Scheme>,
): SchemeBook =>
  settle(
    turn(book, {
      schemes: [...book.schemes, { note: "", proposals: NO_PROPOSALS, ...scheme }],
      currentId: scheme.id,
    }),
  );

/** How the current scheme's proposals become others; the district as it is cannot be edited. */
export function changeProposals(book: SchemeBook, change: (proposals: Proposals) => Proposals): SchemeBook {
  if (book.currentId === null) return book;
  const schemes = book.schemes.map((scheme) =>
    scheme.id === book.currentId ? { ...scheme, proposals: change(scheme.proposals) } : scheme,
  );
  return settle(turn(book, { schemes }));
}

export const putSite = (book: SchemeBook, site: ProposedSite): SchemeBook =>
  changeProposals(book, (proposals) => withSite(proposals, site));

export const removeSite = (book: SchemeBook, siteId: string): SchemeBook =>
  changeProposals(book, (proposals) => ({
    ...proposals,
    sites: proposals.sites.filter(({ id }) => id !== siteId),
  }));

export const closeShelter = (book: SchemeBook, shelterId: string, isClosed: boolean): SchemeBook =>
  changeProposals(book, (proposals) => {
    const others = proposals.closedShelterIds.filter((id) => id !== shelterId);
    return { ...proposals, closedShelterIds: isClosed ? [...others, shelterId] : others };
  });

/** An edit that changes nothing is taken away. */
export const editGate = (book: SchemeBook, edit: GateEdit): SchemeBook =>
  changeProposals(book, (proposals) => {
    const others = proposals.gateEdits.filter(({ gateId }) => gateId !== edit.gateId);
    const isEmpty = edit.lngLat === null && edit.opening === null;
    return { ...proposals, gateEdits: isEmpty ? others : [...others, edit] };
  });

export const dragSite = (book: SchemeBook, draft: ProposedSite | null): SchemeBook => ({ ...book, draft });
export const selectSite = (book: SchemeBook, selectedSiteId: string | null): SchemeBook => ({
  ...book,
  selectedSiteId,
});
