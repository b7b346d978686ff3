import type { SitingChoice, SitingKind, SitingProof } from "../../model/siting.ts";
import { checkTask } from "./check-task.ts";
import { coverAll } from "./cover-all.ts";
import { coverMost, reachedPersons } from "./cover-most.ts";
import { coverRoom } from "./cover-room.ts";
import { pCenter } from "./p-center.ts";
import { pDispersion } from "./p-dispersion.ts";
import { pMedian } from "./p-median.ts";
import { pMedianWithRoom } from "./p-median-with-room.ts";
import { openQuestion, type Siting, type SitingTask } from "./siting-problem.ts";

function proofOf({ chosen, value, bound, isInfeasible }: Siting): SitingProof {
  if (isInfeasible) return { status: "infeasible" };
  if (chosen === null) return { status: "nothing-found" };
  // Two nulls: there was nothing to be valued, so no choice is better.
  if (bound === value) return { status: "optimal" };
  // Nothing proven is a gap of everything.
  if (bound === null || value === null) return { status: "gap", bound: Number.NaN, gapShare: 1 };
  const gapShare = Math.abs(value - bound) / Math.max(Math.abs(value), Math.abs(bound));
  return { status: "gap", bound, gapShare };
}

/**
 * One question of siting with its proof. Demand that no site may ever reach within the minutes is named and binds
 * nobody; `infeasible` is said of the rest only. Pure but for the solver, which is brought along.
 */
export async function solveSiting(kind: SitingKind, task: SitingTask): Promise<SitingChoice> {
  checkTask(task);
  const { problem } = task;
  const ask = async (): Promise<Siting> => {
    switch (kind) {
      case "cover-all":
        return coverAll(task);
      case "cover-most":
        return coverMost(task);
      case "p-median":
        return pMedian(task);
      case "p-center":
        return pCenter(task);
      case "p-median-with-room":
        return pMedianWithRoom(task);
      case "p-dispersion":
        return pDispersion(task);
      case "cover-most-with-room":
        return coverRoom(task);
      default: {
        const never: never = kind;
        throw new Error(String(never));
      }
    }
  };
  const siting = await ask();
  const backupSites = kind === "cover-all" || kind === "cover-most" ? task.backupSites : 1;
  const open = openQuestion(problem, backupSites);
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
    coveredPersons: siting.chosen === null ? 0 : reachedPersons(problem, open, siting.chosen, backupSites),
    persons: problem.persons.reduce((total, count) => total + count, 0),
  };
}
