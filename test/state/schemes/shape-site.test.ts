import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { crossesItself, outlineFaults, wouldCross } from "../../../src/state/schemes/outline-faults.ts";
import {
  centreOf,
  grossSquareMetres,
  moveCorner,
  moveGate,
  nudgeSite,
  scaleSite,
  shiftSite,
  squareAround,
} from "../../../src/state/schemes/shape-site.ts";
import { createSquareSite } from "../../fixtures/create-square-site.ts";

const HERE: LngLat = [116.36, 39.91];
const site = createSquareSite({ id: "n" }, HERE, 50);
const METRES_PER_DEGREE = 111_200;
const metres = ([lng, lat]: LngLat, [toLng, toLat]: LngLat) =>
  Math.hypot(
    (lng - toLng) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180),
    (lat - toLat) * METRES_PER_DEGREE,
  );
const square = (lng: number, lat: number, half: number): LngLat[] => [
  [lng - half, lat - half],
  [lng + half, lat - half],
  [lng + half, lat + half],
  [lng - half, lat + half],
];
const area = (ring: readonly LngLat[]) => ({
  type: "Polygon" as const,
  coordinates: [[...ring, ...ring.slice(0, 1)].map((corner) => [...corner])],
});

describe("a site in the hand", () => {
  it("moves with its gates and keeps its size", () => {
    fc.assert(
      fc.property(fc.integer({ min: -500, max: 500 }), fc.integer({ min: -500, max: 500 }), (east, north) => {
        const moved = nudgeSite(site, east, north);
        expect(metres(centreOf(moved), centreOf(site))).toBeCloseTo(Math.hypot(east, north), -1);
        expect(grossSquareMetres(moved)).toBeCloseTo(grossSquareMetres(site), 0);
        expect(metres(moved.gates[0]!.lngLat, centreOf(moved))).toBeCloseTo(25, 0);
      }),
      { seed: 1, numRuns: 40 },
    );
    expect(shiftSite(site, [0, 0])).toEqual(site);
  });

  it("grows in both directions at once: 5 % wider is 10.25 % more ground, and back again", () => {
    const grown = scaleSite(site, 1.05);
    expect(grossSquareMetres(grown) / grossSquareMetres(site)).toBeCloseTo(1.1025, 6);
    expect(grossSquareMetres(scaleSite(grown, 1 / 1.05))).toBeCloseTo(grossSquareMetres(site), 3);
  });

  it("lets one corner or one gate go elsewhere and nothing else", () => {
    const corner = moveCorner(site, 2, [116.4, 40]);
    expect(corner.rings[0]?.[2]).toEqual([116.4, 40]);
    expect(corner.rings[0]?.filter((_, i) => i !== 2)).toEqual(site.rings[0]?.filter((_, i) => i !== 2));
    expect(corner.gates).toEqual(site.gates);
    const gate = moveGate(site, "g1", HERE);
    expect([gate.gates[0]?.lngLat, gate.rings]).toEqual([HERE, site.rings]);
  });

  it("begins as a square of the ground asked for", () => {
    expect(grossSquareMetres({ rings: [squareAround(HERE, 2000)] })).toBeCloseTo(2000, 1);
    expect(grossSquareMetres({ rings: [squareAround(HERE, 2000), squareAround(HERE, 500)] })).toBeCloseTo(
      1500,
      1,
    );
  });
});

describe("an outline", () => {
  const ground = { district: area(square(116.36, 39.91, 0.01)), waters: [], others: [] };
  const kinds = (rings: readonly (readonly LngLat[])[], around: object = {}) =>
    outlineFaults({ ...site, rings }, { ...ground, ...around }).map(({ kind }) => kind);

  it("is well inside the district, on dry ground, apart from others", () => {
    expect(kinds(site.rings)).toEqual([]);
  });

  it("that crosses itself is told, and the stroke that would cross is not set", () => {
    const [a, b, c, d] = square(116.36, 39.91, 0.001) as [LngLat, LngLat, LngLat, LngLat];
    expect(kinds([[a, c, b, d]])).toContain("crossing");
    expect(wouldCross([a, c, b], d)).toBe(true);
    expect(wouldCross([a, b, c], d)).toBe(false);
    expect([crossesItself([a, b, c, d], true), crossesItself([a, c, b, d], true)]).toEqual([false, true]);
  });

  it("without area is told", () => {
    expect(kinds([[HERE, HERE, HERE]])).toContain("no-area");
  });

  it("of which one corner is outside is outside", () => {
    expect(kinds([square(116.37, 39.91, 0.001)])).toEqual(["outside"]);
    expect(kinds([square(0, 0, 0.001)])).toEqual(["outside"]);
  });

  it("on water or over another is told by name, also where one lies wholly in the other", () => {
    const lake = area(square(116.36, 39.91, 0.005));
    expect(kinds(site.rings, { waters: [lake] })).toEqual(["on-water"]);
    expect(kinds(site.rings, { waters: [area(square(116.36, 39.91, 0.00005))] })).toEqual(["on-water"]);
    expect(kinds(site.rings, { waters: [area(square(116.365, 39.91, 0.001))] })).toEqual([]);
    const [fault] = outlineFaults(site, { ...ground, others: [{ name: "乙", outline: lake }] });
    expect(fault).toEqual({ kind: "overlaps", names: ["乙"] });
    // a cross of two bars: no corner of either is in the other
    const bar = (half: number, other: number): LngLat[] => [
      [116.36 - half, 39.91 - other],
      [116.36 + half, 39.91 - other],
      [116.36 + half, 39.91 + other],
      [116.36 - half, 39.91 + other],
    ];
    expect(kinds([bar(0.002, 0.0003)], { waters: [area(bar(0.0003, 0.002))] })).toEqual(["on-water"]);
  });
});
