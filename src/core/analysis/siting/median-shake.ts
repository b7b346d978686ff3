import type { MedianModel } from "./median-model.ts";
import type { MedianSearch } from "./median-search.ts";
import type { BranchLimits } from "./site-bound.ts";

/** Sites a shake brings in: 1, 2 or 3 by turns. */
const MOST_KICKS = 3;

/** Numbers below 2^32, the same on every machine (mulberry32). The seed is fixed: equal questions, equal answers. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/**
 * Leaves the search at the best choice found from where it stands: a few random sites come in, each for the one that is
 * missed least, then interchange; what is worse is taken back (variable neighbourhoods, Hansen and Mladenović 1997).
 */
export function shakeMedian(
  model: MedianModel,
  search: MedianSearch,
  rounds: number,
  { run, until }: Pick<BranchLimits, "run" | "until">,
): void {
  const next = mulberry(model.siteCount);
  let best = search.cost();
  let chosen = search.chosen();
  if (model.siteCount <= chosen.length) return;
  for (let round = 0; round < rounds; round++) {
    if (run.isCancelled() || run.now() >= until) break;
    const kept = new Set<number>();
    for (let kick = 0; kick <= round % MOST_KICKS && kept.size < chosen.length; kick++) {
      let site = next() % model.siteCount;
      while (search.isOpen(site)) site = (site + 1) % model.siteCount;
      const out = search.leaving(site, kept);
      if (out === null) break;
      search.swap(site, out);
      kept.add(site);
    }
    search.fill();
    search.descend();
    const cost = search.cost();
    // Equal ones too: they lead away from where the search has been.
    if (cost > best) search.load(chosen);
    else {
      best = cost;
      chosen = search.chosen();
    }
  }
}
