import { type MedianModel, medianCost, settledModel } from "./median-model.ts";
import { MedianRelaxation } from "./median-relaxation.ts";
import { MedianSearch } from "./median-search.ts";
import { shakeMedian } from "./median-shake.ts";
import type { BranchLimits } from "./site-bound.ts";
import { SiteBranch, type SiteProof } from "./site-branch.ts";
import { isAffordable, OPEN, type SiteNode, UNDECIDED } from "./site-node.ts";

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
  const root = whole.boundWhole();
  const found = (bound: number): SiteProof => {
    const proof = whole.proof(bound);
    return { ...proof, chosen: proof.chosen ?? start };
  };
  if (root.isOver || root.isProven) return found(root.bound);
  const shaken = shakeSettled(model, root.node, found(root.bound).chosen, limits);
  if (whole.improve(shaken.chosen, shaken.cost, root.node)) return found(Infinity);
  const best = found(root.bound);
  const { opened, columns, model: rest } = settled(model, root.node);
  const parts = new SiteBranch(
    new MedianRelaxation(rest, new MedianSearch(rest, stopsOf(limits))),
    limits,
    best.cost,
    null,
  );
  const proof = parts.solve(root.node.price, root.bound);
  const chosen =
    proof.chosen === null
      ? best.chosen
      : [...opened, ...proof.chosen.map((column) => columns[column]!)].sort((a, b) => a - b);
  return { ...proof, chosen, nodes: proof.nodes + 1 };
}

const stopsOf =
  ({ run, until }: BranchLimits) =>
  () =>
    run.isCancelled() || run.now() >= until;

/** What is left to decide of a model. */
function settled(model: MedianModel, { state }: SiteNode) {
  const opened = [...state.keys()].filter((site) => state[site] === OPEN);
  const columns = [...state.keys()].filter((site) => state[site] === UNDECIDED);
  return { opened, columns, model: settledModel(model, opened, columns) };
}

/** The best that shaking finds among what is left to decide: all better choices are there. */
function shakeSettled(
  model: MedianModel,
  node: SiteNode,
  chosen: readonly number[],
  limits: BranchLimits,
): { readonly chosen: readonly number[]; readonly cost: number } {
  const { opened, columns, model: rest } = settled(model, node);
  const search = new MedianSearch(rest, stopsOf(limits));
  const columnOf = new Map(columns.map((site, column) => [site, column]));
  const kept = chosen.flatMap((site) => columnOf.get(site) ?? []);
  while (!isAffordable(rest, kept)) kept.pop();
  search.load(kept);
  search.fill();
  search.descend();
  shakeMedian(rest, search, SHAKES, limits);
  const sites = [...opened, ...search.chosen().map((column) => columns[column]!)].sort((a, b) => a - b);
  return { chosen: sites, cost: medianCost(model, sites) };
}
