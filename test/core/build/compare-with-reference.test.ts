import { readFileSync } from "node:fs";
import { bboxPolygon } from "@turf/turf";
import { describe, expect, it } from "vitest";
import { overlapShare, partitionFault } from "../../../data/build/compare/boundary-overlap.ts";
import { compareDistances } from "../../../data/build/compare/network-distance.ts";
import { walkGraph } from "../../../data/build/compare/reference-files.ts";
import { nearCourses, sampledMetres } from "../../../data/build/compare/street-cover.ts";
import { looseEnds, streetParts } from "../../../data/build/compare/street-parts.ts";
import { randomFor } from "../../../data/build/model/random.ts";
import { readSourceTables, tableRows } from "../../../data/build/model/source-tables.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";

const anywhere = () => true;
/** One ten-thousandth of a degree of latitude at 39.91° N, metres (WGS-84 meridian). */
const STEP_METRES = 11.103;

describe("comparison with a reference", () => {
  it("measures the overlap of two areas", () => {
    const left = bboxPolygon([116.36, 39.9, 116.37, 39.91]);
    expect(overlapShare(left, left)).toBeCloseTo(1, 6);
    expect(overlapShare(left, bboxPolygon([116.365, 39.9, 116.375, 39.91]))).toBeCloseTo(1 / 3, 3);
    expect(overlapShare(left, bboxPolygon([116.38, 39.9, 116.39, 39.91]))).toBe(0);
  });

  it("finds the gap and the ground given twice in a division", () => {
    const whole = bboxPolygon([116.36, 39.9, 116.37, 39.91]);
    const west = bboxPolygon([116.36, 39.9, 116.364, 39.91]);
    const exact = partitionFault(whole, [west, bboxPolygon([116.364, 39.9, 116.37, 39.91])]);
    expect(exact.unsharedSquareMetres + exact.overlapSquareMetres).toBeLessThan(1);
    expect(
      partitionFault(whole, [west, bboxPolygon([116.365, 39.9, 116.37, 39.91])]).unsharedSquareMetres,
    ).toBeGreaterThan(90_000);
    expect(
      partitionFault(whole, [west, bboxPolygon([116.363, 39.9, 116.37, 39.91])]).overlapSquareMetres,
    ).toBeGreaterThan(90_000);
  });

  it("counts the length that runs beside a course, by its distance and not by its vertices", () => {
    const ours = nearCourses(
      [
        [
          [116.36, 39.9],
          [116.36, 39.91],
        ],
      ],
      40,
    );
    const beside: LngLat[] = [
      [116.3603, 39.902],
      [116.3603, 39.908],
    ];
    const away: LngLat[] = [
      [116.3606, 39.902],
      [116.3606, 39.908],
    ];
    const half: LngLat[] = [
      [116.3601, 39.905],
      [116.3601, 39.915],
    ];
    expect(sampledMetres([beside], anywhere, ours).hitMetres).toBeCloseTo(60 * STEP_METRES, 0);
    expect(sampledMetres([away], anywhere, ours).hitMetres).toBe(0);
    const cut = sampledMetres([half], anywhere, ours);
    expect(cut.metres).toBeCloseTo(100 * STEP_METRES, 0);
    expect(Math.abs(cut.hitMetres - (50 * STEP_METRES + 39))).toBeLessThan(6);
  });

  it("joins streets by shared vertices only", () => {
    const along = {
      vertices: [
        [116.36, 39.9],
        [116.37, 39.9],
      ] as LngLat[],
    };
    const crossing = {
      vertices: [
        [116.365, 39.895],
        [116.365, 39.905],
      ] as LngLat[],
    };
    const joining = {
      vertices: [
        [116.37, 39.9],
        [116.365, 39.905],
      ] as LngLat[],
    };
    expect(streetParts([along, crossing], anywhere)).toBe(2);
    expect(streetParts([along, crossing, joining], anywhere)).toBe(1);
  });

  it("finds an end that stops just short of a street", () => {
    const along = {
      vertices: [
        [116.36, 39.9],
        [116.37, 39.9],
      ] as LngLat[],
    };
    const short = {
      vertices: [
        [116.365, 39.9003],
        [116.365, 39.905],
      ] as LngLat[],
    };
    const far = {
      vertices: [
        [116.365, 39.9004],
        [116.365, 39.905],
      ] as LngLat[],
    };
    expect(looseEnds([along, short], 40)).toEqual([[116.365, 39.9003]]);
    expect(looseEnds([along, far], 40)).toEqual([]);
  });

  it("tells a detour from the same network", () => {
    const corners: LngLat[] = [];
    const edges: { from: number; to: number; metres: number }[] = [];
    const size = 12;
    for (let row = 0; row < size; row++)
      for (let column = 0; column < size; column++) {
        corners.push([116.36 + column * 0.001, 39.9 + row * 0.001]);
        const at = row * size + column;
        if (column > 0) edges.push({ from: at - 1, to: at, metres: 85.5 });
        if (row > 0) edges.push({ from: at - size, to: at, metres: 111 });
      }
    const plain = walkGraph(corners, edges);
    const longer = walkGraph(
      corners,
      edges.map((edge) => ({ ...edge, metres: edge.metres * 1.2 })),
    );
    const compare = (ours: typeof plain) =>
      compareDistances(ours, plain, [116.36, 39.9, 116.371, 39.911], anywhere, randomFor(1, "test"), 40);
    expect(compare(plain)).toMatchObject({ pairs: 40, medianShare: 0, unjoined: 0, medianRatio: 1 });
    const detour = compare(longer);
    expect(detour.medianShare).toBeGreaterThan(0.15);
    expect(detour.medianShare).toBeLessThan(0.2);
  });
});

describe("compiled tables of Xicheng", () => {
  const tables = readSourceTables("data/xicheng/sources");
  const rounded = (value: number) => Math.abs(value * 1e4 - Math.round(value * 1e4)) < 1e-6;

  it("keep to four decimals and to few vertices", () => {
    const vertices = tables.streets.flatMap((street) => street.vertices);
    expect(vertices.length).toBeLessThanOrEqual(1500);
    expect(vertices.every(([lng, lat]) => rounded(lng) && rounded(lat))).toBe(true);
    for (const { polygon } of [{ polygon: tables.district }, ...tables.subDistricts])
      expect(polygon.coordinates.flat().length - 1).toBeLessThanOrEqual(60);
  });

  it("divide all residents of the census", () => {
    expect(tables.subDistricts).toHaveLength(15);
    expect(tables.subDistricts.reduce((sum, { residents }) => sum + residents, 0)).toBe(1_106_214);
  });

  it("join all streets into one network, without an end that only looks joined", () => {
    expect(streetParts(tables.streets, anywhere)).toBe(1);
    expect(looseEnds(tables.streets, 40)).toEqual([]);
  });

  it("set every named junction and interchange on a vertex that two streets share", () => {
    const uses = new Map<string, number>();
    const keyOf = (lng: number, lat: number) => `${lng.toFixed(4)} ${lat.toFixed(4)}`;
    for (const { vertices } of tables.streets)
      for (const key of new Set(vertices.map(([lng, lat]) => keyOf(lng, lat))))
        uses.set(key, (uses.get(key) ?? 0) + 1);
    const rows = tableRows("junctions.csv", readFileSync("data/xicheng/sources/junctions.csv", "utf8"));
    const onStreets = rows.filter((row) => /^(junction|interchange)$/.test(row.text("kind")));
    expect(onStreets.length).toBeGreaterThan(50);
    const astray = onStreets.filter(
      (row) => (uses.get(keyOf(row.number("lng", 73, 136), row.number("lat", 3, 54))) ?? 0) < 2,
    );
    expect(astray.map((row) => row.text("id"))).toEqual([]);
  });
});
