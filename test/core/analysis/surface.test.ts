import { describe, expect, it } from "vitest";
import { demandTimes } from "../../../src/core/analysis/demand-times.ts";
import {
  countingGates,
  demandTies,
  gateTies,
  paceMetresPerSecond,
  preparePack,
} from "../../../src/core/analysis/prepare.ts";
import { gateSurface, placeTime, surfaceStreetTime } from "../../../src/core/analysis/surface.ts";
import type { EdgeSnap } from "../../../src/core/graph/snap.ts";
import type { Closure } from "../../../src/core/model/scenario.ts";
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
import { walkSecondsTruth } from "../../fixtures/walk-truth.ts";

const seconds = (
  prepared: ReturnType<typeof createWalkTown>,
  scenario = createScenario(),
  gates?: number[],
) => demandTimes(prepared, scenario, gateSurface(prepared, scenario, gates ? { gates } : {})).seconds;

describe("gateSurface and demandTimes", () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])("equal the slow truth, one-way lanes included (town %i)", (seed) => {
    const prepared = createWalkTown({ seed, oneWayShare: seed % 2 ? 0.2 : 0, missingShare: 0.25 });
    const scenario = createScenario({ pace: seed % 3 ? "slow" : "brisk" });
    const pace = paceMetresPerSecond(prepared, scenario);
    const homes = prepared.pack.demand.map((cell) => cell.lngLat);
    const gates = countingGates(prepared, scenario);
    const truth = walkSecondsTruth(
      prepared.pack.network,
      pace,
      homes,
      gates.map((gate) => prepared.pack.index.gates[gate]!.lngLat),
    ).map((row) => Math.min(...row));
    const found = seconds(prepared, scenario);
    let judged = 0;
    demandTies(prepared, scenario.pace).snaps.forEach((snap, i) => {
      if (snap === null) {
        expect(found[i]).toBeNaN();
        return;
      }
      judged++;
      if (truth[i] === Infinity) {
        expect(found[i]).toBe(Infinity);
        return;
      }
      // whole deciseconds per street: at most 0.05 s a street off, and a sphere instead of an ellipsoid for ties
      expect(Math.abs((found[i] as number) - (truth[i] as number))).toBeLessThan(1.5);
    });
    expect(judged).toBeGreaterThan(30);
  });

  it("walks straight along a street to a gate on it, and not round by its ends", () => {
    const network = createNetwork([at(0, 0), at(1000, 0)], [{ from: 0, to: 1 }]);
    const shelter = createShelter({ id: "s", lngLat: at(560, 40) });
    const gate = createGate({ id: "g", shelterId: "s", lngLat: at(560, 20) });
    const home = createDemandCell({ id: "d", lngLat: at(480, -30) });
    const prepared = preparePack(
      createPack({ network, shelters: [shelter], gates: [gate], demand: [home] }),
      planningRules,
    );
    // 30 m to the street, 80 m along it, 20 m to the gate
    expect(seconds(prepared)[0]).toBeCloseTo(130 / 0.83, 0);
    const scenario = createScenario();
    const surface = gateSurface(prepared, scenario);
    const snap = demandTies(prepared, "slow").snaps[0] as EdgeSnap;
    expect(placeTime(prepared, scenario, surface, snap).via).toBe("same-street");
    expect(surfaceStreetTime(prepared, scenario, surface)(0, snap.alongShare) / 10).toBeCloseTo(
      100 / 0.83,
      0,
    );
  });

  it("reports what cannot be tied instead of dropping it", () => {
    const network = createNetwork([at(0, 0), at(500, 0)], [{ from: 0, to: 1 }]);
    const shelters = [createShelter({ id: "s", lngLat: at(0, 0) })];
    const gates = [
      createGate({ id: "near", shelterId: "s", lngLat: at(0, 10) }),
      createGate({ id: "far", shelterId: "s", lngLat: at(0, 151) }),
    ];
    const demand = [
      createDemandCell({ id: "d", lngLat: at(100, 149) }),
      createDemandCell({ id: "e", lngLat: at(100, 300) }),
    ];
    const prepared = preparePack(createPack({ network, shelters, gates, demand }), planningRules);
    expect(countingGates(prepared, createScenario())).toEqual([0]);
    expect([...gateTies(prepared, "slow").nearestMetres].map(Math.round)).toEqual([10, 151]);
    expect([...demandTies(prepared, "slow").nearestMetres].map(Math.round)).toEqual([149, 300]);
    expect(seconds(prepared)[0]).toBeLessThan(Infinity);
    expect(seconds(prepared)[1]).toBeNaN();
  });

  it("never makes anything nearer by a closure, nor farther by one more gate", () => {
    let farther = 0;
    let nearer = 0;
    for (let seed = 20; seed < 40; seed++) {
      const prepared = createWalkTown({ seed });
      const random = createRandom(seed);
      const closures: Closure[] = [];
      const before = seconds(prepared);
      let last = before;
      for (let k = 0; k < 4; k++) {
        const [x, y] = [random() * 600, random() * 450];
        const ring = [at(x, y), at(x + 130, y), at(x + 130, y + 130), at(x, y + 130)];
        closures.push(
          k % 2 ? { kind: "street", id: `${k}`, lngLat: at(x, y) } : { kind: "area", id: `${k}`, ring },
        );
        const now = seconds(prepared, createScenario({ closures: [...closures] }));
        now.forEach((time, i) => {
          if (Number.isNaN(time)) return;
          expect(time).toBeGreaterThanOrEqual(last[i] as number);
          if (time > (last[i] as number)) farther++;
        });
        last = now;
      }
      const gates = countingGates(prepared, createScenario());
      const fewer = seconds(prepared, createScenario(), gates.slice(1));
      fewer.forEach((time, i) => {
        if (Number.isNaN(time)) return;
        expect(before[i]).toBeLessThanOrEqual(time);
        if ((before[i] as number) < time) nearer++;
      });
    }
    // the test means something: closures and gates did change times
    expect(farther).toBeGreaterThan(50);
    expect(nearer).toBeGreaterThan(50);
  });

  it("keeps times within the limit as they are and leaves the others unreached", () => {
    const prepared = createWalkTown({ seed: 5 });
    const scenario = createScenario();
    const all = seconds(prepared, scenario);
    const limited = demandTimes(
      prepared,
      scenario,
      gateSurface(prepared, scenario, { limitSeconds: 200 }),
    ).seconds;
    const expected = all.map((time) => (time > 200 ? Infinity : time));
    expect([...limited]).toEqual([...expected]);
    expect(new Set(expected).has(Infinity)).toBe(true);
  });
});
