import { expect, test } from "vitest";
import type { Finding, RawTable } from "../../../src/core/model/import.ts";
import { rejectedRowsTable } from "../../../src/sources/import/rejected-rows-table.ts";

const because = (code: Finding["code"], severity: Finding["severity"]): Finding => ({
  code,
  severity,
  place: { file: "a.csv", row: 4 },
  lngLat: null,
});
const table: RawTable = {
  file: "a.csv",
  part: null,
  format: "csv",
  columns: ["名称", "行"],
  rows: [
    { row: 3, values: { 名称: "甲", 行: 1 }, geometry: null },
    { row: 4, values: { 名称: "乙", 行: null }, geometry: { type: "Point", coordinates: [1, 2] } },
  ],
  declaredCrs: null,
  encoding: "utf-8",
  findings: [because("ROW_UNREADABLE", "doubtful")],
};

test("holds the rows as they were, where they were, and only why they were left out", () => {
  const out = rejectedRowsTable(
    table,
    {
      rejected: [
        {
          row: 4,
          values: { 名称: "乙", 行: null },
          findings: [
            because("NEGATIVE", "doubtful"),
            because("NO_PLACE", "rejected"),
            because("DUPLICATE_ID", "rejected"),
          ],
        },
      ],
    },
    { row: "行", reasons: "原因" },
    ({ code }) => code,
  );
  expect(out.columns).toEqual(["名称", "行", "行 (2)", "原因"]);
  expect(out.rows).toEqual([
    {
      row: 2,
      values: { 名称: "乙", 行: null, "行 (2)": 4, 原因: "NO_PLACE DUPLICATE_ID" },
      geometry: { type: "Point", coordinates: [1, 2] },
    },
  ]);
  expect(out.findings).toEqual([]);
});
