import { expect, it } from "vitest";
import { bridgedPack } from "../../../src/core/analysis/bridged-pack.ts";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import { travelMatrix } from "../../../src/core/analysis/travel-matrix.ts";
import { type Closure, PACE_IDS, type Scenario } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at } from "../../fixtures/create-network.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createCandidate } from "../../fixtures/create-verb-town.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createRandomClosure } from "../../fixtures/edited-walk-truth.ts";

it("a candidate is reached as a shelter with one gate at its place is, also over bridges from its own street", () => {
  let overBridges = 0;
  for (let seed = 1; seed <= 24; seed++) {
    const random = createRandom(seed * 2741);
    const { pack } = createWalkTown({ seed, missingShare: 0.4, oneWayShare: seed % 3 ? 0 : 0.2 });
    const { index } = pack;
    const gates = index.shelters.map((shelter) => index.gates.find((gate) => gate.shelterId === shelter.id)!);
    const candidates = gates.map(({ lngLat }, i) => createCandidate({ id: `c${i}`, lngLat }));
    const prepared = preparePack({ ...pack, index: { ...index, gates, candidates } }, planningRules);
    const make = (kinds: readonly Closure["kind"][]) =>
      createRandomClosure(random, at(0, 0), at(640, 480), kinds);
    const bridges = [make(["bridge"]), make(["bridge"])];
    const rows = (closures: readonly Closure[]) => {
      const scenario = createScenario({
        pace: PACE_IDS[seed % 4] as Scenario["pace"],
        reachMinutes: 8,
        closures,
      });
      const streets = bridgedPack(prepared, closures);
      return (["shelters", "candidates"] as const).map((to) => {
        const answer = travelMatrix(streets, { scenario, to });
        if (!answer.ok) throw new Error(answer.failure.code);
        const { arcOffsets, arcSite, arcSeconds } = answer.value;
        return { arcOffsets, arcSite, arcSeconds };
      });
    };
    const [shelters, sites] = rows([...bridges, make(["area", "flood", "slow"])]);
    expect(sites).toEqual(shelters);
    if (rows(bridges)[1]!.arcSite.length > rows([])[1]!.arcSite.length) overBridges++;
  }
  // the bridges matter
  expect(overBridges).toBeGreaterThan(3);
}, 30_000);
