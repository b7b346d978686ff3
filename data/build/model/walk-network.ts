import type { LngLat } from "../../../src/core/model/geometry.ts";
import { EDGE_FLAG, plainFacts, STREET_CLASSES, type StreetName } from "../../../src/core/model/network.ts";
import type { NetworkEdges } from "../../../src/sources/network-binary.ts";
import { hilbertIndex } from "./hilbert.ts";
import { boxOf, distance, haversineMetres, type Point, pointKey, toLngLat } from "./plane.ts";
import type { Way, WayBook } from "./ways.ts";

/** Blind ends shorter than this are drawing noise, not lanes. */
const STUB_METRES = 9;
const HILBERT_MAX = 65535;

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly points: readonly Point[];
  readonly way: number;
}

const lengthOf = (points: readonly Point[]) =>
  points.reduce((sum, p, i) => (i === 0 ? 0 : sum + distance(points[i - 1] as Point, p)), 0);

/** Ways cut at every vertex that two of them share. */
function cutWays(book: WayBook, dropped: ReadonlySet<number>): Edge[] {
  const uses = new Map<string, number>();
  const lines: { id: number; vertices: Point[] }[] = [];
  book.ways.forEach((_, id) => {
    if (dropped.has(id)) return;
    const vertices = book.vertices(id);
    if (vertices.length < 2) return;
    lines.push({ id, vertices });
    vertices.forEach((p, i) => {
      const end = i === 0 || i === vertices.length - 1;
      uses.set(pointKey(p), (uses.get(pointKey(p)) ?? 0) + (end ? 1 : 2));
    });
  });
  const edges: Edge[] = [];
  for (const { id, vertices } of lines) {
    let start = 0;
    for (let i = 1; i < vertices.length; i++) {
      const key = pointKey(vertices[i] as Point);
      if (i < vertices.length - 1 && (uses.get(key) ?? 0) <= 2) continue;
      const points = vertices.slice(start, i + 1);
      edges.push({ from: pointKey(points[0] as Point), to: key, points, way: id });
      start = i;
    }
  }
  return edges;
}

/** Equal edges between the same nodes are kept once; loops of no use are dropped. */
function withoutDoubles(book: WayBook, edges: readonly Edge[]): Edge[] {
  const seen = new Map<string, number>();
  const kept: (Edge | null)[] = [];
  for (const edge of edges) {
    if (edge.from === edge.to && lengthOf(edge.points) < 30) continue;
    const ends = edge.from < edge.to ? `${edge.from}|${edge.to}` : `${edge.to}|${edge.from}`;
    const key = `${ends}|${Math.round(lengthOf(edge.points) / 2)}`;
    const other = seen.get(key);
    if (other !== undefined && edge.points.length === 2 && kept[other]?.points.length === 2) {
      const older = book.ways[(kept[other] as Edge).way] as Way;
      const newer = book.ways[edge.way] as Way;
      if (older.widthMetres < newer.widthMetres) kept[other] = edge;
      continue;
    }
    seen.set(key, kept.push(edge) - 1);
  }
  return kept.filter((edge) => edge !== null);
}

/** Takes short modelled blind ends away until none is left. */
function withoutStubs(book: WayBook, edges: readonly Edge[]): Edge[] {
  let left = [...edges];
  for (;;) {
    const degree = new Map<string, number>();
    for (const { from, to } of left)
      for (const key of [from, to]) degree.set(key, (degree.get(key) ?? 0) + 1);
    const next = left.filter(({ from, to, points, way }) => {
      const blind = degree.get(from) === 1 || degree.get(to) === 1;
      return !(blind && (book.ways[way] as Way).modelled && lengthOf(points) < STUB_METRES);
    });
    if (next.length === left.length) return left;
    left = next;
  }
}

const sameKind = (a: Way, b: Way) =>
  a.streetClass === b.streetClass &&
  a.widthMetres === b.widthMetres &&
  a.speedKmh === b.speedKmh &&
  a.foot === b.foot &&
  a.vehicles === b.vehicles &&
  a.wheelchair === b.wheelchair &&
  a.bridge === b.bridge &&
  a.tunnel === b.tunnel &&
  a.gated === b.gated &&
  a.modelled === b.modelled &&
  a.nameZh === b.nameZh;

/** Where just two like edges meet, they become one and the node a point of its shape. */
function contract(book: WayBook, edges: readonly Edge[]): Edge[] {
  const list: (Edge | null)[] = [...edges];
  const at = new Map<string, number[]>();
  list.forEach((edge, i) => {
    if (!edge) return;
    for (const key of edge.from === edge.to ? [edge.from, edge.from] : [edge.from, edge.to]) {
      const there = at.get(key);
      if (there) there.push(i);
      else at.set(key, [i]);
    }
  });
  for (const [key, there] of at) {
    const [i, j] = there;
    if (there.length !== 2 || i === undefined || j === undefined || i === j) continue;
    const a = list[i];
    const b = list[j];
    if (!a || !b || !sameKind(book.ways[a.way] as Way, book.ways[b.way] as Way)) continue;
    const first = a.to === key ? a.points : [...a.points].reverse();
    const second = b.from === key ? b.points : [...b.points].reverse();
    const directed = (book.ways[a.way] as Way).vehicles;
    // a one-way pair may only be joined head to tail
    if (directed !== "both" && directed !== "none" && (a.to !== key || b.from !== key)) continue;
    const from = a.to === key ? a.from : a.to;
    const to = b.from === key ? b.to : b.from;
    if (from === to) continue;
    list[i] = { from, to, points: [...first, ...second.slice(1)], way: a.way };
    list[j] = null;
    const far = at.get(to) as number[];
    far[far.indexOf(j)] = i;
    there.length = 0;
  }
  return list.filter((edge) => edge !== null);
}

/** The largest part of the whole net, so that no edge of it stands alone. */
function largestPart(edges: readonly Edge[]): Edge[] {
  const parent = new Map<string, string>();
  const find = (key: string): string => {
    let root = key;
    for (let up = parent.get(root) ?? root; up !== root; up = parent.get(root) ?? root) root = up;
    parent.set(key, root);
    return root;
  };
  for (const { from, to } of edges) parent.set(find(from), find(to));
  const sizes = new Map<string, number>();
  for (const { from } of edges) sizes.set(find(from), (sizes.get(find(from)) ?? 0) + 1);
  let main = "";
  for (const [root, size] of sizes) if (size > (sizes.get(main) ?? 0)) main = root;
  return edges.filter(({ from }) => find(from) === main);
}

function flagsOf(way: Way): number {
  let flags = 0;
  if (way.foot) flags |= EDGE_FLAG.footForward | EDGE_FLAG.footBackward;
  if (way.vehicles === "both" || way.vehicles === "forward") flags |= EDGE_FLAG.vehicleForward;
  if (way.vehicles === "both" || way.vehicles === "backward") flags |= EDGE_FLAG.vehicleBackward;
  if (way.wheelchair) flags |= EDGE_FLAG.wheelchair;
  if (way.bridge) flags |= EDGE_FLAG.bridge;
  if (way.tunnel) flags |= EDGE_FLAG.tunnel;
  if (way.modelled) flags |= EDGE_FLAG.modelled;
  if (way.gated) flags |= EDGE_FLAG.gated;
  return flags;
}

/** Ways that no vehicle can drive to, because only narrow lanes lead there, are not for vehicles. */
function closeToStrandedVehicles(network: {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  readonly edgeFlags: Uint16Array;
  readonly edgeSpeedKmh: Uint8Array;
}): void {
  const vehicle = EDGE_FLAG.vehicleForward | EDGE_FLAG.vehicleBackward;
  const parent = Uint32Array.from({ length: network.nodeCount }, (_, i) => i);
  const find = (node: number): number => {
    let root = node;
    while (parent[root] !== root) root = parent[root] as number;
    parent[node] = root;
    return root;
  };
  const drivable: number[] = [];
  for (let edge = 0; edge < network.edgeCount; edge++) {
    if (((network.edgeFlags[edge] as number) & vehicle) === 0) continue;
    drivable.push(edge);
    parent[find(network.edgeFrom[edge] as number)] = find(network.edgeTo[edge] as number);
  }
  const sizes = new Map<number, number>();
  for (const edge of drivable) {
    const root = find(network.edgeFrom[edge] as number);
    sizes.set(root, (sizes.get(root) ?? 0) + 1);
  }
  let main = -1;
  for (const [root, size] of sizes) if (size > (sizes.get(main) ?? 0)) main = root;
  for (const edge of drivable) {
    if (find(network.edgeFrom[edge] as number) === main) continue;
    network.edgeFlags[edge]! &= ~vehicle;
    network.edgeSpeedKmh[edge] = 0;
  }
}

export interface CutNetwork {
  readonly network: NetworkEdges;
  /** Way of every edge, index into the book. */
  readonly edgeWay: Uint32Array;
}

/** The ways as a network: nodes in Hilbert order, edges in the order of their lower node. */
export function cutNetwork(book: WayBook, dropped: ReadonlySet<number>, inputHash: string): CutNetwork {
  const edges = largestPart(contract(book, withoutStubs(book, withoutDoubles(book, cutWays(book, dropped)))));
  const places = new Map<string, Point>();
  for (const { from, to, points } of edges) {
    places.set(from, points[0] as Point);
    places.set(to, points[points.length - 1] as Point);
  }
  const box = boxOf([...places.values()]);
  const size = Math.max(box.maxX - box.minX, box.maxY - box.minY) || 1;
  const order = [...places]
    .map(([key, p]) => ({
      key,
      p,
      rank: hilbertIndex(
        Math.floor(((p[0] - box.minX) / size) * HILBERT_MAX),
        Math.floor(((p[1] - box.minY) / size) * HILBERT_MAX),
      ),
    }))
    .sort((a, b) => a.rank - b.rank || (a.key < b.key ? -1 : 1));
  const nodeOf = new Map(order.map(({ key }, i) => [key, i]));
  const sorted = edges
    .map((edge) => ({ edge, from: nodeOf.get(edge.from) as number, to: nodeOf.get(edge.to) as number }))
    .sort(
      (a, b) =>
        Math.min(a.from, a.to) - Math.min(b.from, b.to) || Math.max(a.from, a.to) - Math.max(b.from, b.to),
    );

  const edgeCount = sorted.length;
  const names: StreetName[] = [{ zh: "", en: "" }];
  const nameOf = new Map<string, number>([["", 0]]);
  const network = {
    nodeCount: order.length,
    edgeCount,
    nodeLng: new Float64Array(order.length),
    nodeLat: new Float64Array(order.length),
    edgeFrom: new Uint32Array(edgeCount),
    edgeTo: new Uint32Array(edgeCount),
    edgeLengthDecimetres: new Uint32Array(edgeCount),
    edgeClass: new Uint8Array(edgeCount),
    edgeFlags: new Uint16Array(edgeCount),
    edgeWidthDecimetres: new Uint16Array(edgeCount),
    edgeSpeedKmh: new Uint8Array(edgeCount),
    edgeName: new Uint32Array(edgeCount),
    edgeShapeOffsets: new Uint32Array(edgeCount + 1),
    names,
    inputHash,
    ...plainFacts(edgeCount),
  };
  order.forEach(({ p }, i) => {
    [network.nodeLng[i], network.nodeLat[i]] = toLngLat(p) as [number, number];
  });
  const shape: number[] = [];
  const edgeWay = new Uint32Array(edgeCount);
  sorted.forEach(({ edge, from, to }, i) => {
    const way = book.ways[edge.way] as Way;
    const lngLats = edge.points.map(toLngLat);
    let metres = 0;
    lngLats.forEach((p, k) => {
      if (k > 0) metres += haversineMetres(lngLats[k - 1] as LngLat, p);
      if (k > 0 && k < lngLats.length - 1) shape.push(p[0], p[1]);
    });
    network.edgeFrom[i] = from;
    network.edgeTo[i] = to;
    // rounded up: an edge is never shorter than the straight line between its ends
    network.edgeLengthDecimetres[i] = Math.max(1, Math.ceil(metres * 10));
    network.edgeClass[i] = STREET_CLASSES.indexOf(way.streetClass);
    network.edgeFlags[i] = flagsOf(way);
    network.edgeWidthDecimetres[i] = Math.round(way.widthMetres * 10);
    network.edgeSpeedKmh[i] = way.speedKmh;
    let name = nameOf.get(way.nameZh);
    if (name === undefined) {
      name = names.push({ zh: way.nameZh, en: way.nameEn }) - 1;
      nameOf.set(way.nameZh, name);
    }
    network.edgeName[i] = name;
    network.edgeShapeOffsets[i + 1] = shape.length / 2;
    edgeWay[i] = edge.way;
  });
  closeToStrandedVehicles(network);
  return { network: { ...network, shapeLngLat: Float64Array.from(shape) }, edgeWay };
}
