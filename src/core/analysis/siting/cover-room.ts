import { allocateKnown } from "../allocate-known.ts";
import { coverTask } from "./cover-question.ts";
import {
  chosenSites,
  INFEASIBLE,
  lpSum,
  NOTHING_FOUND,
  type OpenQuestion,
  type Siting,
  type SitingProblem,
  type SitingTask,
  siteName,
  sitesOf,
} from "./siting-problem.ts";

/** Capacitated maximal covering: most persons within the minutes of an open site that also has a place for each of them. */
export async function coverRoom(task: SitingTask): Promise<Siting> {
  const { problem, limitSeconds, solve } = task;
  const { open, cost, mostSites, mostCost, isBeyond } = coverTask(task, 1);
  if (isBeyond) return INFEASIBLE;
  const answer = (chosen: readonly number[], bound: number | null): Siting => {
    const value = placedPersons(problem, open, chosen);
    return {
      chosen,
      value,
      bound: bound === null ? null : Math.max(bound, value),
      isInfeasible: false,
      fewestNewSites: null,
    };
  };
  const body = roomRows(problem, open);
  if (mostSites === 0 || open.free.length === 0 || body.objective.length === 0) return answer([], 0);
  const free = open.free.map((site) => siteName(site));
  const lpText = [
    "Maximize",
    ` total: ${lpSum(body.objective)}`,
    "Subject To",
    ...body.rows,
    ` most: ${lpSum(free.map((name) => [1, name]))} <= ${mostSites}`,
    ...(mostCost < Infinity
      ? [` budget: ${lpSum(free.map((name, column) => [cost[column]!, name]))} <= ${mostCost}`]
      : []),
    "Binary",
    ...free.map((name) => ` ${name}`),
    "End",
  ].join("\n");
  const result = await solve(lpText, limitSeconds);
  if (result.value === null) return NOTHING_FOUND;
  const chosen = chosenSites(result.values, open.free);
  return answer(chosen, result.status === "optimal" ? 0 : result.bound);
}

interface Body {
  readonly objective: (readonly [number, string])[];
  readonly rows: string[];
}

/** Persons flow from demands to sites with room; an arc opens with its site, which keeps the relaxation tight. */
function roomRows(
  { capacities, times, persons }: SitingProblem,
  { isFixed, isFree, coverable }: OpenQuestion,
): Body {
  const body: Body = { objective: [], rows: [] };
  const into = new Map<number, string[]>();
  for (const demand of coverable) {
    const out: [number, string][] = [];
    for (const site of sitesOf(times, demand)) {
      const room = Math.min(persons[demand]!, capacities[site] ?? 0);
      if (room <= 0 || (isFixed[site] === 0 && isFree[site] === 0)) continue;
      const flow = `f${demand}_${site}`;
      out.push([1, flow]);
      into.set(site, [...(into.get(site) ?? []), flow]);
      if (isFixed[site] === 0)
        body.rows.push(` a${demand}_${site}: ${flow} - ${room} ${siteName(site)} <= 0`);
    }
    if (out.length === 0) continue;
    body.objective.push(...out);
    body.rows.push(` d${demand}: ${lpSum(out)} <= ${persons[demand]!}`);
  }
  for (const [site, flows] of into) {
    const room = capacities[site] ?? 0;
    const sum = lpSum(flows.map((flow) => [1, flow]));
    body.rows.push(
      isFixed[site] === 1
        ? ` s${site}: ${sum} <= ${room}`
        : ` s${site}: ${sum} - ${room} ${siteName(site)} <= 0`,
    );
  }
  return body;
}

/** Persons who find a place, by the exact allocation: the solver's own sum is only good to its tolerance. */
function placedPersons(problem: SitingProblem, question: OpenQuestion, chosen: readonly number[]): number {
  const isOpen = question.isFixed.slice();
  for (const site of chosen) isOpen[site] = 1;
  const capacities = problem.capacities.map((capacity, site) => (isOpen[site] === 1 ? capacity : null));
  return allocateKnown(problem.times, Int32Array.from(problem.persons), capacities).totalServedPersons;
}
