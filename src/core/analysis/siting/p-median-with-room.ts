import { placesOnly, roomModel } from "./room-model.ts";
import { proveRoom } from "./room-prove.ts";
import { RoomSearch } from "./room-search.ts";
import { siteAllowance } from "./site-allowance.ts";
import type { BranchLimits } from "./site-bound.ts";
import { INFEASIBLE, NOTHING_FOUND, openQuestion, type Siting, type SitingTask } from "./siting-problem.ts";
import { startWithoutRoom } from "./start-without-room.ts";

/**
 * Least person-seconds when everybody coverable needs a place within the sites' room. Persons of one cell may go to
 * different sites, as in the allocation, so the question is not the harder one of the literature in which each cell goes
 * whole. Each choice is judged by the exact allocation; Lagrangian prices and branch and bound give the proof. Whether
 * everybody can be placed at all is the same question with walks of no length.
 */
export async function pMedianWithRoom(task: SitingTask): Promise<Siting> {
  const { problem, limitSeconds, run } = task;
  const question = openQuestion(problem);
  const allowance = siteAllowance(task, question);
  if (allowance === null) return INFEASIBLE;
  const model = roomModel(problem, question, allowance);
  const until = run.now() + limitSeconds * 1000;
  const stops = () => run.isCancelled() || run.now() >= until;
  const search = new RoomSearch(model, stops);
  let start = search.improve(startWithoutRoom(problem, question, model, stops));
  if (start.cost === Infinity) start = search.improve([]);
  let share = 0;
  const limits: BranchLimits = { step: 1, until, run, onFound: () => {} };
  if (start.cost === Infinity) {
    const places = placesOnly(model);
    const found = proveRoom(places, new RoomSearch(places, stops), start.chosen, limits);
    if (found.cost > 0) return found.bound === found.cost ? INFEASIBLE : NOTHING_FOUND;
    start = search.improve(found.chosen);
  }
  if (start.cost === Infinity) return NOTHING_FOUND;
  let firstGap = Infinity;
  const proof = proveRoom(model, search, start.chosen, {
    ...limits,
    onFound: (cost, bound) => {
      if (firstGap === Infinity) firstGap = cost - bound;
      share = Math.max(share, firstGap > 0 ? Math.min(1, 1 - (cost - bound) / firstGap) : 1);
      run.onProgress({ share, found: { value: cost / 10, bound: bound / 10 } });
    },
  });
  return {
    chosen: proof.chosen
      .filter((site) => site >= model.fixedCount)
      .map((site) => model.sites[site]!)
      .sort((a, b) => a - b),
    value: proof.cost / 10,
    bound: proof.bound === -Infinity ? null : proof.bound / 10,
    isInfeasible: false,
    fewestNewSites: null,
  };
}
