import type { SolveMilp } from "../../model/milp.ts";
import { allocateKnown } from "../allocate-known.ts";
import {
  chosenSites,
  INFEASIBLE,
  lpSum,
  NOTHING_FOUND,
  type OpenQuestion,
  openQuestion,
  type Siting,
  type SitingProblem,
  siteName,
  sitesOf,
} from "./siting-problem.ts";

interface Group {
  /** Sites that may stand and reach it, rising. */
  readonly sites: readonly number[];
  persons: number;
}

/** Demands reached by the very same sites are one demand. */
function groups({ times, persons }: SitingProblem, question: OpenQuestion): Group[] {
  const bySites = new Map<string, Group>();
  for (const demand of question.coverable) {
    const sites = sitesOf(times, demand).filter(
      (site) => question.isFixed[site] === 1 || question.isFree[site] === 1,
    );
    const known = bySites.get(sites.join(" "));
    if (known) known.persons += persons[demand]!;
    else bySites.set(sites.join(" "), { sites, persons: persons[demand]! });
  }
  return [...bySites.values()];
}

/**
 * Maximal covering: most persons within the minutes of an open site with at most `newSites` new ones. `withRoom`: each
 * of them also has a place of his own (radius and capacity both).
 */
export async function coverMost(
  problem: SitingProblem,
  newSites: number,
  withRoom: boolean,
  limitSeconds: number,
  solve: SolveMilp,
): Promise<Siting> {
  const question = openQuestion(problem);
  const left = newSites - question.requiredCount;
  if (left < 0) return INFEASIBLE;
  const worth = (chosen: readonly number[]) =>
    withRoom ? placedPersons(problem, question, chosen) : reachedPersons(problem, question, chosen);
  const answer = (chosen: readonly number[], bound: number | null): Siting => {
    const value = worth(chosen);
    return {
      chosen,
      value,
      bound: bound === null ? null : Math.max(bound, value),
      isInfeasible: false,
      fewestNewSites: null,
    };
  };
  if (left === 0 || question.free.length === 0) return answer([], 0);
  const merged = groups(problem, question);
  const body = withRoom ? roomRows(problem, question, merged) : reachRows(question, merged);
  if (body.objective.length === 0) return answer([], 0);
  const lpText = [
    "Maximize",
    ` total: ${lpSum(body.objective)}`,
    "Subject To",
    ...body.rows,
    ` most: ${lpSum(question.free.map((site) => [1, siteName(site)]))} <= ${left}`,
    "Bounds",
    ...body.bounds,
    "Binary",
    ...question.free.map((site) => ` ${siteName(site)}`),
    "End",
  ].join("\n");
  const result = await solve(lpText, limitSeconds);
  if (result.value === null) return NOTHING_FOUND;
  const chosen = chosenSites(result.values, question.free);
  if (result.status === "optimal") return answer(chosen, 0);
  return answer(chosen, result.bound === null ? null : result.bound + body.constantPersons);
}

interface Body {
  readonly objective: (readonly [number, string])[];
  readonly rows: string[];
  readonly bounds: string[];
  /** Persons covered whatever is chosen, not in the objective. */
  readonly constantPersons: number;
}

function reachRows({ isFixed }: OpenQuestion, merged: readonly Group[]): Body {
  const body = { objective: [] as [number, string][], rows: [] as string[], bounds: [] as string[] };
  let constantPersons = 0;
  merged.forEach(({ sites, persons }, i) => {
    if (sites.some((site) => isFixed[site] === 1)) {
      constantPersons += persons;
      return;
    }
    body.objective.push([persons, `z${i}`]);
    body.rows.push(` r${i}: z${i} ${lpSum(sites.map((site) => [-1, siteName(site)]))} <= 0`);
    body.bounds.push(` 0 <= z${i} <= 1`);
  });
  return { ...body, constantPersons };
}

/** Persons flow from groups to sites with room; an arc opens with its site, which keeps the relaxation tight. */
function roomRows({ capacities }: SitingProblem, { isFixed }: OpenQuestion, merged: readonly Group[]): Body {
  const body = { objective: [] as [number, string][], rows: [] as string[], bounds: [] as string[] };
  const into = new Map<number, string[]>();
  merged.forEach(({ sites, persons }, i) => {
    const out: [number, string][] = [];
    for (const site of sites) {
      const room = Math.min(persons, capacities[site] ?? 0);
      if (room <= 0) continue;
      const flow = `f${i}_${site}`;
      out.push([1, flow]);
      into.set(site, [...(into.get(site) ?? []), flow]);
      if (isFixed[site] === 0) body.rows.push(` a${i}_${site}: ${flow} - ${room} ${siteName(site)} <= 0`);
    }
    if (out.length === 0) return;
    body.objective.push(...out);
    body.rows.push(` d${i}: ${lpSum(out)} <= ${persons}`);
  });
  for (const [site, flows] of into) {
    const room = capacities[site] ?? 0;
    const sum = lpSum(flows.map((flow) => [1, flow]));
    body.rows.push(
      isFixed[site] === 1
        ? ` s${site}: ${sum} <= ${room}`
        : ` s${site}: ${sum} - ${room} ${siteName(site)} <= 0`,
    );
  }
  return { ...body, constantPersons: 0 };
}

const openSites = (question: OpenQuestion, chosen: readonly number[]): Uint8Array => {
  const open = question.isFixed.slice();
  for (const site of chosen) open[site] = 1;
  return open;
};

/** Persons within the minutes of an open site. */
export function reachedPersons(
  { persons, times }: SitingProblem,
  question: OpenQuestion,
  chosen: readonly number[],
): number {
  const open = openSites(question, chosen);
  return question.coverable.reduce(
    (sum, demand) => sum + (sitesOf(times, demand).some((site) => open[site] === 1) ? persons[demand]! : 0),
    0,
  );
}

/** Persons who find a place, by the exact allocation: the solver's own sum is only good to its tolerance. */
function placedPersons(problem: SitingProblem, question: OpenQuestion, chosen: readonly number[]): number {
  const open = openSites(question, chosen);
  const capacities = problem.capacities.map((capacity, site) => (open[site] === 1 ? capacity : null));
  return allocateKnown(problem.times, Int32Array.from(problem.persons), capacities).totalServedPersons;
}
