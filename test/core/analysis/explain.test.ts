import { describe, expect, it } from "vitest";
import { explain } from "../../../src/core/analysis/explain.ts";
import { preparePack } from "../../../src/core/analysis/prepare.ts";
import type { ExplainAnswer } from "../../../src/core/model/answers.ts";
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
const closed = (x: number, y: number): Closure => ({ kind: "street", id: `${x}`, lngLat: at(x, y) });

describe("explain", () => {
  it("names the parts of the walk", () => {
    const answer = ask(prepare(), at(20, -30));
    if (answer.kind !== "reached") throw new Error(answer.cause);
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
    const answer = ask(prepare(), at(20, -30), { closures: [closed(250, 0)] });
    if (answer.kind !== "reached") throw new Error(answer.cause);
    expect(answer.closureSeconds).toBeCloseTo(200 / 0.83, 0);
    expect(answer.parts.map(({ nameZh }) => nameZh)).toContain("绕街");
  });

  it("tells the causes of no minutes apart", () => {
    const cause = (lngLat: LngLat, scenario: Partial<Scenario> = {}, opening?: GateOpening) => {
      const answer = ask(prepare(opening), lngLat, scenario);
      return answer.kind === "not-reached" ? answer.cause : "reached";
    };
    expect(cause(at(250, 500))).toBe("no-street-near");
    expect(cause(at(50, 900))).toBe("island");
    expect(cause(at(20, 0), {}, { kind: "locked" })).toBe("no-gate-counts");
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
