import { describe, expect, it, test } from "vitest";
import { bridgedPack, bridgeJoins } from "../../../src/core/analysis/bridged-pack.ts";
import { checkClosures } from "../../../src/core/analysis/check-closures.ts";
import { demandTimes } from "../../../src/core/analysis/demand-times.ts";
import { floodEffect } from "../../../src/core/analysis/flood-effect.ts";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import { legCosts, scenarioCosts } from "../../../src/core/analysis/street-edits.ts";
import { gateSurface } from "../../../src/core/analysis/surface.ts";
import { CLOSED } from "../../../src/core/graph/costs.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { EDGE_FLAG } from "../../../src/core/model/network.ts";
import { type Closure, type ClosureOf, PACE_IDS, type Scenario } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import {
  createDemandCell,
  createGate,
  createPack,
  createScenario,
  createShelter,
} from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createRandomClosure, editedWalkTruth } from "../../fixtures/edited-walk-truth.ts";

const CORNERS = [at(-60, -60), at(700, 540)] as const;

/** Deciseconds of every cell, as the engine finds them. */
function found(prepared: ReturnType<typeof createWalkTown>, scenario: Scenario): number[] {
  const streets = bridgedPack(prepared, scenario.closures);
  const { seconds } = demandTimes(streets, scenario, gateSurface(streets, scenario));
  return Array.from(seconds, (each) => (Number.isFinite(each) ? Math.round(each * 10) : each));
}

describe("closed, flooded and slow areas", () => {
  it("give the times of the slow truth, whatever the order they are told in", () => {
    const changed = { farther: 0, cutOff: 0 };
    for (let seed = 1; seed <= 60; seed++) {
      const random = createRandom(seed * 7919);
      const prepared = createWalkTown({ seed, oneWayShare: seed % 3 ? 0 : 0.2 });
      const closures = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
        createRandomClosure(random, ...CORNERS, ["area", "flood", "slow"]),
      );
      const scenario = createScenario({ pace: PACE_IDS[seed % PACE_IDS.length]!, closures });
      const truth = editedWalkTruth(prepared, scenario);
      expect(found(prepared, scenario)).toEqual(truth);
      const turned = createScenario({ ...scenario, closures: [...closures, closures[0]!].reverse() });
      expect([...scenarioCosts(prepared, turned).forward]).toEqual([
        ...scenarioCosts(prepared, scenario).forward,
      ]);
      expect(found(prepared, turned)).toEqual(truth);
      const open = found(prepared, createScenario({ pace: scenario.pace }));
      truth.forEach((time, cell) => {
        if (Number.isNaN(time)) return;
        expect(time).toBeGreaterThanOrEqual(open[cell]!);
        if (time === Infinity && open[cell] !== Infinity) changed.cutOff++;
        else if (time > open[cell]!) changed.farther++;
      });
    }
    // the test means something
    expect(changed.farther).toBeGreaterThan(200);
    expect(changed.cutOff).toBeGreaterThan(30);
  });

  it("leave the costs of every street they do not touch", () => {
    const prepared = createWalkTown({ seed: 3 });
    const ring = [at(100, 100), at(200, 100), at(200, 200), at(100, 200)];
    const open = scenarioCosts(prepared, createScenario());
    const slow = scenarioCosts(
      prepared,
      createScenario({ closures: [{ kind: "slow", id: "s", ring, factor: 3 }] }),
    );
    const factors = Array.from(slow.directed, (cost, i) => cost / open.directed[i]!);
    expect(new Set(factors)).toEqual(new Set([1, 3]));
    expect(slow.greatestDeciseconds).toBe(Math.max(...slow.directed));
  });
});

describe("water by its depth", () => {
  const prepared = createWalkTown({ seed: 1 });
  const effect = (wader: Parameters<typeof floodEffect>[1], depth: number) => {
    const { isClosed, factor, greatestKmh } = floodEffect(prepared, wader, depth);
    return isClosed
      ? "closed"
      : factor > 1
        ? "slow"
        : greatestKmh < Infinity
          ? `${greatestKmh} km/h`
          : "open";
  };
  test.each([
    ["fit", ["open", "slow", "slow", "slow", "closed", "closed"]],
    ["frail", ["open", "slow", "slow", "closed", "closed", "closed"]],
    ["wheelchair", ["open", "closed", "closed", "closed", "closed", "closed"]],
    ["car", ["open", "24 km/h", "3 km/h", "closed", "closed", "closed"]],
    ["truck", ["open", "24 km/h", "3 km/h", "3 km/h", "closed", "closed"]],
  ] as const)("%s: who passes each band, and how", (wader, bands) => {
    expect([0.1, 0.15, 0.27, 0.4, 0.5, 1].map((depth) => effect(wader, depth))).toEqual(bands);
  });
  it("leaves bridges dry, and lets whoever stands in it walk out slowly", () => {
    const network = createNetwork(
      [at(0, 0), at(100, 0), at(200, 0)],
      [
        { from: 0, to: 1, lengthMetres: 83 },
        {
          from: 1,
          to: 2,
          lengthMetres: 83,
          flags: EDGE_FLAG.footForward | EDGE_FLAG.footBackward | EDGE_FLAG.bridge,
        },
      ],
    );
    const town = preparePack(createPack({ network }), planningRules);
    const ring = [at(-50, -50), at(250, -50), at(250, 50), at(-50, 50)];
    const scenario = createScenario({ closures: [{ kind: "flood", id: "f", ring, depthMetres: 1 }] });
    expect([...scenarioCosts(town, scenario).directed]).toEqual([CLOSED, CLOSED, 1000, 1000]);
    expect([...legCosts(town, scenario).directed]).toEqual([1818, 1818, 1000, 1000]);
  });
});

describe("a bridge", () => {
  it("joins the nearest streets where they are nearest: the times of the slow truth", () => {
    let nearer = 0;
    for (let seed = 1; seed <= 50; seed++) {
      const random = createRandom(seed * 104729);
      const prepared = createWalkTown({ seed, missingShare: 0.35, oneWayShare: seed % 3 ? 0 : 0.2 });
      const make = (kinds: readonly Closure["kind"][]) => createRandomClosure(random, ...CORNERS, kinds);
      const bridges = Array.from({ length: 1 + (seed % 3) }, () => make(["bridge"]) as ClosureOf<"bridge">);
      const closures = [...bridges, ...(seed % 2 ? [] : [make(["area", "flood", "slow"])])];
      const scenario = createScenario({ pace: seed % 4 ? "brisk" : "slow", closures });
      const joined = bridges.flatMap((bridge) => {
        const joins = bridgeJoins(prepared, bridge);
        return joins ? [{ ...bridge, ...joins }] : [];
      });
      expect(joined.length).toBe(bridges.length);
      const truth = editedWalkTruth(prepared, scenario, joined);
      expect(found(prepared, scenario)).toEqual(truth);
      const without = editedWalkTruth(prepared, scenario);
      truth.forEach((time, cell) => {
        if (time < without[cell]!) nearer++;
        if (!Number.isNaN(time)) expect(time).toBeLessThanOrEqual(without[cell]!);
      });
    }
    expect(nearer).toBeGreaterThan(50);
  });

  it("with both ends on the same street is a way beside it", () => {
    // a street that winds: 400 m of it between two points 100 m apart
    const network = createNetwork([at(0, 0), at(400, 0)], [{ from: 0, to: 1, lengthMetres: 1600 }]);
    const pack = createPack({
      network,
      shelters: [createShelter({ id: "s", lngLat: at(400, 0) })],
      gates: [createGate({ id: "g", shelterId: "s", lngLat: at(400, 0) })],
      demand: [createDemandCell({ id: "d", lngLat: at(0, 0) })],
    });
    const prepared = preparePack(pack, planningRules);
    const bridge = {
      kind: "bridge",
      id: "b",
      carries: "foot",
      widthMetres: 2,
      from: at(100, 0),
      to: at(300, 0),
    } as const;
    const [without, withBridge] = [[], [bridge]].map(
      (closures) => found(prepared, createScenario({ closures }))[0]!,
    );
    expect(without! / 10).toBeCloseTo(1600 / 0.83, 0);
    expect(withBridge! / 10).toBeCloseTo((400 + 200 + 400) / 0.83, 0);
  });

  it("does not carry whom it is not for", () => {
    const network = createNetwork(
      [at(0, 0), at(100, 0), at(0, 200), at(100, 200)],
      [
        { from: 0, to: 1 },
        { from: 2, to: 3 },
      ],
    );
    const pack = createPack({
      network,
      shelters: [createShelter({ id: "s", lngLat: at(100, 200) })],
      gates: [createGate({ id: "g", shelterId: "s", lngLat: at(100, 200) })],
      demand: [createDemandCell({ id: "d", lngLat: at(0, 0) })],
    });
    const prepared = preparePack(pack, planningRules);
    const time = (pace: Scenario["pace"], carries: "foot" | "wheels") =>
      found(
        prepared,
        createScenario({
          pace,
          closures: [{ kind: "bridge", id: "b", carries, widthMetres: 2, from: at(50, 5), to: at(50, 195) }],
        }),
      )[0];
    expect(time("brisk", "foot")! / 10).toBeCloseTo(300 / 1.3, 0);
    expect(time("wheelchair", "foot")).toBe(Infinity);
    expect(time("wheelchair", "wheels")! / 10).toBeCloseTo(300 / 0.75, 0);
  });
});

describe("bad input", () => {
  const prepared = createWalkTown({ seed: 2 });
  const ring = [at(0, 0), at(100, 0), at(100, 100)];
  const fault = (closure: Closure) => {
    const checked = checkClosures(prepared, [closure]);
    return checked.ok ? null : checked.failure;
  };
  const bad = (closureFault: string) => ({ code: "CLOSURE_NOT_USABLE", closureId: "x", fault: closureFault });
  const far = at(9000, 9000);
  const bridge = {
    kind: "bridge",
    id: "x",
    carries: "foot",
    widthMetres: 2,
    from: at(0, 0),
    to: at(80, 0),
  } as const;
  test.each<readonly [string, Closure, string]>([
    ["ring of 2 points", { kind: "area", id: "x", ring: ring.slice(1) }, "ring"],
    [
      "flood over a ring of 2 points",
      { kind: "flood", id: "x", ring: ring.slice(1), depthMetres: 1 },
      "ring",
    ],
    ["slow ring of no points", { kind: "slow", id: "x", ring: [], factor: 2 }, "ring"],
    [
      "ring with a corner that is no place",
      { kind: "area", id: "x", ring: [...ring, [Number.NaN, 39]] },
      "place",
    ],
    ["street nowhere on earth", { kind: "street", id: "x", lngLat: [Infinity, 0] }, "place"],
    ["depth NaN", { kind: "flood", id: "x", ring, depthMetres: Number.NaN }, "depth"],
    ["depth negative", { kind: "flood", id: "x", ring, depthMetres: -0.1 }, "depth"],
    ["factor < 1", { kind: "slow", id: "x", ring, factor: 0.99 }, "factor"],
    ["factor NaN", { kind: "slow", id: "x", ring, factor: Number.NaN }, "factor"],
    ["bridge of no width", { ...bridge, widthMetres: 0 }, "width"],
    ["bridge far from streets", { ...bridge, to: far }, "bridge-far-from-street"],
  ])("%s", (_, closure, expected) => {
    expect(fault(closure)).toEqual(bad(expected));
  });

  test("self-crossing ring: what an odd number of turns holds", () => {
    const bowTie: LngLat[] = [at(0, 0), at(400, 400), at(400, 0), at(0, 400)];
    expect(fault({ kind: "area", id: "x", ring: bowTie })).toBeNull();
    const scenario = createScenario({ closures: [{ kind: "area", id: "x", ring: bowTie }] });
    expect(found(prepared, scenario)).toEqual(editedWalkTruth(prepared, scenario));
  });

  test("closure covering all: only who stands on a gate's own street still comes to it", () => {
    const all = [at(-900, -900), at(1900, -900), at(1900, 1900), at(-900, 1900)];
    const scenario = createScenario({ closures: [{ kind: "area", id: "x", ring: all }] });
    const times = found(prepared, scenario);
    expect(times).toEqual(editedWalkTruth(prepared, scenario));
    expect(times.filter((time) => time === Infinity).length).toBeGreaterThan(times.length / 2);
    expect(scenarioCosts(prepared, scenario).forward.every((cost) => cost === CLOSED)).toBe(true);
  });

  test("bridge whose ends fall together changes nothing by more than a second", () => {
    const scenario = createScenario({ closures: [{ ...bridge, to: bridge.from }] });
    const open = found(prepared, createScenario());
    found(prepared, scenario).forEach((time, cell) => {
      if (Number.isFinite(time)) expect(Math.abs(time - open[cell]!)).toBeLessThan(10);
      else expect(time).toEqual(open[cell]);
    });
  });

  test("the same closures asked by other objects are the same set, not a new one", () => {
    const ask = () =>
      createScenario({ closures: [{ kind: "area", id: "x", ring: ring.map(([x, y]) => [x, y] as const) }] });
    expect(scenarioCosts(prepared, ask())).toBe(scenarioCosts(prepared, ask()));
  });
});
