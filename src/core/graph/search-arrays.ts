import type { StreetNetwork } from "../model/network.ts";
import type { ArcCosts } from "./costs.ts";

/** What a search needs of a network: rows of arcs. A street network is one; so is a network unfolded for turns. */
export type SearchGraph = Pick<StreetNetwork, "nodeCount" | "arcCount" | "arcOffsets" | "arcHead">;
/**
 * What each arc of a search graph costs, same order as its arcs. Treat an object of these as a value: kernels keep a copy
 * of the arrays for as long as they meet the same object. Who writes to the arrays makes a new object around them.
 */
export type SearchCosts = Pick<ArcCosts, "forward" | "reverse" | "greatestDeciseconds">;
/** `forward`: from the seeds outwards. `reverse`: from everywhere towards the seeds, one-way streets respected. */
export type SearchDirection = "forward" | "reverse";

/** Deciseconds of a node no seed reaches within the limit. */
export const UNREACHED = 0xffffffff;
/** No entry, no arc, no seed. */
export const NONE = -1;

/** What a search answers with. Between searches only touched nodes hold anything. */
export interface SearchArrays {
  readonly deciseconds: Uint32Array;
  readonly parentArc: Int32Array;
  readonly seed: Int32Array;
  readonly touchedNodes: Uint32Array;
}

/** One who carries out searches. All take the same steps in the same order and so agree in every figure. */
export interface SearchKernel {
  /** Forgets the search before, which touched so many nodes; buckets of this one are 2^bucketBits deciseconds wide. */
  open(
    graph: SearchGraph,
    costs: SearchCosts,
    direction: SearchDirection,
    lastTouchedCount: number,
    bucketBits: number,
  ): void;
  /** Lets a seed wait. `node`: one of the graph's; `deciseconds`: whole, below UNREACHED. */
  start(node: number, deciseconds: number, id: number): void;
  /** Searches and fills the arrays; the number of nodes touched. `limitDeciseconds`: whole, below UNREACHED. */
  run(limitDeciseconds: number): number;
}

/** Arrays at rest, each at its byte of the buffer or in memory of its own. */
export function createSearchArrays(
  nodeCount: number,
  place?: { readonly buffer: ArrayBuffer; readonly at: Readonly<Record<keyof SearchArrays, number>> },
): SearchArrays {
  const words = (name: keyof SearchArrays) =>
    place ? new Uint32Array(place.buffer, place.at[name], nodeCount) : new Uint32Array(nodeCount);
  const integers = (name: keyof SearchArrays) =>
    place ? new Int32Array(place.buffer, place.at[name], nodeCount) : new Int32Array(nodeCount);
  return {
    deciseconds: words("deciseconds").fill(UNREACHED),
    parentArc: integers("parentArc").fill(NONE),
    seed: integers("seed").fill(NONE),
    touchedNodes: words("touchedNodes"),
  };
}

/** Above this share of touched nodes all are read and reset in one sweep: in order is then the quicker way. */
export const SWEEP_SHARE = 1 / 4;
