import { SegmentGrid } from "./grid.ts";
import { boxOf, crossing, distance, lerp, nearestShare, type Point, type Ring, signedArea } from "./plane.ts";

/** A line of the arrangement; `tag` comes back on every side of a face. */
export interface TaggedLine<Tag> {
  readonly points: readonly Point[];
  readonly tag: Tag;
}
export interface FaceSide<Tag> {
  readonly a: Point;
  readonly b: Point;
  readonly tag: Tag;
  /** Face on the other side; -1 = the outside. */
  readonly across: number;
}
/** A bounded face, counter-clockwise. */
export interface Face<Tag> {
  readonly ring: Ring;
  readonly sides: readonly FaceSide<Tag>[];
  readonly areaSquareMetres: number;
}

/** Places nearer than this are one node. */
const WELD_METRES = 0.25;

interface Edge<Tag> {
  readonly from: number;
  readonly to: number;
  readonly tag: Tag;
}

class NodeTable {
  readonly points: Point[] = [];
  readonly #cells = new Map<number, number[]>();
  idOf(p: Point): number {
    const x = Math.floor(p[0]);
    const y = Math.floor(p[1]);
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        for (const id of this.#cells.get(this.#key(x + dx, y + dy)) ?? [])
          if (distance(this.points[id] as Point, p) <= WELD_METRES) return id;
    const id = this.points.push(p) - 1;
    const key = this.#key(x, y);
    const cell = this.#cells.get(key);
    if (cell) cell.push(id);
    else this.#cells.set(key, [id]);
    return id;
  }
  #key(x: number, y: number): number {
    return (y + 65536) * 262144 + x + 65536;
  }
}

/** Cuts every line where another touches or crosses it; welds ends; drops doubles. First line wins a double. */
function node<Tag>(lines: readonly TaggedLine<Tag>[]): { points: Point[]; edges: Edge<Tag>[] } {
  const grid = new SegmentGrid<number>();
  const segments: { a: Point; b: Point; tag: Tag }[] = [];
  for (const line of lines)
    grid.addLine(line.points, (i) => {
      return segments.push({ a: line.points[i] as Point, b: line.points[i + 1] as Point, tag: line.tag }) - 1;
    });
  const table = new NodeTable();
  const edges: Edge<Tag>[] = [];
  const seen = new Set<number>();
  // every original end first, so that crossings weld to them and not the other way round
  for (const { a, b } of segments) {
    table.idOf(a);
    table.idOf(b);
  }
  segments.forEach(({ a, b, tag }, index) => {
    const length = distance(a, b);
    const cuts: { share: number; point: Point }[] = [
      { share: 0, point: a },
      { share: 1, point: b },
    ];
    for (const other of grid.search(grow(a, b))) {
      if (other.data === index) continue;
      const hit = crossing(a, b, other.a, other.b);
      if (hit) cuts.push({ share: hit.s, point: lerp(a, b, hit.s) });
      for (const end of [other.a, other.b]) {
        const share = nearestShare(end, a, b);
        if (share > 0 && share < 1 && distance(end, lerp(a, b, share)) <= WELD_METRES)
          cuts.push({ share, point: end });
      }
    }
    cuts.sort((p, q) => p.share - q.share);
    let previous = -1;
    for (const cut of cuts) {
      const id = table.idOf(cut.point);
      if (previous >= 0 && id !== previous && length > 0) {
        const key = Math.min(previous, id) * 1e7 + Math.max(previous, id);
        if (!seen.has(key)) {
          seen.add(key);
          edges.push({ from: previous, to: id, tag });
        }
      }
      previous = id;
    }
  });
  return { points: table.points, edges };
}
function grow(a: Point, b: Point) {
  const box = boxOf([a, b]);
  return { minX: box.minX - 1, minY: box.minY - 1, maxX: box.maxX + 1, maxY: box.maxY + 1 };
}

/** Drops dead ends again and again until every node has two edges or none, and keeps the largest connected part. */
function prune<Tag>(nodeCount: number, edges: readonly Edge<Tag>[]): Edge<Tag>[] {
  const degree = new Int32Array(nodeCount);
  const at: number[][] = Array.from({ length: nodeCount }, () => []);
  edges.forEach((edge, index) => {
    degree[edge.from]!++;
    degree[edge.to]!++;
    at[edge.from]?.push(index);
    at[edge.to]?.push(index);
  });
  const gone = new Uint8Array(edges.length);
  const queue: number[] = [];
  for (let id = 0; id < nodeCount; id++) if (degree[id] === 1) queue.push(id);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    for (const index of at[id] ?? []) {
      if (gone[index]) continue;
      gone[index] = 1;
      const { from, to } = edges[index] as Edge<Tag>;
      for (const end of [from, to]) {
        degree[end]!--;
        if (degree[end] === 1 && end !== id) queue.push(end);
      }
    }
  }
  const parent = Int32Array.from({ length: nodeCount }, (_, id) => id);
  const find = (id: number): number => {
    let root = id;
    while (parent[root] !== root) root = parent[root] as number;
    parent[id] = root;
    return root;
  };
  const kept = edges.filter((_, index) => !gone[index]);
  for (const { from, to } of kept) parent[find(from)] = find(to);
  const size = new Map<number, number>();
  for (const { from } of kept) size.set(find(from), (size.get(find(from)) ?? 0) + 1);
  let largest = -1;
  for (const [root, count] of size) if (largest < 0 || count > (size.get(largest) ?? 0)) largest = root;
  return kept.filter(({ from }) => find(from) === largest);
}

interface Walk {
  /** Half-edges of each loop: edge * 2 forward, edge * 2 + 1 backward. */
  readonly loops: number[][];
  readonly loopOf: Int32Array;
}
function walk<Tag>(points: readonly Point[], edges: readonly Edge<Tag>[]): Walk {
  const half = edges.length * 2;
  const tail = (h: number) => (h & 1 ? (edges[h >> 1] as Edge<Tag>).to : (edges[h >> 1] as Edge<Tag>).from);
  const head = (h: number) => tail(h ^ 1);
  const angle = new Float64Array(half);
  const leaving = new Map<number, number[]>();
  for (let h = 0; h < half; h++) {
    const a = points[tail(h)] as Point;
    const b = points[head(h)] as Point;
    angle[h] = Math.atan2(b[1] - a[1], b[0] - a[0]);
    const list = leaving.get(tail(h));
    if (list) list.push(h);
    else leaving.set(tail(h), [h]);
  }
  const rank = new Int32Array(half);
  for (const list of leaving.values()) {
    list.sort((p, q) => (angle[p] as number) - (angle[q] as number));
    list.forEach((h, i) => {
      rank[h] = i;
    });
  }
  // turning clockwise-most at every node keeps the face on the left
  const next = (h: number) => {
    const list = leaving.get(head(h)) as number[];
    return list[((rank[h ^ 1] as number) - 1 + list.length) % list.length] as number;
  };
  const loopOf = new Int32Array(half).fill(-1);
  const loops: number[][] = [];
  for (let start = 0; start < half; start++) {
    if (loopOf[start] !== -1) continue;
    const loop: number[] = [];
    for (let h = start; loopOf[h] === -1; h = next(h)) {
      loopOf[h] = loops.length;
      loop.push(h);
    }
    loops.push(loop);
  }
  return { loops, loopOf };
}

/** All bounded faces of the arrangement of `lines`. Together they tile the area inside its outermost loop. */
export function facesOf<Tag>(lines: readonly TaggedLine<Tag>[]): Face<Tag>[] {
  const { points, edges: all } = node(lines);
  let edges = prune(points.length, all);
  let walked = walk(points, edges);
  // an edge with the same face on both sides would leave a slit in the ring
  for (;;) {
    const through = edges.filter((_, i) => walked.loopOf[i * 2] !== walked.loopOf[i * 2 + 1]);
    if (through.length === edges.length) break;
    edges = prune(points.length, through);
    walked = walk(points, edges);
  }
  const tail = (h: number) =>
    points[h & 1 ? (edges[h >> 1] as Edge<Tag>).to : (edges[h >> 1] as Edge<Tag>).from] as Point;
  const rings = walked.loops.map((loop) => loop.map(tail));
  const areas = rings.map(signedArea);
  const faceOfLoop = new Int32Array(rings.length).fill(-1);
  let count = 0;
  areas.forEach((area, i) => {
    if (area > 0) faceOfLoop[i] = count++;
  });
  return walked.loops.flatMap((loop, i) =>
    faceOfLoop[i] === -1
      ? []
      : [
          {
            ring: rings[i] as Point[],
            areaSquareMetres: areas[i] as number,
            sides: loop.map((h) => ({
              a: tail(h),
              b: tail(h ^ 1),
              tag: (edges[h >> 1] as Edge<Tag>).tag,
              across: faceOfLoop[walked.loopOf[h ^ 1] as number] as number,
            })),
          },
        ],
  );
}
