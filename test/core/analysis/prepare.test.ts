import { describe, expect, it } from "vitest";
import { gateCounts, gateState, preparePack } from "../../../src/core/analysis/prepare.ts";
import { scenarioCosts } from "../../../src/core/analysis/street-edits.ts";
import { CLOSED } from "../../../src/core/graph/costs.ts";
import type { GateOpening } from "../../../src/core/model/pack.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createGate, createPack, createScenario, createShelter } from "../../fixtures/create-pack.ts";

const shelter = createShelter({ id: "s", lngLat: at(0, 0), tier: "fixed", fitFor: ["earthquake"] });
const gate = (opening: GateOpening, stepFree: boolean | null = true) =>
  createGate({ id: "g", shelterId: "s", lngLat: at(0, 0), opening, stepFree });
const hours = (opensMinute: number, closesMinute: number): GateOpening => ({
  kind: "hours",
  opensMinute,
  closesMinute,
});

describe("gateCounts", () => {
  it.each<[GateOpening, boolean, boolean]>([
    [{ kind: "always" }, true, true],
    [hours(360, 1320), true, false],
    [hours(1320, 360), true, true],
    [{ kind: "on-order" }, true, false],
    [{ kind: "locked" }, false, false],
    [{ kind: "unknown" }, false, false],
  ])("%o: in the plan %s, at three in the morning %s", (opening, inPlan, atThree) => {
    expect(gateCounts(gate(opening), shelter, createScenario())).toBe(inPlan);
    expect(gateCounts(gate(opening), shelter, createScenario({ minuteOfDay: 180 }))).toBe(atThree);
  });
  it("opens on the minute and shuts on the minute, over midnight too", () => {
    const states = (opening: GateOpening, minutes: number[]) =>
      minutes.map((m) => gateState(gate(opening), m));
    expect(states(hours(360, 1320), [359, 360, 1319, 1320])).toEqual(["locked", "open", "open", "locked"]);
    expect(states(hours(1320, 360), [1319, 1320, 0, 359, 360])).toEqual([
      "locked",
      "open",
      "open",
      "open",
      "locked",
    ]);
  });
  it("asks for the tier and the fitness of the shelter", () => {
    const counts = (facts: Parameters<typeof createScenario>[0]) =>
      gateCounts(gate({ kind: "always" }), shelter, createScenario(facts));
    expect([counts({ tier: "fixed" }), counts({ tier: "emergency" })]).toEqual([true, false]);
    expect([counts({ hazard: "earthquake" }), counts({ hazard: "flood" })]).toEqual([true, false]);
  });
  it("sends no wheelchair to a gate known to have steps", () => {
    const counts = (stepFree: boolean | null) =>
      gateCounts(gate({ kind: "always" }, stepFree), shelter, createScenario({ pace: "wheelchair" }));
    expect([counts(true), counts(null), counts(false)]).toEqual([true, true, false]);
  });
});

describe("scenarioCosts", () => {
  it("follows the closures and forgets none that is asked again", () => {
    const network = createNetwork(
      [at(0, 0), at(300, 0), at(600, 0)],
      [
        { from: 0, to: 1, name: "东街" },
        { from: 1, to: 2, name: "西街" },
      ],
    );
    const prepared = preparePack(createPack({ network }), planningRules);
    const closed = (x: number) =>
      Array.from(
        scenarioCosts(prepared, createScenario({ closures: [{ kind: "street", id: "c", lngLat: at(x, 5) }] }))
          .directed,
        (cost) => cost === CLOSED,
      );
    expect(closed(100)).toEqual([true, true, false, false]);
    expect(closed(500)).toEqual([false, false, true, true]);
    expect(closed(100)).toEqual([true, true, false, false]);
    expect([...scenarioCosts(prepared, createScenario()).directed]).not.toContain(CLOSED);
  });
});
