import { describe, expect, it } from "vitest";
import { planSupply } from "../../../../src/core/analysis/supply/plan-supply.ts";
import { proposeTransfers } from "../../../../src/core/analysis/supply/propose-transfers.ts";
import { stockOuts } from "../../../../src/core/analysis/supply/stock-outs.ts";
import type { DepotLevel } from "../../../../src/core/model/pack.ts";
import { createDepot } from "../../../fixtures/create-relief-street.ts";
import { createSupplyQuestion } from "../../../fixtures/create-supply-question.ts";

const question = createSupplyQuestion({
  persons: [4],
  depots: [
    {
      trucks: 1,
      units: [8, 9],
      truckLoadKilograms: 60,
      loadingKilogramsPerMinute: 10,
      mobilisationMinutes: 10,
    },
  ],
  drives: [[8]],
  needs: [
    [2, 10],
    [1, 1],
  ],
});
const needs = question.needs.map((need, k) => ({ ...need, isConsumable: k === 0 }));

describe("stockOuts", () => {
  it("runs out when what came is used up, be there a second load in between or not", () => {
    const { trips } = planSupply(question);
    // 2 l each a day for 4: 8 l come in two loads and last a day from the first of them
    expect(trips.length).toBe(2);
    const first = trips[0]!.unloadedMinute;
    expect(stockOuts(needs, 4, trips, 10_000)).toEqual([
      { item: "water-litre", firstMinute: first, runsOutMinute: first + 1440 },
    ]);
    expect(stockOuts(needs, 4, trips, 1440)[0]?.runsOutMinute).toBe(Infinity);
  });

  it("counts no load that comes when none has been left for a while", () => {
    const [one, two] = planSupply(question).trips;
    const late = { ...two!, unloadedMinute: 9000 };
    const litres = one!.units[0]!;
    expect(stockOuts(needs, 4, [late, one!], 100_000)[0]?.runsOutMinute).toBeCloseTo(
      one!.unloadedMinute + (litres / 8) * 1440,
      9,
    );
  });

  it("says that none comes", () => {
    expect(stockOuts(needs, 4, [], 1440)).toEqual([
      { item: "water-litre", firstMinute: Infinity, runsOutMinute: Infinity },
    ]);
  });
});

describe("proposeTransfers", () => {
  const row = (id: string, level: DepotLevel, units: readonly number[]) => ({
    depot: createDepot({ id, level }),
    trucks: 1,
    units: Float64Array.from(units),
  });
  it("moves what serves nobody where it lies to where it runs out first", () => {
    // the district supplies 100 persons and has 60 l beyond them; the street has quilts for 30 and water for 10
    const depots = [row("d", "district", [260, 100]), row("s", "street", [20, 30])];
    expect(proposeTransfers(depots, needs)).toEqual([
      { fromId: "d", toId: "s", item: "water-litre", quantity: 40, personsBefore: 10, personsAfter: 30 },
    ]);
  });

  it("promises no more than there is to spare, and takes nothing that would win nobody", () => {
    expect(proposeTransfers([row("d", "district", [205, 100]), row("s", "street", [20, 30])], needs)).toEqual(
      [{ fromId: "d", toId: "s", item: "water-litre", quantity: 5, personsBefore: 10, personsAfter: 12 }],
    );
    expect(proposeTransfers([row("d", "district", [201, 100]), row("s", "street", [20, 30])], needs)).toEqual(
      [],
    );
  });

  it("proposes nothing to depots that are level, empty or the district's own", () => {
    const depots = [
      row("d", "district", [260, 100]),
      row("e", "district", [20, 30]),
      row("s", "street", [60, 30]),
      row("c", "community", [0, 0]),
    ];
    expect(proposeTransfers(depots, needs)).toEqual([]);
    expect(proposeTransfers(depots, [])).toEqual([]);
  });
});
