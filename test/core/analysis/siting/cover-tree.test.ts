import { expect, test } from "vitest";
import { type CoverRow, coverModel, coverValue } from "../../../../src/core/analysis/siting/cover-model.ts";
import { searchTree } from "../../../../src/core/analysis/siting/cover-tree.ts";
import { wanderCover } from "../../../../src/core/analysis/siting/cover-wander.ts";
import { createRandom } from "../../../fixtures/create-random.ts";

/** Rows of weights and needs, some of which must be covered, costs, a budget and a number: some of each. */
function createModel(seed: number) {
  const random = createRandom(seed);
  const below = (limit: number) => Math.floor(random() * limit);
  const columns = 2 + below(8);
  const rows: CoverRow[] = [];
  for (let row = below(14); row >= 0; row--) {
    const reached = [...Array(columns).keys()].filter(() => below(3) === 0);
    if (reached.length === 0) continue;
    const need = 1 + below(Math.min(2, reached.length));
    rows.push({ columns: reached, need, weight: below(5) === 0 ? Infinity : 1 + below(30) });
  }
  const spend = below(2) === 0 ? Float64Array.from({ length: columns }, () => 1 + below(5)) : null;
  return coverModel(rows, {
    cost: Float64Array.from({ length: columns }, () => (seed % 2 === 0 ? 0 : 1 + below(9))),
    spend,
    budget: spend ? 2 + below(12) : Infinity,
    open: 1 + below(columns),
  });
}

test("branching over the linear relaxation finds the cheapest of all choices, 600 times", () => {
  let impossible = 0;
  for (let seed = 1; seed <= 600; seed++) {
    const model = createModel(seed);
    let truth = Infinity;
    for (let choice = 0; choice < 1 << model.columnCount; choice++) {
      const columns = [...Array(model.columnCount).keys()].filter((column) => (choice >> column) & 1);
      truth = Math.min(truth, coverValue(model, columns) ?? Infinity);
    }
    if (truth === Infinity) impossible++;
    let found = Infinity;
    const bound = searchTree(model, {
      limit: () => found - 1e-6,
      isOver: () => false,
      offer: (columns) => {
        found = Math.min(found, coverValue(model, columns) ?? Infinity);
      },
      tell: (least) => expect(Math.min(least, found), `seed ${seed}`).toBeLessThanOrEqual(truth + 1e-6),
    });
    expect([bound, found], `seed ${seed}`).toEqual([Infinity, truth]);
    const walked = coverValue(
      model,
      wanderCover(model, [], 200, () => false),
    );
    if (walked !== null) expect(walked, `seed ${seed}`).toBeGreaterThanOrEqual(truth);
  }
  // Neither sort is a rarity.
  expect(impossible).toBeGreaterThan(20);
  expect(impossible).toBeLessThan(400);
}, 60_000);
