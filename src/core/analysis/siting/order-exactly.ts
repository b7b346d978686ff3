/** What an order of building has to keep to. */
export interface OrderRules {
  readonly perYear: number;
  readonly years: number;
  /** Year (from 1) a site is to be built in; sites without one may come in any. */
  readonly yearOf: ReadonlyMap<number, number>;
  /** Sites built by the end in any case; those with a year among them. */
  readonly required: readonly number[];
}

/** The new sites of each year, and their losses summed over the years. */
export interface Order {
  readonly built: readonly (readonly number[])[];
  readonly loss: number;
}

/** Steps from one set of sites to the next that are worth trying one by one. */
const MOST_STEPS = 60_000;

const choose = (from: number, count: number): number => {
  let ways = 1;
  for (let i = 1; i <= count; i++) ways = (ways * (from - count + i)) / i;
  return ways;
};

/** Whether every way of building those sites can be tried: sets of each year times ways to go on from them. */
export function canOrderExactly(sites: number, { perYear, years }: OrderRules): boolean {
  let steps = 0;
  for (let year = 0; year < years; year++) {
    const before = Math.min(sites, year * perYear);
    steps += choose(sites, before) * choose(sites - before, Math.min(perYear, sites - before));
  }
  return steps <= MOST_STEPS;
}

/** The best order by dynamic programming over the sets built so far; null = the rules cannot be kept, or it was stopped. */
export function orderExactly(
  sites: readonly number[],
  rules: OrderRules,
  lossOf: (chosen: readonly number[]) => number,
  stops: () => boolean,
): Order | null {
  const { perYear, years, yearOf, required } = rules;
  let layer = new Map<string, Order>([["", { built: [], loss: 0 }]]);
  for (let year = 1; year <= years; year++) {
    const next = new Map<string, Order>();
    for (const { built, loss } of layer.values()) {
      const before = built.flat();
      const must = sites.filter((site) => yearOf.get(site) === year);
      const may = sites.filter((site) => !before.includes(site) && !yearOf.has(site));
      const count = Math.min(perYear, must.length + may.length);
      if (must.length > count) continue;
      for (const more of subsets(may, count - must.length)) {
        if (stops()) return null;
        const now = [...must, ...more].sort((a, b) => a - b);
        const chosen = [...before, ...now].sort((a, b) => a - b);
        const total = loss + lossOf(chosen);
        const key = chosen.join(" ");
        const known = next.get(key);
        if (known === undefined || total < known.loss) next.set(key, { built: [...built, now], loss: total });
      }
    }
    layer = next;
  }
  let best: Order | null = null;
  for (const order of layer.values()) {
    const all = order.built.flat();
    if (required.every((site) => all.includes(site)) && (best === null || order.loss < best.loss))
      best = order;
  }
  return best;
}

function* subsets(from: readonly number[], count: number, start = 0): Generator<number[]> {
  if (count === 0) {
    yield [];
    return;
  }
  for (let i = start; i <= from.length - count; i++)
    for (const rest of subsets(from, count - 1, i + 1)) yield [from[i]!, ...rest];
}
