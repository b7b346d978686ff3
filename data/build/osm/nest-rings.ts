import Flatbush from "flatbush";
import type { MultiPolygon, Polygon, Position } from "geojson";
import { doubleArea } from "./rings.ts";

/**
 * Sides looked at and boxes compared before an area is given up. Lakes and forests with ten thousand islands take a
 * hundredth of it; a relation made to keep the reader busy is stopped within some seconds.
 */
const MOST_STEPS = 4e7;
/** Thrown when an area takes more than MOST_STEPS; never leaves this file. */
const GIVEN_UP = Symbol("given up");

interface Home {
  readonly ring: Position[];
  readonly area: number;
  /** west, south, east, north */
  readonly box: readonly [number, number, number, number];
  readonly isHoleOnly: boolean;
  slabs: readonly (readonly number[])[] | null;
}

function boxOf(ring: readonly Position[]): Home["box"] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of ring as readonly [number, number][]) {
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  return [west, south, east, north];
}

/** Sides of a ring by the horizontal slabs they run through: a point is compared with those of its slab only. */
function slabsOf({ ring, box }: Home): number[][] {
  const [, south, , north] = box;
  const sides = ring.length - 1;
  for (let count = Math.ceil(sides / 4); ; count = Math.ceil(count / 2)) {
    const slabs: number[][] = Array.from({ length: count }, () => []);
    const slabAt = (y: number) => Math.min(count - 1, Math.floor(((y - south) / (north - south)) * count));
    let entries = 0;
    for (let i = 0; i < sides && entries <= sides * 8; i++) {
      const [a, b] = [(ring[i] as Position)[1] as number, (ring[i + 1] as Position)[1] as number];
      const last = slabAt(Math.max(a, b));
      for (let slab = slabAt(Math.min(a, b)); slab <= last && entries <= sides * 8; slab++) {
        (slabs[slab] as number[]).push(i);
        entries++;
      }
    }
    // sides that all run from top to bottom would fill every slab: wider ones then
    if (entries <= sides * 8 || count === 1) return slabs;
  }
}

/**
 * Closed rings → an area, whatever their roles say: a ring inside an odd number of others is a hole of the smallest that
 * holds it. Outer rings counter-clockwise (RFC 7946). `holesOnly[i]`: ring i is left out unless it is a hole.
 * Null = nothing with an area is left; "too many" = more work than an honest area takes.
 */
export function nestRings(
  rings: readonly Position[][],
  holesOnly: readonly boolean[] = [],
): Polygon | MultiPolygon | "too many" | null {
  try {
    return nest(rings, holesOnly);
  } catch (cause) {
    if (cause === GIVEN_UP) return "too many";
    throw cause;
  }
}

function nest(rings: readonly Position[][], holesOnly: readonly boolean[]): Polygon | MultiPolygon | null {
  const homes = rings
    .map(
      (ring, i): Home => ({
        ring,
        area: ring.length >= 4 ? doubleArea(ring) : 0,
        box: boxOf(ring),
        isHoleOnly: holesOnly[i] ?? false,
        slabs: null,
      }),
    )
    .filter(({ area }) => area !== 0)
    .sort((a, b) => Math.abs(b.area) - Math.abs(a.area));
  if (homes.length === 0) return null;
  let steps = 0;
  const spend = (count: number) => {
    steps += count;
    if (steps > MOST_STEPS) throw GIVEN_UP;
  };
  const index = new Flatbush(homes.length);
  for (const { box } of homes) index.add(...box);
  index.finish();

  /** Even-odd rule, by the slab. */
  const holds = (home: Home, x: number, y: number): boolean => {
    const { ring, box } = home;
    if (y < box[1] || y > box[3]) return false;
    home.slabs ??= slabsOf(home);
    const { slabs } = home;
    const at = Math.min(slabs.length - 1, Math.floor(((y - box[1]) / (box[3] - box[1])) * slabs.length));
    const sides = slabs[at] as readonly number[];
    spend(sides.length);
    let inside = false;
    for (const i of sides) {
      const [ax, ay] = ring[i] as [number, number];
      const [bx, by] = ring[i + 1] as [number, number];
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
    }
    return inside;
  };
  /** Rings of one area may touch at corners: the middles of its sides decide by majority. */
  const liesIn = (inner: readonly Position[], outer: Home): boolean => {
    const step = Math.max(1, Math.floor((inner.length - 1) / 9));
    let votes = 0;
    for (let i = 1; i < inner.length; i += step) {
      const [ax, ay] = inner[i - 1] as [number, number];
      const [bx, by] = inner[i] as [number, number];
      votes += holds(outer, (ax + bx) / 2, (ay + by) / 2) ? 1 : -1;
    }
    return votes > 0;
  };

  const depths = new Int32Array(homes.length);
  const polygonOf: Position[][][] = [];
  const polygons: Position[][][] = [];
  homes.forEach(({ ring, area, box, isHoleOnly }, i) => {
    let holder = -1;
    // what holds it is larger, comes earlier, and its box holds the box; the smallest first
    const candidates = index.search(...box, (k, west, south, east, north) => {
      spend(1);
      return k < i && west <= box[0] && south <= box[1] && east >= box[2] && north >= box[3];
    });
    for (const k of Uint32Array.from(candidates).sort().reverse())
      if (liesIn(ring, homes[k] as Home)) {
        holder = k;
        break;
      }
    const depth = holder >= 0 ? (depths[holder] as number) + 1 : 0;
    depths[i] = depth;
    const isHole = depth % 2 === 1;
    const turned = area > 0 === isHole ? ring.toReversed() : ring;
    const polygon = isHole ? (polygonOf[holder] as Position[][]) : [];
    polygonOf.push(polygon);
    polygon.push(turned);
    if (!isHole && !isHoleOnly) polygons.push(polygon);
  });
  if (polygons.length === 0) return null;
  if (polygons.length === 1) return { type: "Polygon", coordinates: polygons[0] as Position[][] };
  return { type: "MultiPolygon", coordinates: polygons };
}
