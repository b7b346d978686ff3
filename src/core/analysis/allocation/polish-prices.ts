import { type FlowNetwork, NO_ARC } from "./flow-network.ts";

const MOST_STEPS = 5;
/** Share of persons in the wrong shelter that chains put right faster than another step would. */
const GOOD_ENOUGH_SHARE = 0.01;
const SAMPLED_MARGINS = 400;
const MOST_SWEEPS = 60;
const OVER_RELAXATION = 1.5;

/**
 * Damped Newton steps on the dual of the allocation: choose prices ≥ 0 so that, everybody going where time and price
 * together are least, no shelter is overfull and none with a price has room. How a price moves persons is read from
 * the cells nearly indifferent between two shelters: their persons per decisecond of difference are the slope. A step
 * that does not raise the dual value is cut once, then given up.
 */
export function polishPrices(
  network: FlowNetwork,
  persons: ArrayLike<number>,
  start: Float64Array,
): Float64Array {
  const choices = new Choices(network, persons);
  let prices = start;
  let value = choices.evaluate(prices);
  let wrong = choices.wrongPersons(prices);
  let damping = 1;
  for (let step = 0; step < MOST_STEPS && wrong > GOOD_ENOUGH_SHARE * choices.totalPersons; step++) {
    const change = newtonChange(choices, prices, wrong / choices.totalPersons);
    if (change === null) break;
    damping = Math.min(1, damping * 2);
    let tried = moved(prices, change, damping);
    let reached = choices.evaluate(tried);
    if (reached <= value) {
      damping *= 0.2;
      tried = moved(prices, change, damping);
      reached = choices.evaluate(tried);
      if (reached <= value) break;
    }
    prices = tried;
    value = reached;
    const before = wrong;
    wrong = choices.wrongPersons(prices);
    if (wrong > 0.9 * before && damping === 1) break;
  }
  return prices;
}

const moved = (prices: Float64Array, change: Float64Array, damping: number): Float64Array =>
  prices.map((price, shelter) => Math.max(0, Math.round(price + damping * change[shelter]!)));

/** Where every cell would go at given prices, and where else. */
class Choices {
  readonly network: FlowNetwork;
  readonly persons: ArrayLike<number>;
  readonly totalPersons: number;
  readonly best: Int32Array;
  readonly second: Int32Array;
  /** What the second costs more than the best. */
  readonly margin: Float64Array;
  readonly loadPersons: Float64Array;

  constructor(network: FlowNetwork, persons: ArrayLike<number>) {
    this.network = network;
    this.persons = persons;
    let total = 0;
    for (let cell = 0; cell < network.cellCount; cell++) total += persons[cell]!;
    this.totalPersons = total;
    this.best = new Int32Array(network.cellCount);
    this.second = new Int32Array(network.cellCount);
    this.margin = new Float64Array(network.cellCount);
    this.loadPersons = new Float64Array(network.shelterCount + 1);
  }

  /** Value of the dual: what everybody pays, less what the places cost. */
  evaluate(prices: Float64Array): number {
    const { network, persons, best, second, margin, loadPersons } = this;
    const { cellCount, shelterCount, arcOffsets, arcShelter, arcPrice, unservedPrice, mostPersons } = network;
    loadPersons.fill(0);
    let value = 0;
    for (let cell = 0; cell < cellCount; cell++) {
      const begin = arcOffsets ? arcOffsets[cell]! : cell * shelterCount;
      const end = arcOffsets ? arcOffsets[cell + 1]! : begin + shelterCount;
      let least = unservedPrice;
      let less = Number.POSITIVE_INFINITY;
      let at = shelterCount;
      let next = shelterCount;
      for (let arc = begin; arc < end; arc++) {
        const to = arcOffsets ? arcShelter[arc]! : arc - begin;
        const price = arcPrice[arc]! + prices[to]!;
        if (price >= less || arcPrice[arc] === NO_ARC) continue;
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
      best[cell] = at;
      second[cell] = next;
      margin[cell] = less - least;
      loadPersons[at]! += persons[cell]!;
      value += persons[cell]! * least;
    }
    for (let shelter = 0; shelter < shelterCount; shelter++)
      value -= prices[shelter]! * mostPersons[shelter]!;
    return value;
  }

  /** Persons beyond the room, and places with a price that stay empty. */
  wrongPersons(prices: Float64Array): number {
    const { mostPersons, shelterCount } = this.network;
    let wrong = 0;
    for (let shelter = 0; shelter < shelterCount; shelter++) {
      const excess = this.loadPersons[shelter]! - mostPersons[shelter]!;
      if (excess > 0 || prices[shelter]! > 0) wrong += Math.abs(excess);
    }
    return wrong;
  }

  /** Width of margin under which about that share of the cells with a choice are; null: no cell has one. */
  marginOf(share: number): number | null {
    const { margin } = this;
    const sample: number[] = [];
    const stride = Math.max(1, Math.floor(margin.length / SAMPLED_MARGINS));
    for (let cell = 0; cell < margin.length; cell += stride)
      if (margin[cell] !== Number.POSITIVE_INFINITY) sample.push(margin[cell]!);
    if (sample.length === 0) return null;
    sample.sort((one, other) => one - other);
    return Math.max(1, sample[Math.floor((sample.length - 1) * share)]!);
  }
}

/**
 * Solves the linear model of the loads for prices that stay ≥ 0: projected over-relaxation on a Laplacian. null: no cell
 * has a choice.
 */
function newtonChange(choices: Choices, prices: Float64Array, wrongShare: number): Float64Array | null {
  const { best, second, margin, persons, loadPersons, totalPersons } = choices;
  const { cellCount, shelterCount, mostPersons } = choices.network;
  const width = choices.marginOf(Math.max(0.06, Math.min(0.7, 1.5 * wrongShare)));
  if (width === null) return null;
  // Edges of shelter j are [offsets[j], offsets[j + 1]): one per cell that hesitates between j and another.
  const offsets = new Uint32Array(shelterCount + 2);
  const hesitates = (cell: number) => margin[cell]! <= width && persons[cell] !== 0;
  for (let cell = 0; cell < cellCount; cell++) {
    if (!hesitates(cell)) continue;
    offsets[best[cell]! + 1]!++;
    offsets[second[cell]! + 1]!++;
  }
  for (let shelter = 0; shelter <= shelterCount; shelter++) offsets[shelter + 1]! += offsets[shelter]!;
  const cursor = offsets.slice();
  const other = new Uint32Array(offsets[shelterCount + 1]!);
  const slope = new Float64Array(other.length);
  // A little slope of its own keeps a shelter nobody hesitates about from being moved without end.
  const diagonal = new Float64Array(shelterCount + 1).fill(totalPersons / (shelterCount * width * 100));
  for (let cell = 0; cell < cellCount; cell++) {
    if (!hesitates(cell)) continue;
    const from = best[cell]!;
    const to = second[cell]!;
    const each = persons[cell]! / (2 * width);
    other[cursor[from]!] = to;
    slope[cursor[from]!++] = each;
    other[cursor[to]!] = from;
    slope[cursor[to]!++] = each;
    diagonal[from]! += each;
    diagonal[to]! += each;
  }
  const change = new Float64Array(shelterCount + 1);
  for (let sweep = 0; sweep < MOST_SWEEPS; sweep++) {
    let largest = 0;
    for (let shelter = 0; shelter < shelterCount; shelter++) {
      let excess = loadPersons[shelter]! - mostPersons[shelter]!;
      for (let edge = offsets[shelter]!; edge < offsets[shelter + 1]!; edge++)
        excess += slope[edge]! * change[other[edge]!]!;
      const was = change[shelter]!;
      const to = Math.max(-prices[shelter]!, was + OVER_RELAXATION * (excess / diagonal[shelter]! - was));
      change[shelter] = to;
      if (Math.abs(to - was) > largest) largest = Math.abs(to - was);
    }
    if (largest < width * 0.02) break;
  }
  return change;
}
