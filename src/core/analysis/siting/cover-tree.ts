import { type CoverPart, decideByPrices } from "./cover-decide.ts";
import { type CoverModel, FREE, OPENED, SHUT } from "./cover-model.ts";
import { CoverProgram } from "./cover-program.ts";
import { reduceCover, restrictPriced } from "./cover-reduce.ts";

export interface CoverTreeSearch {
  /** Choices that cost this or more are of no interest; falls as better ones are found. */
  limit(): number;
  isOver(): boolean;
  /** Offers columns that the relaxation of a part leans to. */
  offer(columns: readonly number[]): void;
  /** Told after each part what no choice costs less than, and the share of the tree that is settled. */
  tell(bound: number, settledShare: number): void;
}

interface Part extends CoverPart {
  /** Nothing in this part costs less. */
  readonly bound: number;
  /** Part of the whole tree, 0-1. */
  readonly share: number;
}

/** Columns tried before one is branched on, and pivots for each way of each. */
const CANDIDATES = 6;
const TRIAL_PIVOTS = 30;
/** Trials after which what a column did so far says what it will do. */
const RELIABLE_TRIALS = 3;
/** Columns in a row that promise less than the best end the trials. */
const PATIENCE = 3;
/** The relaxation of one part takes no more pivots than this. */
const MOST_PIVOTS = 5000;
const WHOLE = 1e-6;
/** After so many parts at the bottom the one with the lowest bound is looked into. */
const LOWEST_EVERY = 20;

const WAYS = [OPENED, SHUT] as const;

/**
 * Branch and bound on columns over the linear relaxation, which says what a choice costs at least far better than prices
 * found by subgradients do where nearly everything can be covered. Branches on the column that raises the bounds of both
 * parts most, as trials of a few pivots and what it did before tell (reliability branching: Achterberg, Koch and Martin
 * 2005). Returns what no choice costs less than; Infinity = none costs less than the limit.
 */
export function searchTree(model: CoverModel, search: CoverTreeSearch): number {
  return new CoverTree(model, search).solve();
}

class CoverTree {
  readonly #model: CoverModel;
  readonly #search: CoverTreeSearch;
  readonly #program: CoverProgram;
  /** Rise of the bound per unit that a column was moved, and how often it was tried; by way, then column. */
  readonly #rise: Float64Array;
  readonly #trials: Int32Array;
  readonly #everything: number;

  constructor(model: CoverModel, search: CoverTreeSearch) {
    this.#model = model;
    this.#search = search;
    this.#program = new CoverProgram(model, search.isOver);
    this.#rise = new Float64Array(2 * model.columnCount);
    this.#trials = new Int32Array(2 * model.columnCount);
    const { constant, cost, weight } = model;
    const total = (sum: number, each: number) => (each === Infinity ? sum : sum + each);
    this.#everything = 1.001 * (1 + weight.reduce(total, cost.reduce(total, constant)));
  }

  solve(): number {
    const { columnCount, rowCount } = this.#model;
    const whole: Part = {
      columnState: new Uint8Array(columnCount),
      rowState: new Uint8Array(rowCount),
      bound: -Infinity,
      share: 1,
    };
    const parts = [whole];
    const leastBound = () => parts.reduce((least, { bound }) => Math.min(least, bound), Infinity);
    let settledShare = 0;
    for (let count = 1; parts.length > 0; count++) {
      if (count % LOWEST_EVERY === 0) {
        const lowest = leastBound();
        const at = parts.findIndex(({ bound }) => bound === lowest);
        parts.push(...parts.splice(at, 1));
      }
      const part = parts.at(-1)!;
      const children = part.bound >= this.#limit() ? [] : this.#branch(part);
      // The part keeps its place: it was not looked into to the end.
      if (this.#search.isOver()) return leastBound();
      parts.pop();
      parts.push(...children);
      settledShare += part.share - children.reduce((sum, { share }) => sum + share, 0);
      this.#search.tell(leastBound(), Math.min(1, Math.max(0, settledShare)));
    }
    return Infinity;
  }

  /** Nothing costs more than everything together: what the relaxation puts above that is impossible. */
  #limit(): number {
    return Math.min(this.#search.limit(), this.#everything);
  }

  /** The two parts of a part, the likelier last; fewer where nothing in one, or in both, is of interest. */
  #branch(parent: Part): Part[] {
    const part = this.#reduce(parent);
    if (part === null) return [];
    const { columnState } = part;
    this.#ask(columnState);
    this.#solve(MOST_PIVOTS);
    const bound = Math.max(parent.bound, this.#value(part));
    if (bound >= this.#limit()) return [];
    const share = this.#program.share.slice();
    this.#search.offer(this.#leaning(columnState, share));
    const free = [...columnState.keys()].filter((column) => columnState[column] === FREE);
    // All is decided, and what was offered is all there is.
    if (free.length === 0) return [];
    const parted = free.filter((column) => share[column]! > WHOLE && share[column]! < 1 - WHOLE);
    const { column, bounds } = this.#pick(part, bound, share, parted.length > 0 ? parted : free);
    const limit = this.#limit();
    const children = WAYS.flatMap((way, k) => {
      if (bounds[k]! >= limit) return [];
      const state = columnState.slice();
      state[column] = way;
      return {
        columnState: state,
        rowState: part.rowState.slice(),
        bound: bounds[k]!,
        share: parent.share / 2,
      };
    });
    if (children.length === 1) return [{ ...children[0]!, share: parent.share }];
    return children.sort((a, b) => b.bound - a.bound);
  }

  /** What is decided once the columns are that other columns make idle, and those that some row cannot do without. */
  #reduce({ columnState, rowState, bound, share }: Part): Part | null {
    const model = this.#model;
    const price = new Float64Array(model.rowCount);
    const smaller = restrictPriced({ model, price }, columnState, rowState);
    const reduced = smaller && reduceCover(smaller, () => this.#search.isOver());
    if (reduced === null) return null;
    const kept = new Set(reduced.model.id);
    const taken = new Set(reduced.model.taken);
    const state = columnState.map((each, column) => {
      const id = model.id[column]!;
      return each !== FREE || kept.has(id) ? each : taken.has(id) ? OPENED : SHUT;
    });
    return { columnState: state, rowState, bound, share };
  }

  #ask(columnState: Uint8Array): void {
    const { low, high } = this.#program;
    columnState.forEach((state, column) => {
      low[column] = state === OPENED ? 1 : 0;
      high[column] = state === SHUT ? 0 : 1;
    });
  }

  /** A little more than the limit: the bound proper may fall short of what the prices earn by roundings. */
  #solve(mostPivots: number): void {
    const limit = this.#limit();
    this.#program.solve(limit + 1e-6 * Math.abs(limit) - this.#model.constant, mostPivots);
  }

  #value(part: CoverPart): number {
    return decideByPrices(this.#model, part, this.#program.prices(), this.#limit());
  }

  /** As many columns as may be opened, those that are open most first. */
  #leaning(columnState: Uint8Array, share: Float64Array): number[] {
    const { id, open } = this.#model;
    return [...columnState.keys()]
      .filter(
        (column) => columnState[column] === OPENED || (columnState[column] === FREE && share[column]! > 0.1),
      )
      .sort((a, b) => share[b]! - share[a]! || a - b)
      .slice(0, open)
      .map((column) => id[column]!);
  }

  /** How much a column raises the bound one way (0 = opened, 1 = shut), as it did so far; null = not known yet. */
  #expected(way: number, column: number, share: Float64Array): number | null {
    const at = way * share.length + column;
    if (this.#trials[at] === 0) return null;
    return (this.#rise[at]! / this.#trials[at]!) * (way === 0 ? 1 - share[column]! : share[column]!);
  }

  /** The column to branch on, and what no choice costs less than in either part. */
  #pick(
    part: CoverPart,
    bound: number,
    share: Float64Array,
    columns: readonly number[],
  ): { readonly column: number; readonly bounds: readonly number[] } {
    const program = this.#program;
    const earned = program.earned();
    const basis = program.keep();
    const worthOf = (up: number, down: number) => Math.max(up, 1e-9 * earned) * Math.max(down, 1e-9 * earned);
    const promised = (column: number) => {
      const up = this.#expected(0, column, share);
      const down = this.#expected(1, column, share);
      return up === null || down === null ? Infinity : worthOf(up, down);
    };
    const apart = (column: number) => Math.abs(share[column]! - 0.5);
    const order = columns
      .map((column) => ({ column, promise: promised(column) }))
      .sort((a, b) =>
        a.promise === b.promise ? apart(a.column) - apart(b.column) : b.promise > a.promise ? 1 : -1,
      );
    let best = { column: order[0]!.column, bounds: [bound, bound] };
    let bestWorth = -1;
    let tried = 0;
    let waited = 0;
    for (const { column, promise } of order) {
      let worth = promise;
      let bounds = [bound, bound];
      if (Math.min(this.#trials[column]!, this.#trials[share.length + column]!) < RELIABLE_TRIALS) {
        if (tried >= CANDIDATES && waited >= PATIENCE) continue;
        tried++;
        const rises: number[] = [];
        bounds = WAYS.map((way, k) => {
          program.restore(basis);
          const trial = { columnState: part.columnState.slice(), rowState: part.rowState.slice() };
          trial.columnState[column] = way;
          this.#ask(trial.columnState);
          this.#solve(TRIAL_PIVOTS);
          const rise = Math.max(0, program.earned() - earned);
          rises.push(rise);
          this.#rise[k * share.length + column]! +=
            rise / Math.max(1e-3, k === 0 ? 1 - share[column]! : share[column]!);
          this.#trials[k * share.length + column]!++;
          return Math.max(bound, this.#value(trial));
        });
        worth = worthOf(rises[0]!, rises[1]!);
        // One part is settled: there is no better way to go on.
        if (Math.max(...bounds) >= this.#limit()) worth = Infinity;
      }
      waited++;
      if (worth <= bestWorth) continue;
      bestWorth = worth;
      waited = 0;
      best = { column, bounds };
      if (worth === Infinity) break;
    }
    program.restore(basis);
    return best;
  }
}
