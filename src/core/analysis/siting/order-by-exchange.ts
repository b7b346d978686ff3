import type { Order, OrderRules } from "./order-exactly.ts";

type Loss = (chosen: readonly number[]) => number;

const totalLoss = (built: readonly (readonly number[])[], lossOf: Loss): number => {
  const chosen: number[] = [];
  let total = 0;
  for (const year of built) {
    chosen.push(...year);
    total += lossOf(chosen);
  }
  return total;
};

/**
 * An order of given sites, the most useful first: each year takes what is fixed to it, then those that lose least.
 * Required sites that no year would take by itself have their places kept. null = the rules cannot be kept.
 */
export function orderByUse(
  sites: readonly number[],
  rules: OrderRules,
  lossOf: Loss,
  stops: () => boolean,
): Order | null {
  const { perYear, years, yearOf, required } = rules;
  const built: number[][] = [];
  const chosen: number[] = [];
  for (let year = 1; year <= years; year++) {
    const now = sites.filter((site) => yearOf.get(site) === year);
    if (now.length > perYear) return null;
    chosen.push(...now);
    while (now.length < perYear) {
      const pending = required.filter((site) => !yearOf.has(site) && !chosen.includes(site));
      let left = perYear - now.length;
      for (let later = year + 1; later <= years; later++)
        left += perYear - sites.filter((site) => yearOf.get(site) === later).length;
      const may =
        pending.length >= left
          ? pending
          : sites.filter((site) => !yearOf.has(site) && !chosen.includes(site));
      let best = -1;
      let least = Infinity;
      for (const site of may) {
        // Out of time: any order that keeps the rules.
        if (best >= 0 && stops()) break;
        const loss = lossOf([...chosen, site]);
        if (loss >= least) continue;
        least = loss;
        best = site;
      }
      if (best === -1) break;
      now.push(best);
      chosen.push(best);
    }
    built.push(now);
  }
  return required.every((site) => chosen.includes(site)) ? { built, loss: totalLoss(built, lossOf) } : null;
}

/**
 * Changes two sites' years, or a site for one outside, as long as that loses less over all years. `outside`: sites that
 * may come in; none = the sites stay the same.
 */
export function exchangeYears(
  start: Order,
  outside: readonly number[],
  { yearOf, required }: OrderRules,
  lossOf: Loss,
  stops: () => boolean,
): Order {
  const built = start.built.map((year) => [...year]);
  let loss = start.loss;
  const slots = built.flatMap((year, y) => year.map((_, k) => ({ y, k })));
  const isLoose = (site: number) => !yearOf.has(site);
  const isBetter = (): boolean => {
    const here = totalLoss(built, lossOf);
    if (here >= loss - 1e-9) return false;
    loss = here;
    return true;
  };
  for (let moved = true; moved; ) {
    moved = false;
    for (const [at, { y, k }] of slots.entries()) {
      const site = built[y]![k]!;
      if (!isLoose(site)) continue;
      for (const other of slots.slice(at + 1)) {
        if (stops()) return { built, loss };
        const mine = built[y]![k]!;
        const theirs = built[other.y]![other.k]!;
        if (other.y === y || !isLoose(theirs)) continue;
        built[y]![k] = theirs;
        built[other.y]![other.k] = mine;
        if (isBetter()) moved = true;
        else {
          built[y]![k] = mine;
          built[other.y]![other.k] = theirs;
        }
      }
      if (required.includes(built[y]![k]!)) continue;
      for (const into of outside) {
        if (stops()) return { built, loss };
        const mine = built[y]![k]!;
        if (!isLoose(into) || built.some((year) => year.includes(into))) continue;
        built[y]![k] = into;
        if (isBetter()) moved = true;
        else built[y]![k] = mine;
        if (required.includes(built[y]![k]!)) break;
      }
    }
  }
  return { built, loss };
}
