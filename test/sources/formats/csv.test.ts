import { expect, test } from "vitest";
import type { RawTable } from "../../../src/core/model/import.ts";
import { readTables } from "../../../src/sources/formats/read-tables.ts";

const utf8 = (text: string) => new TextEncoder().encode(text);
async function tableOf(bytes: Uint8Array, name = "list.csv"): Promise<RawTable> {
  const read = await readTables({ name, bytes });
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value[0] as RawTable;
}

test("cells stay text, rows carry the line an editor shows", async () => {
  const table = await tableOf(utf8('﻿编号,名称,人数\r\n007,"月坛,\r\n公园",120\r\n\r\n008,"说""好""",\r\n'));
  expect(table.columns).toEqual(["编号", "名称", "人数"]);
  expect(table.rows).toEqual([
    { row: 2, values: { 编号: "007", 名称: "月坛,\n公园", 人数: "120" }, geometry: null },
    { row: 5, values: { 编号: "008", 名称: '说"好"', 人数: null }, geometry: null },
  ]);
  expect(table.findings).toEqual([]);
});

test.each([
  [",", "comma"],
  ["\t", "tab"],
  [";", "semicolon"],
  ["|", "bar"],
])("delimiter %j is found", async (delimiter) => {
  const lines = [
    ["name", "x", "y"],
    ["a, b; c", "116,31", "39.9"],
  ].map((cells) => cells.map((cell) => `"${cell}"`).join(delimiter));
  const table = await tableOf(utf8(lines.join("\n")));
  expect(table.rows[0]?.values).toEqual({ name: "a, b; c", x: "116,31", y: "39.9" });
});

test("GB18030 is recognised even where its first character comes after a megabyte of ASCII", async () => {
  const ascii = `name,n\n${`${"a".repeat(97)},1\n`.repeat(50_000)}`;
  // 月坛 in GBK.
  const bytes = new Uint8Array([...utf8(""), ...[0xd4, 0xc2, 0xcc, 0xb3], ...utf8(",2\n")]);
  const whole = new Uint8Array(ascii.length + bytes.length);
  whole.set(utf8(ascii));
  whole.set(bytes, ascii.length);
  const table = await tableOf(whole, "a.csv");
  expect(table.encoding).toBe("gb18030");
  expect(table.rows.at(-1)).toEqual({ row: 50_002, values: { name: "月坛", n: "2" }, geometry: null });
});

test.each(["utf-16le", "utf-16be"])("%s with a byte-order mark", async (encoding) => {
  const text = "﻿名称\t人数\n月坛\t12\n";
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), encoding === "utf-16le");
  const table = await tableOf(bytes);
  expect(table.encoding).toBe(encoding);
  expect(table.rows[0]?.values).toEqual({ 名称: "月坛", 人数: "12" });
});

test("title lines above the header are no header", async () => {
  const table = await tableOf(
    utf8(
      "西城区应急避难场所一览表,,,\n,,,\n单位:应急局,,2024年,\n序号,名称,地址,面积\n1,月坛,南街,100\n2,官园,北街,\n",
    ),
  );
  expect(table.columns).toEqual(["序号", "名称", "地址", "面积"]);
  expect(table.rows.map(({ row }) => row)).toEqual([5, 6]);
});

test("a table without a header gets letters, repeated names get numbers", async () => {
  expect((await tableOf(utf8("1,116.3,39.9\n2,116.4,39.8\n"))).columns).toEqual(["A", "B", "C"]);
  expect((await tableOf(utf8("a,a,,__proto__\n1,2,3,4\n"))).columns).toEqual([
    "a",
    "a (2)",
    "C",
    "__proto__ (2)",
  ]);
});

test("ragged rows are said: a short one stays, an overlong one is left out and kept for the export", async () => {
  const table = await tableOf(utf8("a,b,c\n1,2,3\n1,2\n1,2,3,4\n5,6,7\n"));
  expect(table.rows.map(({ row }) => row)).toEqual([2, 3, 5]);
  expect(table.findings.map(({ severity, place }) => [severity, place.row, place.found])).toEqual([
    ["doubtful", 3, "2 cells"],
    ["rejected", 4, "4 cells"],
  ]);
  expect(table.rejectedRows).toEqual([
    { row: 4, values: { a: "1", b: "2", c: "3", D: "4" }, findings: [table.findings[1]] },
  ]);
});

/** Node decodes GBK and does not write it: every pair of bytes is decoded once and looked up backwards. */
function gbk(text: string): Uint8Array {
  const pairs = new Map<string, readonly [number, number]>();
  const decoder = new TextDecoder("gbk");
  for (let high = 0x81; high <= 0xfe; high++)
    for (let low = 0x40; low <= 0xfe; low++)
      pairs.set(decoder.decode(new Uint8Array([high, low])), [high, low]);
  return new Uint8Array([...text].flatMap((char) => pairs.get(char) ?? [char.charCodeAt(0)]));
}

test("an old office list in GBK: title above, sums between and below, none of which becomes a place", async () => {
  const table = await tableOf(
    gbk(
      "西城区应急避难场所一览表,,,\r\n序号,街道,名称,人数\r\n1,月坛,月坛公园,100\r\n,小计,,100\r\n2,德胜,合计路小学,20\r\n3,总计,,120\r\n合 计：,,共 2 处,120\r\n",
    ),
  );
  expect([table.encoding, table.columns]).toEqual(["gb18030", ["序号", "街道", "名称", "人数"]]);
  expect(table.rows.map(({ values }) => values.名称)).toEqual(["月坛公园", "合计路小学"]);
  expect(table.findings.map(({ code, severity, place }) => [code, severity, place.row, place.found])).toEqual(
    [
      ["TOTAL_ROW", "rejected", 4, "小计"],
      ["TOTAL_ROW", "rejected", 6, "总计"],
      ["TOTAL_ROW", "rejected", 7, "合 计："],
    ],
  );
  expect(table.rejectedRows?.map(({ values }) => values.人数)).toEqual(["100", "120", "120"]);
});

test("a file in slices reads like a whole one and stops at its limit of rows", async () => {
  const bytes = utf8(`a,b\n${"1,2\n".repeat(5000)}`);
  const blob = Object.assign(new Blob([bytes]), { name: "b.csv" });
  const read = await readTables(blob);
  expect(read.ok && read.value[0]?.rows.length).toBe(5000);
  expect(await readTables(blob, { limits: { rows: 100 } })).toMatchObject({
    failure: { code: "IMPORT_TOO_LARGE", what: "rows", limit: 100 },
  });
});

test("300 MB are refused by their size alone", async () => {
  const huge = {
    name: "huge.csv",
    size: 300e6,
    slice: () => {
      throw new Error("was read");
    },
  };
  expect(await readTables(huge)).toMatchObject({
    failure: { code: "IMPORT_TOO_LARGE", what: "bytes", found: 300e6, limit: 200e6 },
  });
});
