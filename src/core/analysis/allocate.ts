/**
 * Who goes to which shelter when room is finite. As many persons as possible get a place within the minutes; among
 * all ways of doing that, the one with the least walking in total. Exact: a minimum-cost flow, not a heuristic.
 */
export interface AllocationProblem {
  /** Whole persons of each cell. */
  readonly persons: Int32Array;
  /** Whole persons each shelter has room for; 0 is a real zero, shelters of unknown room are left out by the caller. */
  readonly capacityPersons: Int32Array;
  /** Arcs of cell i are [arcOffsets[i], arcOffsets[i + 1]); every shelter within the minutes has one, none is cut. */
  readonly arcOffsets: Uint32Array;
  /** Shelter of each arc; at most one arc per cell and shelter. */
  readonly arcShelter: Uint32Array;
  /** Walk of each arc in tenths of a second, 0 or more. */
  readonly arcDeciseconds: Uint32Array;
}

export interface Allocation {
  /** Persons sent along each arc, same order as the arcs. */
  readonly arcPersons: Int32Array;
  /** Persons of each cell that found a place. */
  readonly servedPersons: Int32Array;
  readonly shelterPersons: Int32Array;
  readonly totalServedPersons: number;
  readonly totalPersonDeciseconds: number;
}

/**
 * Successive shortest paths on the shelters. Everybody starts at the nearest shelter, room or not, which is the
 * cheapest of all plans and needs no potentials. Then the surplus of the overfull ones moves, each time along the
 * cheapest chain of swaps: a cell of j goes to k, a cell of k goes on to l …, until a shelter with room or "no place".
 * "No place" costs more than any chain can save, so serving comes first. The chains are found by Dijkstra over
 * shelters only, with potentials; a step j → k costs the cheapest change of any cell now in j, kept in a table where
 * only the steps whose cell has left are looked for again, and only when j is next on a chain.
 */
export function allocate(problem: AllocationProblem): Allocation {
  const { persons, capacityPersons, arcOffsets, arcShelter, arcDeciseconds } = problem;
  const cellCount = persons.length;
  const shelterCount = capacityPersons.length;
  const arcCount = arcShelter.length;
  const noPlace = shelterCount;
  const width = shelterCount + 1;

  // Where arcs are many, cell and shelter → arc + 1 by table; where they are few, the cell's arcs are walked.
  const dense = arcCount * 4 >= cellCount * shelterCount;
  const arcAt = new Int32Array(dense ? cellCount * shelterCount : 0);
  const arcCell = new Uint32Array(arcCount);
  let dearest = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    for (let arc = arcOffsets[cell]!; arc < arcOffsets[cell + 1]!; arc++) {
      arcCell[arc] = cell;
      if (dense) arcAt[cell * shelterCount + arcShelter[arc]!] = arc + 1;
      if (arcDeciseconds[arc]! > dearest) dearest = arcDeciseconds[arc]!;
    }
  }
  // A chain visits a shelter once at most, so it can cost no more than this: serving one more is always worth it.
  const noPlaceCost = (shelterCount + 2) * (dearest + 1);

  const arcPersons = new Int32Array(arcCount);
  const load = new Float64Array(shelterCount);
  // Cells now in shelter j: a doubly linked list of arcs.
  const first = new Int32Array(shelterCount).fill(-1);
  const next = new Int32Array(arcCount).fill(-1);
  const previous = new Int32Array(arcCount).fill(-1);

  // Step j → k at j * width + k: its cost, the arc that is left and the arc that is taken (-1 = none: no place).
  // The row of "no place" stays without steps: nobody is fetched back from there.
  const stepCost = new Float64Array(width * width).fill(Number.POSITIVE_INFINITY);
  const stepLeaves = new Int32Array(shelterCount * width).fill(-1);
  const stepTakes = new Int32Array(shelterCount * width).fill(-1);
  // Steps of j whose best cell has left: looked for again when j is next on a chain. -1 = none listed yet.
  const lost: number[][] = Array.from({ length: shelterCount }, () => []);
  const isLost = new Uint8Array(width);

  const offer = (shelter: number, arc: number) => {
    const row = shelter * width;
    const here = arcDeciseconds[arc]!;
    const cell = arcCell[arc]!;
    for (let other = arcOffsets[cell]!; other < arcOffsets[cell + 1]!; other++) {
      const at = row + arcShelter[other]!;
      const cost = arcDeciseconds[other]! - here;
      if (other !== arc && cost < stepCost[at]!) {
        stepCost[at] = cost;
        stepLeaves[at] = arc;
        stepTakes[at] = other;
      }
    }
    const cost = noPlaceCost - here;
    if (cost < stepCost[row + noPlace]!) {
      stepCost[row + noPlace] = cost;
      stepLeaves[row + noPlace] = arc;
      stepTakes[row + noPlace] = -1;
    }
  };
  /** The cheapest cell for each of the steps whose cell has left, by looking through all cells now in the shelter. */
  const findAgain = (shelter: number, targets: readonly number[]) => {
    const row = shelter * width;
    for (const target of targets) stepCost[row + target] = Number.POSITIVE_INFINITY;
    const consider = (target: number, cost: number, leaves: number, takes: number) => {
      if (cost >= stepCost[row + target]!) return;
      stepCost[row + target] = cost;
      stepLeaves[row + target] = leaves;
      stepTakes[row + target] = takes;
    };
    for (const target of targets) isLost[target] = 1;
    for (let arc = first[shelter]!; arc !== -1; arc = next[arc]!) {
      const here = arcDeciseconds[arc]!;
      const cell = arcCell[arc]!;
      if (isLost[noPlace] === 1) consider(noPlace, noPlaceCost - here, arc, -1);
      if (dense) {
        for (const target of targets) {
          const other = target === noPlace ? -1 : arcAt[cell * shelterCount + target]! - 1;
          if (other !== -1) consider(target, arcDeciseconds[other]! - here, arc, other);
        }
      } else {
        for (let other = arcOffsets[cell]!; other < arcOffsets[cell + 1]!; other++) {
          const target = arcShelter[other]!;
          if (isLost[target] === 1 && other !== arc)
            consider(target, arcDeciseconds[other]! - here, arc, other);
        }
      }
    }
    for (const target of targets) isLost[target] = 0;
  };
  const enter = (arc: number, count: number) => {
    const shelter = arcShelter[arc]!;
    if (arcPersons[arc] === 0) {
      const head = first[shelter]!;
      next[arc] = head;
      previous[arc] = -1;
      if (head !== -1) previous[head] = arc;
      first[shelter] = arc;
      offer(shelter, arc);
    }
    arcPersons[arc]! += count;
  };
  const leave = (arc: number, count: number) => {
    arcPersons[arc]! -= count;
    if (arcPersons[arc] !== 0) return;
    const shelter = arcShelter[arc]!;
    if (previous[arc] === -1) first[shelter] = next[arc]!;
    else next[previous[arc]!] = next[arc]!;
    if (next[arc] !== -1) previous[next[arc]!] = previous[arc]!;
    const row = shelter * width;
    for (let target = 0; target < width; target++) {
      if (stepLeaves[row + target] !== arc) continue;
      stepLeaves[row + target] = -1;
      lost[shelter]!.push(target);
    }
  };

  for (let cell = 0; cell < cellCount; cell++) {
    if (persons[cell] === 0) continue;
    let nearest = -1;
    for (let arc = arcOffsets[cell]!; arc < arcOffsets[cell + 1]!; arc++) {
      if (nearest === -1 || arcDeciseconds[arc]! < arcDeciseconds[nearest]!) nearest = arc;
    }
    if (nearest === -1) continue;
    enter(nearest, persons[cell]!);
    load[arcShelter[nearest]!]! += persons[cell]!;
  }

  const hasRoom = (shelter: number) => shelter === noPlace || load[shelter]! < capacityPersons[shelter]!;
  // Potentials keep every step's reduced cost at 0 or more; that of the common sink behind all room is always 0.
  const potential = new Float64Array(width);
  const distance = new Float64Array(width);
  const cameFrom = new Int32Array(width);
  // [0, count) settled in this order, [count, width) not yet.
  const order = Int32Array.from({ length: width }, (_, shelter) => shelter);

  /** Cheapest chain from an overfull shelter to room; returns where it ends, the way back is in `cameFrom`. */
  const findChain = (source: number): number => {
    distance.fill(Number.POSITIVE_INFINITY);
    distance[source] = 0;
    cameFrom[source] = -1;
    let target = noPlace;
    let reach = Number.POSITIVE_INFINITY;
    let count = 0;
    let place = order.indexOf(source);
    while (place !== -1 && distance[order[place]!]! < reach) {
      const at = order[place]!;
      order[place] = order[count]!;
      order[count++] = at;
      const spent = distance[at]!;
      const base = spent + potential[at]!;
      if (hasRoom(at) && base < reach) {
        reach = base;
        target = at;
      }
      if (at < shelterCount && lost[at]!.length > 0) {
        findAgain(at, lost[at]!);
        lost[at]!.length = 0;
      }
      const row = at * width;
      let least = Number.POSITIVE_INFINITY;
      place = -1;
      for (let i = count; i < width; i++) {
        const shelter = order[i]!;
        const reached = base + stepCost[row + shelter]! - potential[shelter]!;
        let known = distance[shelter]!;
        if (reached < known) {
          known = reached;
          distance[shelter] = reached;
          cameFrom[shelter] = at;
        }
        if (known < least) {
          least = known;
          place = i;
        }
      }
    }
    for (let i = 0; i < count; i++) potential[order[i]!]! += distance[order[i]!]! - reach;
    return target;
  };

  for (let source = 0; source < shelterCount; source++) {
    while (load[source]! > capacityPersons[source]!) {
      const target = findChain(source);
      let amount = load[source]! - capacityPersons[source]!;
      if (target !== noPlace) amount = Math.min(amount, capacityPersons[target]! - load[target]!);
      // Steps are read before any is applied: entering a shelter may change the best step out of it.
      const leaving: number[] = [];
      const taking: number[] = [];
      for (let to = target; to !== source; to = cameFrom[to]!) {
        const at = cameFrom[to]! * width + to;
        leaving.push(stepLeaves[at]!);
        taking.push(stepTakes[at]!);
        amount = Math.min(amount, arcPersons[stepLeaves[at]!]!);
      }
      load[source]! -= amount;
      if (target !== noPlace) load[target]! += amount;
      for (const arc of leaving) leave(arc, amount);
      for (const arc of taking) if (arc !== -1) enter(arc, amount);
    }
  }

  const servedPersons = new Int32Array(cellCount);
  const shelterPersons = new Int32Array(shelterCount);
  let totalServedPersons = 0;
  let totalPersonDeciseconds = 0;
  for (let arc = 0; arc < arcCount; arc++) {
    const count = arcPersons[arc]!;
    if (count === 0) continue;
    servedPersons[arcCell[arc]!]! += count;
    shelterPersons[arcShelter[arc]!]! += count;
    totalServedPersons += count;
    totalPersonDeciseconds += count * arcDeciseconds[arc]!;
  }
  return { arcPersons, servedPersons, shelterPersons, totalServedPersons, totalPersonDeciseconds };
}
