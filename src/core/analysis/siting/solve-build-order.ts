import type { BuildOrder, BuildOrderQuestion, BuildOrderYear } from "../../model/build-order.ts";
import type { SolveMilp } from "../../model/milp.ts";
import type { RunContext } from "../../model/progress.ts";
import type { SitingProof } from "../../model/siting.ts";
import { reachedPersons } from "./cover-most.ts";
import { exchangeYears, orderByUse } from "./order-by-exchange.ts";
import { canOrderExactly, type Order, type OrderRules, orderExactly } from "./order-exactly.ts";
import { type OrderLosses, orderLosses } from "./order-losses.ts";
import { openQuestion, type SitingProblem } from "./siting-problem.ts";

/** Sites of `problem` by what the question wants of them. Required and fixed ones have the standing `required`. */
export interface BuildOrderTask {
  readonly problem: SitingProblem;
  readonly question: Pick<BuildOrderQuestion, "kind" | "goal" | "perYear" | "years" | "limitSeconds">;
  readonly yearOf: ReadonlyMap<number, number>;
  /** The minutes of reach, in tenths of a second; no walk of the problem is longer. */
  readonly limitDeciseconds: number;
  readonly solve: SolveMilp;
  readonly run: RunContext;
}

type Best = Awaited<ReturnType<OrderLosses["least"]>>;

/** So many new sites a year, the years before always kept, and what each year could have had without that. */
export async function solveBuildOrder(task: BuildOrderTask): Promise<BuildOrder> {
  const { problem, question, yearOf, limitDeciseconds, solve, run } = task;
  const { kind, goal, perYear, years, limitSeconds } = question;
  const required = [...problem.standing.keys()].filter((site) => problem.standing[site] === "required");
  // Nothing is built yet: what is required may come in any year.
  const loose: SitingProblem = {
    ...problem,
    standing: problem.standing.map((each) => (each === "required" ? "free" : each)),
  };
  const open = openQuestion(loose);
  const begun = run.now();
  const until = begun + limitSeconds * 1000;
  const stops = () => run.isCancelled() || run.now() >= until;
  const losses = orderLosses(kind, loose, limitDeciseconds, solve, stops);
  const rules: OrderRules = { perYear, years, yearOf, required };
  const nobody = {
    years: [],
    totalRegret: 0,
    uncoverablePersons: sumOf(problem.persons, open.uncoverable),
    persons: problem.persons.reduce((sum, count) => sum + count, 0),
  };
  const first = orderByUse(open.free, rules, losses.of, stops);
  if (first === null) return { ...nobody, proof: { status: "infeasible" } };
  const bests: Best[] = [];
  for (let year = 1; year <= years; year++) {
    const fixedBy = [...yearOf.keys()].filter((site) => yearOf.get(site)! <= year);
    const later = [...yearOf.keys()].filter((site) => yearOf.get(site)! > year);
    const share = (until - begun) / (years + 2);
    bests.push(
      await losses.least(
        Math.min(open.free.length, year * perYear),
        year === years ? required : fixedBy,
        later,
        {
          until: Math.min(until, run.now() + share),
          run,
        },
      ),
    );
    run.onProgress({ share: (0.7 * year) / years, found: null });
  }
  const order = orderFor(goal, first, bests, open.free, rules, losses, stops);
  // A nested choice that beats the best found of its year is a better one for it.
  const chosenBy = order.built.map((_, y) => order.built.slice(0, y + 1).flat());
  const bounded = bests.map((best, y) => {
    const loss = losses.of(chosenBy[y]!);
    return loss < best.loss ? { ...best, chosen: chosenBy[y]!, loss } : best;
  });
  const inUnit = unitOf(kind, sumOf(problem.persons, open.coverable));
  const idsOf = (sites: readonly number[]) =>
    sites.toSorted((a, b) => a - b).map((site) => problem.siteIds[site]!);
  const told = bounded.map((best, y): BuildOrderYear => {
    const value = inUnit(losses.of(chosenBy[y]!));
    const bestValue = inUnit(best.loss);
    const regret = Math.abs(value - bestValue);
    return {
      year: y + 1,
      newIds: idsOf(order.built[y]!),
      chosenIds: idsOf(chosenBy[y]!),
      value,
      best: {
        chosenIds: idsOf(best.chosen),
        value: bestValue,
        proof: proofOf(bestValue, inUnit(best.bound)),
      },
      regret,
      regretShare: regret === 0 ? 0 : regret / Math.max(value, bestValue),
      coveredPersons: reachedPersons(loose, open, chosenBy[y]!, 1),
    };
  });
  const total = told.reduce((sum, { value }) => sum + value, 0);
  const bound = order.isProven ? total : bounded.reduce((sum, best) => sum + inUnit(best.bound), 0);
  run.onProgress({ share: 1, found: { value: total, bound } });
  return {
    ...nobody,
    years: told,
    totalRegret: told.reduce((sum, { regret }) => sum + regret, 0),
    proof: proofOf(total, bound),
  };
}

/** The order by its goal; proven: every order there is, or every one of the last year's sites, was compared. */
function orderFor(
  goal: BuildOrderQuestion["goal"],
  first: Order,
  bests: readonly Best[],
  free: readonly number[],
  rules: OrderRules,
  losses: OrderLosses,
  stops: () => boolean,
): Order & { readonly isProven: boolean } {
  const last = bests.at(-1)!;
  const sites = goal === "last-year" ? fullOf(last.chosen, free, rules) : free;
  if (canOrderExactly(sites.length, rules)) {
    const exact = orderExactly(sites, rules, losses.of, stops);
    if (exact !== null) return { ...exact, isProven: goal === "every-year" || last.bound >= last.loss };
  }
  const ofLast = orderByUse(fullOf(last.chosen, free, rules), rules, losses.of, stops);
  if (goal === "last-year")
    return {
      ...(ofLast === null ? first : exchangeYears(ofLast, [], rules, losses.of, stops)),
      isProven: false,
    };
  let best = exchangeYears(first, free, rules, losses.of, stops);
  if (ofLast !== null) {
    const other = exchangeYears(ofLast, free, rules, losses.of, stops);
    if (other.loss < best.loss) best = other;
  }
  return { ...best, isProven: false };
}

/** The best choice of the last year with sites of no further use, so that every year has its number. */
function fullOf(
  chosen: readonly number[],
  free: readonly number[],
  { perYear, years }: OrderRules,
): number[] {
  const full = [...chosen];
  for (const site of free) if (full.length < perYear * years && !full.includes(site)) full.push(site);
  return full.sort((a, b) => a - b);
}

const unitOf = (kind: BuildOrderQuestion["kind"], coverablePersons: number) => (loss: number) =>
  kind === "p-median" || kind === "p-median-with-room" ? loss / 10 : coverablePersons - loss;

function proofOf(value: number, bound: number): SitingProof {
  const larger = Math.max(Math.abs(value), Math.abs(bound));
  const apart = Math.abs(value - bound);
  // Sums of years may differ in their last digits.
  return apart <= 1e-12 * larger ? { status: "optimal" } : { status: "gap", bound, gapShare: apart / larger };
}

const sumOf = (persons: Float64Array, demands: readonly number[]): number =>
  demands.reduce((sum, demand) => sum + persons[demand]!, 0);
