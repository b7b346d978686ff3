/**
 * The search of `src/core/graph/plain-kernel.ts`, step for step, for WebAssembly. AssemblyScript, compiled by
 * `npm run kernel`; everything lies in the imported memory, whose layout `wasm-kernel.ts` and `search-records.ts` decide.
 * All addresses count bytes.
 */

const UNREACHED: u32 = 0xffffffff;
const NONE: i32 = -1;
const WINDOW_SLOTS: u32 = 1024;
/** Cell with the first free entry. */
const FREE_AT: usize = (1024 + 1) * 4;
const RECORD_BYTES: usize = 16;
const ARC_BYTES: usize = 8;
const LAST_ARC: u32 = 1;
const DEAD_END: u32 = 2;
const FLAGS: u32 = 7;
/** In a node's number within its record, while doubles are looked for. */
const SEEN: i32 = 0x80000000 as i32;

/** Addresses of the arrays; the queue starts at 0. */
let nodeCount: u32 = 0;
let arcOffsets: usize = 0;
let deciseconds: usize = 0;
let parentArc: usize = 0;
let seed: usize = 0;
let touchedNodes: usize = 0;

let records: usize = 0;
let touchedCount: u32 = 0;
let bucketBits: u32 = 0;
let windowStart: u32 = 0;
let isUnswept: bool = false;

export function bind(
  nodes: u32,
  offsets: usize,
  times: usize,
  parents: usize,
  seeds: usize,
  touched: usize,
): void {
  nodeCount = nodes;
  arcOffsets = offsets;
  deciseconds = times;
  parentArc = parents;
  seed = seeds;
  touchedNodes = touched;
}

@inline
function at(array: usize, index: u32): usize {
  return array + ((index as usize) << 2);
}

@inline
function slotOf(time: u32, start: u32, bits: u32): usize {
  const slot = (time - start) >> bits;
  return at(0, select(slot, WINDOW_SLOTS, slot < WINDOW_SLOTS));
}

@inline
function recordOf(node: u32): usize {
  return records + (node as usize) * RECORD_BYTES + (load<u32>(at(arcOffsets, node)) as usize) * ARC_BYTES;
}

function reset(): void {
  const bytes = (nodeCount as usize) << 2;
  memory.fill(deciseconds, 0xff, bytes);
  memory.fill(parentArc, 0xff, bytes);
  memory.fill(seed, 0xff, bytes);
}

/** `recordsStart`: of the records with the costs to be searched. */
export function open(recordsStart: usize, lastTouchedCount: u32, bits: u32): void {
  records = recordsStart;
  isUnswept = lastTouchedCount > nodeCount >> 2;
  if (!isUnswept)
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
  const record = recordOf(node);
  const known = load<u32>(record);
  if (time > known || (time == known && id >= load<i32>(record, 12))) return;
  store<i32>(record, id, 12);
  if (time == known) return;
  store<u32>(record, time);
  if (known == UNREACHED) store<u32>(at(touchedNodes, touchedCount++), record as u32);
  if (load<u32>(at(arcOffsets, node + 1)) == load<u32>(at(arcOffsets, node))) return;
  if (load<i32>(FREE_AT) < 0) store<i32>(FREE_AT, dropStale());
  const entry = load<i32>(FREE_AT);
  const slot = slotOf(time, windowStart, bucketBits);
  store<i32>(FREE_AT, load<i32>(entry, 8));
  store<u32>(entry, record as u32);
  store<u32>(entry, time, 4);
  store<i32>(entry, load<i32>(slot), 8);
  store<i32>(slot, entry);
}

export function run(limit: u32): u32 {
  const bits = bucketBits;
  const firstRow = records + RECORD_BYTES;
  let touchedAt = at(touchedNodes, touchedCount);
  do {
    const base = windowStart;
    let free = load<i32>(FREE_AT);
    const end = at(0, min<u32>(WINDOW_SLOTS - 1, (limit - base) >> bits));
    for (let slot: usize = 0; slot <= end; slot += 4) {
      let entry = load<i32>(slot);
      while (entry >= 0) {
        const record = load<u32>(entry) as usize;
        const spent = load<u32>(entry, 4);
        store<i32>(slot, load<i32>(entry, 8));
        store<i32>(entry, free, 8);
        free = entry;
        if (load<u32>(record) == spent) {
          const left = limit - spent;
          const owner = load<i32>(record, 12);
          const shift = firstRow + (load<u32>(record, 4) as usize) * RECORD_BYTES;
          let arc = record + RECORD_BYTES;
          let head: u32 = 0;
          do {
            head = load<u32>(arc);
            const cost = load<u32>(arc, 4);
            const here = arc;
            arc += ARC_BYTES;
            if (cost > left) continue;
            const next = (head & ~FLAGS) as usize;
            const total = spent + cost;
            const known = load<u32>(next);
            if (total >= known && (total > known || owner >= load<i32>(next, 12))) continue;
            store<u32>(next, total);
            store<i32>(next, ((here - shift) >> 3) as i32, 8);
            store<i32>(next, owner, 12);
            if (known == UNREACHED) {
              store<u32>(touchedAt, next as u32);
              touchedAt += 4;
            }
            if (head & DEAD_END) continue;
            if (free < 0) free = dropStale();
            const made = free;
            const to = slotOf(total, base, bits);
            free = load<i32>(made, 8);
            store<u32>(made, next as u32);
            store<u32>(made, total, 4);
            store<i32>(made, load<i32>(to), 8);
            store<i32>(to, made);
          } while (!(head & LAST_ARC));
        }
        entry = load<i32>(slot);
      }
    }
    store<i32>(FREE_AT, free);
  } while (load<i32>(at(0, WINDOW_SLOTS)) >= 0 && nextWindow());
  touchedCount = ((touchedAt - touchedNodes) >> 2) as u32;
  handOver();
  return touchedCount;
}

/** Deals out what waits beyond the window; false = nothing does. */
function nextWindow(): bool {
  const cell = at(0, WINDOW_SLOTS);
  const beyond = load<i32>(cell);
  let first = UNREACHED;
  for (let entry = beyond; entry >= 0; entry = load<i32>(entry, 8)) {
    const time = load<u32>(entry, 4);
    if (load<u32>(load<u32>(entry)) == time) first = min<u32>(first, time);
  }
  windowStart = first;
  store<i32>(cell, NONE);
  for (let entry = beyond; entry >= 0; ) {
    const following = load<i32>(entry, 8);
    const time = load<u32>(entry, 4);
    const list = load<u32>(load<u32>(entry)) == time ? slotOf(time, first, bucketBits) : FREE_AT;
    store<i32>(entry, load<i32>(list), 8);
    store<i32>(list, entry);
    entry = following;
  }
  return first != UNREACHED;
}

@inline
function take(record: usize, node: u32): void {
  store<u32>(at(deciseconds, node), load<u32>(record));
  store<i32>(at(parentArc, node), load<i32>(record, 8));
  store<i32>(at(seed, node), load<i32>(record, 12));
  store<u32>(record, UNREACHED);
  store<i64>(record, -1, 8);
}

/** Answers from the records, which come to rest; records of touched nodes become their numbers. */
function handOver(): void {
  if (touchedCount > nodeCount >> 2) {
    let touchedAt = touchedNodes;
    for (let node: u32 = 0; node < nodeCount; node++) {
      const record = recordOf(node);
      if (load<u32>(record) != UNREACHED) {
        store<u32>(touchedAt, node);
        touchedAt += 4;
      }
      take(record, node);
    }
  } else {
    if (isUnswept) reset();
    for (let i: u32 = 0; i < touchedCount; i++) {
      const cell = at(touchedNodes, i);
      const record = load<u32>(cell) as usize;
      const node = load<u32>(record, 4);
      take(record, node);
      store<u32>(cell, node);
    }
  }
}

/** When no entry is free: takes out the stale ones and all but one of a node's; the first free one. */
function dropStale(): i32 {
  let free = NONE;
  for (let slot: u32 = 0; slot <= WINDOW_SLOTS; slot++) {
    let from = at(0, slot);
    for (let entry = load<i32>(from); entry >= 0; entry = load<i32>(from)) {
      const record = load<u32>(entry) as usize;
      const number = load<i32>(record, 4);
      if (number >= 0 && load<u32>(record) == load<u32>(entry, 4)) {
        store<i32>(record, number | SEEN, 4);
        from = (entry as usize) + 8;
      } else {
        store<i32>(from, load<i32>(entry, 8));
        store<i32>(entry, free, 8);
        free = entry;
      }
    }
  }
  for (let slot: u32 = 0; slot <= WINDOW_SLOTS; slot++)
    for (let entry = load<i32>(at(0, slot)); entry >= 0; entry = load<i32>(entry, 8)) {
      const record = load<u32>(entry) as usize;
      store<i32>(record, load<i32>(record, 4) & ~SEEN, 4);
    }
  return free;
}
