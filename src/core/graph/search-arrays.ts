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

/** The arrays all kernels work on. Between searches every list is empty, and only touched nodes hold anything. */
export interface SearchArrays {
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

/** Arrays at rest. */
export function createSearchArrays(nodeCount: number): SearchArrays {
  return {
    deciseconds: new Uint32Array(nodeCount).fill(UNREACHED),
    parentArc: new Int32Array(nodeCount).fill(NONE),
    seed: new Int32Array(nodeCount).fill(NONE),
    touchedNodes: new Uint32Array(nodeCount),
    links: new Int32Array(nodeCount * 2).fill(NONE),
    slots: new Int32Array(WINDOW_SLOTS + 1).fill(NONE),
  };
}

/** Above this share of touched nodes all are reset in one sweep: writing everything in order is then the quicker way. */
export const SWEEP_SHARE = 1 / 4;
