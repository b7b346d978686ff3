import { NONE, type SearchGraph } from "./search-arrays.ts";

/**
 * The memory both kernels search in, as 32-bit words: the queue, then a record for every node with its arcs behind it.
 * One node is one stretch of memory, so settling it costs about one miss of the cache instead of one per array: a third
 * of the time on a whole town.
 *
 * Record: time; the node's number; arc it was reached by; seed; then per arc a head and its cost. A head is the BYTE
 * address of the head's record (a multiple of 8), with LAST_ARC and DEAD_END in the free digits.
 *
 * Queue: slots of the window, one more for all that lies beyond it, the head of the free entries, then the entries:
 * record, time, next. A node whose time improves is entered again, and the entry with the old time is found stale later.
 */
export const RECORD_WORDS = 4;
export const ARC_WORDS = 2;
const ENTRY_WORDS = 3;
/** The last of its row. A node without arcs is never entered. */
export const LAST_ARC = 1;
/** Nothing is reached from the head but the node this arc leaves: no need to enter it. */
export const DEAD_END = 2;

/** Slots of the queue's window. The compiled kernel has the same figures. */
export const WINDOW_SLOTS = 1024;
/** Word with the first free entry. */
export const FREE_AT = WINDOW_SLOTS + 1;
const ENTRIES_AT = WINDOW_SLOTS + 2;

/**
 * Entries there are: more than nodes, so that some are always free once the stale ones and the doubles are dropped, which
 * is done when none is.
 */
const entriesOf = (nodeCount: number) => nodeCount + (nodeCount >> 2) + 16;

/** Words of the queue, a whole number of cache lines. */
export const queueWords = (nodeCount: number): number =>
  Math.ceil((ENTRIES_AT + entriesOf(nodeCount) * ENTRY_WORDS) / 16) * 16;

export const recordsWords = ({ nodeCount, arcCount }: Pick<SearchGraph, "nodeCount" | "arcCount">): number =>
  nodeCount * RECORD_WORDS + arcCount * ARC_WORDS;

/** An empty queue. `unit`: what the addresses in it count, 1 for words, 4 for bytes. */
export function writeQueue(integers: Int32Array, nodeCount: number, unit: 1 | 4): void {
  integers.fill(NONE, 0, ENTRIES_AT);
  let free = NONE;
  for (let entry = entriesOf(nodeCount) - 1; entry >= 0; entry--) {
    const at = ENTRIES_AT + entry * ENTRY_WORDS;
    integers[at + 2] = free;
    free = at * unit;
  }
  integers[FREE_AT] = free;
}

/** Records at rest from word `start` (an even one); their costs are written apart. */
export function writeRecords(integers: Int32Array, start: number, graph: SearchGraph): void {
  const { nodeCount, arcOffsets, arcHead } = graph;
  // exported names are slow to read in loops
  const recordStep = RECORD_WORDS;
  const arcStep = ARC_WORDS;
  for (let node = 0; node < nodeCount; node++) {
    const firstArc = arcOffsets[node] as number;
    const endArc = arcOffsets[node + 1] as number;
    let at = start + node * recordStep + firstArc * arcStep;
    integers[at] = NONE;
    integers[at + 1] = node;
    integers[at + 2] = NONE;
    integers[at + 3] = NONE;
    at += recordStep;
    for (let arc = firstArc; arc < endArc; arc++, at += arcStep) {
      const head = arcHead[arc] as number;
      const row = arcOffsets[head] as number;
      const degree = (arcOffsets[head + 1] as number) - row;
      const isDeadEnd = degree === 0 || (degree === 1 && arcHead[row] === node);
      const address = (start + head * recordStep + row * arcStep) * 4;
      integers[at] = address | (arc + 1 === endArc ? LAST_ARC : 0) | (isDeadEnd ? DEAD_END : 0);
    }
  }
}

export function writeRecordCosts(
  integers: Int32Array,
  start: number,
  { nodeCount, arcOffsets }: SearchGraph,
  arcCost: Uint32Array,
): void {
  // exported names are slow to read in loops
  const recordStep = RECORD_WORDS;
  const arcStep = ARC_WORDS;
  let at = start + 1;
  for (let node = 0; node < nodeCount; node++) {
    at += recordStep;
    const endArc = arcOffsets[node + 1] as number;
    for (let arc = arcOffsets[node] as number; arc < endArc; arc++, at += arcStep)
      integers[at] = arcCost[arc] as number;
  }
}
