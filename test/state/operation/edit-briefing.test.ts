import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Briefing, BriefingView } from "../../../src/core/model/briefing.ts";
import { readBriefing, writeBriefing } from "../../../src/sources/briefing-file.ts";
import { addView, changeView, moveView, removeView } from "../../../src/state/operation/edit-briefing.ts";

const view = (id: string): BriefingView => ({
  id,
  text: id,
  camera: { lngLat: [116.36, 39.9], zoom: 13 },
  layers: ["shelters"],
  elapsedMinutes: 30,
  selection: { layer: "shelters", id: "s" },
  holdSeconds: 8,
});
const briefingOf = (...ids: string[]): Briefing => ({ views: ids.map(view) });
const idsOf = ({ views }: Briefing) => views.map(({ id }) => id).join("");

describe("pages of a briefing", () => {
  test("a page comes behind the one looked at, or at the end", () => {
    expect(idsOf(addView(briefingOf("a", "b"), view("c"), "a"))).toBe("acb");
    expect(idsOf(addView(briefingOf("a", "b"), view("c"), null))).toBe("abc");
    expect(idsOf(addView(briefingOf("a", "b"), view("c"), "gone"))).toBe("abc");
  });
  test("a full briefing takes no more", () => {
    const full = { views: Array.from({ length: 100 }, (_, at) => view(String(at))) };
    expect(addView(full, view("x"), null)).toBe(full);
  });
  test("moving stops at the ends and loses nothing", () => {
    expect(idsOf(moveView(briefingOf("a", "b", "c"), "a", 1))).toBe("bac");
    expect(idsOf(moveView(briefingOf("a", "b", "c"), "a", -1))).toBe("abc");
    expect(idsOf(moveView(briefingOf("a", "b", "c"), "c", 5))).toBe("abc");
    const ids = fc.uniqueArray(fc.constantFrom(..."abcdefgh"), { minLength: 1 });
    fc.assert(
      fc.property(ids, fc.nat(9), fc.integer({ min: -9, max: 9 }), (pages, at, places) => {
        const moved = moveView(briefingOf(...pages), pages[at % pages.length] ?? "", places);
        expect(idsOf(moved).split("").sort()).toEqual([...pages].sort());
      }),
    );
  });
  test("a change touches one page, taking one away leaves the others", () => {
    const changed = changeView(briefingOf("a", "b"), "b", { text: "new" });
    expect(changed.views.map(({ text }) => text)).toEqual(["a", "new"]);
    expect(idsOf(removeView(briefingOf("a", "b"), "a"))).toBe("b");
  });
});

describe("a briefing as a file", () => {
  const text = writeBriefing("xicheng", briefingOf("a", "b"));
  const withView = (change: object) => {
    const raw = JSON.parse(text);
    raw.views[1] = { ...raw.views[1], ...change };
    return JSON.stringify(raw);
  };
  test("comes back as it was", () => {
    expect(readBriefing("b.json", text, "xicheng")).toEqual({ ok: true, value: briefingOf("a", "b") });
  });
  test.each([
    ["of another district", text.replace("xicheng", "elsewhere"), { field: "packId", found: "elsewhere" }],
    ["of a later format", text.replace('"version": 1', '"version": 2'), { field: "version" }],
    ["a page", "<html>", {}],
    [
      "a place off the globe",
      withView({ camera: { lngLat: [500, 0], zoom: 3 } }),
      { field: "views.1.camera.lngLat.0" },
    ],
    ["a layer that is none", withView({ layers: ["secrets"] }), { field: "views.1.layers.0" }],
    ["a page twice", withView({ id: "a" }), { field: "views" }],
    ["before T0", withView({ elapsedMinutes: -1 }), { field: "views.1.elapsedMinutes" }],
  ])("refused with its place: %s", (_, broken, place) => {
    expect(readBriefing("b.json", broken, "xicheng")).toMatchObject({
      ok: false,
      failure: { code: "IMPORT_UNREADABLE", place: { file: "b.json", ...place } },
    });
  });
});
