import type { Allocation, AllocationProblem } from "../../model/allocation.ts";
import { canonicalFlow } from "./canonical-flow.ts";
import type { Flow } from "./flow.ts";

/** The canonical one of the optimal flows, told by the arcs of the problem. */
export function allocationOf(problem: AllocationProblem, flow: Flow): Allocation {
  const { persons, capacityPersons, arcOffsets, arcShelter, arcDeciseconds } = problem;
  const shelterCount = capacityPersons.length;
  const placed = canonicalFlow(
    flow,
    problem.cellKeys ?? positions(persons.length),
    problem.shelterKeys ?? positions(shelterCount),
  );
  const arcPersons = new Int32Array(arcShelter.length);
  const servedPersons = new Int32Array(persons.length);
  const shelterPersons = new Float64Array(shelterCount);
  let totalServedPersons = 0;
  let totalPersonDeciseconds = 0;
  for (let i = 0; i < placed.cells.length; i++) {
    const cell = placed.cells[i]!;
    const shelter = placed.shelters[i]!;
    const count = placed.persons[i]!;
    if (shelter === shelterCount) continue;
    // Where a cell reaches every shelter its arcs are as a rule in their order.
    let arc = arcOffsets[cell]! + shelter;
    if (arc >= arcOffsets[cell + 1]! || arcShelter[arc] !== shelter)
      arc = arcShelter.indexOf(shelter, arcOffsets[cell]);
    arcPersons[arc] = count;
    servedPersons[cell]! += count;
    shelterPersons[shelter]! += count;
    totalServedPersons += count;
    totalPersonDeciseconds += count * arcDeciseconds[arc]!;
  }
  return { arcPersons, servedPersons, shelterPersons, totalServedPersons, totalPersonDeciseconds };
}

function positions(count: number): Uint32Array {
  const own = new Uint32Array(count);
  for (let i = 0; i < count; i++) own[i] = i;
  return own;
}
