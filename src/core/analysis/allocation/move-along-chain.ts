import type { Entries } from "./entries.ts";
import type { FlowNetwork } from "./flow-network.ts";

/** What a search for chains reads and moves of a flow; a node is a shelter or, last, nowhere. */
export interface SurplusFlow {
  readonly network: FlowNetwork;
  readonly prices: Float64Array;
  readonly takenPlaces: Float64Array;
  readonly excess: Float64Array;
  readonly entries: Entries;
  enter(cell: number, shelter: number, persons: number): number;
  leave(entry: number, persons: number): void;
  chains: number;
}

/** Where a node's chain begins. */
export const NO_NODE = -1;

/** How chains were found, and who hears what is left of them. */
export interface ChainSearch {
  /** The node before on the chain; NO_NODE for a root. */
  readonly cameFrom: Int32Array;
  /** Entry that makes the step; -1 = an empty place counts as given away, or no longer. */
  readonly cameEntry: Int32Array;
  /** The step between empty places to a node is used up. */
  placesGone?(to: number): void;
  /** An entry is gone, and every step it made. */
  entryGone?(entry: number, from: number): void;
  /** A new entry. */
  entered?(entry: number): void;
}

/** Places between which a step without an entry can still be made. */
export function placesLeft(flow: SurplusFlow, from: number, to: number): number {
  const { takenPlaces, network } = flow;
  return to === network.shelterCount
    ? network.mostPersons[from]! - takenPlaces[from]!
    : takenPlaces[to]! - network.leastPersons[to]!;
}

/** Moves as many persons as the chain to a node that lacks some bears. Returns the root it begins at. */
export function moveAlongChain(flow: SurplusFlow, search: ChainSearch, target: number): number {
  const { excess, takenPlaces, entries } = flow;
  const { cameFrom, cameEntry } = search;
  let amount = -excess[target]!;
  let root = target;
  for (let to = target; cameFrom[to] !== NO_NODE; to = root) {
    root = cameFrom[to]!;
    const entry = cameEntry[to]!;
    amount = Math.min(amount, entry === -1 ? placesLeft(flow, root, to) : entries.persons[entry]!);
  }
  amount = Math.min(amount, excess[root]!);
  flow.chains++;
  excess[target]! += amount;
  excess[root]! -= amount;
  // Everybody leaves before anybody enters: an emptied entry may be given to who enters next.
  const hops: number[] = [];
  for (let to = target; to !== root; to = cameFrom[to]!) {
    const from = cameFrom[to]!;
    const entry = cameEntry[to]!;
    if (entry === -1) {
      if (to === flow.network.shelterCount) takenPlaces[from]! += amount;
      else takenPlaces[to]! -= amount;
      if (placesLeft(flow, from, to) === 0) search.placesGone?.(to);
      continue;
    }
    hops.push(entries.cell[entry]!, to);
    flow.leave(entry, amount);
    if (entries.persons[entry] === 0) search.entryGone?.(entry, from);
  }
  for (let i = 0; i < hops.length; i += 2) {
    const entry = flow.enter(hops[i]!, hops[i + 1]!, amount);
    if (entry !== -1) search.entered?.(entry);
  }
  return root;
}
