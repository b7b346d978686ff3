import { EDGE_FLAG } from "../../../src/core/model/network.ts";
import type { BarrierRule } from "./barrier-rules.ts";
import type { Region } from "./region.ts";
import type { StreetRule } from "./street-rules.ts";

export interface StreetWay {
  readonly id: number;
  readonly rule: StreetRule;
  /** Indices of its nodes, in order; -1 = the extract lacks the node. */
  readonly nodes: Int32Array;
}

/** A stretch between two places where streets meet or end. Ends are graph nodes; points are indices of OSM nodes. */
export interface Piece {
  from: number;
  to: number;
  /** All points with both ends. */
  readonly points: readonly number[];
  readonly rule: StreetRule;
  /** OSM id of the way; 0 for the hand's breadth through a barrier. */
  readonly wayId: number;
}

export interface Pieces {
  readonly pieces: Piece[];
  /** OSM node of every graph node: several graph nodes stand on the node of a barrier. */
  readonly nodeAt: number[];
  /** First graph node on an OSM node index. */
  readonly graphNodeOf: ReadonlyMap<number, number>;
  readonly splitNodes: ReadonlySet<number>;
  /** Graph nodes behind a hand's breadth: the street that ends there gives up the breadth's decimetre. */
  readonly ownNodes: ReadonlySet<number>;
  /** Ends of stretches that were left out beyond the margin: no junction is made up there. */
  readonly beyond: number;
}

/** Runs of nodes that are there and differ from the one before. */
function runsOf(nodes: Int32Array): number[][] {
  const runs: number[][] = [];
  let run: number[] = [];
  for (const node of nodes) {
    if (node < 0) {
      if (run.length > 1) runs.push(run);
      run = [];
    } else if (node !== run.at(-1)) run.push(node);
  }
  if (run.length > 1) runs.push(run);
  return runs;
}

/** The rule of a hand's breadth through a barrier. */
function throughBarrier(rule: StreetRule, barrier: BarrierRule): StreetRule {
  const tighter = (a: number, b: number) => (a === 0 ? b : b === 0 ? a : Math.min(a, b));
  const kept = EDGE_FLAG.bridge | EDGE_FLAG.tunnel | EDGE_FLAG.restrictedAccess | EDGE_FLAG.noTrucks;
  // Directions are the streets' business: the breadth is open both ways to whoever may use the stretch behind it.
  const anyway = (bits: number) => ((rule.flags & bits) === 0 ? 0 : bits);
  const { footForward, footBackward, vehicleForward, vehicleBackward } = EDGE_FLAG;
  const users =
    anyway(footForward | footBackward) |
    anyway(vehicleForward | vehicleBackward) |
    anyway(EDGE_FLAG.fireEngineForward | EDGE_FLAG.fireEngineBackward) |
    anyway(EDGE_FLAG.wheelchair);
  return {
    ...rule,
    flags: (rule.flags & kept) | (barrier.passes & users) | barrier.adds,
    speedKmh: rule.speedKmh || 5,
    inclinePercent: 0,
    maxHeightCentimetres: tighter(rule.maxHeightCentimetres, barrier.maxHeightCentimetres),
    maxWidthCentimetres: tighter(rule.maxWidthCentimetres, barrier.maxWidthCentimetres),
  };
}

/**
 * Cuts the ways where they meet, at pinned nodes and at barriers. At a barrier every stretch gets a node of its own,
 * joined to the first by an edge of one decimetre that only those pass whom the barrier lets through. The decimetre is
 * taken off the stretch, as far as that is longer: no way gets longer by its gates.
 */
export function cutPieces(
  ways: readonly StreetWay[],
  nodeCount: number,
  barriers: ReadonlyMap<number, BarrierRule>,
  pinned: ReadonlySet<number>,
  keeps: (node: number) => boolean,
): Pieces {
  const uses = new Uint8Array(nodeCount);
  const cut = ways.map((way) => ({ way, runs: runsOf(way.nodes) }));
  for (const { runs } of cut)
    for (const run of runs) {
      for (const node of run) uses[node] = Math.min(2, (uses[node] as number) + 1);
      uses[run[0] as number] = 2;
      uses[run.at(-1) as number] = 2;
    }
  const isCut = (node: number) => uses[node] === 2 || pinned.has(node) || barriers.has(node);
  const pieces: Piece[] = [];
  const nodeAt: number[] = [];
  const graphNodeOf = new Map<number, number>();
  const endsAtBarrier = new Map<number, { piece: Piece; end: "from" | "to" }[]>();
  const graphNode = (node: number): number => {
    let found = graphNodeOf.get(node);
    if (found === undefined) {
      found = nodeAt.push(node) - 1;
      graphNodeOf.set(node, found);
    }
    return found;
  };
  let beyond = 0;
  const add = (points: number[], way: StreetWay) => {
    if (!points.some(keeps)) {
      beyond++;
      return;
    }
    const [first, last] = [points[0] as number, points.at(-1) as number];
    const piece: Piece = {
      from: graphNode(first),
      to: graphNode(last),
      points,
      rule: way.rule,
      wayId: way.id,
    };
    pieces.push(piece);
    for (const [node, end] of [
      [first, "from"],
      [last, "to"],
    ] as const) {
      if (!barriers.has(node)) continue;
      const list = endsAtBarrier.get(node);
      if (list) list.push({ piece, end });
      else endsAtBarrier.set(node, [{ piece, end }]);
    }
  };
  for (const { way, runs } of cut)
    for (const run of runs) {
      let start = 0;
      for (let i = 1; i < run.length; i++) {
        if (i < run.length - 1 && !isCut(run[i] as number)) continue;
        add(run.slice(start, i + 1), way);
        start = i;
      }
    }
  const splitNodes = new Set<number>();
  const ownNodes = new Set<number>();
  for (const [node, ends] of endsAtBarrier) {
    const first = ends[0];
    if (!first || ends.length < 2) continue;
    splitNodes.add(node);
    const hub = first.piece[first.end];
    for (const { piece, end } of ends.slice(1)) {
      const own = nodeAt.push(node) - 1;
      piece[end] = own;
      ownNodes.add(own);
      const barrier = barriers.get(node) as BarrierRule;
      const rule = throughBarrier(piece.rule, barrier);
      pieces.push({ from: hub, to: own, points: [node, node], rule, wayId: 0 });
    }
  }
  return { pieces, nodeAt, graphNodeOf, splitNodes, ownNodes, beyond };
}

export const keepsInside =
  (region: Region, lng: Int32Array, lat: Int32Array) =>
  (node: number): boolean =>
    region.contains(lng[node] as number, lat[node] as number);
