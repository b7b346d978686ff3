import type { StreetNetwork } from "../model/network.ts";
import { type ArcCosts, CLOSED } from "./costs.ts";

/** What a search needs of a network: rows of arcs. A street network is one; so is a network unfolded for turns. */
export type SearchGraph = Pick<StreetNetwork, "nodeCount" | "arcCount" | "arcOffsets" | "arcHead">;
/** What each arc of a search graph costs, same order as its arcs. */
export type SearchCosts = Pick<ArcCosts, "forward" | "reverse" | "greatestDeciseconds">;

/** Deciseconds of a node no seed reaches within the limit. */
export const UNREACHED = 0xffffffff;

/** Where a search starts: a node, what has been spent before it, and whose seed it is. */
export interface Seed {
  readonly node: number;
  readonly deciseconds: number;
  /** Any number from 0; comes back in `SearchTree.seed`. */
  readonly id: number;
}

/** What a search found. The arrays belong to the scratch: the next search with it overwrites them. */
export interface SearchTree {
  /** Deciseconds from the nearest seed (forward) or to it (reverse); UNREACHED beyond the limit or not connected. */
  readonly deciseconds: Uint32Array;
  /** Arc by which the node was reached: it leaves the neighbour nearer to the seed and heads to this node, in both directions of search; -1 at seeds and unreached nodes. */
  readonly parentArc: Int32Array;
  /** Id of the seed that won; -1 where unreached. */
  readonly seed: Int32Array;
}

/** Everything a search writes to; made once per network and used again by every search. */
export interface SearchScratch extends SearchTree {
  /** Bucket the node waits in; -1 = in none. */
  readonly waitingIn: Int32Array;
  /** Entries of the bucket lists: node and next entry. Grown when full. */
  entryNode: Int32Array;
  entryNext: Int32Array;
  /** First entry per bucket, -1 = empty; length is a power of two. */
  heads: Int32Array;
}

export function createSearchScratch(nodeCount: number): SearchScratch {
  return {
    deciseconds: new Uint32Array(nodeCount),
    parentArc: new Int32Array(nodeCount),
    seed: new Int32Array(nodeCount),
    waitingIn: new Int32Array(nodeCount),
    entryNode: new Int32Array(nodeCount + 1024),
    entryNext: new Int32Array(nodeCount + 1024),
    heads: new Int32Array(0),
  };
}

export interface SearchOptions {
  readonly network: SearchGraph;
  readonly costs: SearchCosts;
  /** `forward`: from the seeds outwards. `reverse`: from everywhere towards the seeds, one-way streets respected. */
  readonly direction: "forward" | "reverse";
  readonly seeds: readonly Seed[];
  /** Nodes farther than this are left UNREACHED. Default: no limit. */
  readonly limitDeciseconds?: number;
  readonly scratch: SearchScratch;
}

/** Buckets are 2^6 = 64 deciseconds wide: about the time of one short edge on foot. */
const BUCKET_BITS = 6;

/**
 * Exact shortest times by a bucket queue (label correcting within a bucket). Buckets form a ring just wide enough for
 * the longest arc; seeds enter when the ring reaches their start, so starts may be as far apart as they like.
 */
export function search(options: SearchOptions): SearchTree {
  const { network, costs, direction, scratch } = options;
  const limit = Math.min(options.limitDeciseconds ?? UNREACHED - 1, UNREACHED - 1);
  const { arcOffsets, arcHead } = network;
  const arcCost = direction === "forward" ? costs.forward : costs.reverse;
  const { deciseconds, parentArc, seed, waitingIn } = scratch;
  deciseconds.fill(UNREACHED);
  parentArc.fill(-1);
  seed.fill(-1);
  waitingIn.fill(-1);

  const ringNeeded = (costs.greatestDeciseconds >>> BUCKET_BITS) + 2;
  if (scratch.heads.length < ringNeeded) {
    let size = 16;
    while (size < ringNeeded) size *= 2;
    scratch.heads = new Int32Array(size);
  }
  const heads = scratch.heads.fill(-1);
  const ringMask = heads.length - 1;
  let { entryNode, entryNext } = scratch;
  let freeEntry = -1;
  let entryCount = 0;
  let waiting = 0;

  const seeds = options.seeds.filter((start) => start.deciseconds <= limit);
  seeds.sort((a, b) => a.deciseconds - b.deciseconds);
  let nextSeed = 0;
  let bucket = 0;

  const push = (node: number, at: number) => {
    let entry = freeEntry;
    if (entry >= 0) freeEntry = entryNext[entry] as number;
    else {
      entry = entryCount++;
      if (entry >= entryNode.length) {
        scratch.entryNode = new Int32Array(entryNode.length * 2);
        scratch.entryNode.set(entryNode);
        scratch.entryNext = new Int32Array(entryNext.length * 2);
        scratch.entryNext.set(entryNext);
        entryNode = scratch.entryNode;
        entryNext = scratch.entryNext;
      }
    }
    const slot = at & ringMask;
    entryNode[entry] = node;
    entryNext[entry] = heads[slot] as number;
    heads[slot] = entry;
    waitingIn[node] = at;
    waiting++;
  };

  while (true) {
    if (waiting === 0) {
      if (nextSeed >= seeds.length) break;
      bucket = (seeds[nextSeed] as Seed).deciseconds >>> BUCKET_BITS;
    }
    while (nextSeed < seeds.length) {
      const start = seeds[nextSeed] as Seed;
      const at = start.deciseconds >>> BUCKET_BITS;
      if (at > bucket) break;
      nextSeed++;
      if (start.deciseconds >= (deciseconds[start.node] as number)) continue;
      deciseconds[start.node] = start.deciseconds;
      parentArc[start.node] = -1;
      seed[start.node] = start.id;
      if (waitingIn[start.node] !== at) push(start.node, at);
    }
    const slot = bucket & ringMask;
    let entry = heads[slot] as number;
    while (entry >= 0) {
      heads[slot] = entryNext[entry] as number;
      const node = entryNode[entry] as number;
      entryNext[entry] = freeEntry;
      freeEntry = entry;
      waiting--;
      // moved to an earlier bucket since, or already done there
      if (waitingIn[node] === bucket) {
        waitingIn[node] = -1;
        const spent = deciseconds[node] as number;
        const owner = seed[node] as number;
        const end = arcOffsets[node + 1] as number;
        for (let arc = arcOffsets[node] as number; arc < end; arc++) {
          const cost = arcCost[arc] as number;
          if (cost === CLOSED) continue;
          const next = arcHead[arc] as number;
          const total = spent + cost;
          if (total >= (deciseconds[next] as number) || total > limit) continue;
          deciseconds[next] = total;
          parentArc[next] = arc;
          seed[next] = owner;
          const at = total >>> BUCKET_BITS;
          if (waitingIn[next] !== at) push(next, at);
        }
      }
      entry = heads[slot] as number;
    }
    bucket++;
  }
  return scratch;
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
