import FlatQueue from "flatqueue";
import { CLOSED } from "./costs.ts";
import type { SearchGraph } from "./search.ts";

/** Costs that change with the hour: slice k holds from starts[k] until starts[k + 1], the last for good. */
export interface TimeSlices {
  /** Rising; slice 0 holds before starts[0] too. Deciseconds. */
  readonly starts: readonly number[];
  /** Costs by arc in a slice, deciseconds or CLOSED. Asked for as they are needed. */
  readonly costs: (slice: number) => Uint32Array;
  /** Whether an arc is closed in every slice: then it is looked at once only. */
  readonly isNeverOpen: (arc: number) => boolean;
}

/** What a search over time found; arrays of its own. */
export interface TimedTree {
  /** When each node is reached, deciseconds on the clock of the slices; Infinity = never. */
  readonly reached: Float64Array;
  /** As in `SearchTree`. */
  readonly parentArc: Int32Array;
  readonly seed: Int32Array;
}

/** The slice a moment lies in. */
export function sliceAt(starts: readonly number[], at: number): number {
  let slice = 0;
  while (slice + 1 < starts.length && (starts[slice + 1] as number) <= at) slice++;
  return slice;
}

/**
 * When one is through who may set out from `at` on, and may wait: the soonest over all slices to come. What a stretch
 * costs is what it costs when it is entered. Waiting makes it lawful to be overtaken by nobody: who comes later is never
 * through earlier. @param costIn Deciseconds in a slice; Infinity = closed.
 */
export function throughAt(starts: readonly number[], at: number, costIn: (slice: number) => number): number {
  let slice = sliceAt(starts, at);
  let best = at + costIn(slice);
  for (slice++; slice < starts.length && (starts[slice] as number) < best; slice++)
    best = Math.min(best, (starts[slice] as number) + costIn(slice));
  return best;
}

/** Soonest times at which every node can be reached from the seeds; waiting is allowed everywhere. Exact. */
export function searchOverTime(
  graph: SearchGraph,
  { starts, costs, isNeverOpen }: TimeSlices,
  seeds: readonly { readonly node: number; readonly at: number; readonly id: number }[],
): TimedTree {
  const { nodeCount, arcOffsets, arcHead } = graph;
  const reached = new Float64Array(nodeCount).fill(Infinity);
  const parentArc = new Int32Array(nodeCount).fill(-1);
  const seed = new Int32Array(nodeCount).fill(-1);
  const queue = new FlatQueue<number>();
  for (const { node, at, id } of seeds) {
    const known = reached[node] as number;
    if (!(at < known || (at === known && at !== Infinity && id < (seed[node] as number)))) continue;
    reached[node] = at;
    seed[node] = id;
    queue.push(node, at);
  }
  const settled = new Uint8Array(nodeCount);
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (settled[node] === 1) continue;
    settled[node] = 1;
    const at = reached[node] as number;
    const now = sliceAt(starts, at);
    const costsNow = costs(now);
    const end = arcOffsets[node + 1] as number;
    for (let arc = arcOffsets[node] as number; arc < end; arc++) {
      const head = arcHead[arc] as number;
      if (settled[head] === 1) continue;
      const cost = costsNow[arc] as number;
      let through = cost === CLOSED ? Infinity : at + cost;
      // what is closed now may open, and what is slow may be quick in a while: the costs of the slices till then count
      if (now + 1 < starts.length && (starts[now + 1] as number) < through && !isNeverOpen(arc))
        through = throughAt(starts, at, (slice) => {
          const later = costs(slice)[arc] as number;
          return later === CLOSED ? Infinity : later;
        });
      if (through >= (reached[head] as number)) continue;
      reached[head] = through;
      parentArc[head] = arc;
      seed[head] = seed[node] as number;
      queue.push(head, through);
    }
  }
  return { reached, parentArc, seed };
}
