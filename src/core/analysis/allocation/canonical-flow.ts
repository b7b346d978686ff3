import { Flow } from "./flow.ts";
import { type FlowNetwork, fullTable } from "./flow-network.ts";
import { openPairs } from "./open-pairs.ts";
import { startPrices } from "./start-prices.ts";
import { type TightPairs, tightPairs } from "./tight-pairs.ts";

/** With fewer cells prices of nothing are no worse a start than others. */
const FEWEST_CELLS_TO_START_WELL = 300;

/** Who goes where: cell, shelter (the count of shelters = nowhere) and persons, one entry per pair. */
export interface Placements {
  readonly cells: number[];
  readonly shelters: number[];
  readonly persons: number[];
}

/**
 * Of all optimal flows the one that names decide, so that the order of the input cannot, nor what was solved before.
 * Every optimal flow, and no other, sends people only where time and price together are least and fills the shelters
 * whose places have a price. Where that leaves a choice, see openPairs, a pseudo-random cost for each pair of names
 * makes a small problem of the same kind whose optimum is the only one, short of two sums of 31-bit numbers being
 * equal by chance.
 */
export function canonicalFlow(
  flow: Flow,
  cellKeys: ArrayLike<number>,
  shelterKeys: ArrayLike<number>,
): Placements {
  const { entries } = flow;
  const placed: Placements = { cells: [], shelters: [], persons: [] };
  const add = (cell: number, shelter: number, persons: number) => {
    placed.cells.push(cell);
    placed.shelters.push(shelter);
    placed.persons.push(persons);
  };
  const tight = tightPairs(flow);
  const isOpen = openPairs(flow, tight);
  const { cells, choices } = open(tight, isOpen);
  const placeOf = new Int32Array(flow.network.cellCount).fill(-1);
  cells.forEach((cell, i) => {
    placeOf[cell] = i;
  });
  for (let cell = 0; cell < placeOf.length; cell++) {
    const mayGo = placeOf[cell] === -1 ? null : choices[placeOf[cell]!]!;
    for (let entry = entries.firstOfCell[cell]!; entry !== -1; entry = entries.nextOfCell[entry]!) {
      const shelter = entries.shelter[entry]!;
      if (!mayGo?.includes(shelter)) add(cell, shelter, entries.persons[entry]!);
    }
  }
  if (cells.length > 0) chooseByName(flow, cells, choices, cellKeys, shelterKeys, add);
  return placed;
}

/** The cells with an open pair, and where each may go. */
function open({ cells, offsets, nodes }: TightPairs, isOpen: Uint8Array) {
  const openCells: number[] = [];
  const choices: number[][] = [];
  for (let i = 0; i < cells.length; i++) {
    const mayGo: number[] = [];
    for (let pair = offsets[i]!; pair < offsets[i + 1]!; pair++)
      if (isOpen[pair] === 1) mayGo.push(nodes[pair]!);
    if (mayGo.length === 0) continue;
    openCells.push(cells[i]!);
    choices.push(mayGo);
  }
  return { cells: openCells, choices };
}

function chooseByName(
  flow: Flow,
  cells: readonly number[],
  choices: readonly (readonly number[])[],
  cellKeys: ArrayLike<number>,
  shelterKeys: ArrayLike<number>,
  add: (cell: number, shelter: number, persons: number) => void,
): void {
  const { network, prices, loadPersons, entries } = flow;
  const nowhere = network.shelterCount;
  const columns: number[] = [];
  const columnOf = new Int32Array(nowhere + 1).fill(-1);
  for (const mayGo of choices)
    for (const node of mayGo) {
      if (columnOf[node] !== -1) continue;
      columnOf[node] = columns.length;
      columns.push(node);
    }
  const load = new Float64Array(columns.length);
  const persons = cells.map((cell, i) => {
    let sum = 0;
    for (const node of choices[i]!) {
      const entry = entries.find(cell, node);
      if (entry === -1) continue;
      load[columnOf[node]!]! += entries.persons[entry]!;
      sum += entries.persons[entry]!;
    }
    return sum;
  });
  const isFixed = (node: number) => node === nowhere || prices[node] !== prices[nowhere];
  const fixed = (node: number, column: number) => loadPersons[node]! - load[column]!;
  const arcOffsets = new Uint32Array(cells.length + 1);
  choices.forEach((mayGo, i) => {
    arcOffsets[i + 1] = arcOffsets[i]! + mayGo.length;
  });
  const names = columns.map((node) => (node === nowhere ? -1 : shelterKeys[node]!));
  const arcShelter = Uint32Array.from(choices.flat(), (node) => columnOf[node]!);
  const arcPrice = new Uint32Array(arcShelter.length);
  cells.forEach((cell, i) => {
    for (let arc = arcOffsets[i]!; arc < arcOffsets[i + 1]!; arc++)
      arcPrice[arc] = pairCost(cellKeys[cell]!, names[arcShelter[arc]!]!);
  });
  const arcs = { arcOffsets, arcShelter, arcPrice };
  const small = new Flow({
    cellCount: cells.length,
    shelterCount: columns.length,
    ...(fullTable(cells.length, columns.length, arcs) ?? arcs),
    unservedPrice: Number.POSITIVE_INFINITY,
    mostPersons: Float64Array.from(columns, (node, column) =>
      isFixed(node) ? load[column]! : network.mostPersons[node]! - fixed(node, column),
    ),
    leastPersons: Float64Array.from(columns, (node, column) =>
      isFixed(node) ? load[column]! : Math.max(0, network.leastPersons[node]! - fixed(node, column)),
    ),
  });
  if (cells.length > FEWEST_CELLS_TO_START_WELL)
    small.prices.set(startPrices(placeable(small.network), persons));
  small.placeAll(persons);
  small.repair();
  cells.forEach((cell, i) => {
    for (let entry = small.entries.firstOfCell[i]!; entry !== -1; entry = small.entries.nextOfCell[entry]!)
      add(cell, columns[small.entries.shelter[entry]!]!, small.entries.persons[entry]!);
  });
}

/** A like network in which nobody has to be anywhere: one whose prices can be looked for by groups of cells. */
function placeable(network: FlowNetwork): FlowNetwork {
  const { shelterCount } = network;
  return {
    ...network,
    unservedPrice: (shelterCount + 2) * 2 ** 31,
    leastPersons: new Float64Array(shelterCount),
  };
}

/** A pseudo-random number of 31 bits for a pair of names (rounds of murmur3). */
function pairCost(cellKey: number, shelterKey: number): number {
  let mixed = 0x9747b28c;
  for (const part of [cellKey, cellKey / 4294967296, shelterKey, shelterKey / 4294967296]) {
    let word = Math.imul((Math.floor(part) % 4294967296) | 0, 0xcc9e2d51);
    word = Math.imul((word << 15) | (word >>> 17), 0x1b873593);
    mixed ^= word;
    mixed = (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
  }
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 1;
}
