import fc from "fast-check";
import { expect, test } from "vitest";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import { route } from "../../../src/core/analysis/route.ts";
import { landmarkAt } from "../../../src/core/analysis/step-landmark.ts";
import { PLACE_KINDS, type Place } from "../../../src/core/model/pack.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createPack, createScenario } from "../../fixtures/create-pack.ts";

/** Along 长街 to the corner at 200 m, then left up 北街. */
const network = createNetwork(
  [at(0, 0), at(200, 0), at(200, 200), at(400, 0)],
  [
    { from: 0, to: 1, name: "长街" },
    { from: 1, to: 2, name: "北街" },
    { from: 1, to: 3, name: "长街" },
  ],
);
const place = (facts: Partial<Place> & Pick<Place, "lngLat">): Place => ({
  id: facts.nameZh ?? "p",
  kind: "school",
  nameZh: "实验小学",
  nameEn: "",
  aliases: [],
  pinyin: "",
  initials: "",
  withinZh: "",
  withinEn: "",
  ...facts,
});
function prepare(places: readonly Place[]) {
  const pack = createPack({ network });
  return preparePack({ ...pack, index: { ...pack.index, places } }, planningRules);
}
const CORNER = at(200, 0);
const said = (...places: Place[]) => landmarkAt(prepare(places), CORNER)?.nameZh ?? null;

test("the step that turns at a corner bears the name of what stands there, the first step does not", () => {
  const prepared = prepare([place({ lngLat: at(190, 15) }), place({ lngLat: at(0, 5), nameZh: "起点医院" })]);
  const found = route(prepared, {
    scenario: createScenario(),
    from: at(0, 0),
    to: at(200, 200),
    profile: "walk",
    direction: "there",
  });
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  expect(found.value.steps.map(({ turn, landmark }) => [turn, landmark?.nameZh])).toEqual([
    ["start", undefined],
    ["left", "实验小学"],
  ]);
});

test("a thing 41 m off, a street, a junction, a community and another shelter are no landmarks", () => {
  expect(said(place({ lngLat: at(200, 39) }))).toBe("实验小学");
  expect(said(place({ lngLat: at(200, 41) }))).toBeNull();
  const told = PLACE_KINDS.filter((kind) => said(place({ lngLat: at(200, 5), kind })) !== null);
  expect(told).toEqual(["metro", "park", "school", "hospital", "landmark"]);
});

test("of two things that could be meant none is named; two entries of one name are one thing", () => {
  const near = place({ lngLat: at(200, 20) });
  expect(said(near, place({ lngLat: at(200, -38), nameZh: "医院" }))).toBeNull();
  expect(said(near, place({ lngLat: at(200, -42), nameZh: "医院" }))).toBe("实验小学");
  expect(said(near, place({ lngLat: at(200, -30), id: "other" }))).toBe("实验小学");
});

test("whatever stands about: a name is given only where it is the nearest within 40 m and no other is near twice that", () => {
  const spots = fc.array(fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 })), {
    maxLength: 6,
  });
  fc.assert(
    fc.property(spots, (offsets) => {
      const places = offsets.map(([x, y], i) => place({ lngLat: at(200 + x, y), nameZh: `地标${i}` }));
      const metres = offsets.map(([x, y]) => Math.hypot(x, y));
      const nearest = Math.min(Infinity, ...metres);
      const rivals = metres.filter((each) => each < nearest * 2 - 0.1).length;
      const found = said(...places);
      // The plane of the fixture and ours may differ by centimetres: nothing is claimed at the very edge.
      if (Math.abs(nearest - 40) < 0.1 || metres.some((each) => Math.abs(each - nearest * 2) < 0.2)) return;
      if (nearest > 40 || rivals > 1) expect(found).toBeNull();
      else expect(found).toBe(`地标${metres.indexOf(nearest)}`);
    }),
    { seed: 7, numRuns: 300 },
  );
});
