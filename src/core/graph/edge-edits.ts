import type { StreetNetwork } from "../model/network.ts";
import { type ArcCosts, CLOSED } from "./costs.ts";

/** What one change does to each of its edges, for one kind of traveller. */
export interface EditEffect {
  /** Nobody passes from end to end. */
  readonly isClosed: boolean;
  /** Times are multiplied by it, 1 or more. */
  readonly factor: number;
  /** No faster than this, above 0; Infinity = as fast as ever. */
  readonly greatestKmh: number;
}

/** Changes laid together: every edge once, rising, with the worst of what the changes do to it. */
export interface EdgeEdits {
  readonly edges: Uint32Array;
  /** 1 = closed, same order as `edges`. */
  readonly isClosed: Uint8Array;
  readonly factor: Float64Array;
  readonly greatestKmh: Float64Array;
}

/** One set of edits out of many changes; the order of the changes does not matter, nor does saying one twice. */
export function combineEdits(
  edgeCount: number,
  changes: readonly { readonly edges: readonly number[]; readonly effect: EditEffect }[],
): EdgeEdits {
  const place = new Int32Array(edgeCount).fill(-1);
  const touched: number[] = [];
  for (const { edges } of changes)
    for (const edge of edges) {
      if (place[edge] !== -1) continue;
      place[edge] = 0;
      touched.push(edge);
    }
  const edges = Uint32Array.from(touched).sort();
  edges.forEach((edge, i) => {
    place[edge] = i;
  });
  const isClosed = new Uint8Array(edges.length);
  const factor = new Float64Array(edges.length).fill(1);
  const greatestKmh = new Float64Array(edges.length).fill(Infinity);
  for (const change of changes)
    for (const edge of change.edges) {
      const at = place[edge]!;
      if (change.effect.isClosed) isClosed[at] = 1;
      factor[at] = Math.max(factor[at]!, change.effect.factor);
      greatestKmh[at] = Math.min(greatestKmh[at]!, change.effect.greatestKmh);
    }
  return { edges, isClosed, factor, greatestKmh };
}

/** Open cost under a factor and a greatest speed: the slower of both holds. */
function slowedDeciseconds(open: number, lengthDecimetres: number, factor: number, greatestKmh: number) {
  if (open === CLOSED) return CLOSED;
  // decimetres / (km/h / 3.6 m/s) = deciseconds
  const atGreatestSpeed = greatestKmh === Infinity ? 0 : Math.round((lengthDecimetres * 3.6) / greatestKmh);
  return Math.max(open, Math.min(CLOSED - 1, Math.max(Math.round(open * factor), atGreatestSpeed)));
}

const arcsOfEdges = new WeakMap<StreetNetwork, Uint32Array>();

/** Arc of each directed edge: the inverse of `arcEdge`. */
function arcOfDirectedEdge(network: StreetNetwork): Uint32Array {
  let arcs = arcsOfEdges.get(network);
  if (!arcs) {
    arcs = new Uint32Array(network.edgeCount * 2);
    for (let arc = 0; arc < network.arcCount; arc++) arcs[network.arcEdge[arc]!] = arc;
    arcsOfEdges.set(network, arcs);
  }
  return arcs;
}

/**
 * Costs to pass under the edits: a copy of the open ones, of which only the arcs of edited edges are written. A cost is
 * never below the open one, so whatever a search found elsewhere stays true.
 */
export function editedCosts(network: StreetNetwork, open: ArcCosts, edits: EdgeEdits): ArcCosts {
  const arcs = arcOfDirectedEdge(network);
  const directed = open.directed.slice();
  const forward = open.forward.slice();
  const reverse = open.reverse.slice();
  let { greatestDeciseconds } = open;
  for (let i = 0; i < edits.edges.length; i++) {
    const edge = edits.edges[i]!;
    for (const directedEdge of [edge * 2, edge * 2 + 1]) {
      const cost =
        edits.isClosed[i] === 1
          ? CLOSED
          : slowedDeciseconds(
              open.directed[directedEdge]!,
              network.edgeLengthDecimetres[edge]!,
              edits.factor[i]!,
              edits.greatestKmh[i]!,
            );
      directed[directedEdge] = cost;
      forward[arcs[directedEdge]!] = cost;
      reverse[arcs[directedEdge ^ 1]!] = cost;
      if (cost !== CLOSED && cost > greatestDeciseconds) greatestDeciseconds = cost;
    }
  }
  return { directed, forward, reverse, greatestDeciseconds };
}

/** Deciseconds by directed edge of legs along the street one stands on. */
export type LegCosts = Pick<ArcCosts, "directed">;

/**
 * Legs along one's own street, to its ends or from them. A closed street stops who would pass through, but who is on it
 * may leave it, and a gate on it may be reached; water and slow areas slow these legs too. The open costs themselves
 * where nothing slows.
 */
export function editedLegs(network: StreetNetwork, open: LegCosts, edits: EdgeEdits): LegCosts {
  let directed: Uint32Array | null = null;
  for (let i = 0; i < edits.edges.length; i++) {
    const factor = edits.factor[i]!;
    const greatestKmh = edits.greatestKmh[i]!;
    if (factor === 1 && greatestKmh === Infinity) continue;
    directed ??= open.directed.slice();
    const edge = edits.edges[i]!;
    const length = network.edgeLengthDecimetres[edge]!;
    for (const directedEdge of [edge * 2, edge * 2 + 1])
      directed[directedEdge] = slowedDeciseconds(open.directed[directedEdge]!, length, factor, greatestKmh);
  }
  return directed === null ? open : { directed };
}
