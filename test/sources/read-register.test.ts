import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawTable, RawValue } from "../../src/core/model/import.ts";
import type { PackIndex } from "../../src/core/model/pack-data.ts";
import type { RegisterPlaces } from "../../src/core/model/register-file.ts";
import { readRegister } from "../../src/sources/operation/read-register.ts";
import { registerStandings, registerTable } from "../../src/state/supplies/register.ts";
import { createCommandPack } from "../fixtures/create-command.ts";
import { createTestImportsApi } from "../fixtures/create-importer.ts";

const pack: PackIndex = createCommandPack();
const places: RegisterPlaces = { depots: pack.depots, shelters: pack.shelters };

function tableOf(columns: readonly string[], rows: readonly (readonly RawValue[])[]): RawTable {
  return {
    file: "r.xlsx",
    part: null,
    format: "xlsx",
    columns,
    rows: rows.map((cells, i) => ({
      row: i + 2,
      values: Object.fromEntries(columns.map((name, k) => [name, cells[k] ?? null])),
      geometry: null,
    })),
    declaredCrs: null,
    encoding: null,
    findings: [],
  };
}
const COLUMNS = ["kind", "depot", "to", "item", "quantity", "expires", "paper"];
const read = (...rows: readonly (readonly RawValue[])[]) => readRegister(tableOf(COLUMNS, rows), places);

describe("readRegister", () => {
  it("reads what is written, by id or by name, in both languages", () => {
    expect(
      read(
        ["receive", "D1", null, "tent", 12, null, "GRN-7"],
        ["调拨", "展览路库", "天桥库", "棉被", "1,200", null, null],
        ["Issue", "Zhanlanlu depot", "月坛公园", "water-litre", 5, "2027/3", ""],
        ["盘点", "D2", null, "口粮", 0, "2027年11月", null],
      ),
    ).toEqual({
      faults: [],
      movements: [
        {
          kind: "receive",
          depotId: "D1",
          toId: null,
          item: "tent",
          quantity: 12,
          expires: null,
          paper: "GRN-7",
        },
        {
          kind: "transfer",
          depotId: "D1",
          toId: "D2",
          item: "quilt",
          quantity: 1200,
          expires: null,
          paper: "",
        },
        {
          kind: "issue",
          depotId: "D1",
          toId: "S1",
          item: "water-litre",
          quantity: 5,
          expires: "2027-03",
          paper: "",
        },
        {
          kind: "stocktake",
          depotId: "D2",
          toId: null,
          item: "food-ration",
          quantity: 0,
          expires: "2027-11",
          paper: "",
        },
      ],
    });
  });

  it.each<[string, readonly RawValue[], string, string]>([
    ["an unknown kind", ["borrow", "D1", null, "tent", 1, null], "kind", "borrow"],
    ["an unknown depot", ["receive", "D9", null, "tent", 1, null], "depot", "D9"],
    ["an unknown item", ["receive", "D1", null, "gold", 1, null], "item", "gold"],
    ["a negative quantity", ["receive", "D1", null, "tent", -3, null], "quantity", "-3"],
    ["a quantity that is a word", ["receive", "D1", null, "tent", "many", null], "quantity", "many"],
    ["no quantity", ["receive", "D1", null, "tent", null, null], "quantity", ""],
    ["nothing received", ["receive", "D1", null, "tent", 0, null], "quantity", "0"],
    ["expiry garbage", ["receive", "D1", null, "tent", 1, "next year"], "expires", "next year"],
    ["a thirteenth month", ["receive", "D1", null, "tent", 1, "2027-13"], "expires", "2027-13"],
    ["a transfer to itself", ["transfer", "D1", "D1", "tent", 1, null], "to", "D1"],
    ["a transfer to nowhere", ["transfer", "D1", null, "tent", 1, null], "to", ""],
    ["an issue to an unknown place", ["issue", "D1", "Mars", "tent", 1, null], "to", "Mars"],
  ])("says row, field and what was found for %s", (_, row, field, found) => {
    const { movements, faults } = read(["receive", "D1", null, "tent", 1, null], row);
    expect(faults).toMatchObject([{ row: 3, field, found }]);
    expect(faults[0]?.expected).not.toBe("");
    expect(movements).toHaveLength(1);
  });

  it("tells every fault of a row, and columns that are missing", () => {
    expect(read(["borrow", "D9", null, "gold", -1, "x"]).faults.map(({ field }) => field)).toEqual([
      "kind",
      "item",
      "depot",
      "quantity",
      "expires",
    ]);
    const { movements, faults } = readRegister(tableOf(["name", "count"], [["a", 1]]), places);
    expect(movements).toEqual([]);
    expect(faults.map(({ field }) => field)).toEqual(["kind", "depot", "item", "quantity"]);
  });

  it("throws at nothing", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.array(fc.oneof(fc.string(), fc.double(), fc.boolean(), fc.constant(null)), { maxLength: 7 }),
        ),
        (rows) => {
          const { movements, faults } = read(...rows);
          expect(movements.length).toBeLessThanOrEqual(rows.length);
          expect(movements.length + new Set(faults.map(({ row }) => row)).size).toBe(rows.length);
        },
      ),
    );
  });

  it("reads back the workbook that was exported: the same stock", async () => {
    const month = "2026-11";
    const stocked: PackIndex = {
      ...pack,
      depots: pack.depots.map((depot) => ({
        ...depot,
        stock: [
          { item: "water-litre", quantity: 500, expires: "2027-02" },
          { item: "water-litre", quantity: 40, expires: "2026-01" },
          { item: "food-ration", quantity: 7, expires: null },
          { item: "tent", quantity: 0, expires: null },
        ],
      })),
    };
    const standings = registerStandings(stocked, [], month);
    const api = createTestImportsApi(new Map());
    const about = {
      titleZh: "西城",
      titleEn: "Xicheng",
      packId: "xicheng",
      method: "modelled",
      source: "test",
      licence: "test",
      asOf: "2026",
      exportedAt: "2026-11-27T00:00:00Z",
    } as const;
    for (const format of ["xlsx", "csv"] as const) {
      const bytes = await api.exportTable(registerTable(standings), about, format);
      if (!bytes.ok) throw new Error(bytes.failure.code);
      const file = new File([bytes.value], `register.${format}`);
      const again = await api.readRegister(file, places);
      if (!again.ok) throw new Error(again.failure.code);
      expect(again.value.faults).toEqual([]);
      const emptied: PackIndex = {
        ...stocked,
        depots: stocked.depots.map((depot) => ({ ...depot, stock: [] })),
      };
      const lines = again.value.movements.map((movement, i) => ({
        minute: i,
        source: "file" as const,
        by: "",
        movement: { ...movement, id: String(i) },
      }));
      const stock = registerStandings(emptied, lines, month).map((row) => row.stock);
      expect(stock).toEqual(standings.map((row) => row.stock));
    }
  });
});
