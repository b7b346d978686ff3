import type { CityBlock, PatternLine } from "./block.ts";
import type { Obstacles } from "./obstacles.ts";
import { crossing, distance, insideRing, lerp, type Point, ringDistance } from "./plane.ts";
import type { Way, WayBook } from "./ways.ts";

/** Lanes keep this far from the edge of the street they run along. */
const BESIDE_STREET_METRES = 11;
const SAMPLE_METRES = 4;
const SHORTEST_RUN_METRES = 14;
const GATE_PIECE_METRES = 6;
/** How far beyond its cut end a lane may be carried on to the street. */
const REACH_METRES = 62;

interface Run {
  readonly points: Point[];
  /** True where the pattern line went on but the block, water or a park did not let it. */
  readonly cutStart: boolean;
  readonly cutEnd: boolean;
}

function dense(points: readonly Point[]): Point[] {
  const out: Point[] = [];
  points.forEach((a, i) => {
    const b = points[i + 1];
    if (!b) {
      out.push(a);
      return;
    }
    const steps = Math.max(1, Math.ceil(distance(a, b) / SAMPLE_METRES));
    for (let s = 0; s < steps; s++) out.push(lerp(a, b, s / steps));
  });
  return out;
}

/** Drops samples that lie on the straight between their neighbours (within 0.3 m). */
function thin(points: readonly Point[]): Point[] {
  const out: Point[] = [];
  points.forEach((p, i) => {
    const before = out[out.length - 1];
    const after = points[i + 1];
    if (!before || !after) {
      out.push(p);
      return;
    }
    const length = distance(before, after) || 1;
    const off =
      Math.abs((after[0] - before[0]) * (before[1] - p[1]) - (before[0] - p[0]) * (after[1] - before[1])) /
      length;
    if (off > 0.3 || distance(before, p) > 45) out.push(p);
  });
  return out;
}

function runsInside(line: PatternLine, block: CityBlock, obstacles: Obstacles): Run[] {
  const samples = dense(line.points);
  const margin = line.widthMetres / 2 + 2;
  const open = samples.map(
    (p) =>
      insideRing(p, block.kerb) &&
      ringDistance(p, block.kerb) >= BESIDE_STREET_METRES &&
      !obstacles.blocks(p, margin),
  );
  const runs: Run[] = [];
  for (let i = 0; i < samples.length; ) {
    if (!open[i]) {
      i++;
      continue;
    }
    let j = i;
    while (j + 1 < samples.length && open[j + 1]) j++;
    runs.push({ points: samples.slice(i, j + 1), cutStart: i > 0, cutEnd: j + 1 < samples.length });
    i = j + 1;
  }
  return runs;
}

function wayOf(line: PatternLine, points: readonly Point[], gated: boolean): Way {
  const drivable = line.kind !== "foot" && (line.kind !== "hutong" || line.widthMetres >= 3.5);
  return {
    points,
    streetClass: line.kind === "foot" ? "footway" : line.kind,
    widthMetres: line.widthMetres,
    speedKmh: drivable ? (line.kind === "residential" ? 30 : 15) : 0,
    foot: true,
    vehicles: drivable ? "both" : "none",
    wheelchair: line.widthMetres >= 2,
    bridge: false,
    tunnel: false,
    gated,
    modelled: true,
    nameZh: "",
    nameEn: "",
  };
}

/** The ways of one block while it is being filled. */
export class BlockLayer {
  readonly own = new Set<number>();
  readonly gates: Point[] = [];
  readonly #book: WayBook;
  readonly #block: CityBlock;
  readonly #obstacles: Obstacles;

  constructor(book: WayBook, block: CityBlock, obstacles: Obstacles) {
    this.#book = book;
    this.#block = block;
    this.#obstacles = obstacles;
  }

  lay(line: PatternLine): void {
    for (const run of runsInside(line, this.#block, this.#obstacles)) this.#layRun(line, run);
  }

  #layRun(line: PatternLine, run: Run): void {
    let points = thin(run.points);
    const length = run.points.length * SAMPLE_METRES;
    const end = this.#join(line, points, run.cutEnd);
    if (end) points = [...points, end.point];
    points.reverse();
    const start = this.#join(line, points, run.cutStart);
    if (start) points = [...points, start.point];
    points.reverse();
    if (length < SHORTEST_RUN_METRES && !(start && end)) return;
    if (length < SHORTEST_RUN_METRES / 2 || points.length < 2) return;
    if (line.gated && end?.gate) points = this.#gate(line, points);
    if (line.gated && start?.gate) points = this.#gate(line, points.reverse()).reverse();
    if (points.length < 2) return;
    const id = this.#book.add(wayOf(line, points, false));
    this.#book.joinCrossings(id, this.own);
    this.own.add(id);
  }

  /** Where the end of the run joins the net: the street beyond, or a way of this block that it stops at. */
  #join(line: PatternLine, points: readonly Point[], cut: boolean): { point: Point; gate: boolean } | null {
    const p = points[points.length - 1] as Point;
    const before = points[points.length - 2] ?? p;
    const isService = (way: number) => this.#book.ways[way]?.streetClass === "service";
    if (!cut) {
      const near = this.#book.nearest(p, 3, (way) => this.own.has(way));
      if (!near) return null;
      const point = this.#book.attach(p, 3, (way) => this.own.has(way));
      return point ? { point, gate: !isService(near.segment.data.way) } : null;
    }
    if (!line.toStreet) return null;
    const stride = distance(before, p) || 1;
    const ahead: Point = [
      p[0] + ((p[0] - before[0]) / stride) * REACH_METRES,
      p[1] + ((p[1] - before[1]) / stride) * REACH_METRES,
    ];
    const ring = this.#block.inner;
    let target = p;
    let nearest = 1;
    for (let i = 0; i < ring.length; i++) {
      const hit = crossing(p, ahead, ring[i] as Point, ring[(i + 1) % ring.length] as Point);
      if (hit && hit.s < nearest) {
        nearest = hit.s;
        target = lerp(p, ahead, hit.s);
      }
    }
    const joinable = (way: number) => this.#block.joinable.has(way);
    const limit = target === p ? BESIDE_STREET_METRES + 28 : 9;
    const near = this.#book.nearest(target, limit, joinable);
    if (!near || this.#obstacles.blocksLine(p, near.point)) return null;
    const point = this.#book.attach(target, limit, joinable);
    return point ? { point, gate: true } : null;
  }

  /** Takes the last metres of a line as a gate of their own; returns the rest. */
  #gate(line: PatternLine, points: readonly Point[]): Point[] {
    const last = points[points.length - 1] as Point;
    const before = points[points.length - 2] as Point;
    const stride = distance(before, last);
    const cut = lerp(last, before, Math.min(GATE_PIECE_METRES, stride / 2) / (stride || 1));
    const id = this.#book.add(wayOf(line, [cut, last], true));
    this.own.add(id);
    this.gates.push(cut);
    return [...points.slice(0, -1), cut];
  }
}
