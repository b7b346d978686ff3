import { describe, expect, it, test } from "vitest";
import { bridgedPack, bridgeJoins } from "../../../src/core/analysis/bridged-pack.ts";
import { demandTimes } from "../../../src/core/analysis/demand-times.ts";
import { openCosts, paceMetresPerSecond } from "../../../src/core/analysis/prepare.ts";
import { gateSurface } from "../../../src/core/analysis/surface.ts";
import { type Closure, type ClosureOf, PACE_IDS, type Scenario } from "../../../src/core/model/scenario.ts";
import { at } from "../../fixtures/create-network.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import {
  askVerb,
  createVerbTown,
  ON_NAMED_STREET,
  SCENARIO_VERBS,
  VERBS,
  type VerbTown,
} from "../../fixtures/create-verb-town.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createRandomClosure, editedWalkTruth } from "../../fixtures/edited-walk-truth.ts";

const CORNERS = [at(-60, -60), at(700, 540)] as const;

/** Everything in an answer but the question it repeats. */
const said = (result: Awaited<ReturnType<typeof askVerb>>) => {
  if (!result.ok) return result;
  const { request, ...rest } = result.value as unknown as { readonly request: unknown };
  return rest;
};

const closures: readonly Closure[] = [
  { kind: "street", id: "shut", lngLat: ON_NAMED_STREET },
  { kind: "area", id: "area", ring: [at(300, 100), at(420, 110), at(400, 260), at(310, 240)] },
  {
    kind: "flood",
    id: "water",
    ring: [at(60, 60), at(260, 90), at(220, 240), at(40, 200)],
    depthMetres: 0.2,
  },
  { kind: "slow", id: "mud", ring: [at(420, 200), at(640, 220), at(600, 460)], factor: 2.5 },
  { kind: "bridge", id: "plank", from: at(170, 10), to: at(330, 150), carries: "wheels", widthMetres: 2 },
];

describe("an own pace of as many metres per second as a pace of the rule pack", () => {
  const cases = [
    { pace: "slow" as const, closures: [] as readonly Closure[], under: "open streets" },
    ...PACE_IDS.map((pace) => ({ pace, closures, under: "closures, water and a bridge" })),
  ];
  test.each(cases)(
    "$pace, $under: gives every verb's answer in every field",
    async ({ pace, ...facts }) => {
      const named = createScenario({ pace, closures: facts.closures, reachMinutes: 5 });
      // towns of their own: what one of them keeps cannot be the other's answer
      const [one, other, third] = [4, 4, 4].map((seed) => createVerbTown({ seed })) as [
        VerbTown,
        VerbTown,
        VerbTown,
      ];
      const metresPerSecond = paceMetresPerSecond(one.prepared, named);
      const faster = { ...named, metresPerSecond: metresPerSecond * 1.7 };
      for (const kind of VERBS) {
        const answered = await askVerb(one, kind, named);
        expect(answered, kind).toMatchObject({ ok: true });
        const byName = said(answered);
        expect(said(await askVerb(other, kind, { ...named, metresPerSecond })), kind).toEqual(byName);
        // and nothing that is kept for one pace is taken for another's
        expect(said(await askVerb(other, kind, faster)), kind).toEqual(
          said(await askVerb(third, kind, faster)),
        );
        expect(said(await askVerb(other, kind, named)), kind).toEqual(byName);
      }
    },
    60_000,
  );

  it("is not the same as another way of walking where water is deep", async () => {
    const deep: readonly Closure[] = [
      {
        kind: "flood",
        id: "f",
        ring: [at(-90, -90), at(900, -90), at(900, 900), at(-90, 900)],
        depthMetres: 0.4,
      },
    ];
    const town = createVerbTown({ seed: 4 });
    const reached = async (pace: Scenario["pace"]) => {
      const result = await askVerb(
        town,
        "coverage",
        createScenario({ pace, metresPerSecond: 1.3, closures: deep }),
      );
      return result.ok ? result.value.district.persons - result.value.district.notReachedPersons : null;
    };
    expect(await reached("brisk")).toBeGreaterThan((await reached("slow")) as number);
  });
});

it("gives the times of the slow truth, whatever is done to the streets", () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = createRandom(seed * 6151);
    const prepared = createWalkTown({ seed, oneWayShare: seed % 3 ? 0 : 0.2, missingShare: 0.25 });
    const make = (kinds: readonly Closure["kind"][]) => createRandomClosure(random, ...CORNERS, kinds);
    const bridges = seed % 2 ? [make(["bridge"]) as ClosureOf<"bridge">] : [];
    const scenario = createScenario({
      pace: PACE_IDS[seed % PACE_IDS.length] as Scenario["pace"],
      metresPerSecond: Math.round((0.1 + random() * 4.9) * 1000) / 1000,
      closures: [...bridges, make(["area", "flood", "slow"]), make(["area", "flood", "slow"])],
    });
    const joined = bridges.flatMap((bridge) => {
      const joins = bridgeJoins(prepared, bridge);
      return joins ? [{ ...bridge, ...joins }] : [];
    });
    const streets = bridgedPack(prepared, scenario.closures);
    const { seconds } = demandTimes(streets, scenario, gateSurface(streets, scenario));
    expect(Array.from(seconds, (each) => (Number.isFinite(each) ? Math.round(each * 10) : each))).toEqual(
      editedWalkTruth(prepared, scenario, joined),
    );
  }
});

it("never reaches fewer when it is faster", async () => {
  const town = createVerbTown({ seed: 9, missingShare: 0.3 });
  const reached: number[] = [];
  for (const metresPerSecond of [0.1, 0.3, 0.83, 1, 1.3, 2.5, 5]) {
    const result = await askVerb(town, "coverage", createScenario({ metresPerSecond, reachMinutes: 4 }));
    if (!result.ok) throw new Error(result.failure.code);
    reached.push(result.value.district.persons - result.value.district.notReachedPersons);
  }
  expect(reached).toEqual([...reached].sort((a, b) => a - b));
  expect(reached.at(-1)).toBeGreaterThan(reached[0] as number);
});

it("keeps the costs of the latest paces only, and shares those of equal ones", () => {
  const { prepared } = createVerbTown({ seed: 1 });
  const own = (metresPerSecond: number) => openCosts(prepared, createScenario({ metresPerSecond }));
  const slow = openCosts(prepared, createScenario());
  expect(own(0.83)).toBe(slow);
  for (let k = 0; k < 100; k++) own(1 + k / 100);
  expect(prepared.kept.costs.size).toBeLessThanOrEqual(8);
  expect(own(1.99)).toBe(own(1.99));
  expect(own(0.83)).toEqual(slow);
});

describe("bad input", () => {
  const town = createVerbTown({ seed: 1 });
  test.each([
    ["NaN", Number.NaN],
    ["zero", 0],
    ["negative", -1.2],
    ["Infinity", Infinity],
    ["absurd", 5.1],
    ["next to nothing", 0.09],
  ])("a pace that is %s is refused by every verb, by name", async (_, metresPerSecond) => {
    for (const kind of SCENARIO_VERBS)
      expect(await askVerb(town, kind, createScenario({ metresPerSecond })), kind).toEqual({
        ok: false,
        failure: {
          code: "QUESTION_NOT_VALID",
          field: "scenario.metresPerSecond",
          found: String(metresPerSecond),
          expected: "0.1-5",
        },
      });
  });

  test.each([
    ["reachMinutes", Number.NaN],
    ["reachMinutes", 0],
    ["reachMinutes", -10],
    ["reachMinutes", 61],
    ["minuteOfDay", 1440],
    ["minuteOfDay", Number.NaN],
  ] as const)("%s %d is refused by every verb, by name", async (field, value) => {
    for (const kind of SCENARIO_VERBS)
      expect(await askVerb(town, kind, createScenario({ [field]: value })), kind).toMatchObject({
        ok: false,
        failure: { code: "QUESTION_NOT_VALID", field: `scenario.${field}`, found: String(value) },
      });
  });
});
