import {
  createSearchArrays,
  type SearchArrays,
  type SearchCosts,
  type SearchDirection,
  type SearchGraph,
  type SearchKernel,
} from "../search-arrays.ts";
import { queueWords, recordsWords, writeQueue, writeRecordCosts, writeRecords } from "../search-records.ts";
import { KERNEL_BASE64 } from "./kernel-bytes.ts";

/** What is used of WebAssembly: core is compiled without the types of any page, and must run where there is none. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
}
interface KernelExports {
  bind(
    nodeCount: number,
    arcOffsets: number,
    deciseconds: number,
    parentArc: number,
    seed: number,
    touchedNodes: number,
  ): void;
  open(records: number, lastTouchedCount: number, bucketBits: number): void;
  start: SearchKernel["start"];
  run: SearchKernel["run"];
}

const PAGE_BYTES = 65_536;
/** Addresses are 32 bits, and engines give no more than this. */
const MOST_BYTES = 2 ** 32 - PAGE_BYTES;
/** Sets of records, each with costs of its own, the one longest unused goes first: two profiles, open and closed, say. */
const MOST_COST_SETS = 4;
/** Unless they take more than this together: then one set has to do, and is written anew when other costs are searched. */
const COST_SETS_BYTES = 64 * 2 ** 20;

export interface WasmKernel {
  readonly arrays: SearchArrays;
  readonly kernel: SearchKernel;
}

/** Sets of costs the kernel keeps for a graph. */
export const costSetsOf = (graph: Pick<SearchGraph, "nodeCount" | "arcCount">): number =>
  Math.max(1, Math.min(MOST_COST_SETS, Math.floor(COST_SETS_BYTES / (recordsWords(graph) * 4 + 1))));

function layoutOf(graph: SearchGraph) {
  const { nodeCount } = graph;
  // the compiled code expects the queue at 0
  let bytes = 0;
  const place = (words: number) => {
    const at = bytes;
    bytes = Math.ceil((bytes + words * 4) / 64) * 64;
    return at;
  };
  const setWords = recordsWords(graph);
  place(queueWords(nodeCount));
  return {
    arcOffsets: place(nodeCount + 1),
    arrays: {
      deciseconds: place(nodeCount),
      parentArc: place(nodeCount),
      seed: place(nodeCount),
      touchedNodes: place(nodeCount),
    },
    records: Array.from({ length: costSetsOf(graph) }, () => place(setWords)),
    bytes,
  };
}

let compiled: object | null = null;

/**
 * The compiled kernel, bound to one graph that it copies; its arrays lie in a memory of its own, which never grows.
 * The memory goes when nobody holds the arrays or the kernel any more. null where WebAssembly is missing or forbidden
 * (a page's policy without 'wasm-unsafe-eval'), or where there is no memory for it: the plain kernel then does the same.
 */
export function createWasmKernel(graph: SearchGraph): WasmKernel | null {
  const { nodeCount } = graph;
  const layout = layoutOf(graph);
  const api = (globalThis as unknown as { WebAssembly?: WebAssemblyApi }).WebAssembly;
  if (!api || layout.bytes > MOST_BYTES) return null;
  let exports: KernelExports;
  let buffer: ArrayBuffer;
  try {
    compiled ??= new api.Module(bytesOfBase64(KERNEL_BASE64));
    const pages = Math.ceil(layout.bytes / PAGE_BYTES);
    const memory = new api.Memory({ initial: pages, maximum: pages });
    exports = new api.Instance(compiled, { env: { memory } }).exports as KernelExports;
    buffer = memory.buffer;
  } catch {
    return null;
  }
  const integers = new Int32Array(buffer);
  writeQueue(integers, nodeCount, 4);
  new Uint32Array(buffer, layout.arcOffsets, nodeCount + 1).set(graph.arcOffsets);
  const arrays = createSearchArrays(nodeCount, { buffer, at: layout.arrays });
  const { deciseconds, parentArc, seed, touchedNodes } = layout.arrays;
  exports.bind(nodeCount, layout.arcOffsets, deciseconds, parentArc, seed, touchedNodes);

  /** The sets, latest used first. */
  const sets = layout.records.map(
    (at): { costs: SearchCosts | null; direction: SearchDirection; readonly at: number } => ({
      costs: null,
      direction: "forward",
      at,
    }),
  );
  const recordsWith = (costs: SearchCosts, direction: SearchDirection): number => {
    let place = sets.findIndex((set) => set.costs === costs && set.direction === direction);
    const isNew = place < 0;
    if (isNew) place = sets.length - 1;
    const set = sets[place] as (typeof sets)[number];
    if (isNew) {
      if (set.costs === null) writeRecords(integers, set.at / 4, graph);
      writeRecordCosts(integers, set.at / 4, graph, costs[direction]);
      set.costs = costs;
      set.direction = direction;
    }
    if (place > 0) {
      sets.splice(place, 1);
      sets.unshift(set);
    }
    return set.at;
  };

  return {
    arrays,
    kernel: {
      open: (_graph, costs, direction, lastTouchedCount, bucketBits) =>
        exports.open(recordsWith(costs, direction), lastTouchedCount, bucketBits),
      start: exports.start,
      run: exports.run,
    },
  };
}

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Neither atob nor Buffer is known to the core. */
function bytesOfBase64(text: string): Uint8Array<ArrayBuffer> {
  const digits = text.replace(/=+$/, "");
  const bytes = new Uint8Array(Math.floor((digits.length * 6) / 8));
  let bits = 0;
  let bitCount = 0;
  let next = 0;
  for (const digit of digits) {
    bits = ((bits << 6) | BASE64.indexOf(digit)) & 0xffff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes[next++] = (bits >>> bitCount) & 0xff;
  }
  return bytes;
}
