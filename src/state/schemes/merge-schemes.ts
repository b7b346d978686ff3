import type { Scheme, SchemeBook, SchemePage } from "../../core/model/scheme.ts";
import { settle } from "./edit-schemes.ts";

/** By id what another window made of a scheme; null: it deleted it. */
export type OutsideChanges = ReadonlyMap<string, Scheme | null>;

function pageWith<Page extends SchemePage>(page: Page, changes: OutsideChanges): Page {
  const known = new Set(page.schemes.map(({ id }) => id));
  const schemes = page.schemes.flatMap((scheme) => {
    const theirs = changes.get(scheme.id);
    return theirs === null ? [] : [theirs ?? scheme];
  });
  for (const [id, theirs] of changes) if (theirs && !known.has(id)) schemes.push(theirs);
  const isCurrentGone = page.currentId !== null && changes.get(page.currentId) === null;
  return { ...page, schemes, currentId: isCurrentGone ? null : page.currentId };
}

const isSamePage = (one: SchemePage, other: SchemePage): boolean =>
  one.schemes.length === other.schemes.length &&
  one.schemes.every((scheme, at) => scheme === other.schemes[at]);

/** Steps that do nothing any more would be presses of undo that show nothing. */
const withoutRepeats = (pages: readonly SchemePage[], now: SchemePage): readonly SchemePage[] =>
  pages.filter((page, at) => !isSamePage(page, pages[at + 1] ?? now));

/**
 * The book with what another window did. It goes into every page of undo as well: taking back one's own step never takes
 * back somebody else's.
 */
export function adoptOutside(book: SchemeBook, changes: OutsideChanges): SchemeBook {
  if (changes.size === 0) return book;
  const now = pageWith(book, changes);
  const through = (pages: readonly SchemePage[]) =>
    withoutRepeats(
      pages.map((page) => pageWith(page, changes)),
      now,
    );
  const { draft } = book;
  // The hand keeps what it holds.
  return { ...settle({ ...now, done: through(book.done), undone: through(book.undone) }), draft };
}

/**
 * Both versions of a scheme that two windows changed: theirs under its id, one's own as another scheme right after it,
 * which stays open if it was. One's own steps lead back through one's own versions.
 */
export function forkScheme(book: SchemeBook, theirs: Scheme, copy: Pick<Scheme, "id" | "name">): SchemeBook {
  const { id } = theirs;
  const moved = (schemeId: string | null) => (schemeId === id ? copy.id : schemeId);
  const own = new Map<Scheme, Scheme>();
  const ownOf = (scheme: Scheme): Scheme => {
    const known = own.get(scheme) ?? { ...scheme, ...copy };
    own.set(scheme, known);
    return known;
  };
  const through = <Page extends SchemePage>(page: Page): Page => {
    const schemes = page.schemes.flatMap((scheme) => (scheme.id === id ? [theirs, ownOf(scheme)] : [scheme]));
    // Before it was made here, or after it was deleted, it is there all the same: the other window has it.
    if (!schemes.includes(theirs)) schemes.push(theirs);
    return { ...page, schemes, currentId: moved(page.currentId) };
  };
  const now = through(book);
  const { draft } = book;
  return {
    ...settle({
      ...now,
      besideId: moved(book.besideId),
      done: withoutRepeats(book.done.map(through), now),
      undone: withoutRepeats(book.undone.map(through), now),
    }),
    draft,
  };
}
