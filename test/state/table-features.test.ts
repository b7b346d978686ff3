import { expect, test } from "vitest";
import { coverageTable, demandTable } from "../../src/state/export-tables.ts";
import {
  tableFeatures,
  UNREACHABLE_COLUMN,
  withPoints,
  withProvenance,
} from "../../src/state/table-features.ts";
import { createCoverageAnswer, createPackIndex } from "../fixtures/create-plan.ts";

const point = (lng: number, lat: number) => ({ type: "Point" as const, coordinates: [lng, lat] });

test("numbers stay numbers where a walk never arrives, and the row says which", () => {
  const table = coverageTable(createCoverageAnswer(), createPackIndex(), "subDistricts");
  const { columns, features } = tableFeatures(
    table,
    new Map([
      ["A", point(116, 39)],
      ["B", point(117, 40)],
    ]),
  );
  expect(columns.find(({ name }) => name === "p90Minutes")?.type).toBe("double");
  const [a, b] = features;
  expect(a?.properties.p90Minutes).toBeNull();
  expect(a?.properties[UNREACHABLE_COLUMN]).toBe("p90Minutes");
  expect(b?.properties.p90Minutes).toBe(17);
  expect(b?.properties[UNREACHABLE_COLUMN]).toBeNull();
  expect(b?.properties.aged65GroupNotReachedPersons).toBe(8);
  // 100 persons near but full at half a square metre each
  expect(b?.properties.shortageSquareMetres).toBe(50);
});

test("a row whose place is not known is no feature; as a table it keeps its figures", () => {
  const answer = createCoverageAnswer();
  const table = withProvenance(demandTable(answer, ["d0", "d1", "d2"]), "modelled", "2024-03");
  const places = new Map([["d1", point(116.3, 39.9)]]);
  expect(tableFeatures(table, places).features).toHaveLength(1);
  const rows = withPoints(table, places);
  expect(rows.columns.slice(-4)).toEqual(["method", "asOf", "lngDegrees", "latDegrees"]);
  expect(rows.rows.map((row) => row.slice(-4))).toEqual([
    ["modelled", "2024-03", null, null],
    ["modelled", "2024-03", 116.3, 39.9],
    ["modelled", "2024-03", null, null],
  ]);
  expect(rows.rows[1]?.slice(0, 5)).toEqual(["d1", 900, 200, 200, 0]);
});
