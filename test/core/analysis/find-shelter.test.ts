import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explain } from "../../../src/core/analysis/explain.ts";
import { findShelter } from "../../../src/core/analysis/find-shelter.ts";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import { headingOf, turnOf } from "../../../src/core/analysis/route-steps.ts";
import { planeMetres } from "../../../src/core/geo/local-plane.ts";
import type { FindAnswer, WalkRoute } from "../../../src/core/model/answers.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { EDGE_FLAG } from "../../../src/core/model/network.ts";
import type { Gate, GateOpening, Shelter } from "../../../src/core/model/pack.ts";
import type { PaceId, Scenario } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, BOTH_WAYS, createNetwork, type EdgeSpec } from "../../fixtures/create-network.ts";
import { createGate, createPack, createScenario, createShelter } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { walkSecondsTruth } from "../../fixtures/walk-truth.ts";

/*
 *            3 lane 4
 *            |北街
 * 0----1-----2-----5      长街, west to east, 200 m each; the lane without a name leads on from 北街's end
 */
const nodes = [at(0, 0), at(200, 0), at(400, 0), at(400, 200), at(600, 200), at(600, 0)];
const streets: EdgeSpec[] = [
  { from: 0, to: 1, name: "长街" },
  { from: 2, to: 1, name: "长街" },
  { from: 2, to: 3, name: "北街" },
  { from: 3, to: 4, flags: BOTH_WAYS | EDGE_FLAG.modelled },
  { from: 2, to: 5, name: "长街" },
];

interface Site {
  readonly id: string;
  readonly lngLat: LngLat;
  readonly opening?: GateOpening;
  readonly gateAt?: LngLat;
  readonly shelter?: Partial<Shelter>;
  readonly gate?: Partial<Gate>;
}

function town(sites: readonly Site[], edges: readonly EdgeSpec[] = streets) {
  return preparePack(
    createPack({
      network: createNetwork(nodes, edges),
      shelters: sites.map(({ id, lngLat, shelter }) => createShelter({ id, lngLat, ...shelter })),
      gates: sites.map(({ id, lngLat, gateAt, opening, gate }) =>
        createGate({
          id: `${id}-gate`,
          shelterId: id,
          lngLat: gateAt ?? lngLat,
          opening: opening ?? { kind: "always" },
          ...gate,
        }),
      ),
    }),
    planningRules,
  );
}

const RULE_PACES: Readonly<Record<PaceId, number>> = {
  slow: 0.83,
  brisk: 1.3,
  older: 0.8,
  child: 0.9,
  pram: 0.9,
  wheelchair: 0.75,
};
const paceTowns = new Map<number, ReturnType<typeof town>>();
function paceTown(seed: number) {
  const made = paceTowns.get(seed) ?? createWalkTown({ seed, shelters: 4 });
  paceTowns.set(seed, made);
  return made;
}

function find(
  prepared: ReturnType<typeof town>,
  origin: LngLat,
  scenario: Partial<Scenario> = {},
): FindAnswer {
  const result = findShelter(prepared, { scenario: createScenario(scenario), origin });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

const total = (route: WalkRoute, key: "metres" | "seconds") =>
  route.steps.reduce((sum, step) => sum + step[key], 0);

describe("findShelter", () => {
  it("finds the truly nearest shelters in walking time, with routes that add up and lie on the ground", () => {
    let judged = 0;
    for (let seed = 80; seed < 90; seed++) {
      const prepared = createWalkTown({ seed, shelters: 5, oneWayShare: seed % 2 ? 0.15 : 0 });
      const { gates } = prepared.pack.index;
      const random = createRandom(seed);
      const origins = Array.from({ length: 12 }, () => at(random() * 600, random() * 450));
      const truth = walkSecondsTruth(
        prepared.pack.network,
        0.83,
        origins,
        gates.map((gate) => gate.lngLat),
      );
      origins.forEach((origin, i) => {
        const result = findShelter(prepared, { scenario: createScenario(), origin });
        const best = new Map<string, number>();
        gates.forEach((gate, j) => {
          best.set(gate.shelterId, Math.min(best.get(gate.shelterId) ?? Infinity, truth[i]?.[j] as number));
        });
        const times = [...best.values()].filter((time) => time !== Infinity).sort((a, b) => a - b);
        if (!result.ok) {
          expect(times).toEqual([]);
          return;
        }
        const answer = result.value;
        const options = [answer.best, ...answer.alternatives];
        expect(options).toHaveLength(Math.min(3, times.length));
        expect(new Set(options.map(({ shelterId }) => shelterId)).size).toBe(options.length);
        [answer.route, ...answer.alternativeRoutes].forEach((route, k) => {
          const option = options[k]!;
          const gate = gates.find(({ id }) => id === option.gateId)!;
          expect(gate.shelterId).toBe(option.shelterId);
          expect(Math.abs(option.seconds - times[k]!)).toBeLessThan(1.5);
          expect([route.seconds, route.metres]).toEqual([option.seconds, option.metres]);
          expect([route.line[0], route.line.at(-1)]).toEqual([origin, gate.lngLat]);
          expect(
            Math.abs(total(route, "metres") + route.accessMetres + route.egressMetres - route.metres),
          ).toBeLessThan(1);
          const walked = (route.accessMetres + route.egressMetres) / 0.83 + total(route, "seconds");
          expect(Math.abs(walked - route.seconds)).toBeLessThan(0.2);
          expect(Math.abs(route.metres / 0.83 - route.seconds)).toBeLessThan(2);
          const drawn = route.line
            .slice(1)
            .reduce((sum, point, n) => sum + planeMetres(prepared.index.plane, route.line[n]!, point), 0);
          expect(drawn / route.metres).toBeCloseTo(1, 2);
        });
        expect(answer.snapMetres).toBe(answer.route.accessMetres);
        judged++;
      });
    }
    expect(judged).toBeGreaterThan(80);
  });

  it("gives the minutes that the field and the explanation give", () => {
    const prepared = createWalkTown({ seed: 91 });
    const closures = [{ kind: "street" as const, id: "c", lngLat: at(320, 240) }];
    const random = createRandom(91);
    for (let i = 0; i < 30; i++) {
      const lngLat = at(random() * 600, random() * 450);
      const scenario = createScenario({ closures });
      const found = findShelter(prepared, { scenario, origin: lngLat });
      const explained = explain(prepared, { scenario, lngLat });
      if (!found.ok || !explained.ok || explained.value.kind !== "reached") {
        expect(found.ok).toBe(false);
        continue;
      }
      expect(explained.value.seconds).toBe(found.value.best.seconds);
    }
  });

  it("tells the way street by street, merged by name, with turns and directions", () => {
    const prepared = town([{ id: "s", lngLat: at(560, 210) }]);
    const { route } = find(prepared, at(50, -10));
    expect(
      route.steps.map(({ nameZh, turn, heading, modelled, metres }) => [
        nameZh,
        turn,
        heading,
        modelled,
        Math.round(metres),
      ]),
    ).toEqual([
      ["长街", "start", "east", false, 350],
      ["北街", "left", "north", false, 200],
      ["", "right", "east", true, 160],
    ]);
    expect(route.steps[0]?.nameEn).toBe("长街 Street");
    expect(Math.round(route.accessMetres)).toBe(10);
    expect(Math.round(route.egressMetres)).toBe(10);
    expect(planeMetres(prepared.index.plane, route.steps[1]!.lngLat, at(400, 0))).toBeLessThan(0.5);
  });

  it("walks along its own street to a gate on it", () => {
    const { route } = find(town([{ id: "s", lngLat: at(150, 20) }]), at(30, -20));
    expect(route.steps.map(({ metres }) => Math.round(metres))).toEqual([120]);
    expect(route.line).toHaveLength(4);
  });

  it("is said to be the nearest by air when it is", () => {
    expect(find(town([{ id: "s", lngLat: at(150, 20) }]), at(30, -20)).whyNotNearest).toEqual({
      reason: "is-answer",
      shelterId: "s",
    });
  });

  it("says that the nearest by air is a longer walk, and by how much", () => {
    const sites = [
      { id: "behind", lngLat: at(190, 60), gateAt: at(600, 190) },
      { id: "open", lngLat: at(200, -140), gateAt: at(340, -5) },
    ];
    const answer = find(town(sites), at(180, 10));
    expect(answer.best.shelterId).toBe("open");
    expect(answer.whyNotNearest).toMatchObject({ reason: "longer-walk", shelterId: "behind" });
    if (answer.whyNotNearest.reason !== "longer-walk") return;
    expect(answer.whyNotNearest.straightLineMetres).toBeCloseTo(Math.hypot(10, 50), 0);
    expect(answer.whyNotNearest.walkMetres).toBeCloseTo(answer.alternatives[0]?.metres ?? 0, 6);
    expect(answer.whyNotNearest.extraSeconds).toBeCloseTo(
      answer.alternatives[0]!.seconds - answer.best.seconds,
      6,
    );
  });

  it.each<[string, Partial<Site>, Partial<Scenario>, string, string | undefined]>([
    ["locked", { opening: { kind: "locked" } }, {}, "gate-locked", "near-gate"],
    [
      "shut at night",
      { opening: { kind: "hours", opensMinute: 360, closesMinute: 1320 } },
      { minuteOfDay: 60 },
      "gate-locked",
      "near-gate",
    ],
    ["open on order", { opening: { kind: "on-order" } }, { minuteOfDay: 60 }, "opens-on-order", "near-gate"],
    ["not known", { opening: { kind: "unknown" } }, {}, "gate-unknown", "near-gate"],
    ["not fit", { shelter: { fitFor: ["earthquake"] } }, { hazard: "flood" }, "not-fit", undefined],
    ["far from any street", { gateAt: at(100, 400) }, {}, "cut-off", undefined],
    ["with steps", { gate: { stepFree: false } }, { pace: "wheelchair" }, "cut-off", undefined],
    ["with steps before a pram", { gate: { stepFree: false } }, { pace: "pram" }, "cut-off", undefined],
    [
      "shut before anybody gets there",
      { gateAt: at(130, 0), opening: { kind: "hours", opensMinute: 360, closesMinute: 601 } },
      { minuteOfDay: 600 },
      "closes-first",
      "near-gate",
    ],
  ])("names the reason when the nearest by air is %s", (_, near, scenario, reason, gateId) => {
    const prepared = town([
      { id: "near", lngLat: at(40, 20), ...near },
      { id: "far", lngLat: at(590, 10) },
    ]);
    const { best, whyNotNearest } = find(prepared, at(30, 0), scenario);
    expect(best.shelterId).toBe("far");
    expect(whyNotNearest).toMatchObject({ reason, shelterId: "near", ...(gateId ? { gateId } : {}) });
  });

  it("looks only at the tier asked for", () => {
    const prepared = town([
      { id: "near", lngLat: at(40, 20) },
      { id: "far", lngLat: at(590, 10), shelter: { tier: "centre" } },
    ]);
    const answer = find(prepared, at(30, 0), { tier: "centre" });
    expect(answer.best.shelterId).toBe("far");
    expect(answer.whyNotNearest).toEqual({ reason: "is-answer", shelterId: "far" });
    expect(answer.alternatives).toEqual([]);
  });

  it("reports the gate's state, its closing minute and the room, unknown as unknown", () => {
    const prepared = town([
      { id: "a", lngLat: at(40, 20), opening: { kind: "on-order" }, shelter: { effectiveSquareMetres: 101 } },
      {
        id: "b",
        lngLat: at(590, 10),
        opening: { kind: "hours", opensMinute: 360, closesMinute: 1320 },
        shelter: { effectiveSquareMetres: null },
      },
    ]);
    const answer = find(prepared, at(30, 0), { phase: "temporary" });
    expect(answer.best).toMatchObject({
      gateState: "opens-on-order",
      closesMinute: null,
      capacityPersons: 101,
    });
    expect(answer.alternatives[0]).toMatchObject({
      gateState: "open",
      closesMinute: 1320,
      capacityPersons: null,
    });
  });

  it("takes wheels round the steps", () => {
    const edges: EdgeSpec[] = [...streets, { from: 1, to: 4, street: "steps", lengthMetres: 290 }];
    const prepared = town([{ id: "s", lngLat: at(600, 200) }], edges);
    const onFoot = find(prepared, at(200, 0));
    const onWheels = find(prepared, at(200, 0), { pace: "wheelchair" });
    expect([Math.round(onFoot.best.metres), Math.round(onWheels.best.metres)]).toEqual([290, 600]);
    expect(onWheels.best.seconds).toBeCloseTo(600 / 0.75, 0);
    const withPram = find(prepared, at(200, 0), { pace: "pram" });
    expect([Math.round(withPram.best.metres), withPram.metresPerSecond]).toEqual([600, 0.9]);
  });

  it("counts a gate only if it is open still at the end of the walk, to the second", () => {
    const shuts = (closesMinute: number) =>
      findShelter(
        town([{ id: "s", lngLat: at(400, 0), opening: { kind: "hours", opensMinute: 1380, closesMinute } }]),
        { scenario: createScenario({ minuteOfDay: 1438, metresPerSecond: 2 }), origin: at(0, 0) },
      );
    // 400 m at 2 m/s: there at 00:01:20
    expect(shuts(2).ok).toBe(true);
    expect(shuts(1)).toEqual({ ok: false, failure: { code: "NO_OPEN_SHELTER" } });
  });

  it("changes the minutes with the pace by length over pace and by nothing else, where the streets are the same", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.double({ min: 0, max: 600, noNaN: true }),
        fc.double({ min: 0, max: 450, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.constantFrom<PaceId>("slow", "brisk", "older", "child"),
        (seed, x, y, metresPerSecond, pace) => {
          const prepared = paceTown(seed);
          const own = findShelter(prepared, {
            scenario: createScenario({ pace, metresPerSecond }),
            origin: at(x, y),
          });
          const ruled = findShelter(prepared, { scenario: createScenario({ pace }), origin: at(x, y) });
          expect(own.ok).toBe(ruled.ok);
          if (!own.ok || !ruled.ok) return;
          expect(ruled.value.metresPerSecond).toBe(RULE_PACES[pace]);
          for (const { metresPerSecond: speed, route } of [own.value, ruled.value]) {
            // each stretch of street is rounded to a decisecond, and no two places are nearer than one
            const slack = 0.11 * (route.line.length + 4);
            expect(Math.abs(route.seconds - route.metres / speed)).toBeLessThan(slack);
          }
        },
      ),
      { seed: 7, numRuns: 60 },
    );
  });

  it("fails with the distance, or with what is missing", () => {
    const code = (prepared: ReturnType<typeof town>, origin: LngLat) =>
      findShelter(prepared, { scenario: createScenario(), origin });
    const open = town([{ id: "s", lngLat: at(590, 10) }]);
    const outside = code(open, at(3000, 0));
    expect(outside).toMatchObject({ failure: { code: "PLACE_OUTSIDE_DISTRICT" } });
    if (!outside.ok && outside.failure.code === "PLACE_OUTSIDE_DISTRICT")
      expect(outside.failure.metresAway / 1904).toBeCloseTo(1, 1);
    expect(code(open, at(100, 400))).toMatchObject({
      failure: { code: "PLACE_FAR_FROM_STREET", limitMetres: 150 },
    });
    expect(
      code(town([{ id: "s", lngLat: at(590, 10), opening: { kind: "locked" } }]), at(0, 0)),
    ).toMatchObject({
      failure: { code: "NO_OPEN_SHELTER" },
    });
    const island = town([{ id: "s", lngLat: at(590, 210) }], [streets[0]!, streets[1]!, streets[3]!]);
    expect(code(island, at(0, 0))).toEqual({
      ok: false,
      failure: { code: "NO_SHELTER_IN_REACH", searchedSeconds: expect.closeTo(400 / 0.83, 0) },
    });
  });
});

describe("words of a step", () => {
  it("turns by the change of bearing, over north too", () => {
    const turns = [0, 20, 350, 40, 320, 90, 270, 180, 205].map((after) => turnOf(0, after));
    expect(turns).toEqual([
      "straight",
      "straight",
      "straight",
      "slight-right",
      "slight-left",
      "right",
      "left",
      "back",
      "back",
    ]);
    expect(turnOf(300, 30)).toBe("right");
    expect(turnOf(30, 300)).toBe("left");
  });
  it("names eight directions", () => {
    expect([0, 22, 23, 90, 180, 225, 300, 338].map(headingOf)).toEqual([
      "north",
      "north",
      "northeast",
      "east",
      "south",
      "southwest",
      "northwest",
      "north",
    ]);
  });
});
