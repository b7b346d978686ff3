import { expect, it } from "vitest";
import { bridgedPack } from "../../../src/core/analysis/bridged-pack.ts";
import { explain } from "../../../src/core/analysis/explain.ts";
import { type PreparedPack, preparePack } from "../../../src/core/analysis/prepare.ts";
import { scenarioCosts } from "../../../src/core/analysis/street-edits.ts";
import type { ExplainAnswer } from "../../../src/core/model/explain.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { Closure } from "../../../src/core/model/scenario.ts";
import { planningRules } from "../../../src/sources/rule-packs.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";
import { createGate, createPack, createScenario, createShelter } from "../../fixtures/create-pack.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";

/** Two ways from west to east: 长街 straight, 300 m, and 绕街 round, 500 m; a lane apart in the north. */
const prepared = preparePack(
  createPack({
    network: createNetwork(
      [at(0, 0), at(100, 0), at(400, 0), at(500, 0), at(0, 900), at(100, 900)],
      [
        { from: 0, to: 1, name: "西街" },
        { from: 1, to: 2, name: "长街" },
        { from: 1, to: 2, name: "绕街", shape: [at(100, 100), at(400, 100)] },
        { from: 2, to: 3, name: "东街" },
        { from: 4, to: 5 },
      ],
    ),
    shelters: [createShelter({ id: "s", lngLat: at(500, 0) })],
    gates: [createGate({ id: "g", shelterId: "s", lngLat: at(480, 20) })],
  }),
  planningRules,
);
const closed = (x: number, y: number): Closure => ({ kind: "street", id: `${x}`, lngLat: at(x, y) });
const bridge = (from: LngLat, to: LngLat): Closure => ({
  kind: "bridge",
  id: "plank",
  from,
  to,
  carries: "foot",
  widthMetres: 2,
});

function ask(town: PreparedPack, lngLat: LngLat, ...closures: Closure[]) {
  const answer = explain(bridgedPack(town, closures), { scenario: createScenario({ closures }), lngLat });
  if (!answer.ok) throw new Error(answer.failure.code);
  return answer.value;
}
function reached(answer: ExplainAnswer) {
  if (answer.kind !== "reached") throw new Error(answer.cause);
  return answer;
}

it("counts what a bridge saves, and blames closures with the bridge left where it is", () => {
  const [lane, shut, across] = [at(50, 900), closed(250, 0), bridge(at(100, 60), at(100, 840))];
  const over = reached(ask(prepared, lane, across));
  expect(over).toMatchObject({ closureSeconds: Number.NEGATIVE_INFINITY, costliestClosure: null });
  const round = reached(ask(prepared, lane, shut, across));
  expect(round.costliestClosure?.closureId).toBe("250");
  expect(round.costliestClosure?.savedSeconds).toBeCloseTo(round.seconds - over.seconds, 6);
  // with 长街 shut it is 500 m by 绕街, and less over a bridge between its two bends
  const beside = bridge(at(100, 40), at(400, 40));
  const seconds = (...closures: Closure[]) => reached(ask(prepared, at(20, 0), ...closures)).seconds;
  expect(seconds(shut, beside)).toBeLessThan(seconds(shut));
  expect(reached(ask(prepared, at(20, 0), shut, beside)).closureSeconds).toBeCloseTo(
    seconds(shut, beside) - seconds(),
    6,
  );
});

it("pushes none of the sets of closures out that are in use, however many it tries", () => {
  const town = createWalkTown({ seed: 3 });
  const live = Array.from({ length: 6 }, (_, i) => createScenario({ closures: [closed(i * 100, 40)] }));
  const before = live.map((scenario) => scenarioCosts(town, scenario));
  ask(town, at(300, 200), ...Array.from({ length: 12 }, (_, i) => closed(i * 50, 100)));
  const after = live.map((scenario) => scenarioCosts(town, scenario));
  expect(after.map((costs, i) => costs === before[i])).toEqual(live.map(() => true));
});
