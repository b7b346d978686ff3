import { describe, expect, it } from "vitest";
import { areasOfTables, asOneArea } from "../../../../data/build/district/area-table.ts";
import { censusRows } from "../../../../data/build/district/census-table.ts";
import { countOf, shareOf } from "../../../../data/build/district/columns.ts";
import type { RawRow, RawTable, RawValue } from "../../../../src/core/model/import.ts";
import { box } from "../../../fixtures/create-osm-city.ts";

const table = (
  columns: readonly string[],
  rows: readonly (readonly RawValue[])[],
  changes: Partial<RawTable> = {},
): RawTable => ({
  file: "表.xlsx",
  part: null,
  format: "xlsx",
  columns,
  rows: rows.map(
    (values, i): RawRow => ({
      row: i + 2,
      values: Object.fromEntries(columns.map((column, k) => [column, values[k] ?? null])),
      geometry: null,
    }),
  ),
  declaredCrs: null,
  encoding: null,
  findings: [],
  ...changes,
});

describe("a census table", () => {
  it("is read by Chinese headers, with ten-thousands, percentages and the line of the sum left out", () => {
    const read = censusRows([
      table(
        ["街道名称", "常住人口（万人）", "65岁及以上比例（%）"],
        [
          ["德胜街道", 11.23, 21.4],
          ["金融街街道", "6.5", "0.5"],
          ["合计", 17.73, null],
        ],
      ),
    ]);
    expect(read?.rows).toMatchObject([
      { row: 2, name: "德胜街道", persons: 112_300, aged65Share: 0.214 },
      { row: 3, name: "金融街街道", persons: 65_000, aged65Share: 0.005 },
    ]);
  });

  it("names each row it cannot count, by file, row, column, what stands there and what should", () => {
    const read = censusRows([
      table(
        ["name", "population"],
        [
          ["a", "many"],
          ["b", -3],
          ["c", 7],
        ],
      ),
    ]);
    expect(read?.rows.map((row) => row.persons)).toEqual([7]);
    expect(read?.findings).toMatchObject([
      { code: "NOT_UNDERSTOOD", place: { file: "表.xlsx", row: 2, field: "population", found: "many" } },
      { code: "NEGATIVE", place: { row: 3, found: "-3" } },
    ]);
  });

  it("of one total is the whole district's", () => {
    const read = censusRows([table(["name", "residents", "aged65"], [["合计", 1000, 190]])]);
    expect(read?.rows).toMatchObject([{ code: null, name: null, persons: 1000, aged65Share: 0.19 }]);
  });

  it("is null where no column counts people", () => {
    expect(censusRows([table(["name", "colour"], [["a", "red"]])])).toBeNull();
  });
});

it.each([
  ["1,234", "人口", 1234],
  ["1.2万", "人口", 12_000],
  ["１２人", "人口", 12],
  [3.5, "人口(万人)", 35_000],
  ["=1+1", "人口", null],
  ["", "人口", null],
  [true, "人口", null],
] as const)("reads %s under %s as %s persons", (value, column, persons) => {
  expect(countOf(value, column)).toBe(persons);
});

it.each([
  ["19.1%", "aged65", 0.191],
  [0.191, "aged65", 0.191],
  [19.1, "65岁以上比例", 0.191],
  [0.8, "需协助（%）", 0.008],
  [191, "65岁以上", 0.191],
  [2000, "65岁以上", null],
  [-1, "65岁以上", null],
] as const)("reads %s under %s as a share of %s of a thousand", (value, column, share) => {
  const read = shareOf(value, column, 1000);
  if (share === null) expect(read).toBeNull();
  else expect(read).toBeCloseTo(share, 9);
});

describe("a table of areas", () => {
  const withShapes = (shapes: readonly RawRow["geometry"][]) => {
    const plain = table(
      ["CODE", "名称", "常住人口"],
      shapes.map((_, i) => [`c${i}`, `区${i}`, 10 * (i + 1)]),
    );
    return { ...plain, rows: plain.rows.map((row, i) => ({ ...row, geometry: shapes[i] ?? null })) };
  };

  it("takes polygons and closed lines, and names what is no area", () => {
    const square = box(116, 39, 117, 40);
    const line = { type: "LineString" as const, coordinates: square.coordinates[0] as number[][] };
    const read = areasOfTables([withShapes([square, line, { type: "Point", coordinates: [116, 39] }, null])]);
    expect(read.areas.map((area) => [area.code, area.nameZh, area.residents, area.polygon.type])).toEqual([
      ["c0", "区0", 10, "Polygon"],
      ["c1", "区1", 20, "Polygon"],
    ]);
    expect(read.findings).toMatchObject([
      { code: "WRONG_GEOMETRY", place: { row: 4, found: "Point" } },
      { code: "NO_PLACE", place: { row: 5 } },
    ]);
  });

  it("of a boundary in parts is one district with the sum of its residents", () => {
    const read = areasOfTables([withShapes([box(116, 39, 117, 40), box(118, 39, 119, 40)])]);
    expect(asOneArea(read.areas)).toMatchObject({ residents: 30, polygon: { type: "MultiPolygon" } });
    expect(asOneArea([])).toBeNull();
  });
});
