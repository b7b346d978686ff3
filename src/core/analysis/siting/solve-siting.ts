import type { SitingChoice, SitingKind, SitingProof } from "../../model/siting.ts";
import { coverAll } from "./cover-all.ts";
import { coverMost, reachedPersons } from "./cover-most.ts";
import { pCenter } from "./p-center.ts";
import { pMedian } from "./p-median.ts";
import { pMedianWithRoom } from "./p-median-with-room.ts";
import { NOTHING_FOUND, openQuestion, type Siting, type SitingTask } from "./siting-problem.ts";

function proofOf({ chosen, value, bound, isInfeasible }: Siting): SitingProof {
  if (isInfeasible) return { status: "infeasible" };
  if (chosen === null || value === null) return { status: "nothing-found" };
  if (bound === value) return { status: "optimal" };
  // Nothing proven is a gap of everything.
  if (bound === null) return { status: "gap", bound: Number.NaN, gapShare: 1 };
  const gapShare = Math.abs(value - bound) / Math.max(Math.abs(value), Math.abs(bound));
  return { status: "gap", bound, gapShare };
}

/**
 * One question of siting with its proof. Demand that no site may ever reach within the minutes is named and binds
 * nobody; `infeasible` is said of the rest only. Pure but for the solver, which is brought along.
 */
export async function solveSiting(kind: SitingKind, task: SitingTask): Promise<SitingChoice> {
  const { problem, newSites, limitSeconds, solve } = task;
  const ask = async (): Promise<Siting> => {
    switch (kind) {
      case "cover-all":
        return coverAll(problem, newSites, limitSeconds, solve);
      case "cover-most":
      case "cover-most-with-room":
        return coverMost(problem, newSites ?? 0, kind === "cover-most-with-room", limitSeconds, solve);
      case "p-median":
        return pMedian(task);
      case "p-center":
        return pCenter(problem, newSites ?? 0, limitSeconds, solve);
      case "p-median-with-room":
        return pMedianWithRoom(task);
      case "p-dispersion":
        return NOTHING_FOUND;
      default: {
        const never: never = kind;
        throw new Error(String(never));
      }
    }
  };
  const siting = await ask();
  const open = openQuestion(problem);
  const required = open.fixed.filter((site) => problem.standing[site] === "required");
  const chosen = siting.chosen === null ? [] : [...siting.chosen, ...required].sort((a, b) => a - b);
  const sum = (demands: readonly number[]) =>
    demands.reduce((total, demand) => total + problem.persons[demand]!, 0);
  return {
    chosenIds: chosen.map((site) => problem.siteIds[site]!),
    value: siting.value,
    proof: proofOf(siting),
    uncoverableIds: open.uncoverable.map((demand) => problem.demandIds[demand]!),
    uncoverablePersons: sum(open.uncoverable),
    fewestNewSites: siting.fewestNewSites,
    coveredPersons: siting.chosen === null ? 0 : reachedPersons(problem, open, siting.chosen),
    persons: problem.persons.reduce((total, count) => total + count, 0),
  };
}
