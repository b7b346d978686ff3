import { expect, test } from "vitest";
import type { RawTable } from "../../../src/core/model/import.ts";
import { readTables } from "../../../src/sources/formats/read-tables.ts";
import { createWorkbook } from "../../fixtures/create-workbook.ts";

async function tableOf(rows: readonly (readonly (string | number | null)[])[], merged: readonly string[]) {
  const read = await readTables({ name: "a.xlsx", bytes: createWorkbook(rows, merged) });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value[0] as RawTable;
}
const cellsOf = (table: RawTable) =>
  table.rows.map(({ values }) => table.columns.map((column) => values[column]));

test("a street named once for three shelters belongs to each of them", async () => {
  const table = await tableOf(
    [
      ["街道", "名称", "人数"],
      ["月坛", "公园", 1],
      [null, "学校", 2],
      [null, "广场", 3],
      [null, "无街道", 4],
      ["德胜", "操场", 5],
    ],
    ["A2:A4"],
  );
  expect(cellsOf(table)).toEqual([
    ["月坛", "公园", 1],
    ["月坛", "学校", 2],
    ["月坛", "广场", 3],
    [null, "无街道", 4],
    ["德胜", "操场", 5],
  ]);
  expect(table.findings).toEqual([]);
});

test("a number over several rows may be their sum: it stays in the first and is said", async () => {
  const table = await tableOf(
    [
      ["名称", "人数", "街道"],
      ["公园", 5000, "月坛"],
      ["学校", null, null],
    ],
    ["B2:B3", "C2:C3"],
  );
  expect(cellsOf(table)).toEqual([
    ["公园", 5000, "月坛"],
    ["学校", null, "月坛"],
  ]);
  expect(table.findings.map(({ code, severity, place }) => [code, severity, place.row, place.found])).toEqual(
    [["NOT_UNDERSTOOD", "doubtful", 2, "5000 (2-3)"]],
  );
});

test("a header of two rows: the lower names, and what stands above where they would repeat", async () => {
  const table = await tableOf(
    [
      ["一览表", null, null, null, null, null, null],
      ["名称", "坐标", null, "室内", null, "室外", null],
      [null, "经度", "纬度", "面积", "人数", "面积", "人数"],
      ["公园", 116.3, 39.9, 1, 2, 3, 4],
    ],
    ["A1:G1", "A2:A3", "B2:C2", "D2:E2", "F2:G2"],
  );
  expect(table.columns).toEqual(["名称", "经度", "纬度", "室内 面积", "室内 人数", "室外 面积", "室外 人数"]);
  expect(table.rows.map(({ row }) => row)).toEqual([4]);
  expect(cellsOf(table)).toEqual([["公园", 116.3, 39.9, 1, 2, 3, 4]]);
});

test("a rectangle that reaches to the end of the sheet, or lies outside it, costs nothing", async () => {
  const table = await tableOf(
    [
      ["街道", "名称"],
      ["月坛", "公园"],
      [null, "学校"],
    ],
    ["A2:A1048576", "XFD7:XFD1048576", "A0:A0", "nonsense"],
  );
  expect(cellsOf(table)).toEqual([
    ["月坛", "公园"],
    ["月坛", "学校"],
  ]);
});
