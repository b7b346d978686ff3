import type { MultiPolygon, Polygon } from "geojson";
import { beforeAll, describe, expect, it } from "vitest";
import { EXPORT_FORMATS, IMPORT_LAYERS, type ImportLayer } from "../../../src/core/model/import.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import { LAYER_IDS } from "../../../src/core/model/pack.ts";
import { exportLayer } from "../../../src/sources/export/export-layer.ts";
import { readTables } from "../../../src/sources/formats/read-tables.ts";
import { draftRows } from "../../../src/sources/import/draft-rows.ts";
import type { ImportContext } from "../../../src/sources/import/import-context.ts";
import { suggestMapping } from "../../../src/sources/import/suggest-mapping.ts";
import { LAYER_TABLES } from "../../../src/sources/layer-columns.ts";
import { readPackLayer } from "../../fixtures/read-pack-layer.ts";

const ABOUT = {
  titleZh: "避难场所",
  titleEn: "Shelters",
  packId: "xicheng",
  method: "modelled",
  source: '=HYPERLINK("x")',
  licence: "ODbL-1.0",
  asOf: "2024-03",
  exportedAt: "2026-11-27T01:00:00.000Z",
} as const;
const FILE_ENDS = { geojson: "geojson", flatgeobuf: "fgb", csv: "csv", xlsx: "xlsx" } as const;
/** The demand layer has thousands of rows; its first ones hold every kind of value. */
const MOST_ROWS = 300;

let context: ImportContext;
beforeAll(() => {
  const [district] = readPackLayer("district");
  context = {
    district: district?.geometry as Polygon | MultiPolygon,
    subDistricts: readPackLayer("subdistricts").map(({ geometry, properties }) => ({
      code: String(properties.code),
      nameZh: String(properties.nameZh),
      nameEn: String(properties.nameEn),
      polygon: geometry as Polygon | MultiPolygon,
    })),
    communities: readPackLayer("communities").map(({ geometry, properties }) => ({
      id: String(properties.id),
      polygon: geometry as Polygon | MultiPolygon,
    })),
    layers: { shelters: readPackLayer("shelters") },
    squareMetresPerPerson: 0.5,
  };
});

/** No name and an empty name are the same to a reader; everything else has to come back as it was. */
const comparable = ({ geometry, properties }: LayerFeature) => ({
  geometry,
  properties: Object.fromEntries(
    Object.entries(properties).map(([name, value]) => [name, value === "" ? null : value]),
  ),
});
const byId = (features: readonly LayerFeature[]) =>
  features.map(comparable).sort((a, b) => (String(a.properties.id) < String(b.properties.id) ? -1 : 1));

async function readBack(layer: ImportLayer, name: string, bytes: Uint8Array) {
  const tables = await readTables({ name, bytes });
  if (!tables.ok) throw new Error(JSON.stringify(tables.failure));
  const [table] = tables.value;
  if (!table) throw new Error("no table");
  const suggested = suggestMapping(table);
  return {
    table,
    guessed: suggested.layer,
    draft: draftRows(table, suggestMapping(table, layer).mapping, "EPSG:4326", (x, y) => [x, y], context),
  };
}

describe("a layer exported and read back", () => {
  const cases = IMPORT_LAYERS.flatMap((layer) => EXPORT_FORMATS.map((format) => [layer, format] as const));
  it.each(cases)("%s as %s loses nothing and says where it is", async (layer, format) => {
    const features = readPackLayer(layer).slice(0, MOST_ROWS);
    const bytes = await exportLayer(layer, features, ABOUT, format);
    const { table, guessed, draft } = await readBack(layer, `${layer}.${FILE_ENDS[format]}`, bytes);
    expect(table.declaredCrs).toBe("EPSG:4326");
    expect(guessed).toBe(layer);
    expect(draft.rejected).toEqual([]);
    expect(byId(draft.rows.map(({ feature }) => feature))).toEqual(byId(features));
  });

  it.each(LAYER_IDS)("%s can be written in every format, with every row and column", async (layer) => {
    const features = readPackLayer(layer).slice(0, 40);
    for (const format of EXPORT_FORMATS) {
      const bytes = await exportLayer(layer, features, ABOUT, format);
      const tables = await readTables({ name: `out.${FILE_ENDS[format]}`, bytes });
      if (!tables.ok) throw new Error(`${format} ${JSON.stringify(tables.failure)}`);
      const [table] = tables.value;
      expect(table?.rows.length, format).toBe(features.length);
      expect(table?.columns, format).toEqual(
        expect.arrayContaining(LAYER_TABLES[layer].columns.map(({ name }) => name)),
      );
    }
  });

  it("carries what it is, where from and of when in every format", async () => {
    const features = readPackLayer("shelters").slice(0, 3);
    const text = async (format: "geojson" | "flatgeobuf" | "csv") =>
      new TextDecoder().decode(await exportLayer("shelters", features, ABOUT, format));
    const collection = JSON.parse(await text("geojson"));
    expect(collection.havenmap).toMatchObject({ ...ABOUT, crs: "EPSG:4326" });
    expect(await text("flatgeobuf")).toContain('"exportedAt":"2026-11-27T01:00:00.000Z"');
    const [head, first] = (await text("csv")).split("\r\n");
    expect(head).toMatch(/method,source,.*crs$/u);
    expect(first).toMatch(/EPSG:4326$/u);
    const sheets = await readTables({
      name: "a.xlsx",
      bytes: await exportLayer("shelters", features, ABOUT, "xlsx"),
    });
    expect(sheets.ok && sheets.value.map(({ part }) => part)).toEqual(["shelters", "说明 About"]);
  });
});
