import type { Allocation, AllocationProblem } from "../../model/allocation.ts";
import { allocationOf } from "./allocation-of.ts";
import { changeFlow } from "./change-flow.ts";
import type { Flow } from "./flow.ts";
import { type FlowNetwork, flowNetwork } from "./flow-network.ts";
import { solveFlow } from "./solve-flow.ts";

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
  let flow: Flow | null = null;
  let persons = new Int32Array(0);
  let isWarm = false;
  return {
    get isWarm() {
      return isWarm;
    },
    allocate(problem) {
      const network = ownNetwork(problem);
      isWarm = flow !== null && changeFlow(flow, network, persons, problem.persons);
      if (flow === null || !isWarm) flow = solveFlow(network, problem.persons);
      persons = problem.persons.slice();
      return allocationOf(problem, flow);
    },
  };
}

/** The caller's arrays may be written over: what is kept is a copy. */
function ownNetwork(problem: AllocationProblem): FlowNetwork {
  const network = flowNetwork(problem);
  return {
    ...network,
    arcOffsets: network.arcOffsets?.slice() ?? null,
    arcShelter: network.arcOffsets === null ? new Uint32Array(0) : network.arcShelter.slice(),
    arcPrice: network.arcPrice === problem.arcDeciseconds ? network.arcPrice.slice() : network.arcPrice,
  };
}
