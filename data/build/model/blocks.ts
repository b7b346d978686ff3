import type { Polygon } from "geojson";
import { type Face, type FaceSide, facesOf, type TaggedLine } from "./arrangement.ts";
import type { CityBlock } from "./block.ts";
import { SegmentGrid } from "./grid.ts";
import type { Obstacles } from "./obstacles.ts";
import {
  type Box,
  boxOf,
  crossing,
  distance,
  insideRing,
  interiorPoint,
  lerp,
  type Point,
  perimeter,
  type Ring,
  signedArea,
  toLngLat,
  toPlane,
} from "./plane.ts";
import { drawForm } from "./quarters.ts";
import { randomFor } from "./random.ts";
import type { SourceTables, StreetRow } from "./source-tables.ts";

/** Which piece of which compiled street a side of a block is; street -1 = the district line. */
interface SideTag {
  readonly street: number;
  readonly segment: number;
}
/** A block before lanes: its outline, and the side roads along trunk roads with their places in the outline. */
export interface RawBlock {
  readonly id: string;
  readonly face: Face<SideTag>;
  readonly inner: Ring;
  /** The edge of the streets: ground that can be built on starts here. */
  readonly kerb: Ring;
  /** Courses of side roads, ends near the next compiled street. */
  readonly frontages: readonly { readonly street: number; readonly points: readonly Point[] }[];
  readonly middle: Point;
  readonly inDistrict: boolean;
  readonly subDistrictCode: string;
  readonly form: CityBlock["form"];
}

/** A stretch of the district line this far from every street is taken as an edge of blocks. */
const FREE_BOUNDARY_METRES = 60;
/** Narrower ground (twice area by perimeter) between carriageways gets neither lanes nor houses. */
const SLIVER_WIDTH_METRES = 34;
/** From the edge of a trunk road to the middle of its side road. */
const SIDE_ROAD_OFFSET_METRES = 7;
const SIDE_ROAD_HALF_METRES = 4;

export const ringOf = (polygon: Polygon): Point[] =>
  (polygon.coordinates[0] ?? []).slice(0, -1).map(([lng, lat]) => toPlane([lng as number, lat as number]));

export class Areas {
  readonly #areas: { ring: Ring; box: Box; code: string }[];
  constructor(tables: SourceTables) {
    this.#areas = tables.subDistricts.map(({ code, polygon }) => {
      const ring = ringOf(polygon);
      return { ring, box: boxOf(ring), code };
    });
  }
  /** Code of the sub-district that holds the point, or null. */
  codeAt(p: Point): string | null {
    for (const { ring, box, code } of this.#areas)
      if (p[0] >= box.minX && p[0] <= box.maxX && p[1] >= box.minY && p[1] <= box.maxY && insideRing(p, ring))
        return code;
    return null;
  }
}

function freeBoundary(district: Ring, streets: SegmentGrid<number>): TaggedLine<SideTag>[] {
  const dense: Point[] = [];
  district.forEach((a, i) => {
    const b = district[(i + 1) % district.length] as Point;
    const steps = Math.max(1, Math.ceil(distance(a, b) / 12));
    for (let s = 0; s < steps; s++) dense.push(lerp(a, b, s / steps));
  });
  const far = dense.map((p) => streets.nearest(p, FREE_BOUNDARY_METRES) === null);
  const start = far.indexOf(false);
  if (start < 0) return [{ points: [...district, district[0] as Point], tag: { street: -1, segment: 0 } }];
  const lines: TaggedLine<SideTag>[] = [];
  let run: Point[] = [];
  for (let k = 1; k <= dense.length; k++) {
    const i = (start + k) % dense.length;
    if (far[i]) {
      run.push(dense[i] as Point);
      continue;
    }
    if (run.length > 6) {
      const reach = (p: Point) => streets.nearest(p, FREE_BOUNDARY_METRES * 2)?.point;
      const first = reach(run[0] as Point);
      const last = reach(run[run.length - 1] as Point);
      const points = [...(first ? [first] : []), ...run, ...(last ? [last] : [])];
      lines.push({ points, tag: { street: -1, segment: 0 } });
    }
    run = [];
  }
  return lines;
}

/** The outline moved inwards by its own distance per side; short mitres. */
function insetRing(sides: readonly FaceSide<SideTag>[], inset: readonly number[]): Point[] {
  return sides.map((side, i) => {
    const before = sides[(i + sides.length - 1) % sides.length] as FaceSide<SideTag>;
    const d0 = inset[(i + sides.length - 1) % sides.length] as number;
    const d1 = inset[i] as number;
    const p = side.a;
    if (d0 === 0 && d1 === 0) return p;
    const normal = (s: FaceSide<SideTag>): Point => {
      const length = distance(s.a, s.b) || 1;
      return [-(s.b[1] - s.a[1]) / length, (s.b[0] - s.a[0]) / length];
    };
    const n0 = normal(before);
    const n1 = normal(side);
    const cross = n0[0] * n1[1] - n0[1] * n1[0];
    if (Math.abs(cross) > 0.2) {
      const x = (d0 * n1[1] - d1 * n0[1]) / cross;
      const y = (d1 * n0[0] - d0 * n1[0]) / cross;
      if (Math.hypot(x, y) <= 3 * Math.max(d0, d1)) return [p[0] + x, p[1] + y];
    }
    const d = Math.max(d0, d1);
    const length = Math.hypot(n0[0] + n1[0], n0[1] + n1[1]) || 1;
    return [p[0] + ((n0[0] + n1[0]) / length) * d, p[1] + ((n0[1] + n1[1]) / length) * d];
  });
}

function crossesItself(ring: Ring): boolean {
  for (let i = 0; i < ring.length; i++)
    for (let j = i + 2; j < ring.length; j++) {
      if (i === 0 && j === ring.length - 1) continue;
      if (
        crossing(
          ring[i] as Point,
          ring[i + 1] as Point,
          ring[j] as Point,
          ring[(j + 1) % ring.length] as Point,
        )
      )
        return true;
    }
  return false;
}

/** Runs of trunk sides as side roads. */
function frontagesOf(
  sides: readonly FaceSide<SideTag>[],
  inner: readonly Point[],
  isTrunk: (side: FaceSide<SideTag>) => boolean,
): { street: number; points: Point[] }[] {
  const n = sides.length;
  const trunk = sides.map(isTrunk);
  if (!trunk.includes(true)) return [];
  const start = trunk.indexOf(false);
  if (start < 0)
    return [{ street: (sides[0] as FaceSide<SideTag>).tag.street, points: [...inner, inner[0] as Point] }];
  const out: { street: number; points: Point[] }[] = [];
  let run: { street: number; points: Point[] } | null = null;
  for (let k = 1; k <= n; k++) {
    const i = (start + k) % n;
    if (trunk[i]) {
      run ??= { street: (sides[i] as FaceSide<SideTag>).tag.street, points: [inner[i] as Point] };
      run.points.push(inner[(i + 1) % n] as Point);
    } else if (run) {
      out.push(run);
      run = null;
    }
  }
  return out;
}

function formOf(
  face: Face<SideTag>,
  middle: Point,
  id: string,
  obstacles: Obstacles,
  seed: number,
): CityBlock["form"] {
  if ((2 * face.areaSquareMetres) / perimeter(face.ring) < SLIVER_WIDTH_METRES / 2) return "sliver";
  // a block is water or park when most of it is
  const box = boxOf(face.ring);
  const tally = { all: 0, park: 0, water: 0 };
  for (let row = 0; row < 9; row++)
    for (let column = 0; column < 9; column++) {
      const p: Point = [
        box.minX + ((box.maxX - box.minX) * (column + 0.5)) / 9,
        box.minY + ((box.maxY - box.minY) * (row + 0.5)) / 9,
      ];
      if (!insideRing(p, face.ring)) continue;
      tally.all++;
      if (obstacles.blocks(p, 0, ["water"])) tally.water++;
      else if (obstacles.blocks(p, 0, ["park"])) tally.park++;
    }
  if (tally.water > tally.all * 0.6) return "water";
  if (tally.park + tally.water > tally.all * 0.7) return "park";
  return drawForm(toLngLat(middle), randomFor(seed, `form ${id}`));
}

/** Every face between compiled streets (and the free parts of the district line) with what is built there. */
export function rawBlocks(tables: SourceTables, obstacles: Obstacles, seed: number): RawBlock[] {
  const district = ringOf(tables.district);
  const areas = new Areas(tables);
  const grid = new SegmentGrid<number>();
  const lines: TaggedLine<SideTag>[] = tables.streets.flatMap(({ vertices }, street) => {
    const points = vertices.map(toPlane);
    grid.addLine(points, () => street);
    return points
      .slice(1)
      .map((b, segment) => ({ points: [points[segment] as Point, b], tag: { street, segment } }));
  });
  lines.push(...freeBoundary(district, grid));
  const used = new Map<string, number>();
  return facesOf(lines).map((face): RawBlock => {
    const middle = interiorPoint(face.ring);
    const [lng, lat] = toLngLat(middle);
    const place = `${Math.round(lng * 1e4)}-${Math.round(lat * 1e4)}`;
    const twin = used.get(place) ?? 0;
    used.set(place, twin + 1);
    const id = twin === 0 ? `block-${place}` : `block-${place}-${twin}`;
    const row = (side: FaceSide<SideTag>): StreetRow | undefined => tables.streets[side.tag.street];
    const isTrunk = (side: FaceSide<SideTag>) => row(side)?.streetClass === "trunk";
    const roomy = (2 * face.areaSquareMetres) / perimeter(face.ring) > SLIVER_WIDTH_METRES;
    const inset = face.sides.map((side) =>
      roomy && isTrunk(side) ? (row(side)?.widthMetres ?? 0) / 2 + SIDE_ROAD_OFFSET_METRES : 0,
    );
    const moved = insetRing(face.sides, inset);
    const sound = roomy && signedArea(moved) > face.areaSquareMetres * 0.4 && !crossesItself(moved);
    const kerbInset = face.sides.map((side, i) => {
      const own = inset[i] as number;
      return own > 0 ? own + SIDE_ROAD_HALF_METRES : (row(side)?.widthMetres ?? 4) / 2 + 1;
    });
    const kerb = insetRing(face.sides, kerbInset);
    const kerbSound = sound && signedArea(kerb) > face.areaSquareMetres * 0.3 && !crossesItself(kerb);
    const code = areas.codeAt(middle);
    return {
      id,
      face,
      kerb: kerbSound ? kerb : sound ? moved : face.ring,
      inner: sound ? moved : face.ring,
      frontages: sound ? frontagesOf(face.sides, moved, isTrunk) : [],
      middle,
      inDistrict: code !== null,
      subDistrictCode: code ?? "",
      form: formOf(face, middle, id, obstacles, seed),
    };
  });
}
