import type { RunContext } from "../../model/progress.ts";
import { type CoverPrices, coverBound, startPrices } from "./cover-bound.ts";
import { interchangeCover, shakenCover } from "./cover-interchange.ts";
import { type CoverModel, coverValue, OPENED, SHUT } from "./cover-model.ts";
import { type PricedCover, reduceCover, restrictPriced } from "./cover-reduce.ts";

export interface CoverQuestion {
  readonly model: CoverModel;
  /** All costs and weights are whole: two choices differ by 1 or not at all. */
  readonly isWhole: boolean;
  /** Only choices that cost no more than this are asked for; Infinity = any. */
  readonly most: number;
  /** The first choice that is allowed will do. */
  readonly isFirstEnough: boolean;
  readonly run: RunContext;
  /** Moment of `run.now` after which the search stops with what it has. */
  readonly deadline: number;
  /** Hears now and then of the best choice (null = none yet), of the bound, and of the share of the tree that is settled. */
  readonly onProgress: (value: number | null, bound: number, share: number) => void;
}

export interface CoverOutcome {
  /** Best choice of columns, rising; null = none found. */
  readonly columns: readonly number[] | null;
  readonly value: number;
  /** No choice costs less; Infinity: there is none that costs no more than was asked for. */
  readonly bound: number;
}

interface Node {
  readonly priced: PricedCover;
  readonly budgetPrice: number;
  /** Nothing below this node costs less. */
  readonly bound: number;
  /** Part of the whole tree, 0-1. */
  readonly share: number;
}

const ROOT_ROUNDS = 300;
const ROOT_PASSES = 6;
const NODE_ROUNDS = 40;
const SHAKES = 40;

/** Sums of whole numbers are trusted to this, sums of fractions to a billionth of their size. */
const WHOLE_SLACK = 1e-6;
const slackOf = (value: number): number => (value === Infinity ? 0 : 1e-9 * Math.max(1, Math.abs(value)));

/**
 * The cheapest choice of a covering model with its proof: greedy and interchange for a choice, the Lagrangian bound, what
 * it decides taken out and the rest bounded again, and branching on a column where both still differ, depth first.
 */
export function searchCover(question: CoverQuestion): CoverOutcome {
  const search = new Search(question);
  return search.solve();
}

class Search {
  readonly #question: CoverQuestion;
  #columns: readonly number[] | null = null;
  #value = Infinity;
  #rounds = 0;
  #mendEvery = 12;

  constructor(question: CoverQuestion) {
    this.#question = question;
  }

  /** Choices that cost this or more are of no interest. */
  readonly #limit = (): number => {
    const { isWhole, most, isFirstEnough } = this.#question;
    if (this.#columns !== null) {
      if (isFirstEnough) return -Infinity;
      return isWhole ? this.#value - 1 + WHOLE_SLACK : this.#value - slackOf(this.#value);
    }
    return most + (isWhole ? WHOLE_SLACK : slackOf(most));
  };

  readonly #isOver = (): boolean =>
    this.#question.run.isCancelled() || this.#question.run.now() >= this.#question.deadline;

  /** Betters a choice and keeps it when it is the best. */
  #try(columns: Iterable<number>): void {
    const better = interchangeCover(this.#question.model, columns);
    const value = coverValue(this.#question.model, better);
    const { most } = this.#question;
    if (value !== null && value < this.#value && value <= most + slackOf(most)) {
      this.#value = value;
      this.#columns = better;
    }
  }

  solve(): CoverOutcome {
    const { model, onProgress } = this.#question;
    this.#try([]);
    const reduced = reduceCover({ model, price: new Float64Array(model.rowCount) });
    if (reduced === null) return this.#outcome(Infinity);
    if (this.#limit() === -Infinity) return this.#outcome(this.#value);
    const start = startPrices(reduced.model);
    const root = { priced: { model: reduced.model, price: start.row }, budgetPrice: start.budget };
    const stack: Node[] = [{ ...root, bound: -Infinity, share: 1 }];
    const leastBound = () => stack.reduce((least, { bound }) => Math.min(least, bound), this.#value);
    let settledShare = 0;
    for (let nodes = 0; stack.length > 0; nodes++) {
      if (nodes > 0 && this.#isOver()) break;
      const node = stack.pop()!;
      const before = this.#value;
      const children = node.bound >= this.#limit() ? [] : this.#branch(node, nodes === 0);
      stack.push(...children);
      settledShare += node.share - children.reduce((sum, { share }) => sum + share, 0);
      this.#mendEvery = 60;
      if (nodes % 64 === 0 || this.#value < before)
        onProgress(this.#columns && this.#value, leastBound(), Math.max(0, settledShare));
    }
    return this.#outcome(leastBound());
  }

  #outcome(open: number): CoverOutcome {
    return { columns: this.#columns, value: this.#value, bound: Math.min(open, this.#value) };
  }

  /** Bounds a node again and again while that decides columns, then splits it; nothing is left of one that is settled. */
  #branch(node: Node, isRoot: boolean): Node[] {
    let { priced, bound } = node;
    let prices: CoverPrices = { row: priced.price, budget: node.budgetPrice };
    for (let pass = 0; ; pass++) {
      const { model } = priced;
      if (model.columnCount === 0 || model.rowCount === 0 || model.open === 0) {
        this.#try(model.taken);
        return [];
      }
      const offer = (columns: Uint32Array, value: number) => {
        this.#rounds++;
        if (value < this.#value || this.#rounds % this.#mendEvery === 0)
          this.#try([...model.taken, ...Array.from(columns, (column) => model.id[column]!)]);
      };
      const found = coverBound(model, prices, {
        rounds: isRoot ? ROOT_ROUNDS : NODE_ROUNDS,
        firstScale: isRoot && pass === 0 ? 1 : 0.3,
        leastScale: 0.01,
        limit: this.#limit,
        isOver: this.#isOver,
        offer,
      });
      bound = Math.max(bound, found.bound);
      if (bound >= this.#limit()) return [];
      // A close bound with nothing that meets it: the choice may be what is lacking.
      if (isRoot && pass === 0 && this.#columns)
        this.#try(shakenCover(this.#question.model, this.#columns, SHAKES, this.#isOver));
      const smaller = restrictPriced({ model, price: found.prices.row }, found.columnState, found.rowState);
      const next = smaller && reduceCover(smaller);
      if (next === null) return [];
      priced = next;
      prices = { row: next.price, budget: found.prices.budget };
      const isDone = next.model.columnCount > 0.9 * model.columnCount;
      if (pass + 1 < (isRoot ? ROOT_PASSES : 3) && !(isDone && pass > 0)) continue;
      if (next.model.columnCount === 0 || next.model.rowCount === 0) continue;
      const leaning = new Map(Array.from(model.id, (id, column) => [id, found.leaning[column]!]));
      return this.#split(next, { ...node, budgetPrice: prices.budget, bound }, leaning);
    }
  }

  /**
   * Two nodes that differ in one column: the one about which the relaxed choices agree least, by its weight. The last,
   * with it open, is looked into first.
   */
  #split(priced: PricedCover, parent: Omit<Node, "priced">, leaning: ReadonlyMap<number, number>): Node[] {
    const { model, price } = priced;
    let pick = 0;
    let bestWorth = -1;
    for (let column = 0; column < model.columnCount; column++) {
      const lean = leaning.get(model.id[column]!) ?? 0;
      let weight = 0;
      for (let arc = model.columnOffsets[column]!; arc < model.columnOffsets[column + 1]!; arc++)
        weight += price[model.columnRow[arc]!]!;
      const worth = (0.01 + Math.min(lean, 1 - lean)) * (1e-9 + weight);
      if (worth > bestWorth) {
        pick = column;
        bestWorth = worth;
      }
    }
    const children = [SHUT, OPENED].flatMap((way) => {
      const state = new Uint8Array(model.columnCount);
      state[pick] = way;
      return restrictPriced(priced, state, null) ?? [];
    });
    const { budgetPrice, bound, share } = parent;
    return children.map((child) => ({ priced: child, budgetPrice, bound, share: share / children.length }));
  }
}
