import { describe, expect, it } from "vitest";
import { stockNow } from "../../../src/core/analysis/supply/stock-now.ts";
import type { StockMovement } from "../../../src/core/model/operation.ts";
import { beyondStock, isMonth, movementFaults } from "../../../src/core/operation/check-movement.ts";

const line = (facts: Partial<StockMovement>): Omit<StockMovement, "id"> => ({
  kind: "issue",
  depotId: "a",
  toId: null,
  item: "tent",
  quantity: 5,
  expires: null,
  paper: "",
  ...facts,
});
const DEPOTS = new Set(["a", "b"]);

describe("movementFaults", () => {
  it.each<[string, Partial<StockMovement>, readonly string[]]>([
    ["nothing wrong", {}, []],
    ["a count of none", { kind: "stocktake", quantity: 0 }, []],
    ["negative quantities", { quantity: -1 }, ["quantity"]],
    ["no number", { quantity: Number.NaN }, ["quantity"]],
    ["endlessly many", { quantity: Infinity }, ["quantity"]],
    ["nothing issued", { quantity: 0 }, ["zero"]],
    ["an unknown depot", { depotId: "x" }, ["depot"]],
    ["a transfer to itself", { kind: "transfer", toId: "a" }, ["self"]],
    ["a transfer to a place that is no depot", { kind: "transfer", toId: "S1" }, ["to"]],
    ["expiry garbage", { expires: "soon" }, ["expires"]],
  ])("finds %s", (_, facts, faults) => {
    expect(movementFaults(line(facts), DEPOTS)).toEqual(faults);
  });
});

describe("beyondStock", () => {
  const [stock] = stockNow(
    [
      {
        id: "a",
        stock: [
          { item: "tent", quantity: 3, expires: "2027-01" },
          { item: "tent", quantity: 2, expires: "2026-01" },
        ],
      },
    ],
    [],
    "2026-11",
  );
  if (!stock) throw new Error("no stock");
  it("says what is asked beyond what may be used, or beyond the month that is named", () => {
    expect(beyondStock(line({}), stock)).toEqual({ usable: 3, beyond: 2 });
    expect(beyondStock(line({ quantity: 3 }), stock)).toBeNull();
    expect(beyondStock(line({ expires: "2026-01" }), stock)).toEqual({ usable: 2, beyond: 3 });
    expect(beyondStock(line({ item: "quilt" }), stock)).toEqual({ usable: 0, beyond: 5 });
    expect(beyondStock(line({ kind: "receive" }), stock)).toBeNull();
  });
});

describe("isMonth", () => {
  it("is a year and one of twelve months", () => {
    expect(["2027-03", "2027-12"].every(isMonth)).toBe(true);
    expect(["2027-3", "2027-00", "2027-13", "0000-01", "2027", "2027-03-01", ""].some(isMonth)).toBe(false);
  });
});
