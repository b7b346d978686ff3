import FlatQueue from "flatqueue";

/** A part of all choices and what no choice in it costs less than. */
export interface BoundedPart<Part> {
  readonly part: Part;
  readonly bound: number;
}

export interface PartSearch<Part> {
  /** Splits a part; those that cannot hold anything better may be left out. */
  split(part: Part, bound: number): Iterable<BoundedPart<Part>>;
  /** Parts whose bound is above this hold nothing better; falls as better choices are found. */
  limit(): number;
  /** True: time is over, or nobody wants the answer any more. */
  stops(): boolean;
  /** Told after each split what no choice at all costs less than. */
  tell(bound: number): void;
}

/**
 * Branch and bound, the part with the lowest bound first: the bound of the whole rises steadily, so an interrupted
 * search still says how good its choice is. Returns that bound; Infinity = every part was looked into.
 */
export function searchBestFirst<Part>(first: readonly BoundedPart<Part>[], search: PartSearch<Part>): number {
  const queue = new FlatQueue<Part>();
  for (const { part, bound } of first) queue.push(part, bound);
  for (;;) {
    const bound = queue.peekValue();
    const part = queue.pop();
    if (bound === undefined || part === undefined || bound > search.limit()) return Infinity;
    if (search.stops()) return bound;
    for (const child of search.split(part, bound)) {
      if (child.bound <= search.limit()) queue.push(child.part, child.bound);
      // The part has left the queue: what was not looked into keeps its bound.
      if (search.stops()) return bound;
    }
    search.tell(queue.peekValue() ?? Infinity);
  }
}
