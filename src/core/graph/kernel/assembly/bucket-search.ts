/**
 * The search of `src/core/graph/plain-kernel.ts`, step for step, for WebAssembly. AssemblyScript, compiled by
 * `npm run kernel`; everything lies in the imported memory, whose layout `wasm-kernel.ts` decides.
 */

const UNREACHED: u32 = 0xffffffff;
const NONE: i32 = -1;
const WINDOW_SLOTS: u32 = 1024;

/** Addresses of the arrays; the slots start at 0. Links are pairs of next and before. */
let nodeCount: u32 = 0;
let arcOffsets: usize = 0;
let arcHead: usize = 0;
let deciseconds: usize = 0;
let parentArc: usize = 0;
let seed: usize = 0;
let touchedNodes: usize = 0;
let links: usize = 0;

let touchedCount: u32 = 0;
let bucketBits: u32 = 0;
let windowStart: u32 = 0;

export function bind(
  nodes: u32,
  offsets: usize,
  heads: usize,
  times: usize,
  parents: usize,
  seeds: usize,
  touched: usize,
  pairs: usize,
): void {
  nodeCount = nodes;
  arcOffsets = offsets;
  arcHead = heads;
  deciseconds = times;
  parentArc = parents;
  seed = seeds;
  touchedNodes = touched;
  links = pairs;
}

@inline
function at(array: usize, index: u32): usize {
  return array + ((index as usize) << 2);
}

@inline
function linkOf(node: u32): usize {
  return links + ((node as usize) << 3);
}

@inline
function slotOf(time: u32, start: u32, bits: u32): u32 {
  const slot = (time - start) >> bits;
  return select(slot, WINDOW_SLOTS, slot < WINDOW_SLOTS);
}

@inline
function push(node: u32, slot: u32): void {
  const head = at(0, slot);
  const second = load<i32>(head);
  const link = linkOf(node);
  store<i32>(link, second);
  store<i32>(link, -2 - (slot as i32), 4);
  if (second >= 0) store<i32>(linkOf(second as u32), node, 4);
  store<i32>(head, node);
}

@inline
function unlink(node: u32): void {
  const link = linkOf(node);
  const next = load<i32>(link);
  const before = load<i32>(link, 4);
  if (before >= 0) store<i32>(linkOf(before as u32), next);
  else store<i32>(at(0, (-2 - before) as u32), next);
  if (next >= 0) store<i32>(linkOf(next as u32), before, 4);
}

export function open(lastTouchedCount: u32, bits: u32): void {
  if (lastTouchedCount > nodeCount >> 2) {
    const bytes = (nodeCount as usize) << 2;
    memory.fill(deciseconds, 0xff, bytes);
    memory.fill(parentArc, 0xff, bytes);
    memory.fill(seed, 0xff, bytes);
  } else
    for (let i: u32 = 0; i < lastTouchedCount; i++) {
      const node = load<u32>(at(touchedNodes, i));
      store<u32>(at(deciseconds, node), UNREACHED);
      store<i32>(at(parentArc, node), NONE);
      store<i32>(at(seed, node), NONE);
    }
  touchedCount = 0;
  windowStart = 0;
  bucketBits = bits;
}

export function start(node: u32, time: u32, id: i32): void {
  const known = load<u32>(at(deciseconds, node));
  if (time > known || (time == known && id >= load<i32>(at(seed, node)))) return;
  store<i32>(at(seed, node), id);
  if (time == known) return;
  store<u32>(at(deciseconds, node), time);
  if (known == UNREACHED) store<u32>(at(touchedNodes, touchedCount++), node);
  else unlink(node);
  push(node, slotOf(time, windowStart, bucketBits));
}

export function run(arcCost: usize, limit: u32): u32 {
  const bits = bucketBits;
  const offsets = arcOffsets;
  const heads = arcHead;
  const times = deciseconds;
  const parents = parentArc;
  const seeds = seed;
  let touchedAt = at(touchedNodes, touchedCount);
  while (true) {
    const base = windowStart;
    const lastSlot = min<u32>(WINDOW_SLOTS - 1, (limit - base) >> bits);
    for (let slot: u32 = 0; slot <= lastSlot; slot++) {
      let node = load<i32>(at(0, slot));
      while (node >= 0) {
        const link = linkOf(node as u32);
        const follower = load<i32>(link);
        store<i32>(at(0, slot), follower);
        if (follower >= 0) store<i32>(linkOf(follower as u32), -2 - (slot as i32), 4);
        store<i32>(link, NONE, 4);
        const spent = load<u32>(at(times, node as u32));
        const owner = load<i32>(at(seeds, node as u32));
        const left = limit - spent;
        const row = at(offsets, node as u32);
        const end = load<u32>(row, 4);
        for (let arc = load<u32>(row); arc < end; arc++) {
          const cost = load<u32>(at(arcCost, arc));
          if (cost > left) continue;
          const next = load<u32>(at(heads, arc));
          const total = spent + cost;
          const known = load<u32>(at(times, next));
          if (total > known || (total == known && owner >= load<i32>(at(seeds, next)))) continue;
          store<u32>(at(times, next), total);
          store<i32>(at(parents, next), arc);
          store<i32>(at(seeds, next), owner);
          const to = slotOf(total, base, bits);
          if (known == UNREACHED) {
            store<u32>(touchedAt, next);
            touchedAt += 4;
          } else if (load<i32>(linkOf(next), 4) != NONE) {
            if (slotOf(known, base, bits) == to) continue;
            unlink(next);
          }
          push(next, to);
        }
        node = load<i32>(at(0, slot));
      }
    }
    let beyond = load<i32>(at(0, WINDOW_SLOTS));
    if (beyond < 0) return ((touchedAt - touchedNodes) >> 2) as u32;
    let first = UNREACHED;
    for (let node = beyond; node >= 0; node = load<i32>(linkOf(node as u32)))
      first = min<u32>(first, load<u32>(at(times, node as u32)));
    windowStart = first;
    store<i32>(at(0, WINDOW_SLOTS), NONE);
    while (beyond >= 0) {
      const following = load<i32>(linkOf(beyond as u32));
      push(beyond as u32, slotOf(load<u32>(at(times, beyond as u32)), first, bits));
      beyond = following;
    }
  }
}
