import { AFFORDABLE, type MedianModel } from "./median-model.ts";

/** What may still become of a free site. */
export const UNDECIDED = 0;
export const SHUT = 1;
export const OPEN = 2;

/** A part of all choices: which sites are settled in it, and prices that bound it. */
export interface MedianNode {
  /** UNDECIDED, SHUT or OPEN per site. */
  readonly state: Uint8Array;
  /** Cheapest of what is open anyway and what is OPEN here, per demand. */
  readonly base: Float64Array;
  /** What serving each demand is taken to be worth, at most `base`; children start from their parent's. */
  readonly price: Float64Array;
  /** Sites and money left for the undecided ones. */
  openLeft: number;
  budgetLeft: number;
}

/** The part in which nothing is settled but what the money rules out. */
export function wholeNode(model: MedianModel, price: ArrayLike<number>): MedianNode {
  const node = {
    state: new Uint8Array(model.siteCount),
    base: model.baseCost.slice(),
    price: Float64Array.from(price),
    openLeft: model.open,
    budgetLeft: model.budget * AFFORDABLE,
  };
  shutTooDear(model, node);
  return node;
}

/** A part again from its states, with one more site settled; null = it takes more than there is. */
export function childNode(
  model: MedianModel,
  parent: { readonly state: Uint8Array; readonly price: Float32Array },
  branchOn: number,
  state: typeof OPEN | typeof SHUT,
): MedianNode | null {
  const node = wholeNode(model, parent.price);
  parent.state.forEach((settled, site) => {
    const here = site === branchOn ? state : settled;
    if (here === OPEN) settleOpen(model, node, site);
    else if (here === SHUT) node.state[site] = SHUT;
  });
  if (node.openLeft < 0 || node.budgetLeft < 0) return null;
  shutTooDear(model, node);
  return node;
}

/** Opens a site for good. */
export function settleOpen(
  { columnOffsets, columnDemand, columnCost, siteCosts }: MedianModel,
  node: MedianNode,
  site: number,
): void {
  node.state[site] = OPEN;
  node.openLeft--;
  node.budgetLeft -= siteCosts?.[site] ?? 0;
  for (let arc = columnOffsets[site]!; arc < columnOffsets[site + 1]!; arc++) {
    const demand = columnDemand[arc]!;
    if (columnCost[arc]! >= node.base[demand]!) continue;
    node.base[demand] = columnCost[arc]!;
    node.price[demand] = Math.min(node.price[demand]!, columnCost[arc]!);
  }
}

/** Shuts what the number or the money that is left cannot open. */
export function shutTooDear({ siteCosts, siteCount }: MedianModel, node: MedianNode): void {
  if (siteCosts === null && node.openLeft > 0) return;
  for (let site = 0; site < siteCount; site++)
    if (
      node.state[site] === UNDECIDED &&
      (node.openLeft <= 0 || (siteCosts !== null && siteCosts[site]! > node.budgetLeft))
    )
      node.state[site] = SHUT;
}
