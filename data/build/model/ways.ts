import type { StreetClass } from "../../../src/core/model/network.ts";
import { type NearestSegment, SegmentGrid } from "./grid.ts";
import { boxOf, crossing, distance, lerp, type Point, pointKey, snapPoint } from "./plane.ts";

/** A line that can be walked or driven, before it is cut into edges. */
export interface Way {
  readonly points: readonly Point[];
  readonly streetClass: StreetClass;
  readonly widthMetres: number;
  /** 0 = no vehicles. */
  readonly speedKmh: number;
  readonly foot: boolean;
  readonly vehicles: "none" | "both" | "forward" | "backward";
  readonly wheelchair: boolean;
  readonly bridge: boolean;
  readonly tunnel: boolean;
  readonly gated: boolean;
  readonly modelled: boolean;
  readonly nameZh: string;
  readonly nameEn: string;
}
export interface WayPlace {
  readonly way: number;
  readonly segment: number;
}
interface Insertion {
  readonly segment: number;
  readonly share: number;
  readonly point: Point;
}

/** Joins nearer than this to one that is already there use it: crossings of four arms instead of two of three. */
const REUSE_JOIN_METRES = 6;

/** All ways of the city with the places where they are joined. Two ways join iff they share a vertex. */
export class WayBook {
  readonly ways: Way[] = [];
  readonly #grid = new SegmentGrid<WayPlace>();
  readonly #insertions: Insertion[][] = [];

  add(way: Way): number {
    const points = way.points
      .map(snapPoint)
      .filter((p, i, all) => i === 0 || pointKey(p) !== pointKey(all[i - 1] as Point));
    const id = this.ways.push({ ...way, points }) - 1;
    this.#insertions.push([]);
    this.#grid.addLine(points, (segment) => ({ way: id, segment }));
    return id;
  }

  nearest(
    p: Point,
    limitMetres: number,
    allowed: (way: number, at: Point) => boolean,
  ): NearestSegment<WayPlace> | null {
    return this.#grid.nearest(p, limitMetres, (place, at) => allowed(place.way, at));
  }

  /** Pieces of ways whose boxes come within `marginMetres` of the points. */
  near(points: readonly Point[], marginMetres: number) {
    const box = boxOf(points);
    return this.#grid.search({
      minX: box.minX - marginMetres,
      minY: box.minY - marginMetres,
      maxX: box.maxX + marginMetres,
      maxY: box.maxY + marginMetres,
    });
  }

  /** Makes a join on the nearest allowed way within the limit and returns the shared vertex, or null. */
  attach(p: Point, limitMetres: number, allowed: (way: number, at: Point) => boolean): Point | null {
    const hit = this.nearest(p, limitMetres, allowed);
    return hit ? this.#join(hit.segment.data, hit.share, hit.point, REUSE_JOIN_METRES) : null;
  }

  #join(place: WayPlace, share: number, point: Point, reuseMetres: number): Point {
    const way = this.ways[place.way] as Way;
    const list = this.#insertions[place.way] as Insertion[];
    let best: Point | null = null;
    const consider = (candidate: Point) => {
      const metres = distance(candidate, point);
      if (metres <= reuseMetres && (best === null || metres < distance(best, point))) best = candidate;
    };
    consider(way.points[place.segment] as Point);
    consider(way.points[place.segment + 1] as Point);
    for (const insertion of list) if (insertion.segment === place.segment) consider(insertion.point);
    if (best !== null) return best;
    const snapped = snapPoint(point);
    list.push({ segment: place.segment, share, point: snapped });
    return snapped;
  }

  /** Joins a way with every way of `others` that it crosses. */
  joinCrossings(id: number, others: ReadonlySet<number>): void {
    const points = (this.ways[id] as Way).points;
    for (let segment = 0; segment + 1 < points.length; segment++) {
      const a = points[segment] as Point;
      const b = points[segment + 1] as Point;
      for (const other of this.near([a, b], 0.5)) {
        if (other.data.way === id || !others.has(other.data.way)) continue;
        const hit = crossing(a, b, other.a, other.b);
        if (!hit) continue;
        const joined = this.#join(other.data, hit.t, lerp(a, b, hit.s), 2);
        this.#insertions[id]?.push({ segment, share: hit.s, point: joined });
      }
    }
  }

  /** Vertices of a way with its joins in order, neighbours different. */
  vertices(id: number): Point[] {
    const { points } = this.ways[id] as Way;
    const insertions = [...(this.#insertions[id] ?? [])].sort(
      (p, q) => p.segment - q.segment || p.share - q.share,
    );
    const out: Point[] = [];
    const push = (p: Point) => {
      const last = out[out.length - 1];
      if (!last || pointKey(last) !== pointKey(p)) out.push(p);
    };
    let next = 0;
    points.forEach((p, i) => {
      push(p);
      for (let insertion = insertions[next]; insertion?.segment === i; insertion = insertions[++next])
        push(insertion.point);
    });
    return out;
  }
}
