import type { StreetNetwork } from "../model/network.ts";
import type { ArcCosts } from "./costs.ts";

/** What a search needs of a network: rows of arcs. A street network is one; so is a network unfolded for turns. */
export type SearchGraph = Pick<StreetNetwork, "nodeCount" | "arcCount" | "arcOffsets" | "arcHead">;
/**
 * What each arc of a search graph costs, same order as its arcs. Treat an object of these as a value: a kernel may keep
 * a copy of the arrays for as long as it meets the same object. Who writes to the arrays makes a new object around them.
 */
export type SearchCosts = Pick<ArcCosts, "forward" | "reverse" | "greatestDeciseconds">;
/** `forward`: from the seeds outwards. `reverse`: from everywhere towards the seeds, one-way streets respected. */
export type SearchDirection = "forward" | "reverse";

/** Deciseconds of a node no seed reaches within the limit. */
export const UNREACHED = 0xffffffff;

/** Slots of the queue's window; one more list holds everything beyond the window. The compiled kernel has the same. */
export const WINDOW_SLOTS = 1024;
/** In `links` and `slots`: nobody. */
export const NONE = -1;

/** Where each array starts in the buffer, counted in 32-bit words. The slots start at 0. */
export interface ArrayOffsets {
  readonly deciseconds: number;
  readonly parentArc: number;
  readonly seed: number;
  readonly touchedNodes: number;
  readonly links: number;
}

/**
 * The arrays all kernels work on, in one buffer. Between searches every list is empty, and only touched nodes hold
 * anything.
 */
export interface SearchArrays {
  /** The whole buffer: the plain kernel reads and writes here, since every further array costs it a register. */
  readonly words: Uint32Array;
  readonly integers: Int32Array;
  readonly offsets: ArrayOffsets;

  readonly deciseconds: Uint32Array;
  readonly parentArc: Int32Array;
  readonly seed: Int32Array;
  readonly touchedNodes: Uint32Array;
  /**
   * Lists of waiting nodes: [node * 2] the next node or NONE; [node * 2 + 1] the node before, -2 - slot at the head of a
   * slot's list, NONE where the node does not wait. Nobody waits twice, so the queue never outgrows its array.
   */
  readonly links: Int32Array;
  /** First waiting node per slot of the window, and at last of those beyond it; NONE = empty. */
  readonly slots: Int32Array;
}

/** One who carries out searches on the arrays. All take the same steps in the same order and so agree in every figure. */
export interface SearchKernel {
  /** Forgets the search before, which touched so many nodes; buckets of the next are 2^bucketBits deciseconds wide. */
  open(touchedCount: number, bucketBits: number): void;
  /** Lets a seed wait. `node`: one of the graph's; `deciseconds`: whole, below UNREACHED. */
  start(node: number, deciseconds: number, id: number): void;
  /** Searches; the number of nodes touched. `limitDeciseconds`: whole, below UNREACHED. */
  run(graph: SearchGraph, costs: SearchCosts, direction: SearchDirection, limitDeciseconds: number): number;
}

/** Arrays at rest in a buffer of zeros, or in one of their own. */
export function createSearchArrays(nodeCount: number, place?: SearchPlace): SearchArrays {
  const { buffer, offsets } = place ?? ownPlace(nodeCount);
  const words = (at: number, length: number) => new Uint32Array(buffer, at * 4, length);
  const integers = (at: number, length: number) => new Int32Array(buffer, at * 4, length).fill(NONE);
  return {
    words: new Uint32Array(buffer),
    integers: new Int32Array(buffer),
    offsets,
    deciseconds: words(offsets.deciseconds, nodeCount).fill(UNREACHED),
    parentArc: integers(offsets.parentArc, nodeCount),
    seed: integers(offsets.seed, nodeCount),
    touchedNodes: words(offsets.touchedNodes, nodeCount),
    links: integers(offsets.links, nodeCount * 2),
    slots: integers(0, WINDOW_SLOTS + 1),
  };
}

interface SearchPlace {
  readonly buffer: ArrayBuffer;
  readonly offsets: ArrayOffsets;
}

function ownPlace(nodeCount: number): SearchPlace {
  const deciseconds = WINDOW_SLOTS + 1;
  const parentArc = deciseconds + nodeCount;
  const seed = parentArc + nodeCount;
  const touchedNodes = seed + nodeCount;
  const links = touchedNodes + nodeCount;
  return {
    buffer: new ArrayBuffer((links + nodeCount * 2) * 4),
    offsets: { deciseconds, parentArc, seed, touchedNodes, links },
  };
}

/** Above this share of touched nodes all are reset in one sweep: writing everything in order is then the quicker way. */
export const SWEEP_SHARE = 1 / 4;
