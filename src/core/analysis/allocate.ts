import type { Allocation, AllocationProblem } from "../model/allocation.ts";
import { allocationOf } from "./allocation/allocation-of.ts";
import { flowNetwork } from "./allocation/flow-network.ts";
import { solveFlow } from "./allocation/solve-flow.ts";

/**
 * Who goes to which shelter when room is finite. As many persons as possible get a place within the minutes, or those
 * whose place costs less than the price of leaving them; among all ways of doing that, the one with the least walking
 * in total; among equally good ones, the one that names decide. Exact: a minimum-cost flow, not a heuristic.
 */
export function allocate(problem: AllocationProblem): Allocation {
  return allocationOf(problem, solveFlow(flowNetwork(problem), problem.persons));
}
