import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_PROPOSALS, type Proposals } from "../../../src/core/model/proposal.ts";
import { EMPTY_BOOK } from "../../../src/core/model/scheme.ts";
import {
  addScheme,
  closeShelter,
  deleteScheme,
  editGate,
  noteScheme,
  putSite,
  removeSite,
  renameScheme,
  undoScheme,
} from "../../../src/state/schemes/edit-schemes.ts";
import { differencesBetween } from "../../../src/state/schemes/scheme-differences.ts";
import { stepToRedo, stepToUndo } from "../../../src/state/schemes/scheme-steps.ts";
import { anyProposals, createSite } from "../../fixtures/create-proposals.ts";

const kinds = (before: Proposals, after: Proposals) =>
  differencesBetween(before, after).map(({ kind }) => kind);
const withSites = (...sites: Proposals["sites"]): Proposals => ({ ...NO_PROPOSALS, sites });
const aspects = (change: Parameters<typeof createSite>[0]) => {
  const [found] = differencesBetween(withSites(createSite()), withSites(createSite(change)));
  return found?.kind === "siteChanged" ? found.aspects : found;
};

describe("what differs between two sets of proposals", () => {
  test("nothing between equals, however they were made", () => {
    fc.assert(
      fc.property(anyProposals, (proposals) => {
        expect(differencesBetween(proposals, structuredClone(proposals))).toEqual([]);
      }),
    );
  });

  test("to and fro find the same things, the other way round", () => {
    const turned: Readonly<Record<string, string>> = {
      siteAdded: "siteRemoved",
      shelterClosed: "shelterReopened",
      baseAdded: "baseRemoved",
      baseClosed: "baseReopened",
    };
    const back = Object.fromEntries(Object.entries(turned).map(([one, other]) => [other, one]));
    fc.assert(
      fc.property(anyProposals, anyProposals, (one, other) => {
        const there = kinds(one, other).filter((kind) => !kind.startsWith("gate"));
        const home = kinds(other, one).filter((kind) => !kind.startsWith("gate"));
        expect(home.map((kind) => turned[kind] ?? back[kind] ?? kind).sort()).toEqual(there.sort());
      }),
    );
  });

  test("a site moved as a whole is moved, with its gates; one corner alone is another outline", () => {
    const { rings, gates } = createSite();
    const shifted = rings.map((ring) => ring.map(([lng, lat]) => [lng + 0.01, lat - 0.002] as const));
    const along = gates.map((gate) => ({ ...gate, lngLat: [116.36, 39.918] as const }));
    expect(aspects({ rings: shifted, gates: along })).toEqual(["moved"]);
    expect(aspects({ rings: [[[116.3501, 39.92], ...(rings[0] ?? []).slice(1)]] })).toEqual(["reshaped"]);
    // A gate that is moved while its site stands still is a change of gates.
    expect(aspects({ gates: along })).toEqual(["gates"]);
    expect(aspects({ rings: shifted, gates: [] })).toEqual(["moved", "gates"]);
    expect(aspects({ year: 2027, name: "Other", tier: "fixed" })).toEqual(["name", "year", "use"]);
  });
});

describe("the step that undo takes back", () => {
  const start = addScheme(EMPTY_BOOK, { id: "a", name: "A" });
  test.each([
    ["added", start],
    ["renamed", renameScheme(start, "a", "B")],
    ["noted", noteScheme(start, "a", "why")],
    ["deleted", deleteScheme(start, "a")],
    ["edited", putSite(start, createSite())],
    ["edited", removeSite(putSite(start, createSite()), "site-1")],
    ["edited", closeShelter(start, "h1", true)],
    ["edited", editGate(start, { gateId: "g", lngLat: [116, 40], opening: null })],
  ] as const)("is told as %s, and as the same by redo", (kind, book) => {
    const step = stepToUndo(book);
    expect(step?.kind).toBe(kind);
    expect(stepToRedo(undoScheme(book))).toEqual(step);
  });

  test("is none in a book nobody wrote in", () => {
    expect([stepToUndo(EMPTY_BOOK), stepToRedo(EMPTY_BOOK)]).toEqual([null, null]);
  });
});
