import { type Box, boxOf, distance, lerp, nearestShare, type Point, type Ring } from "./plane.ts";

const CELL_METRES = 60;

/** Items by the 60 m cells their boxes touch: a plain spatial hash, order of answers = order of adding. */
export class BoxGrid<Item> {
  readonly #cells = new Map<number, number[]>();
  readonly #items: Item[] = [];
  readonly #boxes: Box[] = [];

  add(item: Item, box: Box): void {
    const id = this.#items.push(item) - 1;
    this.#boxes.push(box);
    this.#visit(box, (key) => {
      const cell = this.#cells.get(key);
      if (cell) cell.push(id);
      else this.#cells.set(key, [id]);
    });
  }

  /** Items whose boxes meet `box`. */
  search(box: Box): Item[] {
    const found = new Set<number>();
    this.#visit(box, (key) => {
      for (const id of this.#cells.get(key) ?? []) {
        const other = this.#boxes[id] as Box;
        if (
          other.minX <= box.maxX &&
          other.maxX >= box.minX &&
          other.minY <= box.maxY &&
          other.maxY >= box.minY
        )
          found.add(id);
      }
    });
    return [...found].sort((a, b) => a - b).map((id) => this.#items[id] as Item);
  }

  around(p: Point, radiusMetres: number): Item[] {
    return this.search({
      minX: p[0] - radiusMetres,
      minY: p[1] - radiusMetres,
      maxX: p[0] + radiusMetres,
      maxY: p[1] + radiusMetres,
    });
  }

  #visit(box: Box, see: (key: number) => void): void {
    const x0 = Math.floor(box.minX / CELL_METRES);
    const x1 = Math.floor(box.maxX / CELL_METRES);
    const y0 = Math.floor(box.minY / CELL_METRES);
    const y1 = Math.floor(box.maxY / CELL_METRES);
    for (let y = y0; y <= y1; y++) for (let x = x0; x <= x1; x++) see((y + 4096) * 8192 + x + 4096);
  }
}

/** One straight piece of a longer line. `data` says whose. */
export interface Segment<Data> {
  readonly a: Point;
  readonly b: Point;
  readonly data: Data;
}
export interface NearestSegment<Data> {
  readonly segment: Segment<Data>;
  readonly point: Point;
  readonly share: number;
  readonly metres: number;
}

/** Straight pieces by place: nearest piece, pieces in a box. */
export class SegmentGrid<Data> {
  readonly #grid = new BoxGrid<Segment<Data>>();

  addLine(points: readonly Point[], dataOf: (segmentIndex: number) => Data): void {
    for (let i = 0; i + 1 < points.length; i++) {
      const a = points[i] as Point;
      const b = points[i + 1] as Point;
      this.#grid.add({ a, b, data: dataOf(i) }, boxOf([a, b]));
    }
  }

  addRing(ring: Ring, dataOf: (segmentIndex: number) => Data): void {
    this.addLine([...ring, ring[0] as Point], dataOf);
  }

  search(box: Box): Segment<Data>[] {
    return this.#grid.search(box);
  }

  /** Nearest piece within `limitMetres` that `allowed` accepts, or null. */
  nearest(
    p: Point,
    limitMetres: number,
    allowed: (data: Data, point: Point) => boolean = () => true,
  ): NearestSegment<Data> | null {
    let best: NearestSegment<Data> | null = null;
    for (const segment of this.#grid.around(p, limitMetres)) {
      const share = nearestShare(p, segment.a, segment.b);
      const point = lerp(segment.a, segment.b, share);
      const metres = distance(p, point);
      if (metres <= limitMetres && (best === null || metres < best.metres) && allowed(segment.data, point))
        best = { segment, point, share, metres };
    }
    return best;
  }
}
