import { describe, expect, test } from "vitest";
import {
  chanceAt,
  collapseChances,
  intensityAt,
  rowOfYear,
} from "../../../../src/core/analysis/rubble/collapse-chance.ts";
import { STRUCTURE_CLASSES } from "../../../../src/core/model/pack.ts";
import type { CollapseMatrix } from "../../../../src/core/model/rubble-rules.ts";
import { rubbleRules } from "../../../../src/sources/rubble-rules.ts";
import { box, createStock } from "../../../fixtures/create-buildings.ts";
import { at } from "../../../fixtures/create-network.ts";

const [destroyed, orVeryHeavy] = rubbleRules.matrices as [CollapseMatrix, CollapseMatrix];

test("the row of a building: its class, the latest band not after its year, unknowns by rows of their own", () => {
  expect(rowOfYear(destroyed.rows, "frame", 1979).builtFrom).toBe(1900);
  expect(rowOfYear(destroyed.rows, "frame", 1980).builtFrom).toBe(1980);
  expect(rowOfYear(destroyed.rows, "frame", 2010).builtFrom).toBe(2000);
  expect(rowOfYear(destroyed.rows, "frame", 0).builtFrom).toBe(null);
  expect(rowOfYear(destroyed.rows, "unknown", 2010)).toMatchObject({ structure: "unknown", builtFrom: 2000 });
  // older than every band: as of unknown year
  expect(rowOfYear(destroyed.rows, "frame", 1700).builtFrom).toBe(null);
});

test("between whole degrees the chance is on the straight line", () => {
  const row = rowOfYear(destroyed.rows, "courtyard", 1900);
  expect(chanceAt(destroyed, row, 8)).toBe(row.chances[2]);
  expect(chanceAt(destroyed, row, 8.25)).toBeCloseTo(row.chances[2]! * 0.75 + row.chances[3]! * 0.25, 12);
  expect(chanceAt(destroyed, row, 6)).toBe(row.chances[0]);
  expect(chanceAt(destroyed, row, 10)).toBe(row.chances[4]);
});

test("a grid's degree is that of the cell; beyond its border of the nearest", () => {
  const grid = { west: 0, south: 0, east: 2, north: 2, columns: 2, rows: 2, degrees: [6, 7, 8, 9] };
  expect([
    intensityAt(grid, [0.5, 0.5]),
    intensityAt(grid, [1.5, 0.5]),
    intensityAt(grid, [0.5, 1.5]),
    intensityAt(grid, [9, 9]),
    intensityAt(grid, [-9, 1.5]),
  ]).toEqual([6, 7, 8, 9, 8]);
});

test("every building gets the chance of its own class, year and place", () => {
  const stock = createStock([
    { id: "a", corners: box(0, 0, 9, 9), structure: "courtyard", yearBand: 1900 },
    { id: "b", corners: box(0, 0, 9, 9), structure: "shear-wall", yearBand: 2010 },
    { id: "c", corners: box(500, 0, 509, 9), structure: "courtyard", yearBand: 1900 },
    { id: "d", corners: box(0, 0, 9, 9) },
  ]);
  const grid = {
    west: at(-100, 0)[0],
    south: at(0, -100)[1],
    east: at(700, 0)[0],
    north: at(0, 100)[1],
    columns: 2,
    rows: 1,
    degrees: [8, 9],
  };
  const row = (structure: "courtyard" | "shear-wall" | "unknown", year: number) =>
    rowOfYear(destroyed.rows, structure, year).chances;
  expect([...collapseChances(stock, destroyed, grid)]).toEqual([
    row("courtyard", 1900)[2],
    row("shear-wall", 2010)[2],
    row("courtyard", 1900)[3],
    row("unknown", 0)[2],
  ]);
});

describe("the shipped matrices", () => {
  // which index stands for which class and year: our assumption, written down a second time on purpose
  const INDICES: Readonly<Record<string, readonly (readonly [number | null, number])[]>> = {
    courtyard: [
      [null, 0.74],
      [1900, 0.74],
      [1980, 0.616],
    ],
    masonry: [
      [null, 0.74],
      [1900, 0.74],
      [1960, 0.678],
      [1980, 0.616],
    ],
    "masonry-confined": [
      [null, 0.616],
      [1900, 0.616],
      [1980, 0.451],
    ],
    frame: [
      [null, 0.644],
      [1900, 0.644],
      [1980, 0.484],
      [2000, 0.324],
    ],
    "shear-wall": [
      [null, 0.544],
      [1900, 0.544],
      [1980, 0.384],
      [2000, 0.224],
    ],
    unknown: [
      [null, 0.616],
      [1900, 0.74],
      [1980, 0.616],
      [1990, 0.484],
      [2000, 0.324],
    ],
  };
  const gradeShare = (intensity: number, index: number) =>
    (1 + Math.tanh((intensity + 6.25 * index - 13.1) / 2.3)) / 2;

  test("are what the formula they name gives for the indices", () => {
    for (const [structure, bands] of Object.entries(INDICES))
      for (const [builtFrom, index] of bands) {
        const of = (matrix: CollapseMatrix) =>
          matrix.rows.find((row) => row.structure === structure && row.builtFrom === builtFrom)?.chances;
        destroyed.intensities.forEach((intensity, i) => {
          const share = gradeShare(intensity, index);
          expect(of(destroyed)?.[i], `${structure} ${builtFrom} ${intensity}`).toBeCloseTo(share ** 5, 5);
          expect(of(orVeryHeavy)?.[i]).toBeCloseTo(share ** 5 + 5 * share ** 4 * (1 - share), 5);
        });
      }
    const named = Object.values(INDICES).flat().length;
    expect([destroyed.rows.length, orVeryHeavy.rows.length]).toEqual([named, named]);
  });

  test("grow with intensity, fall with later years of a class, and the second is never below the first", () => {
    for (const matrix of [destroyed, orVeryHeavy])
      for (const structure of STRUCTURE_CLASSES) {
        const bands = matrix.rows.filter((row) => row.structure === structure && row.builtFrom !== null);
        matrix.intensities.forEach((_, i) => {
          const chances = bands.map((row) => row.chances[i] as number);
          expect([...chances].sort((a, b) => b - a)).toEqual(chances);
        });
        for (const row of bands) expect([...row.chances].sort((a, b) => a - b)).toEqual(row.chances);
      }
    destroyed.rows.forEach((row, r) => {
      row.chances.forEach((chance, i) => {
        expect(orVeryHeavy.rows[r]?.chances[i]).toBeGreaterThanOrEqual(chance);
      });
    });
  });

  test("say that they are illustrations and where the method is from", () => {
    for (const { titleEn, noteEn, clause, evidence } of rubbleRules.matrices) {
      expect(titleEn).toContain("Illustrative");
      expect(noteEn).toMatch(/no survey|All else as above/);
      expect(clause).toContain("Lagomarsino");
      expect(evidence).toBe("MEM-M");
    }
  });
});
