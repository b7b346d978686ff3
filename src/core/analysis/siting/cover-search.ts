import type { RunContext } from "../../model/progress.ts";
import { type CoverPrices, coverBound, startPrices } from "./cover-bound.ts";
import { interchangeCover, shakenCover } from "./cover-interchange.ts";
import { type CoverModel, coverValue, OPENED, SHUT } from "./cover-model.ts";
import { type PricedCover, reduceCover, restrictPriced } from "./cover-reduce.ts";
import { searchTree } from "./cover-tree.ts";
import { wanderCover } from "./cover-wander.ts";

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
  /** By id, how often each column was in the relaxed choices: 0-1; null = not bounded yet. */
  readonly leaning: ReadonlyMap<number, number> | null;
}

const ROOT_ROUNDS = 300;
const ROOT_PASSES = 6;
const NODE_ROUNDS = 40;
/** How long a better choice is looked for at first, and once nodes alone did not settle it. */
const FIRST_LOOK = { shakes: 50, steps: 2000 };
const LONG_LOOK = { shakes: 300, steps: 10_000 };
/** Less than this share left uncovered is near saturation. */
const NEARLY_ALL = 0.01;
/** The linear relaxation keeps a square of this side, and goes over it at each pivot. */
const MOST_TREE_COLUMNS = 700;
/** Nodes after which the linear relaxation takes over. */
const MOST_DIVE_NODES = 300;
/** Parts of its tree between two that are bettered by interchange, or told of. */
const TRIED_PARTS = 8;

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
    const better = interchangeCover(this.#question.model, columns, this.#isOver);
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
    const reduced = reduceCover({ model, price: new Float64Array(model.rowCount) }, this.#isOver);
    if (reduced === null) return this.#outcome(Infinity);
    if (this.#limit() === -Infinity) return this.#outcome(this.#value);
    const start = startPrices(reduced.model);
    const first = { priced: { model: reduced.model, price: start.row }, budgetPrice: start.budget };
    const root = this.#narrow({ ...first, bound: -Infinity, share: 1, leaning: null }, true);
    if (root === null) return this.#outcome(Infinity);
    onProgress(this.#columns && this.#value, root.bound, 0);
    if (this.#isOver()) return this.#outcome(root.bound);
    const isLarge = root.priced.model.columnCount > MOST_TREE_COLUMNS;
    const dived = this.#dive(root, isLarge ? Infinity : MOST_DIVE_NODES);
    if (isLarge || dived >= this.#limit() || this.#isOver()) return this.#outcome(dived);
    this.#seek(root.priced.model, LONG_LOOK);
    return this.#outcome(Math.max(root.bound, this.#branchOn(root.priced.model, root.bound)));
  }

  /** Branches over the linear relaxation: dearer by part, and far fewer parts where prices alone get nowhere. */
  #branchOn(root: CoverModel, rootBound: number): number {
    const { model, onProgress } = this.#question;
    let parts = 0;
    let value = this.#value;
    return searchTree(root, {
      limit: this.#limit,
      isOver: this.#isOver,
      offer: (columns) => {
        const whole = [...root.taken, ...columns];
        const here = coverValue(model, whole);
        if ((here !== null && here < this.#value) || parts % TRIED_PARTS === 0) this.#try(whole);
      },
      tell: (bound, settledShare) => {
        if (parts++ % TRIED_PARTS !== 0 && this.#value === value) return;
        value = this.#value;
        onProgress(this.#columns && value, Math.max(rootBound, Math.min(bound, value)), settledShare);
      },
    });
  }

  /** Branches by what the prices say, depth first: quick where few parts are needed, or the model is large. */
  #dive(root: Node, mostNodes: number): number {
    const stack = this.#split(root);
    const leastBound = () => stack.reduce((least, { bound }) => Math.min(least, bound), this.#value);
    let settledShare = 0;
    for (let nodes = 1; stack.length > 0; nodes++) {
      if (nodes > mostNodes || this.#isOver()) return leastBound();
      const node = stack.pop()!;
      const before = this.#value;
      this.#mendEvery = 60;
      const narrowed = node.bound >= this.#limit() ? null : this.#narrow(node, false);
      const children = narrowed === null ? [] : this.#split(narrowed);
      stack.push(...children);
      settledShare += node.share - children.reduce((sum, { share }) => sum + share, 0);
      // Only a large model is settled by this alone: the share must not fall when the relaxation starts anew.
      const share = mostNodes === Infinity ? Math.max(0, settledShare) : 0;
      if (nodes % 64 === 0 || this.#value < before)
        this.#question.onProgress(this.#columns && this.#value, leastBound(), share);
    }
    return Infinity;
  }

  #outcome(open: number): CoverOutcome {
    return { columns: this.#columns, value: this.#value, bound: Math.min(open, this.#value) };
  }

  /** Bounds a node again and again while that decides columns; null = nothing is left of it. */
  #narrow(node: Node, isRoot: boolean): Node | null {
    let { priced, bound } = node;
    let prices: CoverPrices = { row: priced.price, budget: node.budgetPrice };
    for (let pass = 0; ; pass++) {
      const { model } = priced;
      if (model.columnCount === 0 || model.rowCount === 0 || model.open === 0) {
        this.#try(model.taken);
        return null;
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
      if (bound >= this.#limit()) return null;
      if (isRoot && pass === 0) this.#seek(model, FIRST_LOOK);
      const smaller = restrictPriced({ model, price: found.prices.row }, found.columnState, found.rowState);
      const next = smaller && reduceCover(smaller, this.#isOver);
      if (next === null) return null;
      priced = next;
      prices = { row: next.price, budget: found.prices.budget };
      const isDone = next.model.columnCount > 0.9 * model.columnCount;
      if (pass + 1 < (isRoot ? ROOT_PASSES : 3) && !(isDone && pass > 0)) continue;
      if (next.model.columnCount === 0 || next.model.rowCount === 0) continue;
      const leaning = new Map(Array.from(model.id, (id, column) => [id, found.leaning[column]!]));
      return { priced: next, budgetPrice: prices.budget, bound, share: node.share, leaning };
    }
  }

  /** A close bound with nothing that meets it: the choice may be what is lacking. */
  #seek(reduced: CoverModel, look: typeof FIRST_LOOK): void {
    const within = new Map(Array.from(reduced.id, (id, column) => [id, column]));
    const start = (this.#columns ?? []).flatMap((column) => within.get(column) ?? []);
    const back = (columns: readonly number[]) => [
      ...reduced.taken,
      ...columns.map((column) => reduced.id[column]!),
    ];
    const { weight } = this.#question.model;
    const isMust = weight.includes(Infinity);
    const whole = weight.reduce((sum, each) => sum + each, 0);
    if (isMust || this.#value < NEARLY_ALL * whole)
      this.#try(back(wanderCover(reduced, start, look.steps, this.#isOver)));
    if (isMust || this.#columns === null) return;
    this.#try(shakenCover(this.#question.model, this.#columns, look.shakes, this.#isOver));
  }

  /**
   * Two nodes that differ in one column: the one about which the relaxed choices agree least, by its weight. The last,
   * with it open, is looked into first.
   */
  #split({ priced, budgetPrice, bound, share, leaning }: Node): Node[] {
    const { model, price } = priced;
    let pick = 0;
    let bestWorth = -1;
    for (let column = 0; column < model.columnCount; column++) {
      const lean = leaning?.get(model.id[column]!) ?? 0;
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
    return children.map((child) => ({
      priced: child,
      budgetPrice,
      bound,
      share: share / children.length,
      leaning: null,
    }));
  }
}
