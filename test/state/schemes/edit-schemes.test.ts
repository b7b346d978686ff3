import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EMPTY_BOOK, type SchemeBook } from "../../../src/core/model/scheme.ts";
import {
  addScheme,
  chooseScheme,
  closeShelter,
  compareWith,
  deleteScheme,
  duplicateScheme,
  editGate,
  noteScheme,
  putSite,
  redoScheme,
  removeSite,
  renameScheme,
  selectSite,
  undoScheme,
} from "../../../src/state/schemes/edit-schemes.ts";
import { anySite, createSite } from "../../fixtures/create-proposals.ts";

type Edit = (book: SchemeBook) => SchemeBook;
let count = 0;
const fresh = () => `s${++count}`;
/** The scheme a number means in a book, whichever are there. */
const pick = (book: SchemeBook, at: number) =>
  book.schemes.length === 0 ? "none" : (book.schemes[at % book.schemes.length]?.id ?? "none");
const small = fc.nat(7);
const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.string().map(
    (name): Edit =>
      (book) =>
        addScheme(book, { id: fresh(), name }),
  ),
  fc.tuple(small, fc.string()).map(
    ([at, name]): Edit =>
      (book) =>
        duplicateScheme(book, pick(book, at), { id: fresh(), name }),
  ),
  fc.tuple(small, fc.string()).map(
    ([at, name]): Edit =>
      (book) =>
        renameScheme(book, pick(book, at), name),
  ),
  fc.tuple(small, fc.string()).map(
    ([at, note]): Edit =>
      (book) =>
        noteScheme(book, pick(book, at), note),
  ),
  small.map(
    (at): Edit =>
      (book) =>
        deleteScheme(book, pick(book, at)),
  ),
  anySite.map(
    (site): Edit =>
      (book) =>
        putSite(book, site),
  ),
  small.map(
    (at): Edit =>
      (book) => {
        const sites = book.schemes.find(({ id }) => id === book.currentId)?.proposals.sites ?? [];
        return removeSite(book, sites[at % Math.max(1, sites.length)]?.id ?? "none");
      },
  ),
  fc.tuple(small, fc.boolean()).map(
    ([at, isClosed]): Edit =>
      (book) =>
        closeShelter(book, `h${at}`, isClosed),
  ),
  small.map(
    (at): Edit =>
      (book) =>
        editGate(book, { gateId: `g${at}`, lngLat: at % 2 === 0 ? null : [116, 40], opening: null }),
  ),
);
/** No edits, but they come between them. */
const look: fc.Arbitrary<Edit> = fc.oneof(
  small.map(
    (at): Edit =>
      (book) =>
        chooseScheme(book, at === 0 ? null : pick(book, at)),
  ),
  small.map(
    (at): Edit =>
      (book) =>
        selectSite(book, `site-${at}`),
  ),
  small.map(
    (at): Edit =>
      (book) =>
        compareWith(book, at === 0 ? null : pick(book, at), true),
  ),
);

const pageOf = ({ schemes, currentId }: SchemeBook) => ({ schemes, currentId });
const undoWholly = (book: SchemeBook) => book.done.reduce(undoScheme, book);
const redoWholly = (book: SchemeBook) => book.undone.reduce(redoScheme, book);

describe("undo", () => {
  test("any series of edits undone wholly gives the first schemes back, redone wholly the last, to the bit", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 40 }), (edits) => {
        const last = edits.reduce((book, each) => each(book), EMPTY_BOOK);
        const text = JSON.stringify(pageOf(last));
        const first = undoWholly(last);
        expect(pageOf(first)).toEqual(pageOf(EMPTY_BOOK));
        expect(first.done).toEqual([]);
        const again = redoWholly(first);
        expect(JSON.stringify(pageOf(again))).toBe(text);
        // The very same parts, not copies of them.
        expect(again.schemes).toBe(last.schemes);
        expect(again.undone).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test("looking about between edits changes neither what undo gives back nor what redo does", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(edit, look), { maxLength: 40 }), (steps) => {
        const last = steps.reduce((book, each) => each(book), EMPTY_BOOK);
        const first = undoWholly(last);
        expect(first.schemes).toEqual([]);
        expect(redoWholly(first).schemes).toBe(last.schemes);
      }),
      { numRuns: 200 },
    );
  });

  test("an edit after an undo makes what was taken back unreachable, and itself one step", () => {
    const three = ["a", "b", "c"].reduce((book, name) => addScheme(book, { id: name, name }), EMPTY_BOOK);
    const other = renameScheme(undoScheme(three), "a", "other");
    expect(other.undone).toEqual([]);
    expect(redoScheme(other)).toBe(other);
    expect(other.done).toHaveLength(3);
    expect(undoScheme(other).schemes.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  test("what changes nothing is no step", () => {
    const book = addScheme(EMPTY_BOOK, { id: "a", name: "A" });
    expect(renameScheme(book, "a", "A")).toBe(book);
    expect(noteScheme(book, "a", "")).toBe(book);
    expect(deleteScheme(book, "gone")).toBe(book);
    expect(duplicateScheme(book, "gone", { id: "b", name: "B" })).toBe(book);
    // The district as it is cannot be edited.
    expect(putSite(chooseScheme(book, null), createSite()).schemes).toBe(book.schemes);
  });

  test("an edit of one scheme leaves the others the very same objects, and a copy shares its proposals", () => {
    const two = addScheme(addScheme(EMPTY_BOOK, { id: "a", name: "A" }), { id: "b", name: "B" });
    const edited = putSite(two, createSite());
    expect(edited.schemes[0]).toBe(two.schemes[0]);
    const copied = duplicateScheme(edited, "b", { id: "c", name: "C" });
    expect(copied.schemes[2]?.proposals).toBe(copied.schemes[1]?.proposals);
    expect(copied.currentId).toBe("c");
    const third = putSite(copied, createSite({ id: "site-2" }));
    expect(third.schemes[2]?.proposals.sites[0]).toBe(edited.schemes[1]?.proposals.sites[0]);
    expect(third.schemes[1]).toBe(edited.schemes[1]);
  });

  test("a deleted scheme is neither current nor compared with", () => {
    const two = compareWith(
      addScheme(addScheme(EMPTY_BOOK, { id: "a", name: "A" }), { id: "b", name: "B" }),
      "a",
      true,
    );
    const left = deleteScheme(two, "a");
    expect([left.currentId, left.besideId]).toEqual(["b", null]);
    expect(deleteScheme(left, "b").currentId).toBeNull();
    expect(deleteScheme(two, "b").currentId).toBe("a");
  });
});
