import { closedPrice } from "./closed-price.ts";
import { Flow } from "./flow.ts";
import { type FlowNetwork, NO_ARC } from "./flow-network.ts";
import { polishPrices } from "./polish-prices.ts";

/** Cells in one group of the coarser problem. */
const CELLS_PER_GROUP = 4;
const FEWEST_CELLS = 200;
/** With fewer cells per shelter than this a step of one cell is too coarse for prices to be judged by loads. */
const FEWEST_CELLS_PER_SHELTER_TO_POLISH = 8;

/**
 * Prices of the shelters' places close to those of the optimum; nowhere's is 0, the last. Cells with the same nearest
 * and second nearest shelter are put in groups, one of each speaks for all, the smaller problem is solved exactly (by
 * the same means) and its prices are corrected on all cells. Good or bad, prices decide only how long the flow takes
 * to repair, never what comes out.
 */
export function startPrices(network: FlowNetwork, persons: ArrayLike<number>): Float64Array {
  const { shelterCount, cellCount } = network;
  const prices = new Float64Array(shelterCount + 1);
  for (let shelter = 0; shelter < shelterCount; shelter++)
    if (network.mostPersons[shelter] === 0) prices[shelter] = closedPrice(network);
  const order = likeOrder(network, persons);
  if (order.length <= Math.max(FEWEST_CELLS, 2 * shelterCount)) return prices;
  const coarse = coarsen(network, persons, order);
  const flow = new Flow(coarse.network);
  flow.prices.set(startPrices(coarse.network, coarse.persons));
  flow.placeAll(coarse.persons);
  flow.repair();
  const base = flow.prices[shelterCount]!;
  for (let shelter = 0; shelter < shelterCount; shelter++) {
    if (network.mostPersons[shelter] === 0) continue;
    // Whole numbers keep every reduced cost exact. A shelter nobody may enter can have a price below nothing.
    prices[shelter] = Math.max(0, Math.round(flow.prices[shelter]! - base));
  }
  return cellCount >= FEWEST_CELLS_PER_SHELTER_TO_POLISH * shelterCount
    ? polishPrices(network, persons, prices)
    : prices;
}

/** Cells with persons and with a shelter, those alike one after the other: nearest, second nearest, their difference. */
function likeOrder(network: FlowNetwork, persons: ArrayLike<number>): Uint32Array {
  const { cellCount, shelterCount, arcOffsets, arcShelter, arcPrice } = network;
  const nearest = new Uint32Array(cellCount);
  const second = new Uint32Array(cellCount);
  const margin = new Float64Array(cellCount);
  let widest = 1;
  let count = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
    const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
    let least = NO_ARC;
    let less = NO_ARC;
    let at = shelterCount;
    let next = shelterCount;
    for (let arc = begin; arc < end; arc++) {
      const price = arcPrice[arc]!;
      if (price >= less) continue;
      const to = arcOffsets ? arcShelter[arc]! : arc - begin;
      if (price < least) {
        less = least;
        next = at;
        least = price;
        at = to;
      } else {
        less = price;
        next = to;
      }
    }
    nearest[cell] = at;
    second[cell] = next;
    if (persons[cell] === 0 || at === shelterCount) continue;
    count++;
    if (next === shelterCount) continue;
    margin[cell] = less - least;
    if (less - least > widest) widest = less - least;
  }
  // One number per cell that sorts as wanted: pair, margin, cell, in 52 bits.
  const width = shelterCount + 1;
  const bits = Math.floor(Math.log2(2 ** 52 / (cellCount * width * width)));
  const steps = 2 ** Math.max(0, Math.min(16, bits));
  const keys = new Float64Array(count);
  count = 0;
  for (let cell = 0; cell < cellCount; cell++) {
    if (persons[cell] === 0 || nearest[cell] === shelterCount) continue;
    const pair = nearest[cell]! * width + (bits >= 0 ? second[cell]! : 0);
    keys[count++] = (pair * steps + Math.floor((margin[cell]! / (widest + 1)) * steps)) * cellCount + cell;
  }
  keys.sort();
  return Uint32Array.from(keys, (key) => key % cellCount);
}

function coarsen(network: FlowNetwork, persons: ArrayLike<number>, order: Uint32Array) {
  const { shelterCount, arcOffsets, arcShelter, arcPrice } = network;
  const cellCount = Math.ceil(order.length / CELLS_PER_GROUP);
  const groupPersons = new Float64Array(cellCount);
  const speakers = new Uint32Array(cellCount);
  for (let group = 0; group < cellCount; group++) {
    const begin = group * CELLS_PER_GROUP;
    const end = Math.min(order.length, begin + CELLS_PER_GROUP);
    for (let i = begin; i < end; i++) groupPersons[group]! += persons[order[i]!]!;
    speakers[group] = order[(begin + end) >> 1]!;
  }
  const coarse = (offsets: Uint32Array | null, shelters: Uint32Array, prices: Uint32Array): FlowNetwork => ({
    ...network,
    cellCount,
    arcOffsets: offsets,
    arcShelter: shelters,
    arcPrice: prices,
  });
  if (arcOffsets === null) {
    const prices = new Uint32Array(cellCount * shelterCount);
    speakers.forEach((cell, group) => {
      const begin = cell * shelterCount;
      prices.set(arcPrice.subarray(begin, begin + shelterCount), group * shelterCount);
    });
    return { persons: groupPersons, network: coarse(null, arcShelter, prices) };
  }
  const offsets = new Uint32Array(cellCount + 1);
  speakers.forEach((cell, group) => {
    offsets[group + 1] = offsets[group]! + arcOffsets[cell + 1]! - arcOffsets[cell]!;
  });
  const shelters = new Uint32Array(offsets[cellCount]!);
  const prices = new Uint32Array(offsets[cellCount]!);
  speakers.forEach((cell, group) => {
    shelters.set(arcShelter.subarray(arcOffsets[cell]!, arcOffsets[cell + 1]!), offsets[group]!);
    prices.set(arcPrice.subarray(arcOffsets[cell]!, arcOffsets[cell + 1]!), offsets[group]!);
  });
  return { persons: groupPersons, network: coarse(offsets, shelters, prices) };
}
