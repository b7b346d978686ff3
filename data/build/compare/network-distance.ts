import FlatQueue from "flatqueue";
import { planeMetres } from "../../../src/core/geo/local-plane.ts";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { EDGE_FLAG, type StreetNetwork } from "../../../src/core/model/network.ts";
import type { Random } from "../model/random.ts";
import { type WalkGraph, walkGraph } from "./reference-files.ts";
import { XICHENG_PLANE } from "./street-cover.ts";

const SNAP_LIMIT_METRES = 150;
const LEAST_APART_METRES = 500;
/** Draws before giving up: more than enough where most of the district lies near both networks. */
const MOST_DRAWS_PER_PAIR = 200;

/** The built network as walkers use it: every edge open to feet, both ways. */
export function walkGraphOf(network: StreetNetwork): WalkGraph {
  const lngLat = Array.from(
    { length: network.nodeCount },
    (_, node): LngLat => [network.nodeLng[node] as number, network.nodeLat[node] as number],
  );
  const edges = [];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if (((network.edgeFlags[edge] as number) & (EDGE_FLAG.footForward | EDGE_FLAG.footBackward)) === 0)
      continue;
    edges.push({
      from: network.edgeFrom[edge] as number,
      to: network.edgeTo[edge] as number,
      metres: (network.edgeLengthDecimetres[edge] as number) / 10,
    });
  }
  return walkGraph(lngLat, edges);
}

/** Nodes of the largest connected part: a stray island of the reference extract is nobody's starting point. */
function mainPart(graph: WalkGraph): Uint32Array {
  const part = new Int32Array(graph.lngLat.length).fill(-1);
  let best: number[] = [];
  for (let start = 0; start < part.length; start++) {
    if (part[start] !== -1) continue;
    const members = [start];
    part[start] = start;
    for (let i = 0; i < members.length; i++) {
      const node = members[i] as number;
      for (let arc = graph.offsets[node] as number; arc < (graph.offsets[node + 1] as number); arc++) {
        const next = graph.head[arc] as number;
        if (part[next] !== -1) continue;
        part[next] = start;
        members.push(next);
      }
    }
    if (members.length > best.length) best = members;
  }
  return Uint32Array.from(best);
}

function nearestNode(graph: WalkGraph, nodes: Uint32Array, place: LngLat) {
  let nearest = -1;
  let metres = Number.POSITIVE_INFINITY;
  for (const node of nodes) {
    const away = planeMetres(XICHENG_PLANE, place, graph.lngLat[node] as LngLat);
    if (away < metres) {
      metres = away;
      nearest = node;
    }
  }
  return { node: nearest, metres };
}

/** Metres along the shortest way between two nodes; Infinity where there is none. */
function shortestMetres(graph: WalkGraph, from: number, to: number): number {
  const best = new Float64Array(graph.lngLat.length).fill(Number.POSITIVE_INFINITY);
  const queue = new FlatQueue<number>();
  best[from] = 0;
  queue.push(from, 0);
  for (;;) {
    const metres = queue.peekValue();
    const node = queue.pop();
    if (node === undefined || metres === undefined) return Number.POSITIVE_INFINITY;
    if (node === to) return metres;
    if (metres > (best[node] as number)) continue;
    for (let arc = graph.offsets[node] as number; arc < (graph.offsets[node + 1] as number); arc++) {
      const next = graph.head[arc] as number;
      const through = metres + (graph.arcMetres[arc] as number);
      if (through >= (best[next] as number)) continue;
      best[next] = through;
      queue.push(next, through);
    }
  }
}

export interface DistanceComparison {
  readonly pairs: number;
  /** Of |ours − real| ÷ real, both from place to place with the straight legs to the nearest node. */
  readonly medianShare: number;
  readonly ninetiethShare: number;
  /** Median of ours ÷ real: above 1 where our ways are the longer ones. */
  readonly medianRatio: number;
  /** Pairs that one of the two networks does not join; they count as infinitely different. */
  readonly unjoined: number;
}

/** Compares both networks over seeded random pairs of places of the district, at least 500 m apart. */
export function compareDistances(
  ours: WalkGraph,
  real: WalkGraph,
  bbox: readonly [number, number, number, number],
  inDistrict: (place: LngLat) => boolean,
  random: Random,
  wantedPairs: number,
): DistanceComparison {
  const oursMain = mainPart(ours);
  const realMain = mainPart(real);
  const draw = () => {
    const place: LngLat = [random.between(bbox[0], bbox[2]), random.between(bbox[1], bbox[3])];
    if (!inDistrict(place)) return null;
    const onOurs = nearestNode(ours, oursMain, place);
    const onReal = nearestNode(real, realMain, place);
    return Math.max(onOurs.metres, onReal.metres) > SNAP_LIMIT_METRES ? null : { place, onOurs, onReal };
  };
  const shares: number[] = [];
  const ratios: number[] = [];
  let unjoined = 0;
  for (let tries = 0; shares.length < wantedPairs && tries < wantedPairs * MOST_DRAWS_PER_PAIR; tries++) {
    const a = draw();
    const b = draw();
    if (!a || !b || planeMetres(XICHENG_PLANE, a.place, b.place) < LEAST_APART_METRES) continue;
    const oursMetres = shortestMetres(ours, a.onOurs.node, b.onOurs.node) + a.onOurs.metres + b.onOurs.metres;
    const realMetres = shortestMetres(real, a.onReal.node, b.onReal.node) + a.onReal.metres + b.onReal.metres;
    const joined = Number.isFinite(oursMetres) && Number.isFinite(realMetres);
    if (!joined) unjoined++;
    shares.push(joined ? Math.abs(oursMetres - realMetres) / realMetres : Number.POSITIVE_INFINITY);
    ratios.push(joined ? oursMetres / realMetres : Number.POSITIVE_INFINITY);
  }
  const at = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ??
    Number.NaN;
  return {
    pairs: shares.length,
    medianShare: at(shares, 0.5),
    ninetiethShare: at(shares, 0.9),
    medianRatio: at(ratios, 0.5),
    unjoined,
  };
}
