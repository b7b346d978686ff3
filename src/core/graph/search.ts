import type { StreetNetwork } from "../model/network.ts";
import { CLOSED } from "./costs.ts";
import { createWasmKernel } from "./kernel/wasm-kernel.ts";
import { createPlainKernel } from "./plain-kernel.ts";
import {
  createSearchArrays,
  type SearchArrays,
  type SearchCosts,
  type SearchDirection,
  type SearchGraph,
  type SearchKernel,
  UNREACHED,
} from "./search-arrays.ts";

export { type SearchCosts, type SearchDirection, type SearchGraph, UNREACHED } from "./search-arrays.ts";

/** Where a search starts: a node, what has been spent before it, and whose seed it is. */
export interface Seed {
  readonly node: number;
  /** Rounded to a whole number; Infinity or beyond the limit = it never starts. */
  readonly deciseconds: number;
  /** A whole number from 0; comes back in `SearchTree.seed`. Of seeds equally near the smaller id wins. */
  readonly id: number;
}

/** What a search found. The arrays belong to the scratch: the next search with it overwrites them. */
export interface SearchTree {
  /** Deciseconds from the nearest seed (forward) or to it (reverse); UNREACHED beyond the limit or not connected. */
  readonly deciseconds: Uint32Array;
  /** Arc by which the node was reached: it leaves the neighbour nearer to the seed and heads to this node, in both directions of search; -1 at seeds and unreached nodes. Of equally short ways it is always the same one. */
  readonly parentArc: Int32Array;
  /** Id of the seed that won, the smallest of those equally near; -1 where unreached. */
  readonly seed: Int32Array;
  /** Every node with a time, once: the first touchedCount entries, in no particular order. */
  readonly touchedNodes: Uint32Array;
  readonly touchedCount: number;
}

/** Everything a search writes to; made once per network and used again by every search. */
export interface SearchScratch extends SearchTree {
  readonly inner: SearchInner;
}
/** Not for users of the search. */
interface SearchInner {
  readonly plain: SearchKernel;
  /** The compiled kernel and the one graph it knows. */
  readonly bound: { readonly graph: SearchGraph; readonly kernel: SearchKernel } | null;
  touchedCount: number;
}

/**
 * For any graph of so many nodes, on plain TypeScript. 16 bytes a node, and from the first search on 31 more a node and 8
 * an arc of the graph searched last; another graph takes a moment to bring them in order.
 */
export const createSearchScratch = (nodeCount: number): SearchScratch =>
  scratchOn(createSearchArrays(nodeCount), null);

/**
 * For many searches on one graph: on the compiled kernel where the machine lets us, else as `createSearchScratch`. The
 * answers are the same in every figure. 51 bytes a node and 8 an arc; 16 a node and 8 an arc more for each further set of
 * costs that is kept, which large networks do without (`wasm-kernel.ts`).
 */
export function createNetworkScratch(graph: SearchGraph): SearchScratch {
  const made = createWasmKernel(graph);
  return made ? scratchOn(made.arrays, { graph, kernel: made.kernel }) : createSearchScratch(graph.nodeCount);
}

function scratchOn(arrays: SearchArrays, bound: SearchInner["bound"]): SearchScratch {
  const inner: SearchInner = { plain: createPlainKernel(arrays), bound, touchedCount: 0 };
  const { deciseconds, parentArc, seed, touchedNodes } = arrays;
  return {
    deciseconds,
    parentArc,
    seed,
    touchedNodes,
    get touchedCount() {
      return inner.touchedCount;
    },
    inner,
  };
}

export interface SearchOptions {
  readonly network: SearchGraph;
  readonly costs: SearchCosts;
  readonly direction: SearchDirection;
  readonly seeds: readonly Seed[];
  /** Nodes farther than this are left UNREACHED; below 0 that is all of them. Default: no limit. */
  readonly limitDeciseconds?: number;
  readonly scratch: SearchScratch;
}

/**
 * Exact shortest times. The answer depends on the graph, the costs, the direction, the limit and the seeds as a set:
 * not on their order, nor on the kernel that the machine allows. Throws a RangeError on what only a mistake in the
 * calling code can bring: a scratch for another number of nodes, a seed at no node, or a time that is no number.
 */
export function search(options: SearchOptions): SearchTree {
  const { network, costs, direction, scratch } = options;
  const { inner, deciseconds } = scratch;
  const { nodeCount } = network;
  if (nodeCount !== deciseconds.length)
    throw new RangeError(`a scratch for ${deciseconds.length} nodes cannot hold a search over ${nodeCount}`);
  const limit = Math.min(Math.floor(options.limitDeciseconds ?? Infinity), UNREACHED - 1);
  if (Number.isNaN(limit)) throw new RangeError("the limit of a search is not a number");
  const seeds = startingSeeds(options.seeds, nodeCount, limit);
  const kernel = inner.bound?.graph === network ? inner.bound.kernel : inner.plain;
  kernel.open(network, costs, direction, inner.touchedCount, bucketBitsOf(costs));
  for (const seed of seeds) kernel.start(seed.node, Math.round(seed.deciseconds), seed.id);
  inner.touchedCount = kernel.run(limit);
  return scratch;
}

/** The seeds that start within the limit, in the order that makes theirs irrelevant. */
function startingSeeds(seeds: readonly Seed[], nodeCount: number, limit: number): readonly Seed[] {
  for (const { node, deciseconds, id } of seeds) {
    if (!(node >= 0 && node < nodeCount && Number.isInteger(node)))
      throw new RangeError(`a seed at node ${node} of ${nodeCount}`);
    if (!(deciseconds >= 0)) throw new RangeError(`a seed after ${deciseconds} deciseconds`);
    if (!(id >= 0 && id <= 0x7fffffff && Number.isInteger(id))) throw new RangeError(`a seed with id ${id}`);
  }
  if (seeds.length === 1 && Math.round((seeds[0] as Seed).deciseconds) <= limit) return seeds;
  return seeds
    .filter(({ deciseconds }) => Math.round(deciseconds) <= limit)
    .sort((a, b) => a.deciseconds - b.deciseconds || a.node - b.node || a.id - b.id);
}

/** A bucket is about an eighth of a usual arc: finer gains nothing, much wider does work twice. */
const BUCKETS_PER_ARC_BITS = 3;
const SAMPLED_ARCS = 512;
/** At most so many times can one node's label improve inside a bucket, whatever the costs: 2^10. */
const MOST_BUCKET_BITS = 10;

const bucketBits = new WeakMap<SearchCosts, number>();

/** Width of the buckets from the mean logarithm of some of the costs, so that a few huge ones do not matter. */
function bucketBitsOf(costs: SearchCosts): number {
  const known = bucketBits.get(costs);
  if (known !== undefined) return known;
  const { forward } = costs;
  const step = Math.max(1, Math.floor(forward.length / SAMPLED_ARCS));
  let open = 0;
  let digits = 0;
  for (let arc = 0; arc < forward.length; arc += step) {
    const cost = forward[arc] as number;
    if (cost === CLOSED) continue;
    open++;
    digits += 32 - Math.clz32(cost);
  }
  const usual = open === 0 ? 0 : Math.round(digits / open) - BUCKETS_PER_ARC_BITS;
  const bits = Math.min(MOST_BUCKET_BITS, Math.max(0, usual));
  bucketBits.set(costs, bits);
  return bits;
}

/** Node an arc leaves. */
export function arcTail(network: StreetNetwork, arc: number): number {
  const directedEdge = network.arcEdge[arc] as number;
  const edge = directedEdge >>> 1;
  return (directedEdge & 1 ? network.edgeTo[edge] : network.edgeFrom[edge]) as number;
}

/**
 * Arcs from the winning seed's node to `node`, in the order of the search (for a reverse search that is against the
 * direction of travel). Empty at a seed or where unreached.
 */
export function arcsFromSeed(network: StreetNetwork, tree: SearchTree, node: number): number[] {
  const arcs: number[] = [];
  let at = node;
  for (let arc = tree.parentArc[at] as number; arc >= 0; arc = tree.parentArc[at] as number) {
    arcs.push(arc);
    at = arcTail(network, arc);
  }
  return arcs.reverse();
}
