import {
  NONE,
  type SearchArrays,
  type SearchGraph,
  type SearchKernel,
  SWEEP_SHARE,
  UNREACHED,
  WINDOW_SLOTS,
} from "./search-arrays.ts";

/**
 * The search in plain TypeScript, reading rows and costs where they lie: the reference that the compiled kernel
 * (`kernel/assembly/bucket-search.ts`) is tested against, step for step the same, and its stand-in where there is none.
 *
 * A bucket queue, label correcting within a bucket: times are whole deciseconds, so a slot of the window holds the
 * nodes of 2^bucketBits consecutive times. What lies beyond the window waits in one list and is dealt out when the
 * window is used up, so no arc and no seed, however long, makes the queue larger. Of equal ways the one whose seed has
 * the smaller id wins.
 */
export function createPlainKernel(arrays: SearchArrays): SearchKernel {
  const { deciseconds, parentArc, seed, touchedNodes, links, slots } = arrays;
  let touchedCount = 0;
  let bucketBits = 0;
  /** Time at which the window starts. */
  let windowStart = 0;

  const slotOf = (time: number) => {
    const slot = (time - windowStart) >>> bucketBits;
    return slot < WINDOW_SLOTS ? slot : WINDOW_SLOTS;
  };
  const push = (node: number, slot: number) => {
    const second = slots[slot] as number;
    links[node * 2] = second;
    links[node * 2 + 1] = -2 - slot;
    if (second >= 0) links[second * 2 + 1] = node;
    slots[slot] = node;
  };
  const unlink = (node: number) => {
    const next = links[node * 2] as number;
    const before = links[node * 2 + 1] as number;
    if (before >= 0) links[before * 2] = next;
    else slots[-2 - before] = next;
    if (next >= 0) links[next * 2 + 1] = before;
  };

  return {
    open(lastTouchedCount, bits) {
      if (lastTouchedCount > deciseconds.length * SWEEP_SHARE) {
        deciseconds.fill(UNREACHED);
        parentArc.fill(NONE);
        seed.fill(NONE);
      } else
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
      const known = deciseconds[node] as number;
      if (time > known || (time === known && id >= (seed[node] as number))) return;
      seed[node] = id;
      if (time === known) return;
      deciseconds[node] = time;
      if (known === UNREACHED) touchedNodes[touchedCount++] = node;
      else unlink(node);
      push(node, slotOf(time));
    },

    run(graph, costs, direction, limit) {
      const arcCost = costs[direction];
      const firstTouched = arrays.offsets.touchedNodes;
      let touchedEnd = firstTouched + touchedCount;
      while (true) {
        touchedEnd = settleWindow(arrays, graph, arcCost, limit, windowStart, bucketBits, touchedEnd);
        let beyond = slots[WINDOW_SLOTS] as number;
        if (beyond < 0) return touchedEnd - firstTouched;
        let first = UNREACHED;
        for (let node = beyond; node >= 0; node = links[node * 2] as number)
          first = Math.min(first, deciseconds[node] as number);
        windowStart = first;
        slots[WINDOW_SLOTS] = NONE;
        while (beyond >= 0) {
          const following = links[beyond * 2] as number;
          push(beyond, slotOf(deciseconds[beyond] as number));
          beyond = following;
        }
      }
    },
  };
}

/**
 * Settles every node within the window, and within the limit, that starts at `windowStart`; where the list of touched nodes ends
 * afterwards, as an index into the buffer. One buffer, locals, shifts for doubling and `| 0` keep the loop's values in
 * registers as 32-bit integers: a fifth faster than an array for each of them.
 */
function settleWindow(
  { words, integers, offsets }: SearchArrays,
  { arcOffsets, arcHead }: SearchGraph,
  arcCost: Uint32Array,
  limitDeciseconds: number,
  windowStart: number,
  bucketBits: number,
  touchedStart: number,
): number {
  const limit = limitDeciseconds >>> 0;
  const base = windowStart >>> 0;
  const bits = bucketBits | 0;
  const times = offsets.deciseconds | 0;
  const parents = offsets.parentArc | 0;
  const owners = offsets.seed | 0;
  const pairs = offsets.links | 0;
  let touchedEnd = touchedStart | 0;
  const lastSlot = Math.min(WINDOW_SLOTS - 1, (limit - base) >>> bits);
  for (let slot = 0; slot <= lastSlot; slot = (slot + 1) | 0) {
    let node = (integers[slot] as number) | 0;
    while (node >= 0) {
      const own = (pairs + (node << 1)) | 0;
      const follower = integers[own] as number;
      integers[slot] = follower;
      if (follower >= 0) integers[(pairs + (follower << 1) + 1) | 0] = (-2 - slot) | 0;
      integers[(own + 1) | 0] = NONE;
      const spent = words[(times + node) | 0] as number;
      const owner = integers[(owners + node) | 0] as number;
      const left = (limit - spent) >>> 0;
      const end = (arcOffsets[(node + 1) | 0] as number) | 0;
      for (let arc = (arcOffsets[node] as number) | 0; arc < end; arc = (arc + 1) | 0) {
        const cost = arcCost[arc] as number;
        // CLOSED is more than any time that can be left, and the sum cannot run over 32 bits
        if (cost > left) continue;
        const next = (arcHead[arc] as number) | 0;
        const total = (spent + cost) >>> 0;
        const known = words[(times + next) | 0] as number;
        if (total >= known && (total > known || owner >= (integers[(owners + next) | 0] as number))) continue;
        words[(times + next) | 0] = total;
        integers[(parents + next) | 0] = arc;
        integers[(owners + next) | 0] = owner;
        let to = (total - base) >>> bits;
        if (to > WINDOW_SLOTS) to = WINDOW_SLOTS;
        const link = (pairs + (next << 1)) | 0;
        if (known === UNREACHED) {
          integers[touchedEnd] = next;
          touchedEnd = (touchedEnd + 1) | 0;
        } else {
          const before = integers[(link + 1) | 0] as number;
          if (before !== NONE) {
            let from = (known - base) >>> bits;
            if (from > WINDOW_SLOTS) from = WINDOW_SLOTS;
            if (from === to) continue;
            const after = integers[link] as number;
            if (before >= 0) integers[(pairs + (before << 1)) | 0] = after;
            else integers[(-2 - before) | 0] = after;
            if (after >= 0) integers[(pairs + (after << 1) + 1) | 0] = before;
          }
        }
        const second = integers[to] as number;
        integers[link] = second;
        integers[(link + 1) | 0] = (-2 - to) | 0;
        if (second >= 0) integers[(pairs + (second << 1) + 1) | 0] = next;
        integers[to] = next;
      }
      node = (integers[slot] as number) | 0;
    }
  }
  return touchedEnd;
}
