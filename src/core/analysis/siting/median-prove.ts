import { type MedianModel, medianCost, settledModel } from "./median-model.ts";
import { MedianRelaxation } from "./median-relaxation.ts";
import { MedianSearch } from "./median-search.ts";
import { shakeMedian } from "./median-shake.ts";
import { type BranchLimits, SiteBranch, type SiteProof } from "./site-branch.ts";
import { OPEN, UNDECIDED } from "./site-node.ts";

/** Shakes of the choice once the whole is bounded and not proven. */
const SHAKES = 300;

/**
 * The best choice with its proof. The whole is bounded first; sites that settles are taken out for good, which leaves a
 * model of a tenth of the arcs for the parts. Between the two the choice is shaken, since every saving settles more.
 */
export function proveMedian(
  model: MedianModel,
  search: MedianSearch,
  start: readonly number[],
  limits: BranchLimits,
): SiteProof {
  const whole = new SiteBranch(new MedianRelaxation(model, search), limits, medianCost(model, start), start);
  const stops = () => limits.run.isCancelled() || limits.run.now() >= limits.until;
  const root = whole.boundWhole();
  const found = (bound: number): SiteProof => {
    const proof = whole.proof(bound);
    return { ...proof, chosen: proof.chosen ?? start };
  };
  if (root.isOver || root.isProven) return found(root.bound);
  search.load(found(root.bound).chosen);
  shakeMedian(model, search, SHAKES, limits);
  if (whole.improve(search.chosen(), search.cost(), root.node)) return found(Infinity);
  const best = found(root.bound);
  const { state, price } = root.node;
  const opened = [...state.keys()].filter((site) => state[site] === OPEN);
  const columns = [...state.keys()].filter((site) => state[site] === UNDECIDED);
  const rest = settledModel(model, opened, columns);
  const parts = new SiteBranch(
    new MedianRelaxation(rest, new MedianSearch(rest, stops)),
    limits,
    best.cost,
    null,
  );
  const proof = parts.solve(price, root.bound);
  const chosen =
    proof.chosen === null
      ? best.chosen
      : [...opened, ...proof.chosen.map((column) => columns[column]!)].sort((a, b) => a - b);
  return { ...proof, chosen, nodes: proof.nodes + 1 };
}
