import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkOutline } from "../../../../src/core/analysis/site-area/check-outline.ts";
import { derivedAreas } from "../../../../src/core/analysis/site-area/derived-areas.ts";
import { siteWaterfall } from "../../../../src/core/analysis/site-area/waterfall.ts";
import { metresToSegment, type PlaneRing, ringContains } from "../../../../src/core/geo/ring.ts";
import { NO_PROPOSALS } from "../../../../src/core/model/proposal.ts";
import type { AreaStep, SiteWaterfall } from "../../../../src/core/model/site-area.ts";
import { rubbleRules } from "../../../../src/sources/rubble-rules.ts";
import { siteRules } from "../../../../src/sources/site-rules.ts";
import { type BuildingSpec, box } from "../../../fixtures/create-buildings.ts";
import { createRandom } from "../../../fixtures/create-random.ts";
import {
  areaOf,
  type Corners,
  createGround,
  createSite,
  DESCRIPTION,
  type GroundFacts,
} from "../../../fixtures/create-site-ground.ts";

const SITE = box(0, 0, 60, 50);
const share = rubbleRules.figures.debrisShareWide.value;
const setback = siteRules.figures.fireSetbackMetres.value;

function fall(facts: GroundFacts, corners: Corners = SITE, extra: Parameters<typeof createSite>[1] = {}) {
  const { rings, setting, facts: said } = createSite(corners, extra);
  const slopePercent = typeof said.slopePercent === "number" ? said.slopePercent : null;
  return siteWaterfall(createGround(facts), { rings, setting, slopePercent, taken: [] }, DESCRIPTION);
}
const cut = ({ cuts }: SiteWaterfall, step: AreaStep) =>
  cuts.find((each) => each.step === step)?.squareMetres;
/** The plane of the fixtures is one of degrees: areas agree to a few parts in a thousand. */
const near = (squareMetres: number) => ({
  asymmetricMatch: (x: unknown) => Math.abs((x as number) - squareMetres) <= 0.5 + squareMetres * 0.004,
});

describe("a site's ground", () => {
  test("with nothing on it and every layer there, all of it is left", () => {
    const answer = fall({
      water: [],
      planting: [],
      fireSources: [],
      risks: {
        zones: { "risk-flood": [] },
        extents: [{ pointId: "p", polygon: areaOf(box(900, 900, 910, 910)) }],
      },
    });
    expect(answer.effectiveSquareMetres).toBe(answer.grossSquareMetres);
    expect(answer.grossSquareMetres).toEqual(near(3000));
    expect(answer.cuts.map(({ step, squareMetres }) => [step, squareMetres])).toEqual([
      ["outside", 0],
      ["taken", 0],
      ["water", 0],
      ["buildings", 0],
      ["planting", 0],
      ["debris", 0],
      ["fire", 0],
      ["flood", 0],
      ["hazard", 0],
      ["slope", null],
    ]);
  });

  test("what the pack does not say is null, not 0, and takes nothing", () => {
    const answer = fall({ buildings: null });
    const unknown = answer.cuts.filter(({ squareMetres }) => squareMetres === null).map(({ step }) => step);
    expect(unknown).toEqual(["water", "buildings", "planting", "debris", "fire", "flood", "hazard", "slope"]);
    expect(answer.effectiveSquareMetres).toBe(answer.grossSquareMetres);
  });

  test("is taken in order, each from what those before it left", () => {
    const answer = fall({
      district: areaOf(box(-100, -100, 50, 200)),
      water: [areaOf(box(40, 0, 80, 50))],
      planting: [areaOf(box(0, 40, 60, 60))],
      risks: {
        extents: [{ pointId: "p", polygon: areaOf(box(0, 0, 10, 45)) }],
        zones: {
          "risk-flood": [
            { level: 4, scale: null, polygon: areaOf(box(0, 0, 20, 10)) },
            { level: 3, scale: null, polygon: areaOf(box(0, 0, 60, 50)) },
          ],
        },
      },
    });
    expect(cut(answer, "outside")).toEqual(near(500));
    expect(cut(answer, "water")).toEqual(near(500));
    expect(cut(answer, "planting")).toEqual(near(400));
    expect(cut(answer, "flood")).toEqual(near(400));
    expect(cut(answer, "hazard")).toEqual(near(100));
    expect(answer.effectiveSquareMetres).toEqual(near(1100));
  });

  test("a neighbour's rubble lies k·H wide, a belt of fire as wide as the rule says", () => {
    const tower: BuildingSpec = { id: "b", corners: box(-30, 0, -5, 50), heightMetres: 15 };
    const answer = fall({ buildings: [tower], fireSources: [areaOf(box(60 + 20, 0, 90, 50))] });
    expect(cut(answer, "buildings")).toBe(0);
    expect(cut(answer, "debris")).toEqual(near((15 * share - 5) * 50));
    expect(cut(answer, "fire")).toEqual(near((setback - 20) * 50));
    expect([answer.rubbleBuildings, answer.assumedHeights]).toEqual([1, 0]);
  });

  test("a neighbour of unknown height is taken to be as high as the rule says, and counted", () => {
    const answer = fall({ buildings: [{ id: "b", corners: box(-30, 0, -1, 50) }] });
    const height = rubbleRules.figures.storeysWhereUnknown.value * rubbleRules.figures.storeyMetres.value;
    expect(cut(answer, "debris")).toEqual(near((height * share - 1) * 50));
    expect(answer.assumedHeights).toBe(1);
  });

  test("a slope within the limit takes nothing, one beyond it everything", () => {
    const limit = siteRules.figures.slopeLimitPercent.value;
    expect(cut(fall({}, SITE, { facts: { slopePercent: limit } }), "slope")).toBe(0);
    const steep = fall({}, SITE, { facts: { slopePercent: limit + 0.1 } });
    expect([cut(steep, "slope"), steep.effectiveSquareMetres]).toEqual([steep.grossSquareMetres, 0]);
  });

  test("indoors the rule's share of the floor counts, and nothing else is taken", () => {
    const answer = fall({ water: [areaOf(SITE)] }, SITE, { setting: "indoor" });
    expect(answer.cuts.map(({ step }) => step)).toEqual(["unused"]);
    expect(answer.effectiveSquareMetres).toEqual(near(3000 * siteRules.figures.indoorUtilisationShare.value));
  });

  test("wholly on water nothing is left", () => {
    const answer = fall({ water: [areaOf(box(-10, -10, 90, 90))] });
    expect([cut(answer, "water"), answer.effectiveSquareMetres]).toEqual([answer.grossSquareMetres, 0]);
  });

  test("wholly outside the district nothing is known of it and nothing counts", () => {
    const answer = fall({ district: areaOf(box(500, 500, 600, 600)) });
    expect([cut(answer, "outside"), answer.effectiveSquareMetres]).toEqual([answer.grossSquareMetres, 0]);
  });
});

describe("random ground", () => {
  const tilted = (random: () => number, reach: number): Corners => {
    const [x, y] = [random() * reach - reach / 4, random() * reach - reach / 4];
    const [w, h, angle] = [4 + random() * 20, 4 + random() * 20, random() * 3];
    return box(0, 0, w, h).map(
      ([a, b]) =>
        [
          x + a * Math.cos(angle) - b * Math.sin(angle),
          y + a * Math.sin(angle) + b * Math.cos(angle),
        ] as const,
    );
  };
  function draw(seed: number) {
    const random = createRandom(seed);
    const many = (count: number) =>
      Array.from({ length: Math.floor(random() * count) }, () => tilted(random, 110));
    const buildings = many(6).map(
      (corners, i): BuildingSpec => ({ id: `b${i}`, corners, heightMetres: 3 + random() * 30 }),
    );
    return { random, buildings, water: many(3), planting: many(3), fire: many(2), flood: many(3) };
  }
  const metresTo = (ring: Corners, x: number, y: number) =>
    ringContains(ring as PlaneRing, x, y)
      ? 0
      : Math.min(
          ...ring.map(([bx, by], i) => {
            const [ax, ay] = ring[i === 0 ? ring.length - 1 : i - 1] as readonly [number, number];
            return metresToSegment(x, y, ax, ay, bx, by);
          }),
        );

  test("parts are never negative and sum to the gross area; a fine raster counts the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const { buildings, water, planting, fire, flood } = draw(seed);
        const answer = fall({
          buildings,
          water: water.map((ring) => areaOf(ring)),
          planting: planting.map((ring) => areaOf(ring)),
          fireSources: fire.map((ring) => areaOf(ring)),
          risks: { extents: flood.map((ring, i) => ({ pointId: `p${i}`, polygon: areaOf(ring) })) },
        });
        const sum = answer.cuts.reduce((total, { squareMetres }) => total + (squareMetres ?? 0), 0);
        expect(sum + answer.effectiveSquareMetres).toBeCloseTo(answer.grossSquareMetres, 2);
        for (const { squareMetres } of answer.cuts) expect(squareMetres ?? 0).toBeGreaterThanOrEqual(0);
        // counted another way: whose is the middle of every cell of half a metre
        const counted = new Map<string, number>();
        const step = 0.5;
        for (let x = step / 2; x < 60; x += step)
          for (let y = step / 2; y < 50; y += step) {
            const within = (rings: readonly Corners[], metres = 0) =>
              rings.some((ring) => metresTo(ring, x, y) <= metres);
            const owner = within(water)
              ? "water"
              : buildings.some(({ corners }) => metresTo(corners, x, y) === 0)
                ? "buildings"
                : within(planting)
                  ? "planting"
                  : buildings.some(
                        ({ corners, heightMetres }) =>
                          metresTo(corners, x, y) <= (heightMetres as number) * share,
                      )
                    ? "debris"
                    : within(fire, setback)
                      ? "fire"
                      : within(flood)
                        ? "flood"
                        : "left";
            counted.set(owner, (counted.get(owner) ?? 0) + step * step);
          }
        const found = {
          left: answer.effectiveSquareMetres,
          ...Object.fromEntries(answer.cuts.map((each) => [each.step, each.squareMetres ?? 0])),
        } as Record<string, number>;
        for (const owner of ["water", "buildings", "planting", "debris", "fire", "flood", "left"])
          expect(
            Math.abs((found[owner] as number) - (counted.get(owner) ?? 0)),
            `${owner}, seed ${seed}`,
          ).toBeLessThan(3000 * 0.012);
      }),
      { numRuns: 10, seed: 21 },
    );
  }, 30_000);

  test("moved far from everything, all of it is left again", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (seed) => {
        const { buildings, water } = draw(seed);
        const far = fall(
          { buildings, water: water.map((ring) => areaOf(ring)) },
          box(3000, 3000, 3060, 3050),
        );
        expect(far.effectiveSquareMetres).toBe(far.grossSquareMetres);
      }),
      { numRuns: 20, seed: 5 },
    );
  });
});

describe("outlines that are no good", () => {
  const faultOf = (...rings: readonly Corners[]) =>
    checkOutline(rings.map((ring) => createSite(ring).rings[0] ?? []));
  test.each([
    [
      "self-crossing drawings",
      "crosses-itself",
      [
        [
          [0, 0],
          [50, 50],
          [50, 0],
          [0, 50],
        ],
      ],
    ],
    [
      "a side that runs back over another",
      "crosses-itself",
      [
        [
          [0, 0],
          [50, 0],
          [50, 30],
          [20, 30],
          [40, 30],
          [0, 40],
        ],
      ],
    ],
    [
      "two corners",
      "corners",
      [
        [
          [0, 0],
          [10, 0],
        ],
      ],
    ],
    [
      "zero area: all corners in a line",
      "no-area",
      [
        [
          [0, 0],
          [10, 0],
          [25, 0],
        ],
      ],
    ],
    [
      "zero area: one place",
      "no-area",
      [
        [
          [5, 5],
          [5, 5],
          [5, 5],
        ],
      ],
    ],
    ["a hole outside", "hole", [box(0, 0, 50, 50), box(100, 100, 110, 110)]],
    ["a hole in a hole", "hole", [box(0, 0, 50, 50), box(10, 10, 40, 40), box(20, 20, 30, 30)]],
    ["a hole across the outline", "crosses-itself", [box(0, 0, 50, 50), box(40, 40, 60, 60)]],
    ["more than 500 hectares", "too-large", [box(0, 0, 2300, 2300)]],
  ] as const)("%s", (_, fault, rings) => {
    expect(faultOf(...(rings as unknown as Corners[]))).toBe(fault);
  });

  test("a corner that is no place", () => {
    expect(
      checkOutline([
        [
          [116, 39],
          [Number.NaN, 39],
          [116, 39.1],
        ],
      ]),
    ).toBe("place");
    expect(
      checkOutline([
        [
          [116, 39],
          [500, 39],
          [116, 39.1],
        ],
      ]),
    ).toBe("place");
  });

  test("no outline at all", () => {
    expect(checkOutline([])).toBe("corners");
  });

  test("good ones, a triangle and one with a hole among them, have no fault", () => {
    expect(faultOf(box(0, 0, 50, 50))).toBeNull();
    expect(
      faultOf([
        [0, 0],
        [40, 0],
        [0, 40],
      ]),
    ).toBeNull();
    expect(faultOf(box(0, 0, 50, 50), box(10, 10, 40, 40))).toBeNull();
  });
});

describe("sites of a scheme", () => {
  const near3000 = near(3000);
  test("a square metre counts once: for the shelter that stands there, then for the earlier site", () => {
    const ground = createGround({ shelters: new Map([["old", areaOf(box(0, 0, 10, 50))]]) });
    const sites = [createSite(SITE), createSite(box(30, 0, 90, 50), { id: "s2" })];
    const areas = derivedAreas(ground, { ...NO_PROPOSALS, sites }, DESCRIPTION);
    expect(areas.get("s1")).toEqual(near(2500));
    expect(areas.get("s2")).toEqual(near(1500));
    const shut = derivedAreas(ground, { ...NO_PROPOSALS, sites, closedShelterIds: ["old"] }, DESCRIPTION);
    expect(shut.get("s1")).toEqual(near3000);
  });

  test("one that is still being drawn has no area, and takes none from others", () => {
    const sites = [
      createSite(
        [
          [0, 0],
          [50, 50],
          [50, 0],
          [0, 50],
        ],
        { id: "draft" },
      ),
      createSite(SITE),
    ];
    const areas = derivedAreas(createGround(), { ...NO_PROPOSALS, sites }, DESCRIPTION);
    expect([...areas.keys()]).toEqual(["s1"]);
    expect(areas.get("s1")).toEqual(near3000);
  });

  test("a typed area is not worked out", () => {
    const sites = [createSite(SITE, { area: { kind: "typed", squareMetres: 7 } })];
    expect(derivedAreas(createGround(), { ...NO_PROPOSALS, sites }, DESCRIPTION).size).toBe(0);
  });

  test("500 sites at once", () => {
    const sites = Array.from({ length: 500 }, (_, i) =>
      createSite(
        box((i % 25) * 70, Math.floor(i / 25) * 60, (i % 25) * 70 + 60, Math.floor(i / 25) * 60 + 50),
        { id: `s${i}` },
      ),
    );
    const areas = derivedAreas(
      createGround({ buildings: [{ id: "b", corners: box(-30, 0, -5, 50), heightMetres: 15 }] }),
      { ...NO_PROPOSALS, sites },
      DESCRIPTION,
    );
    expect(areas.size).toBe(500);
    expect(areas.get("s499")).toEqual(near3000);
    expect(areas.get("s0")).toEqual(near(3000 - (15 * share - 5) * 50));
  });
});
