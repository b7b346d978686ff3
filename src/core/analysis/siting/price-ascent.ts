/** Rounds without a better bound after which the step is shortened, and by how much. */
const PATIENCE = 12;
const SHORTER = 0.7;
/** Share of the last direction in the next: less zigzag (Camerini, Fratta and Maffioli 1975). Tried from 0 to 0.95. */
const MOMENTUM = 0.95;

/**
 * Finds prices of relaxed conditions that give a high bound, by subgradients with momentum. The caller values the prices;
 * they stay between 0 and their caps, which may rise on the way.
 */
export class PriceAscent {
  readonly price: Float64Array;
  readonly cap: Float64Array;
  /** The prices that gave the best bound. */
  readonly bestPrice: Float64Array;
  bestBound = -Infinity;
  readonly #direction: Float64Array;
  readonly #leastScale: number;
  #scale: number;
  #waited = 0;

  constructor(
    start: Float64Array,
    cap: Float64Array,
    scale: { readonly first: number; readonly least: number },
  ) {
    this.price = start.slice();
    this.bestPrice = start.slice();
    this.cap = cap;
    this.#direction = new Float64Array(start.length);
    this.#scale = scale.first;
    this.#leastScale = scale.least;
  }

  /** Takes note of the bound that the prices gave; `aim` is what it may reach at most. False: further rounds gain nothing. */
  note(bound: number, aim: number): boolean {
    if (bound > this.bestBound) {
      if (bound > this.bestBound + 1e-4 * Math.max(1e-9, aim - this.bestBound)) this.#waited = 0;
      this.bestBound = bound;
      this.bestPrice.set(this.price);
    } else this.#waited++;
    if (this.#waited < PATIENCE) return true;
    this.#waited = 0;
    this.#scale *= SHORTER;
    return this.#scale >= this.#leastScale;
  }

  /** Moves the prices by how far each condition is broken (above 0) or kept with some to spare. False: there is no way up. */
  move(broken: Float64Array, bound: number, aim: number): boolean {
    const { price, cap } = this;
    const direction = this.#direction;
    let length = 0;
    for (let i = 0; i < price.length; i++) {
      const turned = broken[i]! + MOMENTUM * direction[i]!;
      direction[i] = turned;
      // A price that stands at its end and would go beyond it does not count in the length of the step.
      if ((price[i] === 0 && turned < 0) || (price[i] === cap[i] && turned > 0)) continue;
      length += turned * turned;
    }
    if (length === 0) {
      const wasMoving = direction.some((each, i) => each !== broken[i]);
      direction.fill(0);
      return wasMoving;
    }
    const target = aim === Infinity ? bound + Math.abs(bound) * 0.1 + 1 : aim + 0.01 * Math.abs(aim - bound);
    const stride = (this.#scale * (target - bound)) / length;
    for (let i = 0; i < price.length; i++)
      price[i] = Math.min(cap[i]!, Math.max(0, price[i]! + stride * direction[i]!));
    return true;
  }
}
