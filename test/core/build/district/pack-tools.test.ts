import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { areasOfTables } from "../../../../data/build/district/area-table.ts";
import { createPackTools } from "../../../../data/build/district/create-pack-tools.ts";
import { partitionDistrict } from "../../../../data/build/district/partition.ts";
import {
  createOsmCity,
  SOUTH,
  suppliedArea,
  twoSubDistricts,
  WEST,
} from "../../../fixtures/create-osm-city.ts";

const tools = createPackTools();
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "havenmap-tools-"));
});
afterEach(() => rmSync(folder, { recursive: true }));
const put = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
async function tablesOf(path: string) {
  const tables = await tools.readTables(path);
  if (!tables.ok) throw new Error(tables.failure.code);
  return tables.value;
}
const city = createOsmCity();
const about = (declared: string) => ({
  declared,
  ground: { city, district: suppliedArea().polygon },
  method: "surveyed" as const,
  source: "应急局名录",
  areas: partitionDistrict({
    district: suppliedArea(),
    districtSource: "test",
    boundaries: [],
    subDistricts: twoSubDistricts(null, null),
    communities: null,
  }),
  layers: {},
});

it("a list of an office becomes checked rows: Chinese headers, 亩, and the row that cannot be used named", async () => {
  const path = put(
    "避难场所.csv",
    `名称,经度,纬度,有效面积（亩）\n甲公园,${WEST + 0.001},${SOUTH + 0.001},3\n乙,,,1\n丙广场,${WEST + 0.003},${SOUTH + 0.002},\n`,
  );
  const draft = await tools.draftLayer(await tablesOf(path), "shelters", about("WGS-84"));
  if (!draft.ok) throw new Error(draft.failure);
  expect(
    draft.value.rows.map(({ properties }) => [
      properties.nameZh,
      properties.effectiveSquareMetres,
      properties.subDistrictCode,
      properties.method,
      properties.source,
    ]),
  ).toEqual([
    ["甲公园", 2000, "W", "surveyed", "应急局名录"],
    ["丙广场", null, "E", "surveyed", "应急局名录"],
  ]);
  expect(draft.value.rowCount).toBe(3);
  expect(draft.value.findings).toContainEqual(
    expect.objectContaining({
      code: "NO_PLACE",
      severity: "rejected",
      place: expect.objectContaining({ row: 3 }),
    }),
  );
});

it("positions in GCJ-02 land where they belong when they are said to be", async () => {
  const path = put("a.csv", "name,lng,lat\nA,116.36724,39.90241\n");
  const draft = await tools.draftLayer(await tablesOf(path), "shelters", about("GCJ-02"));
  if (!draft.ok) throw new Error(draft.failure);
  const [row] = draft.value.rows;
  const [lng, lat] = row?.geometry.type === "Point" ? row.geometry.coordinates : [];
  expect(lng).toBeCloseTo(116.361, 3);
  expect(lat).toBeCloseTo(39.901, 3);
});

it.each([
  ["without positions", "name,colour\na,red\n", "no positions in it; its columns are name, colour"],
  ["of which no row can be used", "name,lng,lat\na,999,999\n", "none of its 1 rows can be used"],
])("a list %s stops the build and says why", async (_, text, sentence) => {
  const draft = await tools.draftLayer(await tablesOf(put("a.csv", text)), "shelters", about("WGS-84"));
  expect(draft.ok ? "" : draft.failure).toContain(sentence);
});

it("outlines written as text in a column are areas", async () => {
  const wkt = `POLYGON ((${WEST} ${SOUTH}, ${WEST + 0.004} ${SOUTH}, ${WEST + 0.004} ${SOUTH + 0.004}, ${WEST} ${SOUTH}))`;
  const path = put("街道.csv", `代码;名称;geometry\n01;甲街道;${wkt}\n`);
  const located = await tools.locate(await tablesOf(path), "subdistricts", "WGS-84", null);
  if (!located.ok || !located.value) throw new Error("not located");
  expect(areasOfTables(located.value.tables).areas).toMatchObject([
    { nameZh: "甲街道", polygon: { type: "Polygon" } },
  ]);
});
