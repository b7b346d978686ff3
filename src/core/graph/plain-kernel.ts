import {
  NONE as IMPORTED_NONE,
  UNREACHED as IMPORTED_UNREACHED,
  type SearchArrays,
  type SearchCosts,
  type SearchDirection,
  type SearchGraph,
  type SearchKernel,
  SWEEP_SHARE,
} from "./search-arrays.ts";
import {
  FREE_AT,
  ARC_WORDS as IMPORTED_ARC_WORDS,
  DEAD_END as IMPORTED_DEAD_END,
  LAST_ARC as IMPORTED_LAST_ARC,
  RECORD_WORDS as IMPORTED_RECORD_WORDS,
  WINDOW_SLOTS as IMPORTED_WINDOW_SLOTS,
  queueWords,
  recordsWords,
  writeQueue,
  writeRecordCosts,
  writeRecords,
} from "./search-records.ts";

// Engines look an imported name up at every use, where no bundler has put it in: seven times as long for a whole sweep.
const NONE = IMPORTED_NONE;
const UNREACHED = IMPORTED_UNREACHED;
const RECORD_WORDS = IMPORTED_RECORD_WORDS;
const ARC_WORDS = IMPORTED_ARC_WORDS;
const LAST_ARC = IMPORTED_LAST_ARC;
const DEAD_END = IMPORTED_DEAD_END;
const WINDOW_SLOTS = IMPORTED_WINDOW_SLOTS;

/** Queue and records of the graph searched last. */
interface Work {
  readonly graph: SearchGraph;
  costs: SearchCosts | null;
  direction: SearchDirection;
  readonly integers: Int32Array;
  /** The same memory. */
  readonly words: Uint32Array;
  /** Word of the first record. */
  readonly records: number;
}

/**
 * The search in plain TypeScript: the reference that the compiled kernel (`kernel/assembly/bucket-search.ts`) is tested
 * against, step for step the same, and its stand-in where there is none.
 *
 * A bucket queue, label correcting within a bucket: times are whole deciseconds, so a slot of the window holds the
 * nodes of 2^bucketBits consecutive times. What lies beyond the window waits in one list and is dealt out when the
 * window is used up, so no arc and no seed, however long, makes the queue larger. Of equal ways the one whose seed has
 * the smaller id wins. The memory it works in is described in `search-records.ts`.
 */
export function createPlainKernel(arrays: SearchArrays): SearchKernel {
  const { deciseconds, parentArc, seed, touchedNodes } = arrays;
  let work: Work | null = null;
  let touchedCount = 0;
  let bucketBits = 0;
  /** Time at which the window starts. */
  let windowStart = 0;
  /** The search before touched so much that all is to be reset; a sweep after this one does that by the way. */
  let isUnswept = false;

  const bound = () => {
    if (!work) throw new RangeError("a search that was not opened");
    return work;
  };
  const recordOf = ({ graph, records }: Work, node: number) =>
    records + node * RECORD_WORDS + (graph.arcOffsets[node] as number) * ARC_WORDS;
  const slotOf = (time: number) => Math.min(WINDOW_SLOTS, (time - windowStart) >>> bucketBits);
  const reset = () => {
    deciseconds.fill(UNREACHED);
    parentArc.fill(NONE);
    seed.fill(NONE);
  };

  /** Deals out what waits beyond the window; false = nothing does. */
  const nextWindow = ({ integers, words }: Work): boolean => {
    const beyond = integers[WINDOW_SLOTS] as number;
    let first = UNREACHED;
    for (let entry = beyond; entry >= 0; entry = integers[entry + 2] as number)
      if (words[integers[entry] as number] === words[entry + 1])
        first = Math.min(first, words[entry + 1] as number);
    windowStart = first;
    integers[WINDOW_SLOTS] = NONE;
    for (let entry = beyond; entry >= 0; ) {
      const following = integers[entry + 2] as number;
      const time = words[entry + 1] as number;
      const list = words[integers[entry] as number] === time ? slotOf(time) : FREE_AT;
      integers[entry + 2] = integers[list] as number;
      integers[list] = entry;
      entry = following;
    }
    return first !== UNREACHED;
  };

  return {
    open(graph, costs, direction, lastTouchedCount, bits) {
      if (work?.graph !== graph) work = createWork(graph);
      if (work.costs !== costs || work.direction !== direction) {
        writeRecordCosts(work.integers, work.records, graph, costs[direction]);
        work.costs = costs;
        work.direction = direction;
      }
      isUnswept = lastTouchedCount > deciseconds.length * SWEEP_SHARE;
      if (!isUnswept)
        for (let i = 0; i < lastTouchedCount; i++) {
          const node = touchedNodes[i] as number;
          deciseconds[node] = UNREACHED;
          parentArc[node] = NONE;
          seed[node] = NONE;
        }
      touchedCount = 0;
      windowStart = 0;
      bucketBits = bits;
    },

    start(node, time, id) {
      const held = bound();
      const { integers, words, graph } = held;
      const record = recordOf(held, node);
      const known = words[record] as number;
      if (time > known || (time === known && id >= (integers[record + 3] as number))) return;
      integers[record + 3] = id;
      if (time === known) return;
      words[record] = time;
      if (known === UNREACHED) touchedNodes[touchedCount++] = record;
      if (graph.arcOffsets[node + 1] === graph.arcOffsets[node]) return;
      if ((integers[FREE_AT] as number) < 0) integers[FREE_AT] = dropStale(integers, words);
      const entry = integers[FREE_AT] as number;
      const slot = slotOf(time);
      integers[FREE_AT] = integers[entry + 2] as number;
      integers[entry] = record;
      words[entry + 1] = time;
      integers[entry + 2] = integers[slot] as number;
      integers[slot] = entry;
    },

    run(limit) {
      const held = bound();
      const { integers, words, records } = held;
      do {
        touchedCount = settleWindow(
          integers,
          words,
          touchedNodes,
          records,
          limit,
          windowStart,
          bucketBits,
          touchedCount,
        );
      } while ((integers[WINDOW_SLOTS] as number) >= 0 && nextWindow(held));
      if (touchedCount > deciseconds.length * SWEEP_SHARE) handOverAll(arrays, held);
      else {
        if (isUnswept) reset();
        handOverTouched(arrays, integers, touchedCount);
      }
      return touchedCount;
    },
  };
}

function createWork(graph: SearchGraph): Work {
  const records = queueWords(graph.nodeCount);
  const buffer = new ArrayBuffer((records + recordsWords(graph)) * 4);
  const integers = new Int32Array(buffer);
  writeQueue(integers, graph.nodeCount, 1);
  writeRecords(integers, records, graph);
  return { graph, costs: null, direction: "forward", integers, words: new Uint32Array(buffer), records };
}

/**
 * Settles every node within the window, and within the limit, that starts at `windowStart`; the number of nodes touched
 * so far, whose records are listed. Locals, shifts and `| 0` keep the loop's values in registers as 32-bit integers.
 */
function settleWindow(
  integers: Int32Array,
  words: Uint32Array,
  touched: Uint32Array,
  recordsStart: number,
  limitDeciseconds: number,
  windowStart: number,
  bucketBits: number,
  touchedBefore: number,
): number {
  const limit = limitDeciseconds >>> 0;
  const base = windowStart >>> 0;
  const bits = bucketBits | 0;
  const firstRow = (recordsStart + RECORD_WORDS) | 0;
  let touchedCount = touchedBefore | 0;
  let free = integers[FREE_AT] as number;
  const lastSlot = Math.min(WINDOW_SLOTS - 1, (limit - base) >>> bits);
  for (let slot = 0; slot <= lastSlot; slot = (slot + 1) | 0) {
    let entry = (integers[slot] as number) | 0;
    while (entry >= 0) {
      const record = (integers[entry] as number) | 0;
      const spent = words[(entry + 1) | 0] as number;
      integers[slot] = integers[(entry + 2) | 0] as number;
      integers[(entry + 2) | 0] = free;
      free = entry;
      if ((words[record] as number) === spent) {
        const left = (limit - spent) >>> 0;
        const owner = integers[(record + 3) | 0] as number;
        // an arc's number from its place: all records before it take RECORD_WORDS each
        const shift = (firstRow + ((integers[(record + 1) | 0] as number) << 2)) | 0;
        let at = (record + RECORD_WORDS) | 0;
        let head = 0;
        do {
          head = (integers[at] as number) | 0;
          const cost = words[(at + 1) | 0] as number;
          const here = at;
          at = (at + ARC_WORDS) | 0;
          // CLOSED is more than any time that can be left, and the sum cannot run over 32 bits
          if (cost > left) continue;
          const next = head >>> 2;
          const total = (spent + cost) >>> 0;
          const known = words[next] as number;
          if (total >= known && (total > known || owner >= (integers[(next + 3) | 0] as number))) continue;
          words[next] = total;
          integers[(next + 2) | 0] = (here - shift) >> 1;
          integers[(next + 3) | 0] = owner;
          if (known === UNREACHED) {
            touched[touchedCount] = next;
            touchedCount = (touchedCount + 1) | 0;
          }
          if ((head & DEAD_END) !== 0) continue;
          if (free < 0) free = dropStale(integers, words);
          const made = free;
          let to = (total - base) >>> bits;
          if (to > WINDOW_SLOTS) to = WINDOW_SLOTS;
          free = integers[(made + 2) | 0] as number;
          integers[made] = next;
          words[(made + 1) | 0] = total;
          integers[(made + 2) | 0] = integers[to] as number;
          integers[to] = made;
        } while ((head & LAST_ARC) === 0);
      }
      entry = (integers[slot] as number) | 0;
    }
  }
  integers[FREE_AT] = free;
  return touchedCount;
}

/** Answers of all nodes from their records, which come to rest; touched nodes in the order of their numbers. */
function handOverAll(arrays: SearchArrays, { graph, integers, records }: Work): void {
  const { deciseconds, parentArc, seed, touchedNodes } = arrays;
  const { nodeCount, arcOffsets } = graph;
  let touchedCount = 0;
  for (let node = 0; node < nodeCount; node++) {
    const record = (records + node * RECORD_WORDS + (arcOffsets[node] as number) * ARC_WORDS) | 0;
    const time = integers[record] as number;
    if (time === NONE) {
      deciseconds[node] = UNREACHED;
      parentArc[node] = NONE;
      seed[node] = NONE;
      continue;
    }
    touchedNodes[touchedCount] = node;
    touchedCount = (touchedCount + 1) | 0;
    deciseconds[node] = time;
    parentArc[node] = integers[(record + 2) | 0] as number;
    seed[node] = integers[(record + 3) | 0] as number;
    integers[record] = NONE;
    integers[(record + 2) | 0] = NONE;
    integers[(record + 3) | 0] = NONE;
  }
}

/** The same of the touched nodes alone, whose records become their numbers. */
function handOverTouched(arrays: SearchArrays, integers: Int32Array, touchedCount: number): void {
  const { deciseconds, parentArc, seed, touchedNodes } = arrays;
  for (let i = 0; i < touchedCount; i++) {
    const record = (touchedNodes[i] as number) | 0;
    const node = integers[(record + 1) | 0] as number;
    touchedNodes[i] = node;
    deciseconds[node] = integers[record] as number;
    parentArc[node] = integers[(record + 2) | 0] as number;
    seed[node] = integers[(record + 3) | 0] as number;
    integers[record] = NONE;
    integers[(record + 2) | 0] = NONE;
    integers[(record + 3) | 0] = NONE;
  }
}

/** In a node's number within its record, while doubles are looked for. */
const SEEN = 0x80000000 | 0;

/** When no entry is free: takes out the stale ones and all but one of a node's; the first free one. */
function dropStale(integers: Int32Array, words: Uint32Array): number {
  let free = NONE;
  for (let slot = 0; slot <= WINDOW_SLOTS; slot++) {
    let from = slot;
    for (let entry = integers[from] as number; entry >= 0; entry = integers[from] as number) {
      const record = integers[entry] as number;
      const number = integers[record + 1] as number;
      if (number >= 0 && words[record] === words[entry + 1]) {
        integers[record + 1] = number | SEEN;
        from = entry + 2;
      } else {
        integers[from] = integers[entry + 2] as number;
        integers[entry + 2] = free;
        free = entry;
      }
    }
  }
  for (let slot = 0; slot <= WINDOW_SLOTS; slot++)
    for (let entry = integers[slot] as number; entry >= 0; entry = integers[entry + 2] as number) {
      const at = (integers[entry] as number) + 1;
      integers[at] = (integers[at] as number) & ~SEEN;
    }
  return free;
}
