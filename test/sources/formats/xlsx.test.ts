import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { expect, test } from "vitest";
import { readTables } from "../../../src/sources/formats/read-tables.ts";
import { createWorkbookOf } from "../../fixtures/create-workbook.ts";

const openpyxl = new Uint8Array(readFileSync("test/fixtures/files/openpyxl.xlsx"));

const workbook = (sheetData: string) => createWorkbookOf(`<sheetData>${sheetData}</sheetData>`);

test("every sheet of another writer's workbook, below its title, named .csv", async () => {
  const read = await readTables({ name: "list.csv", bytes: openpyxl });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  expect(read.value.map(({ part, format }) => [part, format])).toEqual([
    ["避难场所", "xlsx"],
    ["库 & 站", "xlsx"],
  ]);
  const [shelters, depots] = read.value;
  expect(shelters?.columns).toEqual(["编号", "名称", "面积", "启用日期", "人数", "公式"]);
  expect(shelters?.rows).toEqual([
    {
      row: 4,
      values: { 编号: "007", 名称: "月坛公园", 面积: 1234.5, 启用日期: "2020-03-04", 人数: 120, 公式: null },
      geometry: null,
    },
    {
      row: 5,
      values: {
        编号: "110102001",
        名称: "官园",
        面积: null,
        启用日期: "2021-05-06T07:08:09",
        人数: true,
        公式: null,
      },
      geometry: null,
    },
  ]);
  expect(shelters?.findings.map(({ code, place }) => [code, place.row, place.field, place.found])).toEqual([
    ["NOT_UNDERSTOOD", 5, "F5", "#DIV/0!"],
  ]);
  expect(depots?.rows[0]?.values).toEqual({ name: "<b>x</b>", n: 1 });
});

test("a formula gives the value it was saved with", async () => {
  const bytes = workbook(
    '<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>' +
      '<row r="2"><c r="A2"><f>1+2</f><v>3</v></c><c r="B2" t="str"><f>"x"</f><v>x</v></c></row>',
  );
  const read = await readTables({ name: "a.xlsx", bytes });
  expect(read.ok && read.value[0]?.rows[0]?.values).toEqual({ a: 3, b: "x" });
});

test.each([
  ["a row far off", '<row r="99999999999"><c r="A1"><v>1</v></c></row>', "rows"],
  ["a column far off", '<row r="1"><c r="ZZZZZZZ1"><v>1</v></c></row>', "columns"],
  [
    "a desert between two cells",
    '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
    "rows",
  ],
])("%s is refused before anything is filled", async (_, sheetData, what) => {
  const started = performance.now();
  const read = await readTables({ name: "a.xlsx", bytes: workbook(sheetData) });
  expect(read).toMatchObject({ failure: { code: "IMPORT_TOO_LARGE", what } });
  expect(performance.now() - started).toBeLessThan(1_000);
});

test("a bomb is stopped by what comes out, whatever its directory says", async () => {
  const bomb = zipSync({ "xl/workbook.xml": new Uint8Array(3_000_000) }, { level: 9 });
  const refused = { failure: { code: "IMPORT_TOO_LARGE", what: "unpacked" } };
  expect(await readTables({ name: "a.xlsx", bytes: bomb })).toMatchObject(refused);
  // The same with a directory that declares ten bytes.
  const view = new DataView(bomb.buffer, bomb.byteOffset);
  const directory = view.getUint32(bomb.length - 6, true);
  view.setUint32(directory + 24, 10, true);
  expect(await readTables({ name: "a.xlsx", bytes: bomb })).toMatchObject(refused);
});

test("an archive of several files is several tables; the old Excel format is named", async () => {
  const bytes = zipSync({
    "a/one.csv": strToU8("x,y\n1,2\n"),
    "__MACOSX/a/._one.csv": strToU8("junk"),
    "two.geojson": strToU8('{"type":"Point","coordinates":[1,2]}'),
    "broken.geojson": strToU8('{"type":"Poi'),
    "read.me.pdf": strToU8("%PDF-1.4\0\0"),
  });
  const read = await readTables({ name: "many.zip", bytes });
  expect(read.ok && read.value.map(({ part, format }) => [part, format])).toEqual([
    ["a/one.csv", "csv"],
    ["two.geojson", "geojson"],
  ]);
  expect(read.ok && read.value[0]?.findings.map(({ place }) => place.field)).toEqual(["broken.geojson"]);
  const xls = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  expect(await readTables({ name: "a.xlsx", bytes: xls })).toMatchObject({
    failure: { code: "IMPORT_UNREADABLE", place: { found: "Excel 97-2003 (.xls)", expected: ".xlsx" } },
  });
});
