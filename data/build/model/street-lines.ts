import type { LngLat } from "../../../src/core/model/geometry.ts";
import { EDGE_FLAG, STREET_CLASSES } from "../../../src/core/model/network.ts";
import type { NetworkEdges } from "../../../src/sources/network-binary.ts";
import type { StreetLine } from "../city-model.ts";

/** Edges that bend more than this where they meet are drawn as two lines. */
const STRAIGHT_ENOUGH_COSINE = Math.cos((40 * Math.PI) / 180);

function lineOf(network: NetworkEdges, edge: number): LngLat[] {
  const node = (id: number): LngLat => [network.nodeLng[id] as number, network.nodeLat[id] as number];
  const out: LngLat[] = [node(network.edgeFrom[edge] as number)];
  for (
    let i = network.edgeShapeOffsets[edge] as number;
    i < (network.edgeShapeOffsets[edge + 1] as number);
    i++
  )
    out.push([network.shapeLngLat[i * 2] as number, network.shapeLngLat[i * 2 + 1] as number]);
  out.push(node(network.edgeTo[edge] as number));
  return out;
}

function cosineOfTurn(a: LngLat, b: LngLat, c: LngLat): number {
  const scale = Math.cos((b[1] * Math.PI) / 180);
  const x0 = (b[0] - a[0]) * scale;
  const y0 = b[1] - a[1];
  const x1 = (c[0] - b[0]) * scale;
  const y1 = c[1] - b[1];
  return (x0 * x1 + y0 * y1) / (Math.hypot(x0, y0) * Math.hypot(x1, y1) || 1);
}

/** A hand's breadth through a barrier has a length but no extent: its two nodes are one spot, and it is not drawn. */
function spotsOf(network: NetworkEdges, lines: readonly (readonly LngLat[])[]) {
  const isPoint = lines.map((line) => line.every(([x, y]) => x === line[0]?.[0] && y === line[0]?.[1]));
  const spot = Uint32Array.from({ length: network.nodeCount }, (_, node) => node);
  const rootOf = (start: number): number => {
    let node = start;
    while (spot[node] !== node) node = spot[node] as number;
    return node;
  };
  isPoint.forEach((point, edge) => {
    if (point) spot[rootOf(network.edgeTo[edge] as number)] = rootOf(network.edgeFrom[edge] as number);
  });
  return { isPoint, from: network.edgeFrom.map(rootOf), to: network.edgeTo.map(rootOf) };
}

/** Drawn lines: edges of one class and name joined where they run on straight, for few and long features. */
export function streetLines(network: NetworkEdges): StreetLine[] {
  const lines = Array.from({ length: network.edgeCount }, (_, edge) => lineOf(network, edge));
  const { isPoint, from, to } = spotsOf(network, lines);
  const drawn = EDGE_FLAG.bridge | EDGE_FLAG.tunnel | EDGE_FLAG.modelled;
  const keyOf = (edge: number) =>
    `${network.edgeClass[edge]}|${network.edgeName[edge]}|${(network.edgeFlags[edge] as number) & drawn}`;
  const at = new Map<number, number[]>();
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if (isPoint[edge]) continue;
    for (const node of [from[edge] as number, to[edge] as number]) {
      const list = at.get(node);
      if (list) list.push(edge);
      else at.set(node, [edge]);
    }
  }
  // at every node the straightest pair of like edges is linked, then the next straightest
  const partner = new Map<string, number>();
  for (const [node, edges] of at) {
    const pairs: { a: number; b: number; cosine: number }[] = [];
    edges.forEach((a, i) => {
      for (const b of edges.slice(i + 1)) {
        if (a === b || keyOf(a) !== keyOf(b)) continue;
        const awayA = from[a] === node ? (lines[a]?.[1] as LngLat) : (lines[a]?.at(-2) as LngLat);
        const awayB = from[b] === node ? (lines[b]?.[1] as LngLat) : (lines[b]?.at(-2) as LngLat);
        const cosine = cosineOfTurn(
          awayA,
          [network.nodeLng[node] as number, network.nodeLat[node] as number],
          awayB,
        );
        if (cosine >= STRAIGHT_ENOUGH_COSINE) pairs.push({ a, b, cosine });
      }
    });
    pairs.sort((p, q) => q.cosine - p.cosine);
    for (const { a, b } of pairs) {
      if (partner.has(`${node}/${a}`) || partner.has(`${node}/${b}`)) continue;
      partner.set(`${node}/${a}`, b);
      partner.set(`${node}/${b}`, a);
    }
  }
  const used = Uint8Array.from(isPoint, Number);
  const out: StreetLine[] = [];
  for (let start = 0; start < network.edgeCount; start++) {
    if (used[start]) continue;
    used[start] = 1;
    const chain = [start];
    let points = [...(lines[start] as LngLat[])];
    for (const forward of [true, false]) {
      let edge = start;
      let node = (forward ? to[start] : from[start]) as number;
      for (;;) {
        const next = partner.get(`${node}/${edge}`);
        if (next === undefined || used[next]) break;
        used[next] = 1;
        chain.push(next);
        const onward = from[next] === node;
        const piece = onward ? (lines[next] as LngLat[]) : (lines[next] as LngLat[]).toReversed();
        points = forward ? [...points, ...piece.slice(1)] : [...piece.toReversed().slice(0, -1), ...points];
        node = (onward ? to[next] : from[next]) as number;
        edge = next;
      }
    }
    const total = chain.reduce((sum, edge) => sum + (network.edgeLengthDecimetres[edge] as number), 0);
    const width = chain.reduce(
      (sum, edge) =>
        sum + (network.edgeWidthDecimetres[edge] as number) * (network.edgeLengthDecimetres[edge] as number),
      0,
    );
    const flags = network.edgeFlags[start] as number;
    const name = network.names[network.edgeName[start] as number];
    out.push({
      nameZh: name?.zh ?? "",
      nameEn: name?.en ?? "",
      streetClass: STREET_CLASSES[network.edgeClass[start] as number] as string,
      method: flags & EDGE_FLAG.modelled ? "modelled" : "compiled",
      widthMetres: Math.round(width / total) / 10,
      bridge: (flags & EDGE_FLAG.bridge) !== 0,
      tunnel: (flags & EDGE_FLAG.tunnel) !== 0,
      line: points,
    });
  }
  return out;
}
