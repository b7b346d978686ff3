import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stockNow, usableUnits } from "../../../../src/core/analysis/supply/stock-now.ts";
import { MOVEMENT_KINDS, type StockMovement } from "../../../../src/core/model/operation.ts";
import { type StockLine, SUPPLY_ITEMS } from "../../../../src/core/model/pack.ts";

const MONTH = "2026-11";
let lastId = 0;
const moved = (facts: Partial<StockMovement>): StockMovement => ({
  id: `m${++lastId}`,
  kind: "issue",
  depotId: "a",
  toId: null,
  item: "water-litre",
  quantity: 10,
  expires: null,
  paper: "",
  ...facts,
});
const water = (quantity: number, expires: string | null): StockLine => ({
  item: "water-litre",
  quantity,
  expires,
});
const depots = (stock: readonly StockLine[], other: readonly StockLine[] = []) => [
  { id: "a", stock },
  { id: "b", stock: other },
];
const batchesOf = (stock: readonly StockLine[], movements: readonly StockMovement[]) =>
  stockNow(depots(stock), movements, MONTH)[0]!.batches.map(({ quantity, expires }) => [quantity, expires]);

describe("stockNow", () => {
  it("leaves out what is expired, and says it: the month itself may still be used", () => {
    const [a] = stockNow(depots([water(5, "2026-10"), water(7, "2026-11"), water(9, null)]), [], MONTH);
    expect(a?.batches.map(({ quantity }) => quantity)).toEqual([7, 9]);
    expect(a?.expired).toEqual([water(5, "2026-10")]);
    expect(usableUnits(a!, [{ item: "water-litre" }, { item: "tent" }])).toEqual(Float64Array.of(16, 0));
  });

  it("knows unknown from zero", () => {
    const [a, b] = stockNow(depots([water(0, null)]), [], MONTH);
    expect(a?.knownItems.has("water-litre")).toBe(true);
    expect(a?.batches).toEqual([]);
    expect(a?.knownItems.has("tent")).toBe(false);
    expect(b?.knownItems.size).toBe(0);
  });

  it("issues first what expires first, and what is expired last", () => {
    const stock = [water(10, null), water(10, "2027-06"), water(10, "2026-12"), water(10, "2026-01")];
    expect(batchesOf(stock, [moved({ quantity: 15 })])).toEqual([
      [5, "2027-06"],
      [10, null],
    ]);
    const [a] = stockNow(depots(stock), [moved({ quantity: 33 })], MONTH);
    expect(a?.batches).toEqual([]);
    expect(a?.expired).toEqual([water(7, "2026-01")]);
  });

  it("takes of the month that is named", () => {
    const stock = [water(10, "2027-06"), water(10, "2026-12")];
    expect(batchesOf(stock, [moved({ quantity: 4, expires: "2027-06" })])).toEqual([
      [10, "2026-12"],
      [6, "2027-06"],
    ]);
  });

  it("carries months along with a transfer", () => {
    const [a, b] = stockNow(
      depots([water(10, "2026-12"), water(10, null)]),
      [moved({ kind: "transfer", toId: "b", quantity: 14 })],
      MONTH,
    );
    expect(a?.batches).toEqual([water(6, null)]);
    expect(b?.batches).toEqual([water(10, "2026-12"), water(4, null)]);
  });

  it("says what was given out that was not there, until it is counted", () => {
    const over = moved({ quantity: 25 });
    const [a] = stockNow(depots([water(10, null)]), [over], MONTH);
    expect(a?.batches).toEqual([]);
    expect(a?.overdrawn).toEqual([{ item: "water-litre", quantity: 15 }]);
    const counted = moved({ kind: "stocktake", quantity: 3 });
    const [later] = stockNow(depots([water(10, null)]), [over, counted], MONTH);
    expect(later?.overdrawn).toEqual([]);
    expect(later?.batches).toEqual([water(3, null)]);
  });

  it("believes a count: of a month, or of the whole item", () => {
    const stock = [water(10, "2026-12"), water(10, "2027-06")];
    const count = (facts: Partial<StockMovement>) =>
      batchesOf(stock, [moved({ kind: "stocktake", ...facts })]);
    expect(count({ quantity: 4, expires: "2027-06" })).toEqual([
      [10, "2026-12"],
      [4, "2027-06"],
    ]);
    expect(count({ quantity: 12 })).toEqual([
      [2, "2026-12"],
      [10, "2027-06"],
    ]);
    expect(count({ quantity: 26 })).toEqual([
      [10, "2026-12"],
      [10, "2027-06"],
      [6, null],
    ]);
    expect(count({ quantity: 0 })).toEqual([]);
  });

  it.each<[string, Partial<StockMovement>]>([
    ["negative quantities", { quantity: -5 }],
    ["quantities that are no number", { quantity: Number.NaN }],
    ["a depot nobody knows", { depotId: "gone" }],
    ["a transfer to itself", { kind: "transfer", toId: "a" }],
  ])("changes nothing for %s", (_, facts) => {
    expect(batchesOf([water(10, null)], [moved(facts)])).toEqual([[10, null]]);
  });

  it("neither makes nor loses a unit, whatever is written", () => {
    const arbitraryMovement = fc.record({
      kind: fc.constantFrom(...MOVEMENT_KINDS.filter((kind) => kind !== "stocktake")),
      depotId: fc.constantFrom("a", "b"),
      toId: fc.constantFrom("a", "b", "S1", null),
      item: fc.constantFrom(...SUPPLY_ITEMS.slice(0, 2)),
      quantity: fc.nat(50),
      expires: fc.constantFrom(null, "2026-01", "2026-12", "2027-06"),
    });
    const arbitraryStock = fc.array(
      fc.record({
        item: fc.constantFrom(...SUPPLY_ITEMS.slice(0, 2)),
        quantity: fc.nat(60),
        expires: fc.constantFrom(null, "2026-01", "2026-12", "2027-06"),
      }),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(
        arbitraryStock,
        arbitraryStock,
        fc.array(arbitraryMovement, { maxLength: 12 }),
        (a, b, lines) => {
          const movements = lines.map((line) => moved(line));
          const stock = stockNow(depots(a, b), movements, MONTH);
          for (const item of SUPPLY_ITEMS) {
            const sum = (rows: readonly { readonly item: string; readonly quantity: number }[]) =>
              rows.reduce((total, row) => total + (row.item === item ? row.quantity : 0), 0);
            const now = stock.reduce(
              (total, { batches, expired, overdrawn }) =>
                total + sum(batches) + sum(expired) - sum(overdrawn),
              0,
            );
            const came = sum(movements.filter(({ kind }) => kind === "receive"));
            const isDepot = (id: string | null) => id === "a" || id === "b";
            const went = sum(
              movements.filter(
                ({ kind, toId }) => kind === "issue" || (kind === "transfer" && !isDepot(toId)),
              ),
            );
            expect(now).toBe(sum(a) + sum(b) + came - went);
          }
          for (const { batches, expired } of stock)
            for (const { quantity } of [...batches, ...expired]) expect(quantity).toBeGreaterThan(0);
        },
      ),
    );
  });
});
