import type { CoverPrices } from "./cover-bound.ts";
import type { CoverModel } from "./cover-model.ts";
import { SquareInverse } from "./square-inverse.ts";

/** In scaled units: smaller is a rounding. */
const FEASIBLE = 1e-9;
const OPTIMAL = 1e-7;
const PIVOT = 1e-7;
/** Costs are raised by up to this, each by another amount: else hundreds of pivots would lead nowhere. */
/** Pivots between two looks at the clock. */
const PIVOTS_PER_LOOK = 32;
/** A full look through all prices comes when the best of the last ones is worth less than this share of what it was. */
const KEPT_WORTH = 0.3;
const PERTURBED = 1e-6;
/** Pivots between two fresh inversions. */
const FRESH_AFTER = 250;

/** A basis that a program can go back to. */
export interface CoverBasis {
  readonly inverse: Float64Array;
  readonly basic: Int32Array;
  readonly amount: Float64Array;
  readonly resting: Float64Array;
  readonly place: Int32Array;
  readonly share: Float64Array;
  readonly pivots: number;
}

/**
 * The linear relaxation of a covering model, solved in its dual: prices of rows (0 to their caps), of the number of
 * columns, of the budget, and of the lowest and highest share of each column. Deciding columns changes only what these
 * last prices earn, so any basis stays feasible in any part of a branching: the primal simplex method with an explicit
 * inverse goes on from wherever it is. What it returns proves nothing by itself: `decideByPrices` values the prices anew.
 */
export class CoverProgram {
  /** Lowest and highest share of each column, 0 or 1. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** How far each column is open in the relaxed optimum, 0-1 up to roundings. */
  readonly share: Float64Array;
  /** Pivots made so far. */
  pivots = 0;
  readonly #model: CoverModel;
  readonly #isOver: () => boolean;
  readonly #scale: number;
  readonly #columns: number;
  readonly #rows: number;
  readonly #cost: Float64Array;
  /** Highest value of each price; rows first, then number, budget, low and high shares. */
  readonly #cap: Float64Array;
  readonly #inverse: SquareInverse;
  readonly #basic: Int32Array;
  readonly #amount: Float64Array;
  /** Where the prices out of the basis rest. */
  readonly #resting: Float64Array;
  /** Place in the basis; -1 = out of it. */
  readonly #place: Int32Array;
  readonly #turned: Float64Array;
  readonly #sizeOf: Float64Array;
  readonly #hopeful = new Int32Array(60);
  readonly #worths: Float64Array;
  #hopefuls = 0;
  #lookedWorth = 0;
  #fresh = 0;

  constructor(model: CoverModel, isOver: () => boolean) {
    const { rowCount: rows, columnCount: columns, weight, need, rowOffsets } = model;
    this.#model = model;
    this.#rows = rows;
    this.#columns = columns;
    const finite = weight.filter((each) => each !== Infinity);
    this.#scale = finite.reduce((most, each) => Math.max(most, each), 0);
    this.#scale = model.cost.reduce((most, each) => Math.max(most, each), this.#scale) || 1;
    this.#cost = model.cost.map(
      (each, column) => each / this.#scale + PERTURBED * (0.5 + ((column * 0.618034) % 0.5)),
    );
    this.low = new Float64Array(columns);
    this.high = new Float64Array(columns).fill(1);
    this.share = new Float64Array(columns);
    const count = rows + 2 + 2 * columns;
    this.#cap = new Float64Array(count).fill(Infinity);
    for (let row = 0; row < rows; row++) this.#cap[row] = weight[row]! / need[row]! / this.#scale;
    this.#sizeOf = new Float64Array(count).fill(2);
    for (let row = 0; row < rows; row++) this.#sizeOf[row] = 1 + rowOffsets[row + 1]! - rowOffsets[row]!;
    this.#sizeOf[rows] = 1 + columns;
    this.#sizeOf[rows + 1] = 1 + columns;
    this.#inverse = new SquareInverse(columns);
    this.#basic = new Int32Array(columns);
    this.#amount = new Float64Array(columns);
    this.#resting = new Float64Array(count);
    this.#worths = new Float64Array(count);
    this.#place = new Int32Array(count).fill(-1);
    this.#turned = new Float64Array(columns);
    for (let column = 0; column < columns; column++) {
      this.#basic[column] = this.#lowPrice(column);
      this.#place[this.#lowPrice(column)] = column;
    }
    this.#isOver = isOver;
    this.#invert();
  }

  #lowPrice(column: number): number {
    return this.#rows + 2 + column;
  }

  keep(): CoverBasis {
    return {
      inverse: this.#inverse.values.slice(),
      basic: this.#basic.slice(),
      amount: this.#amount.slice(),
      resting: this.#resting.slice(),
      place: this.#place.slice(),
      share: this.share.slice(),
      pivots: this.#fresh,
    };
  }

  restore(basis: CoverBasis): void {
    this.#inverse.values.set(basis.inverse);
    this.#basic.set(basis.basic);
    this.#amount.set(basis.amount);
    this.#resting.set(basis.resting);
    this.#place.set(basis.place);
    this.share.set(basis.share);
    this.#fresh = basis.pivots;
  }

  /** Prices of the rows and of the budget, in the model's unit. */
  prices(): CoverPrices {
    const { weight, need } = this.#model;
    // What is not a number, or without end, is no price.
    const priceOf = (price: number, most: number) => {
      const value = this.#valueOf(price) * this.#scale;
      return value > 0 && value < Infinity ? Math.min(most, value) : 0;
    };
    return {
      row: weight.map((each, row) => priceOf(row, each / need[row]!)),
      budget: priceOf(this.#rows + 1, Infinity),
    };
  }

  #valueOf(price: number): number {
    const place = this.#place[price]!;
    return place === -1 ? this.#resting[price]! : this.#amount[place]!;
  }

  /** What one unit of a price earns. */
  #earns(price: number): number {
    const { need, open, budget } = this.#model;
    if (price < this.#rows) return need[price]!;
    const column = price - this.#rows - 2;
    if (column === -2) return -open;
    if (column === -1) return -budget;
    return column < this.#columns ? this.low[column]! : -this.high[column - this.#columns]!;
  }

  /** Adds `factor` times the column of a price to `into`, by column of the model. */
  #add(price: number, factor: number, into: Float64Array): void {
    const { rowOffsets, rowColumn, spend } = this.#model;
    if (price < this.#rows) {
      for (let arc = rowOffsets[price]!; arc < rowOffsets[price + 1]!; arc++)
        into[rowColumn[arc]!]! += factor;
      return;
    }
    const column = price - this.#rows - 2;
    if (column === -2) for (let k = 0; k < this.#columns; k++) into[k]! -= factor;
    else if (column === -1) for (let k = 0; k < this.#columns; k++) into[k]! -= factor * spend![k]!;
    else if (column < this.#columns) into[column]! += factor;
    else into[column - this.#columns]! -= factor;
  }

  /** The inverse times the column of a price, into `turned`. */
  #turn(price: number): void {
    const { rowOffsets, rowColumn, spend } = this.#model;
    const turned = this.#turned;
    const size = this.#columns;
    turned.fill(0);
    const add = (column: number, factor: number) => this.#inverse.addColumn(column, factor, turned);
    if (price < this.#rows) {
      for (let arc = rowOffsets[price]!; arc < rowOffsets[price + 1]!; arc++) add(rowColumn[arc]!, 1);
      return;
    }
    const column = price - this.#rows - 2;
    if (column === -2) for (let k = 0; k < size; k++) add(k, -1);
    else if (column === -1) for (let k = 0; k < size; k++) add(k, -spend![k]!);
    else if (column < size) add(column, 1);
    else add(column - size, -1);
  }

  /** Shares of the basis as it stands, after what prices earn has changed. */
  #reprice(): void {
    const size = this.#columns;
    const earned = Float64Array.from(this.#basic, (price) => this.#earns(price));
    const { values } = this.#inverse;
    for (let column = 0; column < size; column++) {
      let sum = 0;
      for (let r = 0; r < size; r++) sum += earned[r]! * values[column * size + r]!;
      this.share[column] = sum;
    }
  }

  /** Inverts the basis from nothing and values it. */
  #invert(): void {
    const size = this.#columns;
    this.#fresh = 0;
    const wanted = [...this.#basic];
    this.#inverse.reset();
    this.#basic.fill(-1);
    const rest: number[] = [];
    for (const price of wanted) {
      const column = price - this.#rows - 2;
      if (column < 0) {
        rest.push(price);
        continue;
      }
      const at = column % size;
      // Both prices of one column cannot be in a basis.
      if (column >= size) this.#inverse.values[at * size + at] = -1;
      this.#basic[at] = price;
    }
    for (const price of rest) {
      this.#turn(price);
      let at = -1;
      for (let r = 0; r < size; r++)
        if (this.#basic[r] === -1 && (at === -1 || Math.abs(this.#turned[r]!) > Math.abs(this.#turned[at]!)))
          at = r;
      if (at === -1 || Math.abs(this.#turned[at]!) < 1e-9) {
        // Dependent by roundings: it leaves the basis.
        this.#place[price] = -1;
        continue;
      }
      this.#basic[at] = price;
      this.#inverse.replace(at, this.#turned);
    }
    for (let r = 0; r < size; r++)
      if (this.#basic[r] === -1) {
        this.#basic[r] = this.#lowPrice(r);
      }
    this.#basic.forEach((price, r) => {
      this.#place[price] = r;
    });
    const rhs = this.#cost.slice();
    for (let price = 0; price < this.#cap.length; price++)
      if (this.#place[price] === -1 && this.#resting[price] !== 0)
        this.#add(price, -this.#resting[price]!, rhs);
    this.#amount.fill(0);
    rhs.forEach((value, column) => {
      this.#inverse.addColumn(column, value, this.#amount);
    });
  }

  /** What the prices earn together, in the model's unit, without its constant. */
  earned(): number {
    let sum = 0;
    for (let price = 0; price < this.#cap.length; price++) {
      const value = this.#valueOf(price);
      if (value !== 0) sum += value * this.#earns(price);
    }
    return sum * this.#scale;
  }

  /** Goes on to the optimum, or until the prices earn `enough` or `most` pivots are made. True: it is the optimum. */
  solve(enough: number, most: number): boolean {
    const size = this.#columns;
    this.#reprice();
    this.#hopefuls = 0;
    let earned = this.earned() / this.#scale;
    const wanted = enough / this.#scale;
    for (let step = 0; step < most && earned < wanted; step++) {
      if (step % PIVOTS_PER_LOOK === PIVOTS_PER_LOOK - 1 && this.#isOver()) return false;
      if (this.#fresh >= FRESH_AFTER) {
        this.#invert();
        this.#reprice();
        earned = this.earned() / this.#scale;
      }
      const entering = this.#enter();
      if (entering === -1) return true;
      const gain = this.#gain(entering);
      const way = gain > 0 ? 1 : -1;
      this.#turn(entering);
      const turned = this.#turned;
      const longest = way > 0 ? this.#cap[entering]! - this.#resting[entering]! : this.#resting[entering]!;
      let soft = Infinity;
      for (let r = 0; r < size; r++) {
        const fall = way * turned[r]!;
        if (fall > PIVOT) soft = Math.min(soft, (this.#amount[r]! + FEASIBLE) / fall);
        else if (fall < -PIVOT) {
          const cap = this.#cap[this.#basic[r]!]!;
          if (cap < Infinity) soft = Math.min(soft, (cap - this.#amount[r]! + FEASIBLE) / -fall);
        }
      }
      let leaving = -1;
      let length = longest;
      if (soft < longest) {
        let best = 0;
        for (let r = 0; r < size; r++) {
          const fall = way * turned[r]!;
          let ratio = Infinity;
          if (fall > PIVOT) ratio = this.#amount[r]! / fall;
          else if (fall < -PIVOT) ratio = (this.#cap[this.#basic[r]!]! - this.#amount[r]!) / -fall;
          if (ratio <= soft && Math.abs(fall) > best) {
            best = Math.abs(fall);
            leaving = r;
            length = ratio;
          }
        }
        length = Math.max(0, length);
      }
      // It earns without end: as far as it is asked for.
      const stop = (wanted - earned) / Math.abs(gain) + 1e-9;
      if (length >= stop || length === Infinity) {
        length = Math.max(0, stop);
        leaving = -1;
      }
      this.pivots++;
      earned += length * Math.abs(gain);
      for (let r = 0; r < size; r++) this.#amount[r]! -= way * length * turned[r]!;
      const rest = this.#resting[entering]! + way * length;
      if (leaving === -1) {
        this.#resting[entering] = length === longest ? (way > 0 ? this.#cap[entering]! : 0) : rest;
        continue;
      }
      const out = this.#basic[leaving]!;
      this.#resting[out] = way * turned[leaving]! > 0 ? 0 : this.#cap[out]!;
      this.#place[out] = -1;
      const factor = gain / turned[leaving]!;
      this.#inverse.addRow(leaving, factor, this.share);
      this.#inverse.replace(leaving, turned);
      this.#basic[leaving] = entering;
      this.#place[entering] = leaving;
      this.#amount[leaving] = rest;
      this.#resting[entering] = 0;
      this.#fresh++;
    }
    return false;
  }

  /** What one unit more of a price out of the basis earns. */
  #gain(price: number): number {
    const { rowOffsets, rowColumn, spend } = this.#model;
    const share = this.share;
    let sum = this.#earns(price);
    if (price < this.#rows) {
      for (let arc = rowOffsets[price]!; arc < rowOffsets[price + 1]!; arc++) sum -= share[rowColumn[arc]!]!;
      return sum;
    }
    const column = price - this.#rows - 2;
    if (column === -2) for (let k = 0; k < this.#columns; k++) sum += share[k]!;
    else if (column === -1) {
      if (spend === null) return 0;
      for (let k = 0; k < this.#columns; k++) sum += spend[k]! * share[k]!;
    } else if (column < this.#columns) sum -= share[column]!;
    else sum += share[column - this.#columns]!;
    return sum;
  }

  /**
   * The price out of the basis that earns most by moving, by the length of its column; -1 = none does. Looks through all
   * of them only when the best of the last such look have lost what they promised.
   */
  #enter(): number {
    const hopeful = this.#hopeful;
    let best = -1;
    let bestWorth = 0;
    for (let k = 0; k < this.#hopefuls; k++) {
      const worth = this.#worth(hopeful[k]!);
      if (worth <= bestWorth) continue;
      best = hopeful[k]!;
      bestWorth = worth;
    }
    if (bestWorth >= KEPT_WORTH * this.#lookedWorth && best !== -1) return best;
    best = -1;
    bestWorth = 0;
    const count = this.#rows + 2 + 2 * this.#columns;
    const worths = this.#worths;
    for (let price = 0; price < count; price++) {
      const worth = this.#worth(price);
      worths[price] = worth;
      if (worth <= bestWorth) continue;
      best = price;
      bestWorth = worth;
    }
    this.#hopefuls = 0;
    for (let price = 0; price < count && this.#hopefuls < hopeful.length; price++)
      if (worths[price]! > KEPT_WORTH * bestWorth) hopeful[this.#hopefuls++] = price;
    this.#lookedWorth = bestWorth;
    return best;
  }

  /** What moving a price out of the basis earns, squared, by the length of its column; 0 = it cannot move that way. */
  #worth(price: number): number {
    if (this.#place[price] !== -1) return 0;
    const gain = this.#gain(price);
    const resting = this.#resting[price]!;
    if (gain > OPTIMAL ? resting >= this.#cap[price]! : gain < -OPTIMAL ? resting <= 0 : true) return 0;
    return (gain * gain) / this.#sizeOf[price]!;
  }
}
