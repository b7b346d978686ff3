import { type GateEdit, NO_PROPOSALS, type Proposals, type ProposedSite } from "../../core/model/proposal.ts";
import type { Scheme, SchemeBook, SchemePage } from "../../core/model/scheme.ts";
import { withSite } from "./scheme-scenarios.ts";

/*
 * Every change to the schemes is a pure function from book to book. `turn` is one step of undo; what only looks at the
 * book (choosing, selecting, dragging) is none.
 */

const pageOf = ({ schemes, currentId }: SchemePage): SchemePage => ({ schemes, currentId });

/** One step: the page before can be had again, the pages taken back cannot. */
const turn = (book: SchemeBook, page: Partial<SchemePage>): SchemeBook => ({
  ...book,
  ...page,
  done: [...book.done, pageOf(book)],
  undone: [],
  draft: null,
});

/** What still has a meaning on the page that is open now. */
export function settle(book: SchemeBook): SchemeBook {
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

/** One scheme otherwise than it was; no step where it stays the very same or is not there. */
function changeScheme(book: SchemeBook, schemeId: string, change: (scheme: Scheme) => Scheme): SchemeBook {
  const before = book.schemes.find(({ id }) => id === schemeId);
  const after = before && change(before);
  if (!before || after === before) return book;
  const schemes = book.schemes.map((scheme) => (scheme === before ? (after as Scheme) : scheme));
  return settle(turn(book, { schemes }));
}

/** How the current scheme's proposals become others; the district as it is cannot be edited. */
export function changeProposals(book: SchemeBook, change: (proposals: Proposals) => Proposals): SchemeBook {
  if (book.currentId === null) return book;
  return changeScheme(book, book.currentId, (scheme) => {
    const proposals = change(scheme.proposals);
    return proposals === scheme.proposals ? scheme : { ...scheme, proposals };
  });
}

export const renameScheme = (book: SchemeBook, schemeId: string, name: string): SchemeBook =>
  changeScheme(book, schemeId, (scheme) => (scheme.name === name ? scheme : { ...scheme, name }));

export const noteScheme = (book: SchemeBook, schemeId: string, note: string): SchemeBook =>
  changeScheme(book, schemeId, (scheme) => (scheme.note === note ? scheme : { ...scheme, note }));

/** A copy right after its original, open at once; its proposals are shared until one of the two changes. */
export function duplicateScheme(
  book: SchemeBook,
  schemeId: string,
  copy: Pick<Scheme, "id" | "name">,
): SchemeBook {
  const at = book.schemes.findIndex(({ id }) => id === schemeId);
  const original = book.schemes[at];
  if (!original) return book;
  const schemes = book.schemes.toSpliced(at + 1, 0, { ...original, ...copy });
  return settle(turn(book, { schemes, currentId: copy.id }));
}

/** The one before it is open then; without one, the district as it is. */
export function deleteScheme(book: SchemeBook, schemeId: string): SchemeBook {
  const at = book.schemes.findIndex(({ id }) => id === schemeId);
  if (at === -1) return book;
  const schemes = book.schemes.toSpliced(at, 1);
  const currentId = book.currentId === schemeId ? (schemes[at - 1]?.id ?? null) : book.currentId;
  return settle(turn(book, { schemes, currentId }));
}

/** Which scheme the figures are compared with, and whether both are on the map. */
export const compareWith = (book: SchemeBook, besideId: string | null, isCompared: boolean): SchemeBook => ({
  ...book,
  besideId,
  isCompared,
});

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
