import { booleanPointInPolygon, circle, point, pointToLineDistance, polygonToLine } from "@turf/turf";
import fc from "fast-check";
import type { Feature, LineString, Polygon } from "geojson";
import { expect, test } from "vitest";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import { NEAR_METRES, riskHere } from "../../../src/core/analysis/risk-here.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { WaterloggingPoint } from "../../../src/core/model/pack.ts";
import type { RiskGround, RiskLevel } from "../../../src/core/model/risk-here.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { stayRules } from "../../../src/sources/stay-rules.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createPack, createScenario } from "../../fixtures/create-pack.ts";

const square = (x: number, y: number, size: number): Polygon => ({
  type: "Polygon",
  coordinates: [
    [at(x, y), at(x + size, y), at(x + size, y + size), at(x, y + size), at(x, y)].map((corner) => [
      ...corner,
    ]),
  ],
});
const pondingPoint = (
  facts: Partial<WaterloggingPoint> & { readonly lngLat: LngLat },
): WaterloggingPoint => ({
  id: "p",
  nameZh: "桥下",
  nameEn: "Under the bridge",
  kind: "underpass",
  rainfallMillimetresPerHour: [],
  depthMetres: [],
  method: "illustrative",
  source: "test",
  accuracyMetres: null,
  ...facts,
});
const NOTHING: RiskGround = { zones: {}, extents: [] };

function ask(origin: LngLat, ground: RiskGround, waterlogging: readonly WaterloggingPoint[] = []) {
  const pack = createPack({ network: createNetwork([at(0, 0)], []) });
  const prepared = preparePack(
    { ...pack, index: { ...pack.index, waterlogging }, districtPolygon: square(-3000, -3000, 6000) },
    planningRules,
  );
  return riskHere(prepared, ground, stayRules, { scenario: createScenario(), origin });
}

test("where zones overlap the higher level holds; outside them all the level is null", () => {
  const zones = {
    "risk-fire": [2, 4, 3].map((level, i) => ({
      level: level as RiskLevel,
      scale: "1:50 000",
      polygon: square(i * 10, 0, 100),
    })),
  };
  const inAll = ask(at(50, 50), { zones, extents: [] });
  expect(inAll.zones).toEqual([{ layer: "risk-fire", level: 4, scale: "1:50 000" }]);
  expect(ask(at(115, 50), { zones, extents: [] }).zones[0]?.level).toBe(3);
  expect(ask(at(500, 50), { zones, extents: [] }).zones).toEqual([
    { layer: "risk-fire", level: null, scale: null },
  ]);
});

test("a zoning that the pack lacks is named as not known", () => {
  const answer = ask(at(0, 0), { zones: { "risk-flood": [] }, extents: [] });
  expect(answer.zones).toEqual([{ layer: "risk-flood", level: null, scale: null }]);
  expect(answer.missingLayers).toEqual(["risk-earthquake", "risk-fire", "risk-composite"]);
});

test("a place outside the district is said to be so", () => {
  expect(ask(at(0, 0), NOTHING).isInDistrict).toBe(true);
  expect(ask(at(3500, 0), NOTHING).isInDistrict).toBe(false);
});

test("the rain that brings the warning line is read off the curve, straight between its points", () => {
  const curve = { rainfallMillimetresPerHour: [0, 40, 60], depthMetres: [0, 0.17, 0.37] };
  const [deep] = ask(at(0, 0), NOTHING, [pondingPoint({ lngLat: at(0, 0), ...curve })]).ponding;
  expect(deep?.warningMillimetresPerHour).toBeCloseTo(50, 9);
  expect(deep?.deepestMetres).toBe(0.37);
  const shallow = { rainfallMillimetresPerHour: [0, 40], depthMetres: [0, 0.2] };
  const [dry] = ask(at(0, 0), NOTHING, [pondingPoint({ lngLat: at(0, 0), ...shallow })]).ponding;
  expect(dry).toMatchObject({ warningMillimetresPerHour: null, deepestMetres: 0.2 });
  const [unknown] = ask(at(0, 0), NOTHING, [pondingPoint({ lngLat: at(0, 0) })]).ponding;
  expect(unknown).toMatchObject({ warningMillimetresPerHour: null, deepestMetres: null });
  const always = { rainfallMillimetresPerHour: [5, 40], depthMetres: [0.3, 0.3] };
  const [wet] = ask(at(0, 0), NOTHING, [pondingPoint({ lngLat: at(0, 0), ...always })]).ponding;
  expect(wet?.warningMillimetresPerHour).toBe(5);
});

test("zones and waters agree with turf at random places", () => {
  const place = fc.tuple(fc.integer({ min: -400, max: 400 }), fc.integer({ min: -400, max: 400 }));
  fc.assert(
    fc.property(
      fc.array(fc.tuple(place, fc.integer({ min: 20, max: 300 })), { minLength: 1, maxLength: 4 }),
      place,
      (discs, here) => {
        const origin = at(...here);
        const shapes = discs.map(([[x, y], radius]) => circle([...at(x, y)], radius / 1000, { steps: 24 }));
        const inside = shapes.map((shape) => booleanPointInPolygon(point([...origin]), shape));
        const toEdge = shapes.map(
          (shape) =>
            1000 * pointToLineDistance(point([...origin]), polygonToLine(shape) as Feature<LineString>),
        );
        // On the very edge either answer is right.
        fc.pre(toEdge.every((metres) => metres > 0.5 && Math.abs(metres - NEAR_METRES) > 1));
        const answer = ask(
          origin,
          {
            zones: {
              "risk-flood": shapes.map(({ geometry }, i) => ({
                level: (i + 1) as RiskLevel,
                scale: null,
                polygon: geometry,
              })),
            },
            extents: shapes.map(({ geometry }, i) => ({ pointId: `p${i}`, polygon: geometry })),
          },
          shapes.map((_, i) => pondingPoint({ id: `p${i}`, lngLat: at(9000, 0) })),
        );
        expect(answer.zones[0]?.level ?? 0).toBe(inside.lastIndexOf(true) + 1);
        const truth = shapes
          .map((_, i) => ({ id: `p${i}`, metres: inside[i] ? 0 : (toEdge[i] as number) }))
          .filter(({ metres }) => metres <= NEAR_METRES);
        expect(answer.ponding.map(({ pointId }) => pointId).sort()).toEqual(truth.map(({ id }) => id).sort());
        for (const { id, metres } of truth)
          expect(
            Math.abs((answer.ponding.find(({ pointId }) => pointId === id)?.metres ?? Infinity) - metres),
          ).toBeLessThan(1);
      },
    ),
    { numRuns: 150 },
  );
});
