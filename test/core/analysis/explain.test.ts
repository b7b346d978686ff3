import { describe, expect, it } from "vitest";
import { explain } from "../../../src/core/analysis/explain.ts";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import type { ExplainAnswer } from "../../../src/core/model/explain.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { GateOpening } from "../../../src/core/model/pack.ts";
import type { Closure, Scenario } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createGate, createPack, createScenario, createShelter } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";

function ask(
  prepared: ReturnType<typeof preparePack>,
  lngLat: LngLat,
  scenario: Partial<Scenario> = {},
): ExplainAnswer {
  const result = explain(prepared, { scenario: createScenario(scenario), lngLat });
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

/** Two ways from west to east: 长街 straight, 300 m, and 绕街 round, 500 m; a lane apart in the north. */
const network = createNetwork(
  [at(0, 0), at(100, 0), at(400, 0), at(500, 0), at(0, 900), at(100, 900)],
  [
    { from: 0, to: 1, name: "西街" },
    { from: 1, to: 2, name: "长街" },
    { from: 1, to: 2, name: "绕街", shape: [at(100, 100), at(400, 100)] },
    { from: 2, to: 3, name: "东街" },
    { from: 4, to: 5 },
  ],
);
const prepare = (opening: GateOpening = { kind: "always" }) =>
  preparePack(
    createPack({
      network,
      shelters: [createShelter({ id: "s", lngLat: at(500, 0) })],
      gates: [createGate({ id: "g", shelterId: "s", lngLat: at(480, 20), opening })],
    }),
    planningRules,
  );
const unreached = (answer: ExplainAnswer) => {
  if (answer.kind === "reached") throw new Error("reached");
  return answer;
};
const reached = (answer: ExplainAnswer) => {
  if (answer.kind !== "reached") throw new Error(answer.cause);
  return answer;
};
const closed = (x: number, y: number): Closure => ({ kind: "street", id: `${x}`, lngLat: at(x, y) });

describe("explain", () => {
  it("names the parts of the walk", () => {
    const answer = reached(ask(prepare(), at(20, -30)));
    expect(answer.parts.map(({ kind, nameZh, metres }) => [kind, nameZh, Math.round(metres)])).toEqual([
      ["access", "", 30],
      ["street", "西街", 80],
      ["street", "长街", 300],
      ["street", "东街", 80],
      ["egress", "", 20],
    ]);
    expect(answer.seconds).toBeCloseTo(510 / 0.83, 0);
    expect([answer.withinMinutes, answer.closureSeconds]).toEqual([false, 0]);
    expect(ask(prepare(), at(20, -30), { reachMinutes: 11 })).toMatchObject({ withinMinutes: true });
    expect([answer.line[0], answer.line.at(-1)]).toEqual([at(20, -30), at(480, 20)]);
  });

  it("says how many seconds the closures add", () => {
    const answer = reached(ask(prepare(), at(20, -30), { closures: [closed(250, 0)] }));
    expect(answer.closureSeconds).toBeCloseTo(200 / 0.83, 0);
    expect(answer.parts.map(({ nameZh }) => nameZh)).toContain("绕街");
  });

  it("tells the causes of no minutes apart", () => {
    const cause = (lngLat: LngLat, scenario: Partial<Scenario> = {}, opening?: GateOpening) =>
      unreached(ask(prepare(opening), lngLat, scenario)).cause;
    expect(cause(at(250, 500))).toBe("no-street-near");
    expect(cause(at(50, 900))).toBe("island");
    expect(cause(at(20, 0), {}, { kind: "locked" })).toBe("gates-shut");
    expect(cause(at(20, 0), { hazard: "flood", tier: "centre" })).toBe("no-shelter-fits");
    expect(cause(at(20, 0), { closures: [closed(250, 0), closed(250, 100)] })).toBe("closures");
    expect(ask(prepare(), at(250, 500))).toMatchObject({ nearestStreetMetres: expect.closeTo(400, 0) });
  });

  it("has parts that add up to the time, and never fewer seconds under closures, all over a town", () => {
    const random = createRandom(5);
    let delayed = 0;
    for (let seed = 100; seed < 106; seed++) {
      const prepared = createWalkTown({ seed });
      for (let i = 0; i < 25; i++) {
        const [x, y] = [random() * 560, random() * 400];
        const ring = [at(x, y), at(x + 100, y), at(x + 100, y + 100), at(x, y + 100)];
        const answer = ask(prepared, at(random() * 640, random() * 480), {
          closures: [{ kind: "area", id: "a", ring }],
        });
        if (answer.kind === "not-reached") continue;
        const sum = answer.parts.reduce((seconds, part) => seconds + part.seconds, 0);
        expect(Math.abs(sum - answer.seconds)).toBeLessThan(1);
        expect(
          Math.abs(answer.parts.reduce((m, part) => m + part.metres, 0) / 0.83 - answer.seconds),
        ).toBeLessThan(2);
        expect(answer.closureSeconds).toBeGreaterThanOrEqual(0);
        if (answer.closureSeconds > 0) delayed++;
      }
    }
    expect(delayed).toBeGreaterThan(5);
  });
});

describe("what costs most on the way", () => {
  it("names the closure whose lifting alone saves most, and says when only all together help", () => {
    const two = reached(ask(prepare(), at(20, -30), { closures: [closed(40, 0), closed(250, 0)] }));
    // 西街 is left on foot although it is closed; only 长街 costs a way round
    expect(two.costliestClosure).toEqual({ closureId: "250", savedSeconds: two.closureSeconds });
    const shut = unreached(ask(prepare(), at(20, 0), { closures: [closed(250, 0), closed(250, 100)] }));
    expect(shut.costliestClosure).toEqual({ closureId: "250", savedSeconds: Infinity });
    const behind = unreached(
      ask(prepare(), at(20, 0), {
        closures: [{ ...closed(450, 0) }, { ...closed(250, 0) }, closed(250, 100)],
      }),
    );
    expect(behind.costliestClosure).toMatchObject({ savedSeconds: Infinity });
  });

  it("is the best of all single liftings by trying each, all over a town", () => {
    const random = createRandom(9);
    let blamed = 0;
    for (let seed = 200; seed < 206; seed++) {
      const prepared = createWalkTown({ seed });
      for (let i = 0; i < 8; i++) {
        const closures = Array.from({ length: 3 }, (_, k): Closure => {
          const [x, y] = [random() * 560, random() * 400];
          const ring = [at(x, y), at(x + 130, y), at(x + 130, y + 130), at(x, y + 130)];
          return { kind: "area", id: `a${k}`, ring };
        });
        const lngLat = at(random() * 640, random() * 480);
        const secondsUnder = (some: readonly Closure[]) => {
          const answer = ask(prepared, lngLat, { closures: some });
          return answer.kind === "reached" ? answer.seconds : Infinity;
        };
        const answer = ask(prepared, lngLat, { closures });
        const now = secondsUnder(closures);
        const alone = closures.map((closure) => secondsUnder(closures.filter((each) => each !== closure)));
        const best = Math.min(...alone);
        const saved = best === Infinity ? 0 : now - best;
        if (saved >= 1) {
          blamed++;
          expect(answer.costliestClosure?.savedSeconds).toBeCloseTo(saved, 6);
          const blame = closures.findIndex(({ id }) => id === answer.costliestClosure?.closureId);
          expect(alone[blame]).toBe(best);
        } else if (now - secondsUnder([]) < 1 || (now === Infinity && secondsUnder([]) === Infinity))
          expect(answer.costliestClosure).toBeNull();
        else expect(answer.costliestClosure).toMatchObject({ closureId: null });
      }
    }
    expect(blamed).toBeGreaterThan(5);
  });

  it("names the gate that would be nearer if it were open, in its own state", () => {
    const gates = (opening: GateOpening) =>
      preparePack(
        createPack({
          network,
          shelters: [createShelter({ id: "s", lngLat: at(500, 0) })],
          gates: [
            createGate({ id: "far", shelterId: "s", lngLat: at(480, 20) }),
            createGate({ id: "near", shelterId: "s", lngLat: at(80, 20), opening }),
          ],
        }),
        planningRules,
      );
    const locked = reached(ask(gates({ kind: "locked" }), at(20, -30)));
    expect(locked.gateId).toBe("far");
    expect(locked.shutGate).toMatchObject({ gateId: "near", shelterId: "s", state: "locked" });
    expect(locked.shutGate?.seconds).toBeCloseTo((30 + 60 + 20) / 0.83, 0);
    expect(locked.shutGate?.savedSeconds).toBeCloseTo(400 / 0.83, 0);
    expect(reached(ask(gates({ kind: "unknown" }), at(20, -30))).shutGate).toMatchObject({
      state: "unknown",
    });
    // in the planning view an order counts; at three in the morning it has not been given
    expect(reached(ask(gates({ kind: "on-order" }), at(20, -30)))).toMatchObject({
      gateId: "near",
      shutGate: null,
    });
    expect(
      reached(ask(gates({ kind: "on-order" }), at(20, -30), { minuteOfDay: 180 })).shutGate,
    ).toMatchObject({ gateId: "near", state: "opens-on-order" });
    expect(unreached(ask(prepare({ kind: "locked" }), at(20, -30))).shutGate).toMatchObject({
      gateId: "g",
      savedSeconds: Infinity,
    });
  });

  it("counts who queues at the gate and how long the last of them waits", () => {
    const cell = {
      communityId: "c",
      subDistrictCode: "d",
      personsDay: 7,
      aged65Share: 0,
      assistanceShare: 0,
      structure: null,
    };
    const demand = [
      { ...cell, id: "near", lngLat: at(450, 0), personsNight: 260 },
      { ...cell, id: "far", lngLat: at(20, 0), personsNight: 1000 },
    ];
    const withWidth = (widthMetres: number | null) =>
      preparePack(
        createPack({
          network,
          shelters: [createShelter({ id: "s", lngLat: at(500, 0) })],
          gates: [createGate({ id: "g", shelterId: "s", lngLat: at(480, 20), widthMetres })],
          demand,
        }),
        planningRules,
      );
    const scenario = { period: "night", reachMinutes: 5 } as const;
    const flow = planningRules.figures.gatePersonsPerMetreSecond.value;
    const { queue } = reached(ask(withWidth(4), at(20, 0), scenario));
    // the far cell is not within the minutes: it does not come to this gate in time
    expect(queue).toEqual({ persons: 260, widthMetres: 4, lastInSeconds: 260 / (4 * flow) });
    expect(reached(ask(withWidth(4), at(20, 0), { ...scenario, period: "day" })).queue.persons).toBe(7);
    const unknown = reached(ask(withWidth(null), at(20, 0), scenario)).queue;
    expect(unknown).toEqual({ persons: 260, widthMetres: null, lastInSeconds: null });
  });

  it("finds the missing link of a way that goes far round a wall", () => {
    // a horseshoe: 60 m apart by air, 660 m to walk
    const horseshoe = createNetwork(
      [at(0, 0), at(0, 300), at(60, 300), at(60, 0)],
      [
        { from: 0, to: 1 },
        { from: 1, to: 2 },
        { from: 2, to: 3 },
      ],
    );
    const pack = createPack({
      network: horseshoe,
      shelters: [createShelter({ id: "s", lngLat: at(60, 0) })],
      gates: [createGate({ id: "g", shelterId: "s", lngLat: at(60, 0) })],
    });
    const { missingLink } = reached(ask(preparePack(pack, planningRules), at(0, 0)));
    expect(missingLink?.metres).toBeCloseTo(60, 0);
    expect(missingLink?.savedSeconds).toBeCloseTo(600 / 0.83, 0);
    expect(reached(ask(prepare(), at(450, 0))).missingLink).toBeNull();
    // two sides of a block are no detour
    const block = createNetwork(
      [at(0, 0), at(0, 120), at(120, 120)],
      [
        { from: 0, to: 1 },
        { from: 1, to: 2 },
      ],
    );
    const corner = createPack({
      network: block,
      shelters: [createShelter({ id: "s", lngLat: at(120, 120) })],
      gates: [createGate({ id: "g", shelterId: "s", lngLat: at(120, 120) })],
    });
    expect(reached(ask(preparePack(corner, planningRules), at(0, 0))).missingLink).toBeNull();
  });

  it("names main streets where they are crossed, once for both carriageways, and not where they are walked along", () => {
    const crossingTown = createNetwork(
      [
        at(0, 0),
        at(100, 0),
        at(115, 0),
        at(300, 0),
        at(100, 200),
        at(100, -200),
        at(115, 200),
        at(115, -200),
      ],
      [
        { from: 0, to: 1, name: "横街" },
        { from: 1, to: 2, name: "横街" },
        { from: 2, to: 3, name: "横街" },
        { from: 1, to: 4, name: "大街", street: "primary" },
        { from: 1, to: 5, name: "大街", street: "primary" },
        { from: 2, to: 6, name: "大街", street: "primary" },
        { from: 2, to: 7, name: "大街", street: "primary" },
      ],
    );
    const toGateAt = (x: number, y: number) =>
      preparePack(
        createPack({
          network: crossingTown,
          shelters: [createShelter({ id: "s", lngLat: at(x, y) })],
          gates: [createGate({ id: "g", shelterId: "s", lngLat: at(x, y) })],
        }),
        planningRules,
      );
    const kinds = (answer: ExplainAnswer) =>
      reached(answer).parts.map(({ kind, nameZh, seconds }) => [kind, nameZh, seconds > 0]);
    expect(kinds(ask(toGateAt(300, 0), at(0, 0)))).toEqual([
      ["access", "", false],
      ["street", "横街", true],
      ["crossing", "大街", false],
      ["street", "横街", true],
      ["egress", "", false],
    ]);
    expect(kinds(ask(toGateAt(100, 200), at(0, 0))).filter(([kind]) => kind === "crossing")).toEqual([]);
  });
});

describe("what cuts a place off", () => {
  const cell = {
    communityId: "c",
    subDistrictCode: "d",
    personsDay: 3,
    aged65Share: 0,
    assistanceShare: 0,
    structure: null,
  };
  const islanders = preparePack(
    createPack({
      network,
      shelters: [createShelter({ id: "s", lngLat: at(500, 0) })],
      gates: [createGate({ id: "g", shelterId: "s", lngLat: at(480, 20) })],
      demand: [
        { ...cell, id: "apart", lngLat: at(50, 880), personsNight: 40 },
        { ...cell, id: "joined", lngLat: at(50, 10), personsNight: 500 },
      ],
    }),
    planningRules,
  );

  it("tells an island's length, its people and its gap to the other streets", () => {
    const answer = unreached(ask(islanders, at(50, 900), { period: "night" }));
    expect(answer).toMatchObject({ cause: "island", costliestClosure: null, onFootSeconds: null });
    expect(answer.cutOff).toMatchObject({ streetMetres: expect.closeTo(100, 0), persons: 40 });
    // straight down from (100, 900) to 绕街 at (100, 100)
    expect(answer.cutOff?.gap?.metres).toBeCloseTo(800, 0);
  });

  it("counts the part that closures shut up, without the streets beyond them", () => {
    const answer = unreached(
      ask(islanders, at(20, 0), { period: "night", closures: [closed(250, 0), closed(250, 100)] }),
    );
    expect(answer).toMatchObject({ cause: "closures" });
    expect(answer.cutOff).toMatchObject({ streetMetres: expect.closeTo(100, 0), persons: 500 });
  });

  it.each([
    ["a gate behind steps that wheels are tied to", 150],
    ["a gate that no street for wheels comes near", 400],
  ])("says the seconds on foot where wheels find only steps: %s", (_, stairsEnd) => {
    const steps = createNetwork(
      [at(0, 0), at(100, 0), at(stairsEnd, 0), at(500, 0)],
      [
        { from: 0, to: 1 },
        { from: 1, to: 2, street: "steps" },
        { from: 2, to: 3, ...(stairsEnd === 400 ? { street: "steps" as const } : {}) },
      ],
    );
    const prepared = preparePack(
      createPack({
        network: steps,
        shelters: [createShelter({ id: "s", lngLat: at(500, 0) })],
        gates: [createGate({ id: "g", shelterId: "s", lngLat: at(500, 10) })],
      }),
      planningRules,
    );
    const answer = unreached(ask(prepared, at(10, 0), { pace: "wheelchair" }));
    expect(answer.cause).toBe("no-step-free-way");
    expect(answer.onFootSeconds).toBeCloseTo(500 / 0.83, 0);
  });

  it("tells gates too far from any street from gates that are shut", () => {
    const prepared = preparePack(
      createPack({
        network,
        shelters: [createShelter({ id: "s", lngLat: at(250, 400) })],
        gates: [createGate({ id: "g", shelterId: "s", lngLat: at(250, 400) })],
      }),
      planningRules,
    );
    expect(unreached(ask(prepared, at(20, 0))).cause).toBe("gates-off-streets");
  });
});
