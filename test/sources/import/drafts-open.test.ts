import fc from "fast-check";
import * as v from "valibot";
import { describe, expect, test } from "vitest";
import {
  IMPORT_LAYERS,
  type ImportDraft,
  type ImportLayer,
  type RawRow,
  type RawTable,
  type RawValue,
} from "../../../src/core/model/import.ts";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import { applyChanges } from "../../../src/sources/import/apply-changes.ts";
import { draftRows } from "../../../src/sources/import/draft-rows.ts";
import type { ImportContext } from "../../../src/sources/import/import-context.ts";
import { mergeDraft } from "../../../src/sources/import/merge-draft.ts";
import { suggestMapping } from "../../../src/sources/import/suggest-mapping.ts";
import { LAYER_TABLES } from "../../../src/sources/layer-columns.ts";
import * as rows from "../../../src/sources/layer-rows.ts";

const box = (west: number, south: number, size: number) => ({
  type: "Polygon" as const,
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
});
const point = (id: string, nameZh: string, lng = 116.33): LayerFeature => ({
  geometry: { type: "Point", coordinates: [lng, 39.93] },
  properties: { id, nameZh },
});
const context: ImportContext = {
  district: box(116.3, 39.9, 0.1),
  subDistricts: [{ code: "01", nameZh: "西街道", nameEn: "West", polygon: box(116.3, 39.9, 0.1) }],
  communities: [{ id: "c1", polygon: box(116.3, 39.9, 0.1) }],
  layers: { shelters: [point("s1", "甲公园")] },
  squareMetresPerPerson: 1.5,
};
const SCHEMAS: Readonly<Record<ImportLayer, v.GenericSchema<unknown, object>>> = {
  shelters: rows.ShelterRow,
  gates: rows.GateRow,
  depots: rows.DepotRow,
  stations: rows.StationRow,
  candidates: rows.CandidateRow,
  waterlogging: rows.WaterloggingRow,
  demand: rows.DemandRow,
  gauges: rows.SeismicStationRow,
  "seismic-stations": rows.SeismicStationRow,
  places: rows.PlaceRow,
};

function tableOf(
  columns: readonly string[],
  cells: readonly (readonly RawValue[])[],
  file = "a.csv",
): RawTable {
  const list = cells.map(
    (values, i): RawRow => ({
      row: i + 2,
      values: Object.fromEntries(columns.map((column, k) => [column, values[k] ?? null])),
      geometry: null,
    }),
  );
  return {
    file,
    part: null,
    format: "csv",
    columns,
    rows: list,
    declaredCrs: null,
    encoding: null,
    findings: [],
  };
}
const draftOf = (table: RawTable, layer: ImportLayer, more: Partial<ImportContext> = {}): ImportDraft =>
  draftRows(table, suggestMapping(table, layer).mapping, "EPSG:4326", (x, y) => [x, y], {
    ...context,
    ...more,
  });
const said = (draft: ImportDraft, field: string) =>
  draft.findings
    .filter(({ place }) => place.field === field)
    .map(({ code, severity, place }) => [
      code,
      severity,
      place.row ?? null,
      place.found ?? null,
      place.expected,
    ]);

const NASTY: readonly RawValue[] = [
  null,
  "",
  " ",
  "x",
  "-1",
  0,
  -0,
  1,
  1.5,
  1e308,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  true,
  false,
  "1e400",
  "二百",
  "[]",
  "[1,2]",
  "[2,1]",
  '["a"]',
  "[null]",
  "{}",
  "[{}]",
  '{"kind":"hours"}',
  '{"kind":"always"}',
  '{"kind":"hours","opensMinute":-5,"closesMinute":1e9}',
  '[{"item":"tent","quantity":-1,"expires":null}]',
  '[{"item":"tent","quantity":3,"expires":"2027-01"}]',
  '["flood","war"]',
  "s1",
  "甲公园",
  "消防站",
  "固定",
  "1899-12-31",
  "50%",
  "99999999999",
  "'=1",
  "01",
  "5",
  "公园",
  "无",
  "是",
  "[0,20]",
  "[0.1,0.3]",
  "0,20",
  "6:00-22:00",
  "25:00-26:00",
];

describe.each(IMPORT_LAYERS)("any draft of %s", (layer) => {
  const columns = LAYER_TABLES[layer].columns.map(({ name }) => name);
  test("holds only rows that the reader of packs takes, and tells of every other", () => {
    const cells = fc.array(
      fc.array(fc.constantFrom(...NASTY), { minLength: columns.length, maxLength: columns.length }),
      {
        maxLength: 6,
      },
    );
    fc.assert(
      fc.property(fc.subarray(columns, { minLength: 1 }), cells, (some, list) => {
        const table = tableOf(
          [...some, "lng", "lat"],
          list.map((row, i) => [...row.slice(0, some.length), 116.31 + i * 0.001, 39.95]),
        );
        const draft = draftOf(table, layer);
        for (const { feature } of draft.rows) {
          const { properties, geometry } = feature;
          expect(Object.keys(properties)).toEqual(columns);
          const lngLat = (geometry as { coordinates: number[] }).coordinates;
          const parsed = v.safeParse(SCHEMAS[layer], { ...properties, lngLat });
          expect(parsed.issues?.map((issue) => [v.getDotPath(issue), issue.message]) ?? []).toEqual([]);
          if ("subDistrictCode" in properties) expect(properties.subDistrictCode).toBe("01");
          if ("communityId" in properties) expect(properties.communityId).toBe("c1");
          if ("shelterId" in properties) expect(properties.shelterId).toBe("s1");
        }
        expect(draft.rows.length + draft.rejected.length).toBe(list.length);
        for (const { findings } of draft.rejected)
          expect(findings.some(({ severity }) => severity === "rejected")).toBe(true);
        expect(new Set(draft.rows.map(({ feature }) => feature.properties.id)).size).toBe(draft.rows.length);
      }),
      { numRuns: 60, seed: 11 },
    );
  });
});

describe("what nobody told", () => {
  const list = (names: string[], more: readonly string[] = [], cells: RawValue[] = []) =>
    tableOf(
      ["名称", ...more, "经度", "纬度"],
      names.map((name, i) => [name, ...cells, 116.31 + i * 0.001, 39.95]),
    );

  test("stays unknown, and is said once for the file", () => {
    const shelters = draftOf(list(["乙公园", "丙公园"]), "shelters");
    expect(shelters.rows[0]?.feature.properties).toMatchObject({ fitFor: "[]", effectiveSquareMetres: null });
    expect(said(shelters, "fitFor")).toEqual([["MISSING_VALUE", "doubtful", null, null, "[]"]]);
    const ponding = draftOf(list(["莲花桥下"]), "waterlogging");
    expect(ponding.rows[0]?.feature.properties).toMatchObject({
      kind: "underpass",
      rainfallMillimetresPerHour: "[]",
      depthMetres: "[]",
    });
    expect(said(ponding, "depthMetres")).toEqual([["MISSING_VALUE", "doubtful", null, null, "[]"]]);
    const depots = draftOf(list(["街道物资库"]), "depots");
    expect(said(depots, "trucks")).toEqual([["MISSING_VALUE", "doubtful", null, null, "0"]]);
  });

  test("is guessed from the name where the name tells, and said for the row", () => {
    const draft = draftOf(
      list(["甲消防救援站", "乙社区微型消防站", "丙医院急救站", "丁防汛抢险队", "戊志愿服务队", "己中心"]),
      "stations",
    );
    expect(draft.rows.map(({ feature }) => feature.properties.kind)).toEqual([
      "fire",
      "fire-small",
      "medical",
      "flood",
      "volunteer",
    ]);
    expect(said(draft, "kind")[1]).toEqual([
      "MISSING_VALUE",
      "doubtful",
      3,
      "乙社区微型消防站",
      "fire-small",
    ]);
    expect(draft.rejected.map(({ row }) => row)).toEqual([7]);
    const candidates = draftOf(list(["某小学操场", "某停车场"], ["面积"], [900]), "candidates");
    expect(candidates.rows.map(({ feature }) => feature.properties.landUse)).toEqual([
      "school-ground",
      "car-park",
    ]);
  });

  test("is not told again of a place that the rows only change", () => {
    const loaded = draftOf(list(["乙公园"], ["适用灾种", "层级"], ["地震", "固定"]), "shelters").rows.map(
      ({ feature }) => feature,
    );
    const draft = draftOf(tableOf(["名称", "有效面积"], [["乙公園", 800]]), "shelters", {
      layers: { shelters: loaded },
    });
    expect(draft.mapping.place.kind).toBe("none");
    expect(draft.findings).toEqual([]);
    expect(draft.rows[0]?.feature.properties).toEqual({
      ...loaded[0]?.properties,
      nameZh: "乙公園",
      effectiveSquareMetres: 800,
      effectiveAreaMethod: "compiled",
    });
  });
});

describe("ids", () => {
  const columns = ["序号", "编号", "名称", "经度", "纬度"];
  test("the number of the line is none, under any header", () => {
    const table = (header: string) =>
      tableOf(
        [header, "名称", "经度", "纬度"],
        [1, 2, 3].map((n) => [n, `${n}号园`, 116.31 + n * 0.001, 39.95]),
      );
    for (const header of ["序号", "No.", "编号"])
      expect(
        suggestMapping(table(header), "shelters").mapping.fields.some(({ field }) => field === "id"),
      ).toBe(false);
    const own = suggestMapping(tableOf(columns, [[1, "A7", "甲", 116.31, 39.95]]), "shelters").mapping;
    expect(own.fields.find(({ field }) => field === "id")?.column).toBe("编号");
  });

  test("one used for two places: both load, the second under its own, the same each time", () => {
    const table = tableOf(columns, [
      [1, "A", "甲园", 116.31, 39.95],
      [2, "A", "乙园", 116.32, 39.95],
      [3, "A", "甲园", 116.31, 39.95],
    ]);
    const draft = draftOf(table, "shelters");
    expect(draft.rows.map(({ feature }) => feature.properties.nameZh)).toEqual(["甲园", "乙园"]);
    expect(draft.rows[0]?.feature.properties.id).toBe("A");
    expect(draft.rows[1]?.feature.properties.id).not.toBe("A");
    expect(draft.rejected.map(({ row, findings }) => [row, findings[0]?.code])).toEqual([
      [4, "DUPLICATE_ROW"],
    ]);
    expect(draftOf(table, "shelters").rows).toEqual(draft.rows);
  });
});

test("without places an exact name is preferred to a similar one, and two similar ones are left to a person", () => {
  const shelters = [
    point("a", "甲公园"),
    point("b", "甲公园应急避难场所", 116.34),
    point("c", "丙园", 116.35),
    point("d", "丙園", 116.36),
  ];
  const draft = draftOf(
    tableOf(
      ["名称", "有效面积"],
      [
        ["甲公园", 800],
        ["丙 园", 900],
      ],
    ),
    "shelters",
    { layers: { shelters } },
  );
  expect(draft.rows.map(({ feature }) => feature.properties.id)).toEqual(["a"]);
  expect(draft.rejected[0]?.findings[0]?.code).toBe("NO_PLACE");
});

test("changes lie one over the other in order, and undo takes the last one off", () => {
  const lay = (area: number, name: string, base: readonly LayerFeature[], mode: "update" | "replace") =>
    mergeDraft(
      base,
      draftOf(
        tableOf(
          ["编号", "名称", "有效面积", "经度", "纬度"],
          [
            ["s", name, area, 116.31, 39.95],
            [`x${area}`, name, area, 116.32, 39.95],
          ],
        ),
        "shelters",
      ),
      mode,
    ).change;
  const first = lay(100, "甲", [], "update");
  const second = lay(200, "乙", applyChanges([], [first]), "update");
  const third = lay(300, "丙", applyChanges([], [first, second]), "replace");
  const facts = (changes: readonly Pick<typeof first, "upserts" | "removedIds">[]) =>
    applyChanges([], changes)
      .map(({ properties }) => `${properties.id} ${properties.nameZh} ${properties.effectiveSquareMetres}`)
      .sort();
  expect(facts([first])).toEqual(["s 甲 100", "x100 甲 100"]);
  expect(facts([first, second])).toEqual(["s 乙 200", "x100 甲 100", "x200 乙 200"]);
  expect(facts([first, second, third])).toEqual(["s 丙 300", "x300 丙 300"]);
  expect(facts([second, first])).not.toEqual(facts([first, second]));
});

test("the guard before a formula goes, an apostrophe of a name stays", () => {
  const draft = draftOf(
    tableOf(
      ["名称", "经度", "纬度"],
      [
        ["'=甲园", 116.31, 39.95],
        ["'乙'园", 116.32, 39.95],
      ],
    ),
    "shelters",
  );
  expect(draft.rows.map(({ feature }) => feature.properties.nameZh)).toEqual(["=甲园", "'乙'园"]);
});
