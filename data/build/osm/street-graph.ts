import { EDGE_FLAG, plainFacts, STREET_CLASSES, type StreetName } from "../../../src/core/model/network.ts";
import { HILBERT_CELLS, hilbertPosition } from "../../../src/sources/hilbert.ts";
import type { NetworkEdges } from "../../../src/sources/network-binary.ts";
import { haversineMetres } from "../model/plane.ts";
import type { Piece, Pieces } from "./street-pieces.ts";
import type { StreetRule } from "./street-rules.ts";

/** Where a piece went: edge * 2 when it runs with the edge, edge * 2 + 1 against it. */
export interface StreetGraph {
  readonly network: NetworkEdges;
  readonly directedOfPiece: Uint32Array;
}

const SWAPS = [
  [EDGE_FLAG.footForward, EDGE_FLAG.footBackward],
  [EDGE_FLAG.vehicleForward, EDGE_FLAG.vehicleBackward],
  [EDGE_FLAG.fireEngineForward, EDGE_FLAG.fireEngineBackward],
] as const;

/** The rule of the same way drawn from its end to its start. */
function turnedRule(rule: StreetRule): StreetRule {
  let flags = rule.flags;
  for (const [forward, backward] of SWAPS) {
    flags &= ~(forward | backward);
    if (rule.flags & forward) flags |= backward;
    if (rule.flags & backward) flags |= forward;
  }
  return { ...rule, flags, inclinePercent: rule.inclinePercent === 0 ? 0 : -rule.inclinePercent };
}

/** Numbers for rules so that equal ones have equal numbers, whichever way they are drawn. */
function createRuleNumbers() {
  const numbers = new Map<string, number>();
  const known = new Map<StreetRule, readonly [number, number]>();
  const numberOf = (rule: StreetRule): number => {
    const key = JSON.stringify(Object.values(rule));
    const found = numbers.get(key);
    if (found !== undefined) return found;
    numbers.set(key, numbers.size);
    return numbers.size - 1;
  };
  return (rule: StreetRule): readonly [number, number] => {
    let pair = known.get(rule);
    if (!pair) {
      pair = [numberOf(rule), numberOf(turnedRule(rule))];
      known.set(rule, pair);
    }
    return pair;
  };
}

interface Chain {
  readonly from: number;
  readonly to: number;
  /** Directed pieces: piece * 2 with, + 1 against its own direction. */
  readonly run: readonly number[];
}

/** Joins pieces at nodes where just two alike end. Loops stay loops; what has no fixed node is cut at its first. */
function chainPieces(pieces: readonly Piece[], nodeCount: number, fixed: (node: number) => boolean): Chain[] {
  const ends: number[][] = Array.from({ length: nodeCount }, () => []);
  // directed piece d leaves from tail(d)
  const tail = (d: number) => (d % 2 === 0 ? (pieces[d >> 1] as Piece).from : (pieces[d >> 1] as Piece).to);
  for (let d = 0; d < pieces.length * 2; d++) (ends[tail(d)] as number[]).push(d);
  const numbers = createRuleNumbers();
  const ruleNumber = (d: number) => numbers((pieces[d >> 1] as Piece).rule)[d % 2] as number;
  /** The directed piece that goes on where d ends, or -1. */
  const next = (d: number): number => {
    const node = tail(d ^ 1);
    const leaving = ends[node] as number[];
    if (leaving.length !== 2 || fixed(node)) return -1;
    const onward = leaving[0] === (d ^ 1) ? (leaving[1] as number) : (leaving[0] as number);
    return onward >> 1 !== d >> 1 && ruleNumber(onward) === ruleNumber(d) ? onward : -1;
  };
  const used = new Uint8Array(pieces.length);
  const chains: Chain[] = [];
  const follow = (start: number) => {
    const run: number[] = [];
    for (let d = start; d >= 0 && !used[d >> 1]; d = next(d)) {
      used[d >> 1] = 1;
      run.push(d);
    }
    chains.push({ from: tail(start), to: tail((run.at(-1) as number) ^ 1), run });
  };
  for (let piece = 0; piece < pieces.length; piece++) {
    if (used[piece]) continue;
    if (next(piece * 2 + 1) < 0) follow(piece * 2);
    else if (next(piece * 2) < 0) follow(piece * 2 + 1);
  }
  // what is left has no beginning: rings
  for (let piece = 0; piece < pieces.length; piece++) if (!used[piece]) follow(piece * 2);
  return chains;
}

/** Pieces → network: chains joined, nodes in Hilbert order, edges by their nodes. The same pieces give the same network. */
export function numberStreets(
  { pieces, nodeAt, ownNodes }: Pieces,
  fixed: (graphNode: number) => boolean,
  lng: Int32Array,
  lat: Int32Array,
  inputHash: string,
): StreetGraph {
  const chains = chainPieces(pieces, nodeAt.length, fixed);
  const [order, numberOf] = hilbertOrder(chains, nodeAt, lng, lat);
  const sorted = chains
    .map((chain, i) => {
      const from = numberOf[chain.from] as number;
      const to = numberOf[chain.to] as number;
      return { chain, from, to, low: Math.min(from, to), high: Math.max(from, to), i };
    })
    .sort((a, b) => a.low - b.low || a.high - b.high || a.i - b.i);
  const edgeCount = sorted.length;
  const names: StreetName[] = [{ zh: "", en: "" }];
  const nameNumbers = new Map<string, number>([["\n", 0]]);
  const facts = plainFacts(edgeCount);
  const network = {
    ...facts,
    nodeCount: order.length,
    edgeCount,
    nodeLng: Float64Array.from(order, (node) => (lng[nodeAt[node] as number] as number) / 1e7),
    nodeLat: Float64Array.from(order, (node) => (lat[nodeAt[node] as number] as number) / 1e7),
    edgeFrom: Uint32Array.from(sorted, ({ from }) => from),
    edgeTo: Uint32Array.from(sorted, ({ to }) => to),
    edgeLengthDecimetres: new Uint32Array(edgeCount),
    edgeClass: new Uint8Array(edgeCount),
    edgeFlags: new Uint16Array(edgeCount),
    edgeWidthDecimetres: new Uint16Array(edgeCount),
    edgeSpeedKmh: new Uint8Array(edgeCount),
    edgeName: new Uint32Array(edgeCount),
    edgeShapeOffsets: new Uint32Array(edgeCount + 1),
    names,
    inputHash,
  };
  const directedOfPiece = new Uint32Array(pieces.length);
  const shape: number[] = [];
  sorted.forEach(({ chain }, edge) => {
    const points: number[] = [];
    for (const d of chain.run) {
      const piece = pieces[d >> 1] as Piece;
      directedOfPiece[d >> 1] = edge * 2 + (d % 2);
      const onward = d % 2 === 0 ? piece.points : piece.points.toReversed();
      for (let i = points.length === 0 ? 0 : 1; i < onward.length; i++) points.push(onward[i] as number);
    }
    const at = (i: number): [number, number] => {
      const node = points[i] as number;
      return [(lng[node] as number) / 1e7, (lat[node] as number) / 1e7];
    };
    const first = chain.run[0] as number;
    let metres = 0;
    for (let i = 1; i < points.length; i++) {
      const here = at(i);
      metres += haversineMetres(at(i - 1), here);
      if (i < points.length - 1) shape.push(here[0], here[1]);
    }
    network.edgeShapeOffsets[edge + 1] = shape.length / 2;
    const own = (pieces[first >> 1] as Piece).rule;
    const rule = first % 2 === 0 ? own : turnedRule(own);
    // rounded up: but for the breadth of a barrier an edge is never shorter than the straight line between its ends
    const ownEnds =
      (pieces[first >> 1] as Piece).wayId === 0
        ? 0
        : Number(ownNodes.has(chain.from)) + Number(ownNodes.has(chain.to));
    network.edgeLengthDecimetres[edge] = Math.max(1, Math.ceil(metres * 10 - 1e-6) - ownEnds);
    network.edgeClass[edge] = STREET_CLASSES.indexOf(rule.streetClass);
    network.edgeFlags[edge] = rule.flags;
    network.edgeWidthDecimetres[edge] = rule.widthDecimetres;
    network.edgeSpeedKmh[edge] = rule.speedKmh;
    facts.edgeLevel[edge] = rule.level;
    facts.edgeInclinePercent[edge] = rule.inclinePercent;
    facts.edgeMaxHeightCentimetres[edge] = rule.maxHeightCentimetres;
    facts.edgeMaxWidthCentimetres[edge] = rule.maxWidthCentimetres;
    facts.edgeMaxWeightHundredKilograms[edge] = rule.maxWeightHundredKilograms;
    const key = `${rule.nameZh}\n${rule.nameEn}`;
    let name = nameNumbers.get(key);
    if (name === undefined) {
      name = names.push({ zh: rule.nameZh, en: rule.nameEn }) - 1;
      nameNumbers.set(key, name);
    }
    network.edgeName[edge] = name;
  });
  return { network: { ...network, shapeLngLat: Float64Array.from(shape) }, directedOfPiece };
}

/** Graph nodes that are an end of a chain, along the curve; and the place of each in that order. */
function hilbertOrder(chains: readonly Chain[], nodeAt: readonly number[], lng: Int32Array, lat: Int32Array) {
  const isEnd = new Uint8Array(nodeAt.length);
  for (const { from, to } of chains) {
    isEnd[from] = 1;
    isEnd[to] = 1;
  }
  const nodes: number[] = [];
  let [minX, minY, maxX, maxY] = [2e9, 2e9, -2e9, -2e9];
  nodeAt.forEach((osmNode, node) => {
    if (!isEnd[node]) return;
    nodes.push(node);
    minX = Math.min(minX, lng[osmNode] as number);
    maxX = Math.max(maxX, lng[osmNode] as number);
    minY = Math.min(minY, lat[osmNode] as number);
    maxY = Math.max(maxY, lat[osmNode] as number);
  });
  const size = Math.max(maxX - minX, maxY - minY, 1);
  const cell = (value: number, least: number) => Math.floor(((value - least) / size) * (HILBERT_CELLS - 1));
  const rank = new Float64Array(nodeAt.length);
  for (const node of nodes) {
    const osmNode = nodeAt[node] as number;
    rank[node] = hilbertPosition(cell(lng[osmNode] as number, minX), cell(lat[osmNode] as number, minY));
  }
  nodes.sort((a, b) => (rank[a] as number) - (rank[b] as number) || a - b);
  const numberOf = new Uint32Array(nodeAt.length);
  nodes.forEach((node, i) => {
    numberOf[node] = i;
  });
  return [nodes, numberOf] as const;
}
