import { describe, expect, it } from "vitest";
import { bridgedPack } from "../../../src/core/analysis/bridged-pack.ts";
import { depotStops, driveNetwork, gateStops, handDeciseconds } from "../../../src/core/analysis/drive.ts";
import { drivePath, legsLine } from "../../../src/core/analysis/drive-path.ts";
import { driveTimes } from "../../../src/core/analysis/drive-times.ts";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import { rescueReachShare } from "../../../src/core/analysis/rescue.ts";
import { RESTRICTED, type StreetNetwork } from "../../../src/core/model/network.ts";
import type { Closure } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createGate, createPack, createShelter } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createDepot, createReliefStreet, createStation } from "../../fixtures/create-relief-street.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createRandomClosure } from "../../fixtures/edited-walk-truth.ts";
import { type Restriction, withRestrictions } from "../../fixtures/turns-truth.ts";

function withoutSomeTurns(network: StreetNetwork, random: () => number): StreetNetwork {
  const { arcOffsets, arcEdge, nodeCount } = network;
  const turns: Restriction[] = [];
  for (let node = 0; node < nodeCount; node++) {
    const leaving = [...arcEdge.slice(arcOffsets[node], arcOffsets[node + 1])];
    const pick = () => leaving[Math.floor(random() * leaving.length)] as number;
    if (leaving.length > 2 && random() < 0.6)
      turns.push({ kind: "no", run: [pick() ^ 1, pick()], appliesTo: RESTRICTED.truck });
  }
  return withRestrictions(network, turns);
}

describe("drives under edits", () => {
  it("are those of a search of their own, also where a depot is not searched again", () => {
    const counts = { slower: 0, shut: 0, same: 0, quicker: 0 };
    for (let seed = 1; seed <= 25; seed++) {
      const random = createRandom(seed * 31337);
      const { pack } = createWalkTown({ seed, missingShare: 0.35, oneWayShare: seed % 2 ? 0.15 : 0 });
      // where turns are forbidden, a closed street can make vehicles turn back where they did not
      const network = seed % 3 === 0 ? withoutSomeTurns(pack.network, random) : pack.network;
      const place = () => at(random() * 640, random() * 480);
      const prepared = preparePack(
        {
          ...pack,
          network,
          index: {
            ...pack.index,
            depots: [0, 1, 2].map((i) => createDepot({ id: `d${i}`, lngLat: place() })),
          },
        },
        planningRules,
      );
      const make = (kinds: readonly Closure["kind"][]) =>
        createRandomClosure(random, at(0, 0), at(640, 480), kinds);
      const closures: Closure[] = Array.from({ length: 1 + (seed % 3) }, () =>
        make(["street", "area", "flood", "slow", "bridge"]),
      );
      const laid = make(["bridge"]);
      if (seed % 2 && laid.kind === "bridge") closures.push({ ...laid, carries: "vehicles", widthMetres: 5 });
      const streets = bridgedPack(prepared, closures);
      const open = driveTimes(prepared, []);
      const times = driveTimes(streets, closures);
      const drive = driveNetwork(streets, "truck", closures);
      depotStops(streets).forEach((origin, depot) => {
        gateStops(streets).forEach((stop, gate) => {
          const minutes = times.outMinutes[depot]![gate]!;
          const legs = origin && stop ? drivePath(streets, drive, origin, stop) : null;
          if (!legs || !stop) {
            expect(minutes).toBe(Infinity);
            expect(times.line(depot, gate)).toEqual([]);
            counts.shut++;
            return;
          }
          const driven = legs.reduce((sum, leg) => sum + leg.deciseconds, 0);
          expect(Math.round(minutes * 600)).toBe(driven + handDeciseconds(streets, stop));
          const line = times.line(depot, gate);
          const truth = legsLine(streets, legs);
          expect([line[0], line.at(-1)]).toEqual([truth[0], truth.at(-1)]);
          const before = open.outMinutes[depot]![gate]!;
          counts[minutes > before ? "slower" : minutes < before ? "quicker" : "same"]++;
        });
      });
    }
    // the test means something: drives of every fate were seen
    expect(Object.values(counts).filter((count) => count <= 5)).toEqual([]);
  });

  it("are searched again where a closed street that no drive uses makes turning back the only way on", () => {
    /*
     *       4 --- 5 ------ 8
     *       |     |        |
     *  1 -- 2 --- 3        |     no left turn from 1 to 4: round by 3, 5; or down to 7 and back, were 7 a blind end
     *       |              |
     *       7 ------------ 9
     */
    const nodes = [at(-900, -900), at(0, 0), at(200, 0), at(400, 0), at(200, 200), at(400, 200)];
    const network = createNetwork(
      [...nodes, at(-900, 900), at(200, -200), at(1400, 200), at(1400, -200)],
      [
        [1, 2],
        [2, 4],
        [2, 3],
        [3, 5],
        [5, 4],
        [2, 7],
        [7, 9],
        [9, 8],
        [8, 5],
      ].map(([from, to]) => ({
        from: from!,
        to: to!,
        name: `${from}-${to}`,
      })),
    );
    const noLeft: Restriction = { kind: "no", run: [0, 2], appliesTo: RESTRICTED.truck };
    const pack = createPack({
      network: withRestrictions(network, [noLeft]),
      shelters: [createShelter({ id: "s", lngLat: at(200, 150) })],
      gates: [createGate({ id: "g", shelterId: "s", lngLat: at(200, 150) })],
    });
    const prepared = preparePack(
      { ...pack, index: { ...pack.index, depots: [createDepot({ lngLat: at(50, 0) })] } },
      planningRules,
    );
    const metres = (closures: Closure[]) => (driveTimes(prepared, closures).outMinutes[0]![0]! * 30_000) / 60;
    expect(metres([])).toBeCloseTo(150 + 200 + 200 + 200 + 50, -1);
    expect(metres([{ kind: "street", id: "c", lngLat: at(800, -200) }])).toBeCloseTo(
      150 + 200 + 200 + 150,
      -1,
    );
  });

  it("wade as trucks do: slowly through shallow water, not at all through deep, and over bridges for vehicles", () => {
    const street = createReliefStreet({ stations: [createStation({ mobilisationMinutes: 0 })] });
    const ring = [at(900, -50), at(1300, -50), at(1300, 50), at(900, 50)];
    const flood = (depthMetres: number): Closure => ({ kind: "flood", id: "f", ring, depthMetres });
    const bridge = (carries: "foot" | "vehicles"): Closure => ({
      kind: "bridge",
      id: "b",
      carries,
      widthMetres: 5,
      from: at(700, 20),
      to: at(1500, 20),
    });
    const minutes = (...closures: Closure[]) =>
      Math.min(...driveTimes(bridgedPack(street, closures), closures).outMinutes[0]!);
    const dry = minutes();
    // three edges of 200 m touch the water: 600 m at 24 and at 3 km/h in place of 30
    expect(minutes(flood(0.1))).toBe(dry);
    expect(minutes(flood(0.2)) - dry).toBeCloseTo((0.6 / 24 - 0.6 / 30) * 60, 1);
    expect(minutes(flood(0.35)) - dry).toBeCloseTo((0.6 / 3 - 0.6 / 30) * 60, 1);
    expect(minutes(flood(0.6))).toBe(Infinity);
    expect(minutes(flood(0.6), bridge("foot"))).toBe(Infinity);
    // 800 m over the bridge at 20 km/h, and 20 m to it at each end
    expect(minutes(flood(0.6), bridge("vehicles")) - dry).toBeCloseTo((0.84 / 20 - 0.8 / 30) * 60, 1);
    const share = (...closures: Closure[]) => rescueReachShare(bridgedPack(street, closures), closures);
    expect([share(), share(flood(0.6)), share(flood(0.6), bridge("vehicles"))]).toEqual([1, 0, 1]);
  });
});
