import fc from "fast-check";
import { expect, test } from "vitest";
import { type PreparedPack, preparePack } from "../../src/core/analysis/prepare.ts";
import type { AnalysisKind, RequestOf } from "../../src/core/model/answers.ts";
import type { PackData } from "../../src/core/model/pack-data.ts";
import { SILENT } from "../../src/core/model/progress.ts";
import { type Closure, PACE_IDS, type Scenario } from "../../src/core/model/scenario.ts";
import { planningRules } from "../../src/sources/rule-packs.ts";
import { type AnalysisTools, runAnalysis } from "../../workers/analyses.ts";
import { collectTransferables } from "../../workers/collect-transferables.ts";
import { at } from "../fixtures/create-network.ts";
import { createScenario } from "../fixtures/create-pack.ts";
import { createRandom } from "../fixtures/create-random.ts";
import { createDepot, createStation } from "../fixtures/create-relief-street.ts";
import { createWalkTown } from "../fixtures/create-walk-town.ts";
import { createRandomClosure } from "../fixtures/edited-walk-truth.ts";

const CORNERS = [at(0, 0), at(640, 480)] as const;

/** A town with people, shelters too small for them, candidates, depots with trucks, and fire stations. */
function createReliefTown(seed: number): PackData {
  const { pack } = createWalkTown({ seed, shelters: 5, homes: 60, missingShare: 0.3 });
  const random = createRandom(seed + 77);
  const place = () => at(random() * 640, random() * 480);
  return {
    ...pack,
    demand: pack.demand.map((cell) => ({ ...cell, personsNight: Math.floor(random() * 90) })),
    index: {
      ...pack.index,
      shelters: pack.index.shelters.map((shelter, i) => ({
        ...shelter,
        effectiveSquareMetres: i === 0 ? null : 100 + Math.floor(random() * 500),
      })),
      depots: [0, 1, 2].map((i) => createDepot({ id: `d${i}`, lngLat: place() })),
      stations: [0, 1].map((i) => createStation({ id: `f${i}`, lngLat: place() })),
    },
  };
}

/** Nothing asked here needs buildings, zonings or draws. */
const TOOLS: AnalysisTools = {
  risks: () => Promise.reject(new Error("zonings were asked for")),
  buildings: () => Promise.reject(new Error("buildings were asked for")),
  siteGround: () => Promise.reject(new Error("the ground of sites was asked for")),
  draw: null,
};

/** Every field of an answer but the milliseconds it took, in plain values. */
async function answerOf<Kind extends AnalysisKind>(
  prepared: PreparedPack,
  kind: Kind,
  request: RequestOf<Kind>,
) {
  const asked = await runAnalysis(prepared, kind, request, TOOLS, SILENT);
  const plain = structuredClone(asked);
  // as in the app: the buffers go over to whoever asked, so nothing of the answer may be kept
  structuredClone(asked, { transfer: collectTransferables(asked) });
  return plain;
}

/** What is done to the scenario between two questions. */
const steps = fc.array(
  fc.oneof(
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant("close" as const),
        kind: fc.constantFrom("street", "area", "flood", "slow", "bridge"),
        seed: fc.nat(1e6),
      }),
    },
    { weight: 2, arbitrary: fc.record({ do: fc.constant("reopen" as const), which: fc.nat(9) }) },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("pace" as const), pace: fc.constantFrom(...PACE_IDS) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ do: fc.constant("minutes" as const), minutes: fc.integer({ min: 2, max: 15 }) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant("reopen-all" as const) }) },
  ),
  { minLength: 4, maxLength: 14 },
);

function edited(
  scenario: Scenario,
  step: typeof steps extends fc.Arbitrary<readonly (infer Step)[]> ? Step : never,
): Scenario {
  const { closures } = scenario;
  switch (step.do) {
    case "close": {
      const closure = createRandomClosure(createRandom(step.seed), ...CORNERS, [
        step.kind as Closure["kind"],
      ]);
      return { ...scenario, closures: [...closures, closure] };
    }
    case "reopen":
      return {
        ...scenario,
        closures: closures.filter((_, i) => i !== step.which % Math.max(1, closures.length)),
      };
    case "reopen-all":
      return { ...scenario, closures: [] };
    case "pace":
      return { ...scenario, pace: step.pace };
    case "minutes":
      return { ...scenario, reachMinutes: step.minutes };
    default: {
      const never: never = step;
      throw new Error(String(never));
    }
  }
}

const response = { elapsedMinutes: 60, inNeedShare: 0.3, lostDepotIds: [] };

test("after any edits every answer is that of a pack freshly opened, to the last field", async () => {
  let changed = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(1000), steps, async (seed, taken) => {
      const pack = createReliefTown(seed);
      const warm = preparePack(pack, planningRules);
      let scenario = createScenario({ reachMinutes: 4 });
      let before = "";
      for (const step of taken) {
        scenario = edited(scenario, step);
        // new objects each time, as they come out of a message
        const asked = structuredClone(scenario);
        for (const [kind, request] of [
          ["coverage", { scenario: asked }],
          ["board", { scenario: asked, response }],
          ["matrix", { scenario: asked, to: "shelters" }],
          ["explain", { scenario: asked, lngLat: at(300, 200) }],
        ] as const) {
          const cold = await answerOf(preparePack(pack, planningRules), kind, request as never);
          expect(await answerOf(warm, kind, request as never)).toEqual(cold);
          if (kind === "coverage") {
            const now = JSON.stringify(cold.ok && "district" in cold.value && cold.value.district);
            if (now !== before) changed++;
            before = now;
          }
        }
      }
    }),
    { numRuns: 25, seed: 4 },
  );
  expect(changed).toBeGreaterThan(80);
}, 60_000);
