import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { facesOf } from "../../../data/build/model/arrangement.ts";
import { hilbertIndex } from "../../../data/build/model/hilbert.ts";
import { insideRing, type Point, signedArea } from "../../../data/build/model/plane.ts";
import { wholeShares } from "../../../data/build/model/shares.ts";

const square: Point[] = [
  [0, 0],
  [1000, 0],
  [1000, 1000],
  [0, 1000],
  [0, 0],
];

describe("facesOf", () => {
  it("splits a square crossed by two lines in four", () => {
    const faces = facesOf([
      { points: square, tag: 0 },
      {
        points: [
          [500, -10],
          [500, 1010],
        ],
        tag: 1,
      },
      {
        points: [
          [-10, 250],
          [1010, 250],
        ],
        tag: 2,
      },
    ]);
    expect(faces.map(({ areaSquareMetres }) => Math.round(areaSquareMetres)).sort((a, b) => a - b)).toEqual([
      125_000, 125_000, 375_000, 375_000,
    ]);
  });

  it("leaves dead ends out of the outlines", () => {
    const [face] = facesOf([
      { points: square, tag: 0 },
      {
        points: [
          [500, 0],
          [500, 400],
        ],
        tag: 1,
      },
    ]);
    expect(face?.ring.some(([, y]) => y === 400)).toBe(false);
    expect(face?.areaSquareMetres).toBeCloseTo(1e6, 3);
  });

  it("tiles the square whatever lines cross it: areas add up, every point is in one face", () => {
    const place = fc.integer({ min: 5, max: 995 });
    const side = fc.integer({ min: 0, max: 3 });
    const end = fc
      .tuple(side, place)
      .map(
        ([edge, at]): Point =>
          edge === 0 ? [at, -10] : edge === 1 ? [1010, at] : edge === 2 ? [at, 1010] : [-10, at],
      );
    const line = fc.tuple(end, end);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), fc.tuple(place, place), (lines, [x, y]) => {
        const faces = facesOf([
          { points: square, tag: 0 },
          ...lines.map((points, i) => ({ points, tag: i + 1 })),
        ]).filter(({ ring }) => ring.every(([px, py]) => px > -1 && px < 1001 && py > -1 && py < 1001));
        const total = faces.reduce((sum, { ring }) => sum + signedArea(ring), 0);
        // welding may move a node by 0.25 m
        expect(Math.abs(total - 1e6)).toBeLessThan(1000);
        const p: Point = [x + 0.37, y + 0.41];
        expect(faces.filter(({ ring }) => insideRing(p, ring)).length).toBeLessThanOrEqual(1);
      }),
      { numRuns: 120, seed: 5 },
    );
  });
});

describe("hilbertIndex", () => {
  it("visits all cells of a coarse grid, each next to the one before", () => {
    const step = 4096;
    const cells = Array.from({ length: 256 }, (_, i) => ({ x: i % 16, y: Math.floor(i / 16) }))
      .map((cell) => ({ ...cell, index: hilbertIndex(cell.x * step, cell.y * step) }))
      .sort((a, b) => a.index - b.index);
    expect(new Set(cells.map(({ index }) => index)).size).toBe(256);
    for (let i = 1; i < cells.length; i++) {
      const [a, b] = [cells[i - 1], cells[i]] as [(typeof cells)[0], (typeof cells)[0]];
      expect(Math.abs(a.x - b.x) + Math.abs(a.y - b.y)).toBe(1);
    }
  });
});

describe("wholeShares", () => {
  it("sums exactly and stays within one of the exact share", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 200_000 }),
        fc.array(fc.double({ min: 0, max: 1e4, noNaN: true }), { minLength: 1, maxLength: 50 }),
        (total, weights) => {
          const sum = weights.reduce((a, b) => a + b, 0);
          fc.pre(sum > 1e-3);
          const parts = wholeShares(total, weights);
          expect(parts.reduce((a, b) => a + b, 0)).toBe(total);
          parts.forEach((part, i) => {
            expect(Math.abs(part - (total * (weights[i] as number)) / sum)).toBeLessThan(1 + 1e-6);
          });
        },
      ),
    );
  });

  it("refuses to share over nothing", () => {
    expect(() => wholeShares(10, [0, 0])).toThrow("cannot share 10");
  });
});
