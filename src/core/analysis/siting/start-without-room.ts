import { medianModel } from "./median-model.ts";
import { MedianSearch } from "./median-search.ts";
import type { RoomModel } from "./room-model.ts";
import type { OpenQuestion, SitingProblem } from "./siting-problem.ts";

/**
 * Sites of a model with room that would be good if each had room for everybody: where to begin. From nothing, each site
 * that opens would cost several exact allocations.
 */
export function startWithoutRoom(
  problem: SitingProblem,
  question: OpenQuestion,
  { sites, fixedCount, allowance }: RoomModel,
  stops: () => boolean,
): number[] {
  const isFixed = new Uint8Array(problem.standing.length);
  const isFree = new Uint8Array(problem.standing.length);
  sites.forEach((site, column) => {
    (column < fixedCount ? isFixed : isFree)[site] = 1;
  });
  const free = sites.slice(fixedCount);
  const open = {
    ...allowance,
    open: allowance.open - fixedCount,
    siteCosts: allowance.siteCosts?.slice(fixedCount) ?? null,
  };
  const model = medianModel(problem, { ...question, free, isFixed, isFree }, open, null, stops);
  const search = new MedianSearch(model, stops);
  search.fill();
  search.descend();
  return search.chosen().map((column) => fixedCount + column);
}
