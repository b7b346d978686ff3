import { describe, expect, it } from "vitest";
import { ledger } from "../../../src/core/analysis/ledger.ts";
import { stateOf } from "../../../src/core/analysis/ledger-facts.ts";
import type { PreparedPack } from "../../../src/core/analysis/prepare.ts";
import type { CommitmentValue } from "../../../src/core/model/answers.ts";
import { FIGURE_KEYS, type FigureKey } from "../../../src/core/model/rule-pack.ts";
import { ledgerKeyEn, ledgerKeyZh } from "../../../src/i18n/ledger-keys.ts";
import { parseCommitmentTable, planCommitments } from "../../../src/sources/plan-commitments.ts";
import { reliefNeeds } from "../../../src/sources/relief-needs.ts";
import { parseRulePack, planningRules } from "../../../src/sources/rule-packs.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createDepot, createReliefStreet, createStation } from "../../fixtures/create-relief-street.ts";

function valuesOf(prepared: PreparedPack): Map<string, CommitmentValue> {
  const result = ledger(
    prepared,
    {
      scenario: createScenario(),
      response: { elapsedMinutes: 0, inNeedShare: 0.1, lostDepotIds: [] },
    },
    { reliefNeeds },
  );
  if (!result.ok) throw new Error(result.failure.code);
  return new Map(result.value.values.map((value) => [value.id, value]));
}
const reading = (value: CommitmentValue | undefined, key: string) =>
  value?.readings.find((each) => each.key === key)?.value;

describe("ledger", () => {
  const values = valuesOf(createReliefStreet());

  it("has one value for each row of the commitment table, in its order", () => {
    expect([...values.keys()]).toEqual(planCommitments.commitments.map((commitment) => commitment.id));
  });

  it("gives no value without saying what is missing, and judges nothing it has no value for", () => {
    for (const commitment of planCommitments.commitments) {
      const value = values.get(commitment.id);
      if (value?.value === null) expect(value.state).toBe("cannot-judge");
      if (value?.state === "cannot-judge" && commitment.missingZh === null)
        expect(["S1", "L1", "L2", "L3", "L4", "R1", "R3", "R5"]).toContain(commitment.id);
    }
    expect(values.get("R5")).toMatchObject({ state: "cannot-judge", value: null });
    expect(values.get("S2")).toMatchObject({ state: "cannot-judge", value: null });
  });

  it("has words in both languages for every key it gives", () => {
    const keys = [...values.values()].flatMap((value) =>
      [...value.readings, ...value.inputs].map(({ key }) => key),
    );
    expect(keys.filter((key) => !(key in ledgerKeyZh) || !(key in ledgerKeyEn))).toEqual([]);
    expect(Object.keys(ledgerKeyZh).filter((key) => !keys.includes(key))).toEqual([]);
  });

  it("takes the scarcest item for what a stock supplies, in total, each and with one lost", () => {
    const tents = (quantity: number) =>
      createDepot().stock.map((line) => (line.item === "tent" ? { ...line, quantity } : line));
    const prepared = createReliefStreet({
      depots: [100, 200, 300].map((quantity, i) => createDepot({ id: `d${i}`, stock: tents(quantity) })),
    });
    const row = valuesOf(prepared).get("L4");
    expect(row?.value).toBe(3);
    expect(row?.state).toBe("not-kept");
    expect(reading(row, "districtDepotPersonsLeast")).toBe(340); // 100 tents of 3.4 persons
    expect(reading(row, "districtDepotPersonsTotal")).toBe(2040);
    expect(reading(row, "districtDepotPersonsOneLost")).toBe(1020);
    // 1.2 % of 1,000 residents are 12 persons
    expect(valuesOf(prepared).get("L3")).toMatchObject({ state: "kept", value: 170 });
  });

  it("reckons coverage, arrival and service from the same analyses as the doors", () => {
    expect(values.get("S1")).toMatchObject({ state: "kept", value: 1 });
    expect(values.get("L1")).toMatchObject({ state: "kept", value: 1 });
    expect(values.get("L2")).toMatchObject({ state: "kept", value: 1 });
    expect(values.get("L5")).toMatchObject({ state: "not-kept", value: 1 });
    expect(values.get("R1")).toMatchObject({ state: "kept", value: 1 });
  });

  it("counts small stations and strength, and does not take unknown strength for none", () => {
    const stations = [
      ...Array.from({ length: 14 }, (_, i) => createStation({ id: `s${i}`, kind: "fire-small", persons: 1 })),
      createStation({ id: "v", kind: "volunteer", persons: 1 }),
    ];
    const known = valuesOf(createReliefStreet({ stations }));
    expect(known.get("R3")).toMatchObject({ state: "near", value: 14 });
    expect(known.get("R4")).toMatchObject({ state: "kept", value: 1 });
    const unknown = valuesOf(
      createReliefStreet({ stations: [...stations, createStation({ id: "x", persons: null })] }),
    );
    expect(unknown.get("R4")).toMatchObject({ state: "cannot-judge", value: null });
  });

  it("has four states", () => {
    expect([1, 0.95, 0.5, Number.NaN].map(stateOf)).toEqual(["kept", "near", "not-kept", "cannot-judge"]);
  });
});

describe("rule packs", () => {
  it("hold every figure, and refuse a pack that misses one or has one more", () => {
    expect(Object.keys(planningRules.figures).toSorted()).toEqual([...FIGURE_KEYS].toSorted());
    const { reachMinutes, ...rest } = planningRules.figures;
    expect(() => parseRulePack({ ...planningRules, figures: rest })).toThrow();
    expect(() =>
      parseRulePack({ ...planningRules, figures: { ...planningRules.figures, speed: reachMinutes } }),
    ).toThrow();
    expect(() => parseCommitmentTable({ ...planCommitments, commitments: [{ id: "S1" }] })).toThrow();
  });

  it("agree with the thresholds of the plan", () => {
    const agree: readonly (readonly [string, FigureKey])[] = [
      ["S2", "standardSheltersPerYear"],
      ["S3", "standardSheltersTotal"],
      ["L4", "districtDepotCount"],
      ["R3", "smallFireStationCount"],
      ["R5", "seismicSpacingMetres"],
    ];
    for (const [id, key] of agree)
      expect(planCommitments.commitments.find((commitment) => commitment.id === id)?.threshold).toBe(
        planningRules.figures[key].value,
      );
  });
});
