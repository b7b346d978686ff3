/** What may still become of a free site. */
export const UNDECIDED = 0;
export const SHUT = 1;
export const OPEN = 2;

/** A budget is kept to this factor: a sum of costs that meets it but for rounding is not over it. */
export const AFFORDABLE = 1 + 1e-12;

/** What a choice of sites may take. */
export interface SiteAllowance {
  /** Sites to open at most. */
  readonly open: number;
  /** Cost of opening each site; null = only their number counts. */
  readonly siteCosts: Float64Array | null;
  /** Most the opened ones may cost together; Infinity = no budget. */
  readonly budget: number;
}

/** Part of all choices: which sites are settled in it, and prices that bound it. */
export interface SiteNode {
  /** UNDECIDED, SHUT or OPEN per site. */
  readonly state: Uint8Array;
  /** Most each demand's price is of use: its cost without any undecided site. */
  readonly base: Float64Array;
  /** What serving each demand is taken to be worth, 0 to `base`; children start from their parent's. */
  readonly price: Float64Array;
  /** Sites and money left for the undecided ones. */
  openLeft: number;
  budgetLeft: number;
  /** A node whose part holds this one's and is not changed any more; null = none is known. */
  parent: SiteNode | null;
}

/** The part in which nothing is settled but what the money rules out. */
export function wholeNode(
  allowance: SiteAllowance,
  siteCount: number,
  base: Float64Array,
  price: ArrayLike<number>,
): SiteNode {
  const node: SiteNode = {
    state: new Uint8Array(siteCount),
    base: base.slice(),
    price: Float64Array.from(price),
    openLeft: allowance.open,
    budgetLeft: allowance.budget * AFFORDABLE,
    parent: null,
  };
  shutTooDear(allowance, node);
  return node;
}

/** Opens a site for good and pays for it. */
export function takeSite({ siteCosts }: SiteAllowance, node: SiteNode, site: number): void {
  node.state[site] = OPEN;
  node.openLeft--;
  node.budgetLeft -= siteCosts?.[site] ?? 0;
}

/** Shuts what the number or the money that is left cannot open. */
export function shutTooDear({ siteCosts }: SiteAllowance, node: SiteNode): void {
  if (siteCosts === null && node.openLeft > 0) return;
  for (let site = 0; site < node.state.length; site++)
    if (
      node.state[site] === UNDECIDED &&
      (node.openLeft <= 0 || (siteCosts !== null && siteCosts[site]! > node.budgetLeft))
    )
      node.state[site] = SHUT;
}

/** Whether so many sites of that cost may be opened. */
export const isAffordable = (
  { open, budget, siteCosts }: SiteAllowance,
  chosen: readonly number[],
): boolean =>
  chosen.length <= open &&
  (siteCosts === null || chosen.reduce((sum, site) => sum + siteCosts[site]!, 0) <= budget * AFFORDABLE);
