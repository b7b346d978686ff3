import type { MultiPolygon, Polygon, Position } from "geojson";

/** Twice the area, + = counter-clockwise; square degrees: only sign and order matter. */
export function doubleArea(ring: readonly Position[]): number {
  const [originX, originY] = ring[0] as [number, number];
  let sum = 0;
  for (let i = 1; i < ring.length; i++) {
    const [ax, ay] = ring[i - 1] as [number, number];
    const [bx, by] = ring[i] as [number, number];
    // seen from the first corner: small numbers keep their digits
    sum += (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
  }
  return sum;
}

/** Even-odd rule; a point on the edge may fall either way. */
export function inRing(x: number, y: number, ring: readonly Position[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [ax, ay] = ring[i] as [number, number];
    const [bx, by] = ring[j] as [number, number];
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
  }
  return inside;
}

/** Rings of one area may touch at corners: the middle of its sides decide by majority. */
function liesIn(inner: readonly Position[], outer: readonly Position[]): boolean {
  const step = Math.max(1, Math.floor((inner.length - 1) / 9));
  let votes = 0;
  for (let i = 1; i < inner.length; i += step) {
    const [ax, ay] = inner[i - 1] as [number, number];
    const [bx, by] = inner[i] as [number, number];
    votes += inRing((ax + bx) / 2, (ay + by) / 2, outer) ? 1 : -1;
  }
  return votes > 0;
}

/** Joins lines of node numbers end to end into closed rings. `left`: lines that close no ring. */
export function joinRings(lines: readonly (readonly number[])[]): { rings: number[][]; left: number } {
  const rings: number[][] = [];
  const open = new Map<number, Set<number>>();
  lines.forEach((line, i) => {
    if (line.length < 2) return;
    for (const end of [line[0] as number, line.at(-1) as number]) {
      const list = open.get(end);
      if (list) list.add(i);
      else open.set(end, new Set([i]));
    }
  });
  const used = new Uint8Array(lines.length);
  let left = 0;
  lines.forEach((line, start) => {
    if (used[start] || line.length < 2) return;
    used[start] = 1;
    const ring = [...line];
    const taken = 1;
    let count = taken;
    while (ring[0] !== ring.at(-1)) {
      const end = ring.at(-1) as number;
      let next = -1;
      for (const candidate of open.get(end) ?? []) {
        if (!used[candidate]) {
          next = candidate;
          break;
        }
      }
      if (next < 0) break;
      used[next] = 1;
      count++;
      const more = lines[next] as readonly number[];
      const onward = more[0] === end ? more : more.toReversed();
      for (let i = 1; i < onward.length; i++) ring.push(onward[i] as number);
    }
    if (ring[0] === ring.at(-1)) rings.push(ring);
    else left += count;
  });
  return { rings, left };
}

/**
 * Closed rings → an area, whatever their roles say: a ring inside an odd number of others is a hole of the smallest that
 * holds it. Outer rings counter-clockwise (RFC 7946). Null = nothing with an area is left.
 */
export function nestRings(rings: readonly Position[][]): Polygon | MultiPolygon | null {
  const sound = rings
    .filter((ring) => ring.length >= 4)
    .map((ring) => ({ ring, area: doubleArea(ring) }))
    .filter(({ area }) => area !== 0)
    .sort((a, b) => Math.abs(b.area) - Math.abs(a.area));
  const polygons: Position[][][] = [];
  const homes: { ring: Position[]; depth: number; polygon: Position[][] }[] = [];
  for (const { ring, area } of sound) {
    const holder = homes.findLast((home) => liesIn(ring, home.ring));
    const depth = holder ? holder.depth + 1 : 0;
    const isHole = depth % 2 === 1;
    const turned = area > 0 === isHole ? ring.toReversed() : ring;
    const polygon = isHole ? (holder?.polygon as Position[][]) : [];
    polygon.push(turned);
    if (!isHole) polygons.push(polygon);
    homes.push({ ring, depth, polygon });
  }
  if (polygons.length === 0) return null;
  if (polygons.length === 1) return { type: "Polygon", coordinates: polygons[0] as Position[][] };
  return { type: "MultiPolygon", coordinates: polygons };
}
