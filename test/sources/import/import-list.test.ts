import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ImportDraft, RawRow, RawTable, RawValue } from "../../../src/core/model/import.ts";
import { applyChanges } from "../../../src/sources/import/apply-changes.ts";
import { draftRows } from "../../../src/sources/import/draft-rows.ts";
import type { ImportContext } from "../../../src/sources/import/import-context.ts";
import { mergeDraft } from "../../../src/sources/import/merge-draft.ts";
import { readCoordinate, readPair } from "../../../src/sources/import/read-position.ts";
import { readQuantity } from "../../../src/sources/import/read-quantity.ts";
import { suggestMapping } from "../../../src/sources/import/suggest-mapping.ts";

const square = (west: number, south: number, size: number) => ({
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
const context: ImportContext = {
  district: square(116.3, 39.9, 0.1),
  subDistricts: [
    { code: "01", nameZh: "西街道", nameEn: "West", polygon: square(116.3, 39.9, 0.05) },
    { code: "02", nameZh: "东街道", nameEn: "East", polygon: square(116.35, 39.9, 0.05) },
  ],
  communities: [{ id: "c1", polygon: square(116.3, 39.9, 0.1) }],
  layers: {},
  squareMetresPerPerson: 0.5,
};
const same = (x: number, y: number) => [x, y] as const;

function tableOf(columns: string[], cells: RawValue[][], file = "避难场所.xlsx"): RawTable {
  const rows = cells.map(
    (values, i): RawRow => ({
      row: i + 2,
      values: Object.fromEntries(columns.map((column, k) => [column, values[k] ?? null])),
      geometry: null,
    }),
  );
  return { file, part: null, format: "xlsx", columns, rows, declaredCrs: null, encoding: null, findings: [] };
}
const draftOf = (table: RawTable, more: Partial<ImportContext> = {}): ImportDraft =>
  draftRows(table, suggestMapping(table).mapping, "EPSG:4326", same, { ...context, ...more });

const LIST = ["编号", "场所名称", "类型", "有效面积（亩）", "容纳人数（万人）", "经度", "纬度", "建成时间"];
const codes = (draft: ImportDraft) =>
  draft.findings
    .filter(({ place }) => place.row !== undefined)
    .map(({ code, severity, place }) => `${place.row} ${code} ${severity}`);

describe("a list of shelters in Chinese", () => {
  test("is understood with its units and laid on the layer's columns", () => {
    const draft = draftOf(
      tableOf(LIST, [["1", "甲公园", "固定避难场所", "12", 0.5, "116.31", "39.91", "2012年"]]),
    );
    expect(draft.mapping.layer).toBe("shelters");
    expect(draft.rejected).toEqual([]);
    expect(draft.rows[0]?.feature).toMatchObject({
      geometry: { type: "Point", coordinates: [116.31, 39.91] },
      properties: {
        id: "1",
        nameZh: "甲公园",
        tier: "fixed",
        effectiveSquareMetres: 8000,
        effectiveAreaMethod: "compiled",
        publishedCapacityPersons: 5000,
        yearCompleted: 2012,
        subDistrictCode: "01",
        communityId: "c1",
        grossSquareMetres: null,
      },
    });
  });

  test("loads its good rows and says of each bad one what is wrong", () => {
    const draft = draftOf(
      tableOf(LIST, [
        ["1", "甲公园", "紧急", "3.2公顷", "3000余人", 116.31, 39.91, 2012],
        ["2", "乙公园", "紧急", "-3", 0.1, 116.32, 39.91, "2012-13-01"],
        ["3", "丙公园", "紧急", "1", 0.5, 116.33, 39.91, null],
        ["4", "丁公园", "紧急", "1", null, 118, 39.91, null],
        ["5", "戊公园", "紧急", "1", null, null, 39.91, null],
        ["1", "己公园", "紧急", "1", null, 116.34, 39.91, null],
        [null, "庚公园", "什么", null, null, 116.34, 39.92, "1899-12-30"],
        ["8", "辛公园", "紧急", "1", null, 116.34, 39.92, null],
      ]),
    );
    expect(codes(draft)).toEqual([
      "2 NOT_UNDERSTOOD doubtful",
      "3 NEGATIVE doubtful",
      "3 DATE_NONSENSE doubtful",
      "4 CAPACITY_EXCEEDS_AREA doubtful",
      "5 OUTSIDE_DISTRICT rejected",
      "6 NO_PLACE rejected",
      "7 DUPLICATE_ID mended",
      "8 NOT_UNDERSTOOD doubtful",
      "8 DATE_NONSENSE doubtful",
      "8 MISSING_ID mended",
      "8 MISSING_VALUE doubtful",
      "8 STACKED_PLACES doubtful",
      "9 STACKED_PLACES doubtful",
    ]);
    expect(draft.rows.map(({ row }) => row)).toEqual([2, 3, 4, 7, 8, 9]);
    expect(draft.rejected.map(({ row }) => row)).toEqual([5, 6]);
    expect(draft.rows[1]?.feature.properties).toMatchObject({
      effectiveSquareMetres: null,
      yearCompleted: null,
    });
  });

  test("an outline that crosses itself is mended", () => {
    const bow = [
      [116.31, 39.91],
      [116.312, 39.912],
      [116.312, 39.91],
      [116.31, 39.912],
      [116.31, 39.91],
    ];
    const table = tableOf(["名称"], [["甲公园"]]);
    const drawn: RawTable = {
      ...table,
      rows: [{ ...(table.rows[0] as RawRow), geometry: { type: "Polygon", coordinates: [bow] } }],
    };
    const draft = draftOf(drawn);
    expect(codes(draft)).toContain("2 SELF_INTERSECTION mended");
    // Two triangles, each a quarter of the box.
    const box = draftOf({
      ...table,
      rows: [{ ...(table.rows[0] as RawRow), geometry: square(116.31, 39.91, 0.002) }],
    });
    const area = (of: ImportDraft) => of.rows[0]?.feature.properties.grossSquareMetres as number;
    expect(area(draft) / area(box)).toBeCloseTo(0.5, 2);
  });
});

test("gates find their shelter by name, and a stranger's gate is turned away", () => {
  const shelters = draftOf(tableOf(LIST, [["s1", "甲公园", "固定", 12, null, 116.31, 39.91, null]])).rows.map(
    ({ feature }) => feature,
  );
  const gates = draftOf(
    tableOf(
      ["所属避难场所", "名称", "净宽(cm)", "开放时间", "坐标"],
      [
        ["甲公园", "北门", 350, "6:00-22:00", "116.31,39.911"],
        ["无名", "南门", 1, "常闭", "116.31,39.91"],
      ],
      "出入口.csv",
    ),
    { layers: { shelters } },
  );
  expect(gates.mapping.layer).toBe("gates");
  expect(gates.rows[0]?.feature.properties).toMatchObject({
    shelterId: "s1",
    widthMetres: 3.5,
    opening: '{"kind":"hours","opensMinute":360,"closesMinute":1320}',
  });
  expect(codes(gates)).toContain("3 UNKNOWN_REFERENCE rejected");
});

test.each([
  ["3.2公顷", "area", 32_000, false],
  ["1,200 ㎡", "area", 1200, false],
  ["１２亩", "area", 8000, false],
  ["0.5万人", "count", 5000, false],
  ["约300人", "count", 300, true],
  ["3000余人", "count", 3000, true],
  ["三百", "count", 300, false],
  ["2.5万平方米", "area", 25_000, false],
  ["350cm", "length", 3.5, false],
] as const)("%s is understood", (text, measure, value, isRough) => {
  const quantity = readQuantity(text, measure, null);
  expect(quantity?.value).toBeCloseTo(value, 9);
  expect(quantity?.isRough).toBe(isRough);
});
test.each(["100-200", "甲", "12亩地", "1.2.3", "", "-"])("%s is no quantity", (text) => {
  expect(readQuantity(text, "area", null)).toBeNull();
});
test("positions in degrees, minutes and seconds, and in one cell", () => {
  expect(readCoordinate("39°54′27″N")).toBeCloseTo(39.9075, 9);
  expect(readCoordinate("东经116度23分17.5秒")).toBeCloseTo(116 + 23 / 60 + 17.5 / 3600, 9);
  expect(readCoordinate("33°52'S")).toBeCloseTo(-33.8667, 3);
  expect(readCoordinate("39°61′N")).toBeNull();
  expect(readPair("39.91，116.36")).toEqual([116.36, 39.91]);
});

describe("laying over", () => {
  const rows = fc.uniqueArray(
    fc.record({ n: fc.integer({ min: 1, max: 30 }), area: fc.option(fc.integer({ min: 50, max: 9000 })) }),
    { selector: ({ n }) => n, minLength: 1 },
  );
  const draftFrom = (list: { n: number; area: number | null }[], withId: boolean) =>
    draftOf(
      tableOf(
        ["编号", "名称", "有效面积", "经度", "纬度"],
        list.map(({ n, area }) => [withId ? `s${n}` : null, `${n}号公园`, area, 116.3 + n * 0.003, 39.91]),
      ),
    );

  test("twice is once; undo restores; nobody is lost", () => {
    fc.assert(
      fc.property(rows, rows, fc.boolean(), (first, second, withId) => {
        const base = draftFrom(first, true).rows.map(({ feature }) => feature);
        const merged = mergeDraft(base, draftFrom(second, withId), "update");
        const once = applyChanges(base, [merged.change]);
        const again = mergeDraft(once, draftFrom(second, withId), "update");
        expect(applyChanges(once, [again.change])).toEqual(once);
        expect(again.matches.every(({ by }) => by !== "new")).toBe(true);
        const known = merged.matches.filter(({ by }) => by !== "new").length;
        expect(known).toBe(second.filter(({ n }) => first.some((row) => row.n === n)).length);
        expect(once).toHaveLength(first.length + second.length - known);
        expect(applyChanges(base, [])).toEqual(base);
        for (const { n, area } of first) {
          const later = second.find((row) => row.n === n)?.area ?? null;
          expect(
            once.find(({ properties }) => properties.id === `s${n}`)?.properties.effectiveSquareMetres,
          ).toBe(later ?? area);
        }
        const replaced = mergeDraft(base, draftFrom(second, withId), "replace");
        expect(applyChanges(base, [replaced.change])).toHaveLength(second.length);
      }),
      { numRuns: 40, seed: 3 },
    );
  });
});
