import type { Allocation, AllocationProblem } from "../../model/allocation.ts";
import { allocationOf } from "./allocation-of.ts";
import { changeFlow } from "./change-flow.ts";
import type { Flow } from "./flow.ts";
import { KeptProblem } from "./kept-problem.ts";
import { solveFlow } from "./solve-flow.ts";
import { TightMemory } from "./tight-pairs.ts";

/** Answers one allocation after the other, each from the one before where they are alike. */
export interface Allocator {
  /**
   * The same answer as `allocate(problem)`, only sooner: what differs from the problem before (room, persons, times of
   * any pair, pairs that come and go) is found by comparing. Cells and shelters are told by position. The arrays are
   * not kept and may be written over afterwards.
   */
  allocate(problem: AllocationProblem): Allocation;
  /** Whether the latest answer was found from the one before. */
  readonly isWarm: boolean;
}

export function createAllocator(): Allocator {
  let kept: { readonly problem: KeptProblem; readonly flow: Flow } | null = null;
  let isWarm = false;
  return {
    get isWarm() {
      return isWarm;
    },
    allocate(problem) {
      const before = kept;
      // What throws on the way leaves nothing half changed behind.
      kept = null;
      const difference = before?.problem.takeOver(problem) ?? null;
      isWarm = before !== null && difference !== null && changeFlow(before.flow, before.problem, difference);
      if (isWarm) kept = before;
      else {
        const own = new KeptProblem(problem);
        const flow = solveFlow(own.network, own.persons);
        flow.memory = new TightMemory(own.network.cellCount, own.network.shelterCount + 1);
        kept = { problem: own, flow };
      }
      return allocationOf(problem, kept!.flow);
    },
  };
}
