import {
  type BaseSite,
  DEPOT_GOALS,
  type DepotChoice,
  type DepotFigures,
  type DepotGoal,
  type SiteDepotsAnswer,
  type SiteDepotsRequest,
} from "../model/bases.ts";
import type { Failure } from "../model/failure.ts";
import type { SolveMilp } from "../model/milp.ts";
import type { RunContext } from "../model/progress.ts";
import type { SitingProof } from "../model/siting.ts";
import { err, ok, type Result } from "../result.ts";
import { type BaseSites, baseSites, withoutIslands } from "./bases/base-sites.ts";
import { columnTimes } from "./bases/column-times.ts";
import { truckColumns } from "./bases/depot-drives.ts";
import { leastLoss, totalTime, worstLoss } from "./bases/loss-search.ts";
import { capacityPersons } from "./capacity.ts";
import { peopleInNeed } from "./needs.ts";
import { countingGates, figure, type PreparedPack } from "./prepare.ts";
import { solveSiting } from "./siting/solve-siting.ts";

/** Shares of the progress: the drives, then each goal alike. */
const DRIVES_SHARE = 0.25;

/** A shelter that trucks go to. */
interface Target {
  readonly id: string;
  readonly weight: number;
  readonly gates: readonly number[];
}

/** What every goal is asked with. */
interface DepotTask {
  readonly sites: BaseSites;
  readonly columns: readonly Float64Array[];
  readonly targets: readonly Target[];
  readonly weights: Float64Array;
  /** The longest drive in the table: counts where no depot is left that comes, so that a loss never seems a gain. */
  readonly cutOffTime: number;
}

/**
 * Where further district depots should stand, by three goals side by side: least mean drive to the shelters, shortest
 * longest drive, and least mean drive when the depot is lost whose loss is worst. Drives are those of trucks under the
 * closures. Without shelters that anybody is in there is nothing to choose by.
 */
export async function siteDepots(
  prepared: PreparedPack,
  request: SiteDepotsRequest,
  solve: SolveMilp,
  run: RunContext,
): Promise<Result<SiteDepotsAnswer, Failure>> {
  const { scenario, limitSeconds } = request;
  const depots = prepared.pack.index.depots.filter(({ level }) => level === "district");
  const wanted = figure(prepared, "districtDepotCount");
  const found = baseSites(prepared, "truck", request, depots, depots, wanted);
  if (!found.ok) return found;
  const { sites } = found.value;
  const targets = targetsOf(prepared, request);
  const gates = targets.map((target) => target.gates);
  const places = sites.map((site) => site.lngLat);
  const began = run.now();
  const columns = truckColumns(prepared, scenario, places, gates, (share) => {
    run.onProgress({ share: share * DRIVES_SHARE, found: null });
    return !run.isCancelled();
  });
  if (run.isCancelled()) return err({ code: "CANCELLED" });
  const standing = withoutIslands(
    found.value.standing,
    columns,
    Float64Array.from(targets, ({ weight }) => weight),
  );
  const mayStand = sites.map((_, site) => standing[site] !== "forbidden");
  const isCoverable = targets.map((_, target) =>
    columns.some((column, site) => mayStand[site] && column[target]! < Infinity),
  );
  const task: DepotTask = {
    sites: { ...found.value, standing },
    columns,
    targets,
    weights: Float64Array.from(targets, ({ weight }, target) => (isCoverable[target] ? weight : 0)),
    cutOffTime: longestOf(columns.filter((_, site) => mayStand[site])),
  };
  const today = truckColumns(
    prepared,
    scenario,
    depots.map(({ lngLat }) => lngLat),
    gates,
  );
  const seconds = Math.max(0.01, limitSeconds - (run.now() - began) / 1000) / DEPOT_GOALS.length;
  const choices: DepotChoice[] = [];
  for (const goal of DEPOT_GOALS) {
    // nobody to drive to: every place is as good as every other
    if (targets.length === 0) {
      choices.push({ goal, chosen: [], value: null, proof: { status: "nothing-found" }, figures: null });
      continue;
    }
    const part: RunContext = {
      ...run,
      // the goals have units of their own: a value on the way would not say of what
      onProgress: ({ share }) =>
        run.onProgress({
          share: DRIVES_SHARE + ((1 - DRIVES_SHARE) * (choices.length + share)) / DEPOT_GOALS.length,
          found: null,
        }),
    };
    choices.push(await choose(task, goal, seconds, solve, part));
  }
  return ok({
    request,
    districtDepots: depots.length,
    stayingIds: sites.filter(({ from }) => from === "existing").map(({ id }) => id),
    wantedDepots: wanted,
    newDepots: found.value.newBases,
    candidateSites: found.value.candidateSites,
    junctionSites: found.value.junctionSites,
    shelters: targets.length,
    weight: targets.reduce((sum, { weight }) => sum + weight, 0),
    uncoverableIds: targets.filter((_, target) => !isCoverable[target]).map(({ id }) => id),
    today:
      depots.length === 0
        ? null
        : figuresOf(
            { ...task, columns: today, cutOffTime: Math.max(task.cutOffTime, longestOf(today)) },
            depots.map((_, i) => i),
            depots.map(({ id }) => id),
          ),
    choices,
  });
}

/** Shelters with weight, each with the gates trucks unload at. */
function targetsOf(prepared: PreparedPack, { scenario, weight, inNeedShare }: SiteDepotsRequest): Target[] {
  if (weight === "in-need")
    return peopleInNeed(prepared, scenario, inNeedShare).shelters.map(({ shelterId, persons, gates }) => ({
      id: shelterId,
      weight: persons,
      gates,
    }));
  const gatesOf = new Map<string, number[]>();
  for (const gate of countingGates(prepared, scenario)) {
    const { shelterId } = prepared.pack.index.gates[gate]!;
    gatesOf.set(shelterId, [...(gatesOf.get(shelterId) ?? []), gate]);
  }
  return [...gatesOf].flatMap(([id, gates]) => {
    const room = capacityPersons(prepared, prepared.shelters.get(id)!, scenario.phase);
    return room === null || room === 0 ? [] : [{ id, weight: room, gates }];
  });
}

const longestOf = (columns: readonly Float64Array[]): number =>
  columns.reduce(
    (most, column) =>
      column.reduce((longest, time) => (time < Infinity ? Math.max(longest, time) : longest), most),
    0,
  );

async function choose(
  task: DepotTask,
  goal: DepotGoal,
  limitSeconds: number,
  solve: SolveMilp,
  run: RunContext,
): Promise<DepotChoice> {
  const { sites, columns, weights } = task;
  const ids = sites.sites.map((site) => site.id);
  const totalWeight = weights.reduce((sum, weight) => sum + weight, 0);
  const answer = (chosen: readonly number[], value: number | null, proof: SitingProof): DepotChoice => {
    const existing = [...ids.keys()].filter((site) => sites.standing[site] === "existing");
    const open = [...existing, ...chosen];
    return {
      goal,
      chosen: chosen.map((site): BaseSite => sites.sites[site]!),
      value,
      proof,
      figures: value === null ? null : figuresOf(task, open, ids),
    };
  };
  if (goal === "one-lost") {
    const required = [...ids.keys()].filter((site) => sites.standing[site] === "required");
    const fixed = [...ids.keys()].filter((site) => sites.standing[site] === "existing");
    const free = [...ids.keys()].filter((site) => sites.standing[site] === "free");
    const count = sites.newBases - required.length;
    if (count < 0 || fixed.length + sites.newBases < 2) return answer([], null, { status: "infeasible" });
    const best = leastLoss({
      columns,
      weights,
      cutOffTime: task.cutOffTime,
      fixed: [...fixed, ...required],
      free,
      count,
      run,
      until: run.now() + limitSeconds * 1000,
    });
    if (!best) return answer([], null, { status: "infeasible" });
    const mean = (total: number) => (totalWeight === 0 ? 0 : total / totalWeight / 10);
    const [value, bound] = [mean(best.lost), mean(best.bound)];
    const proof: SitingProof =
      best.bound >= best.lost
        ? { status: "optimal" }
        : { status: "gap", bound, gapShare: (value - bound) / value };
    run.onProgress({ share: 1, found: { value, bound } });
    return answer(
      [...required, ...best.chosen].sort((a, b) => a - b),
      value,
      proof,
    );
  }
  const choice = await solveSiting(goal === "median" ? "p-median" : "p-center", {
    problem: {
      demandIds: task.targets.map(({ id }) => id),
      persons: weights,
      siteIds: ids,
      standing: sites.standing,
      capacities: ids.map(() => null),
      costs: null,
      times: columnTimes(columns, weights.length),
      siteMetres: null,
    },
    newSites: sites.newBases,
    budget: null,
    backupSites: 1,
    limitSeconds,
    solve,
    run,
  });
  const { proof } = choice;
  // of the median in person-seconds, and told as the mean
  const scale = goal === "median" ? Math.max(1, totalWeight) : 1;
  return answer(
    choice.chosenIds.map((id) => ids.indexOf(id)),
    choice.value === null ? null : choice.value / scale,
    proof.status === "gap" ? { ...proof, bound: proof.bound / scale } : proof,
  );
}

function figuresOf(task: DepotTask, open: readonly number[], ids: readonly string[]): DepotFigures {
  const { columns, weights } = task;
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const longest = (some: readonly number[]) => {
    let most = Number.NaN;
    weights.forEach((weight, target) => {
      if (weight === 0) return;
      const nearest = some.reduce((least, site) => Math.min(least, columns[site]![target]!), Infinity);
      const counted = Math.min(nearest, task.cutOffTime);
      most = most >= counted ? most : counted;
    });
    return most / 10;
  };
  const { total: lostTotal, lost } = worstLoss(task, open);
  const isPair = open.length > 1;
  return {
    depots: open.length,
    meanSeconds: total === 0 || open.length === 0 ? Number.NaN : totalTime(task, open) / total / 10,
    longestSeconds: open.length === 0 ? Number.NaN : longest(open),
    lostMeanSeconds: isPair && total > 0 ? lostTotal / total / 10 : Number.NaN,
    lostLongestSeconds: isPair
      ? open.reduce((worst, gone) => Math.max(worst, longest(open.filter((site) => site !== gone))), 0)
      : Number.NaN,
    worstLostId: isPair ? (ids[lost] ?? null) : null,
    cutOffWeight: weights.reduce(
      (sum, weight, target) => sum + (open.every((site) => columns[site]![target] === Infinity) ? weight : 0),
      0,
    ),
  };
}
