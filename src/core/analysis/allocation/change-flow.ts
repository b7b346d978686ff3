import { fitPrices } from "./fit-prices.ts";
import type { Flow } from "./flow.ts";
import { type FlowNetwork, NO_ARC } from "./flow-network.ts";
import type { Difference, KeptProblem } from "./kept-problem.ts";
import { polishPrices } from "./polish-prices.ts";

/** A shelter counts as another one, not only some cells' way to it, where this share of its arcs differs. */
const CHANGED_ARCS_SHARE = 0.25;
/** Above this share of changed shelters or persons, starting anew is as quick. */
const MOST_CHANGED_SHARE = 0.34;
/** Persons to be placed anew, as a share of all, that chains alone move about as quickly as better prices first. */
const MOST_MOVED_SHARE = 0.03;

/**
 * Turns the optimal flow of a problem into that of what it has become. false: they differ too much, and the flow is
 * of no more use.
 */
export function changeFlow(flow: Flow, { network, persons }: KeptProblem, difference: Difference): boolean {
  const { shelterCount } = network;
  const { entries, prices } = flow;
  const { cells, pairCells, pairShelters, pairPrices } = difference;
  const changed = sheltersMoved(network, pairShelters);
  if (changed.length > Math.max(1, shelterCount * MOST_CHANGED_SHARE)) return false;
  // Who walks to where they are otherwise than before is placed anew. Taken out before the steps change: the steps of
  // those left are corrected one by one.
  const unplaced = new Set(cells);
  for (let i = 0; i < pairCells.length; i++)
    if (entries.find(pairCells[i]!, pairShelters[i]!) !== -1) unplaced.add(pairCells[i]!);
  for (const shelter of changed)
    for (let i = 0; i < entries.countOfShelter[shelter]!; i++)
      unplaced.add(entries.cell[entries.ofShelter[shelter]![i]!]!);
  for (const cell of unplaced) flow.takeOut(cell);
  flow.network = network;
  for (const shelter of pairShelters) flow.memory?.changed.add(shelter);
  const base = prices[shelterCount]!;
  for (let node = 0; node <= shelterCount; node++) prices[node]! -= base;
  const drawn = fitPrices(flow, persons, changed);
  for (let i = 0; i < pairCells.length; i++) {
    const cell = pairCells[i]!;
    const shelter = pairShelters[i]!;
    const price = pairPrices[i]!;
    let entry = entries.firstOfCell[cell]!;
    if (entry === -1) continue;
    const least = entries.price[entry]! + prices[entries.shelter[entry]!]!;
    if (price !== NO_ARC && price + prices[shelter]! < least) drawn.add(cell);
    for (; entry !== -1; entry = entries.nextOfCell[entry]!) flow.changeStep(entry, shelter, price);
  }
  const affected = new Set([...unplaced, ...drawn]);
  const total = sum(persons);
  let affectedPersons = 0;
  for (const cell of affected) affectedPersons += persons[cell]!;
  if (affectedPersons > total * MOST_CHANGED_SHARE) return false;
  if (affectedPersons <= total * MOST_MOVED_SHARE)
    for (const cell of affected) flow.placeAgain(cell, persons[cell]!);
  else {
    prices.set(
      polishPrices(
        network,
        persons,
        prices.map((price) => Math.max(0, price)),
      ),
    );
    for (let cell = 0; cell < network.cellCount; cell++) flow.placeAgain(cell, persons[cell]!);
  }
  flow.repair();
  return true;
}

function sum(counts: Int32Array): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}

/** Shelters to which so many ways differ that they may as well be others. */
function sheltersMoved(network: FlowNetwork, pairShelters: readonly number[]): number[] {
  const { cellCount, shelterCount, arcOffsets, arcShelter, arcPrice } = network;
  const changed = new Uint32Array(shelterCount);
  for (const shelter of pairShelters) changed[shelter]!++;
  const arcs = new Uint32Array(shelterCount);
  const count = (shelter: number) => {
    for (let cell = 0; cell < cellCount; cell++)
      if (arcPrice[cell * shelterCount + shelter] !== NO_ARC) arcs[shelter]!++;
  };
  if (arcOffsets !== null) for (const shelter of arcShelter) arcs[shelter]!++;
  const moved: number[] = [];
  for (let shelter = 0; shelter < shelterCount; shelter++) {
    if (changed[shelter] === 0) continue;
    if (arcOffsets === null) count(shelter);
    if (changed[shelter]! > arcs[shelter]! * CHANGED_ARCS_SHARE) moved.push(shelter);
  }
  return moved;
}
