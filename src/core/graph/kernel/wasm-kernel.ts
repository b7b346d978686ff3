import {
  createSearchArrays,
  type SearchArrays,
  type SearchCosts,
  type SearchDirection,
  type SearchGraph,
  type SearchKernel,
  WINDOW_SLOTS,
} from "../search-arrays.ts";
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
    arcHead: number,
    deciseconds: number,
    parentArc: number,
    seed: number,
    touchedNodes: number,
    links: number,
  ): void;
  open: SearchKernel["open"];
  start: SearchKernel["start"];
  run(arcCost: number, limitDeciseconds: number): number;
}

const PAGE_BYTES = 65_536;
/** Addresses are 32 bits, and engines give no more than this. */
const MOST_BYTES = 2 ** 32 - PAGE_BYTES;
/** Sets of arc costs kept in the memory, the one longest unused goes first: two profiles, open and closed, say. */
const COST_SETS = 4;

export interface WasmKernel {
  readonly arrays: SearchArrays;
  readonly kernel: SearchKernel;
}

function layoutOf(nodeCount: number, arcCount: number) {
  // the compiled code expects the slots at 0
  let bytes = 0;
  const place = (values: number) => {
    const at = bytes;
    bytes = Math.ceil((bytes + values * 4) / 64) * 64;
    return at;
  };
  return {
    slots: place(WINDOW_SLOTS + 1),
    arcOffsets: place(nodeCount + 1),
    arcHead: place(arcCount),
    deciseconds: place(nodeCount),
    parentArc: place(nodeCount),
    seed: place(nodeCount),
    touchedNodes: place(nodeCount),
    links: place(nodeCount * 2),
    costs: Array.from({ length: COST_SETS }, () => place(arcCount)),
    bytes,
  };
}

let compiled: object | null = null;

/**
 * The compiled kernel, bound to one graph whose rows it copies; its arrays lie in a memory of its own, which never grows.
 * The memory goes when nobody holds the arrays or the kernel any more. null where WebAssembly is missing or forbidden
 * (a page's policy without 'wasm-unsafe-eval'), or where there is no memory for it: the plain kernel then does the same.
 */
export function createWasmKernel(graph: SearchGraph): WasmKernel | null {
  const { nodeCount, arcCount } = graph;
  const layout = layoutOf(nodeCount, arcCount);
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
  const words = (at: number, length: number) => new Uint32Array(buffer, at, length);
  const arrays = createSearchArrays(nodeCount, {
    buffer,
    offsets: {
      deciseconds: layout.deciseconds / 4,
      parentArc: layout.parentArc / 4,
      seed: layout.seed / 4,
      touchedNodes: layout.touchedNodes / 4,
      links: layout.links / 4,
    },
  });
  words(layout.arcOffsets, nodeCount + 1).set(graph.arcOffsets);
  words(layout.arcHead, arcCount).set(graph.arcHead);
  exports.bind(
    nodeCount,
    layout.arcOffsets,
    layout.arcHead,
    layout.deciseconds,
    layout.parentArc,
    layout.seed,
    layout.touchedNodes,
    layout.links,
  );

  /** The copies, latest used first. */
  const copies: { costs: SearchCosts | null; direction: SearchDirection; readonly at: number }[] =
    layout.costs.map((at) => ({ costs: null, direction: "forward", at }));
  const addressOf = (costs: SearchCosts, direction: SearchDirection): number => {
    let place = copies.findIndex((copy) => copy.costs === costs && copy.direction === direction);
    const isNew = place < 0;
    if (isNew) place = copies.length - 1;
    const copy = copies[place] as (typeof copies)[number];
    if (isNew) {
      words(copy.at, arcCount).set(costs[direction]);
      copy.costs = costs;
      copy.direction = direction;
    }
    if (place > 0) {
      copies.splice(place, 1);
      copies.unshift(copy);
    }
    return copy.at;
  };

  return {
    arrays,
    kernel: {
      open: exports.open,
      start: exports.start,
      run: (_graph, costs, direction, limit) => exports.run(addressOf(costs, direction), limit),
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
