/** Sites of which some number is to be chosen so that no two are too near each other. */
export interface SpreadQuestion {
  readonly siteCount: number;
  isFarEnough(a: number, b: number): boolean;
  /** Sites to choose, 1 or more. */
  readonly count: number;
  readonly cost: Float64Array;
  readonly mostCost: number;
  /** Steps after which the search gives up; Infinity = never. */
  readonly mostSteps: number;
  isOver(): boolean;
}

export type SpreadOutcome =
  | { readonly status: "found"; readonly sites: readonly number[] }
  | { readonly status: "impossible" }
  | { readonly status: "over" };

/** Steps of the search between two looks at the clock. */
const STEPS_PER_LOOK = 512;

/**
 * A set of sites no two of which are too near, by branch and bound over bit sets, as for the largest clique (Tomita and
 * Seki 2003): sites that are all too near each other form a group of which one can be had, and fewer groups than sites
 * wanted end a branch. Under a budget the cheapest of the groups must be paid too.
 */
export function searchSpread(question: SpreadQuestion): SpreadOutcome {
  const { siteCount, count, cost, mostCost, isOver } = question;
  const words = (siteCount + 31) >> 5;
  const far = new Int32Array(siteCount * words);
  const farCount = new Int32Array(siteCount);
  for (let a = 0; a < siteCount; a++)
    for (let b = 0; b < siteCount; b++)
      if (a !== b && question.isFarEnough(a, b)) {
        far[a * words + (b >> 5)]! |= 1 << (b & 31);
        farCount[a]!++;
      }
  // A site near few others, or a cheap one, is likelier to be in a set.
  const order = Array.from({ length: siteCount }, (_, site) => site).sort(
    (a, b) => farCount[b]! - farCount[a]! || cost[a]! - cost[b]! || a - b,
  );
  const most = mostCost + 1e-9 * Math.max(1, mostCost === Infinity ? 0 : mostCost);
  const chosen: number[] = [];
  let steps = 0;
  let isStopped = false;

  /** Groups the sites of a set: site i of `sites` is in group `group[i]`, counted from 1, rising. */
  const grouped = (set: Int32Array): { sites: number[]; group: number[]; least: number[] } => {
    const rest = set.slice();
    const sites: number[] = [];
    const group: number[] = [];
    const least: number[] = [];
    for (let number = 1; rest.some((word) => word !== 0); number++) {
      const open = rest.slice();
      let cheapest = Infinity;
      for (const site of order) {
        const word = site >> 5;
        const bit = 1 << (site & 31);
        if ((open[word]! & bit) === 0) continue;
        rest[word]! &= ~bit;
        open[word]! &= ~bit;
        // Only sites too near this one stay in its group.
        for (let k = 0; k < words; k++) open[k]! &= ~far[site * words + k]!;
        sites.push(site);
        group.push(number);
        cheapest = Math.min(cheapest, cost[site]!);
      }
      least.push(cheapest);
    }
    return { sites, group, least };
  };

  const expand = (set: Int32Array, spent: number): boolean => {
    if (++steps > question.mostSteps || (steps % STEPS_PER_LOOK === 0 && isOver())) isStopped = true;
    if (isStopped) return false;
    const wanted = count - chosen.length;
    if (wanted === 0) return true;
    const { sites, group, least } = grouped(set);
    for (let i = sites.length - 1; i >= 0; i--) {
      if (group[i]! < wanted) return false;
      if (mostCost < Infinity) {
        const cheapest = least.slice(0, group[i]).sort((a, b) => a - b);
        let sum = spent;
        for (let k = 0; k < wanted; k++) sum += cheapest[k]!;
        if (sum > most) return false;
      }
      const site = sites[i]!;
      const next = new Int32Array(words);
      for (let k = 0; k < words; k++) next[k] = set[k]! & far[site * words + k]!;
      chosen.push(site);
      if (spent + cost[site]! <= most && expand(next, spent + cost[site]!)) return true;
      chosen.pop();
      if (isStopped) return false;
      set[site >> 5]! &= ~(1 << (site & 31));
    }
    return false;
  };

  const all = new Int32Array(words);
  for (let site = 0; site < siteCount; site++) all[site >> 5]! |= 1 << (site & 31);
  if (expand(all, 0)) return { status: "found", sites: chosen.sort((a, b) => a - b) };
  return { status: isStopped ? "over" : "impossible" };
}
