import type { BuildOrderKind } from "../../model/build-order.ts";
import type { SolveMilp } from "../../model/milp.ts";
import type { RunContext } from "../../model/progress.ts";
import { coverRoom } from "./cover-room.ts";
import { groupByReach } from "./group-by-reach.ts";
import { costOfOpen, medianModel } from "./median-model.ts";
import { proveMedian } from "./median-prove.ts";
import { MedianSearch } from "./median-search.ts";
import { roomModel } from "./room-model.ts";
import { proveRoom } from "./room-prove.ts";
import { RoomSearch } from "./room-search.ts";
import { openQuestion, type SiteStanding, type SitingProblem } from "./siting-problem.ts";

/** What choices of sites miss: persons out of reach (or without a place), or person-deciseconds. Less is better. */
export interface OrderLosses {
  /** Of a set of new sites beside those that exist. */
  of(chosen: readonly number[]): number;
  /** The least with so many new sites; `required` ones are in it, `shut` ones are not. */
  least(
    count: number,
    required: readonly number[],
    shut: readonly number[],
    limits: { readonly until: number; readonly run: RunContext },
  ): Promise<{ readonly chosen: readonly number[]; readonly loss: number; readonly bound: number }>;
}

const isCovering = (kind: BuildOrderKind) => kind === "cover-most" || kind === "cover-most-with-room";

/** `limitDeciseconds`: what who is not served counts as walking; no walk of the problem is longer. */
export function orderLosses(
  kind: BuildOrderKind,
  problem: SitingProblem,
  limitDeciseconds: number,
  solve: SolveMilp,
  stops: () => boolean,
): OrderLosses {
  // Covering is the same question with walks of no length, each person missed counting 1.
  const judged: SitingProblem = { ...(isCovering(kind) ? groupByReach(problem) : problem), costs: null };
  const missed = isCovering(kind) ? 1 : limitDeciseconds;
  const withRoom = kind === "cover-most-with-room" || kind === "p-median-with-room";
  const step = problem.persons.every(Number.isInteger) ? 1 : 0;
  const allowance = (open: number) => ({ open, siteCosts: null, budget: Infinity });
  const question = openQuestion(judged);
  const numbered = new Map(question.free.map((site, column) => [site, column]));
  const known = new Map<string, number>();

  const measure = (): ((chosen: readonly number[]) => number) => {
    if (withRoom) {
      const model = roomModel(judged, question, allowance(question.free.length), missed);
      const search = new RoomSearch(model, stops);
      const columnOf = new Map(model.sites.map((site, column) => [site, column]));
      return (chosen) => {
        const isOpen = new Uint8Array(model.sites.length).fill(1, 0, model.fixedCount);
        for (const site of chosen) {
          const column = columnOf.get(site);
          if (column !== undefined) isOpen[column] = 1;
        }
        return search.costOf(isOpen);
      };
    }
    const model = medianModel(judged, question, allowance(question.free.length), missed);
    return (chosen) => {
      const isOpen = new Uint8Array(model.siteCount);
      for (const site of chosen) isOpen[numbered.get(site)!] = 1;
      return costOfOpen(model, isOpen);
    };
  };
  const lossOf = measure();

  return {
    of: (chosen) => {
      const key = chosen.toSorted((a, b) => a - b).join(" ");
      const before = known.get(key);
      if (before !== undefined) return before;
      const loss = lossOf(chosen);
      known.set(key, loss);
      return loss;
    },
    least: async (count, required, shut, { until, run }) => {
      const standing: SiteStanding[] = [...problem.standing];
      for (const site of required) standing[site] = "required";
      for (const site of shut) standing[site] = "forbidden";
      const asked = { ...judged, standing };
      // Who counts stays the same in all years: shut is only for now.
      const now = { ...openQuestion(asked), coverable: question.coverable };
      const limits = { step, until, run, onFound: () => {} };
      if (kind === "cover-most-with-room") {
        const limitSeconds = Math.max(0, (until - run.now()) / 1000);
        const quiet: RunContext = { ...run, onProgress: () => {} };
        const task = { problem: asked, newSites: count, budget: null, backupSites: 1, limitSeconds, solve };
        const { chosen, value, bound } = await coverRoom({ ...task, run: quiet });
        const persons = question.coverable.reduce((sum, demand) => sum + judged.persons[demand]!, 0);
        return {
          chosen: [...required, ...(chosen ?? [])],
          loss: persons - (value ?? 0),
          bound: bound === null ? Number.NEGATIVE_INFINITY : persons - bound,
        };
      }
      const left = allowance(Math.min(now.free.length, count - required.length));
      if (withRoom) {
        const model = roomModel(asked, now, left, missed);
        const search = new RoomSearch(model, stops);
        const proof = proveRoom(model, search, search.improve([]).chosen, limits);
        const chosen = proof.chosen
          .filter((site) => site >= model.fixedCount)
          .map((site) => model.sites[site]!);
        return { chosen: [...required, ...chosen], loss: proof.cost, bound: proof.bound };
      }
      const model = medianModel(asked, now, left, missed);
      const search = new MedianSearch(model, stops);
      search.fill();
      search.descend();
      const proof = proveMedian(model, search, search.chosen(), limits);
      const chosen = proof.chosen.map((column) => now.free[column]!);
      return { chosen: [...required, ...chosen], loss: proof.cost, bound: proof.bound };
    },
  };
}
