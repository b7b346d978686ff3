import type { CityBlock, Pattern, Slot } from "./block.ts";
import { type RawBlock, rawBlocks } from "./blocks.ts";
import { frameOf } from "./frame.ts";
import { BoxGrid, SegmentGrid } from "./grid.ts";
import { type CompiledGround, compiledGround } from "./grounds.ts";
import { BlockLayer } from "./lay.ts";
import { cornerCrossings, isCorner, overpasses, parkPaths, shorePaths, type TrunkCorner } from "./paths.ts";
import { compoundPattern } from "./pattern-compound.ts";
import { hutongPattern } from "./pattern-hutong.ts";
import { boxOf, crossing, insideRing, type Point, pointKey, type Ring, snapPoint, toPlane } from "./plane.ts";
import { randomFor } from "./random.ts";
import type { SourceTables, StreetRow } from "./source-tables.ts";
import { type Way, WayBook } from "./ways.ts";

export interface LaidCity {
  readonly book: WayBook;
  readonly blocks: readonly CityBlock[];
  /** Houses as the patterns want them, by block id. */
  readonly slots: ReadonlyMap<string, readonly Slot[]>;
  readonly ground: CompiledGround;
  readonly gates: readonly Point[];
  readonly overpassCount: number;
}

function streetWay(row: StreetRow, points: readonly Point[], foot: boolean): Way {
  return {
    points,
    streetClass: row.streetClass,
    widthMetres: row.widthMetres,
    speedKmh: row.speedKmh,
    foot,
    vehicles: row.oneway === "no" ? "both" : row.oneway,
    wheelchair: foot,
    bridge: row.kind === "bridge",
    tunnel: row.kind === "tunnel" || row.kind === "underpass",
    gated: false,
    modelled: false,
    nameZh: row.nameZh,
    nameEn: row.nameEn,
  };
}

function sideRoadWay(row: StreetRow, points: readonly Point[]): Way {
  return {
    ...streetWay(row, points, true),
    streetClass: "residential",
    widthMetres: 7,
    speedKmh: 30,
    vehicles: "both",
    bridge: false,
    tunnel: false,
    modelled: true,
    nameZh: row.nameZh === "" ? "" : `${row.nameZh}辅路`,
    nameEn: row.nameEn === "" ? "" : `${row.nameEn} side road`,
  };
}

/** Pieces of trunk road that got a side road on at least one side: nobody walks on these themselves. */
function piecesWithSideRoad(raw: readonly RawBlock[]): Set<string> {
  const found = new Set<string>();
  for (const { face, frontages } of raw)
    if (frontages.length > 0) for (const { tag } of face.sides) found.add(`${tag.street}/${tag.segment}`);
  return found;
}

/** Adds the compiled streets, cut where walking on them changes; ways per street. */
function addStreets(book: WayBook, tables: SourceTables, raw: readonly RawBlock[]): number[][] {
  const sided = piecesWithSideRoad(raw);
  return tables.streets.map((row, street) => {
    const points = row.vertices.map(toPlane);
    const walkable = points
      .slice(1)
      .map((_, segment) => row.streetClass !== "trunk" || !sided.has(`${street}/${segment}`));
    const ids: number[] = [];
    for (let from = 0; from < walkable.length; ) {
      let to = from;
      while (to + 1 < walkable.length && walkable[to + 1] === walkable[from]) to++;
      ids.push(book.add(streetWay(row, points.slice(from, to + 2), walkable[from] as boolean)));
      from = to + 1;
    }
    return ids;
  });
}

const canTakeLanes = (row: StreetRow | undefined) => row?.kind === "street" && row.streetClass !== "trunk";

/** Side roads of one block, ends carried on to the next street of its outline. */
function addSideRoads(
  book: WayBook,
  tables: SourceTables,
  block: RawBlock,
  streetsOfBlock: ReadonlySet<number>,
): number[] {
  return block.frontages.flatMap(({ street, points }) => {
    const row = tables.streets[street];
    if (!row || points.length < 2) return [];
    const reach = (p: Point) => book.attach(p, 45, (way) => streetsOfBlock.has(way));
    const closed = points[0] === points[points.length - 1];
    const first = closed ? null : reach(points[0] as Point);
    const last = closed ? null : reach(points[points.length - 1] as Point);
    return [book.add(sideRoadWay(row, [...(first ? [first] : []), ...points, ...(last ? [last] : [])]))];
  });
}

/** Corners of a block where both streets are trunk roads: without a crossing nobody could get over either. */
function trunkCorners(tables: SourceTables, block: RawBlock, sideRoads: ReadonlySet<number>): TrunkCorner[] {
  const { sides } = block.face;
  const isTrunk = (street: number) => tables.streets[street]?.streetClass === "trunk";
  return sides.flatMap((side, i) => {
    const before = sides[(i + sides.length - 1) % sides.length];
    if (!before || !isTrunk(before.tag.street) || !isTrunk(side.tag.street) || sideRoads.size === 0)
      return [];
    return isCorner(before.a, side.a, side.b) ? [{ crossing: side.a, sideRoads }] : [];
  });
}

function patternOf(block: CityBlock, seed: number): Pattern {
  const random = randomFor(seed, `pattern ${block.id}`);
  switch (block.form) {
    case "hutong":
      return hutongPattern(frameOf(block.kerb, 4.5, random), random);
    case "slab-compound":
      return compoundPattern(frameOf(block.kerb, 1.6, random), "slab", random);
    case "tower-compound":
      return compoundPattern(frameOf(block.kerb, 1.6, random), "tower", random);
    case "institution":
      return compoundPattern(frameOf(block.kerb, 0.5, random), "institution", random);
    case "office":
      return compoundPattern(frameOf(block.kerb, 0.5, random), "office", random);
    case "restricted":
    case "park":
    case "water":
    case "sliver":
      return { lines: [], slots: [] };
    default: {
      const never: never = block.form;
      throw new Error(String(never));
    }
  }
}

/** Order of laying: what others end at comes first. */
const LINE_ORDER = { residential: 0, hutong: 1, service: 2, foot: 3 } as const;

function trunkJunctions(tables: SourceTables): Point[] {
  const users = new Map<string, { trunk: boolean; other: boolean; point: Point }>();
  for (const { streetClass, vertices } of tables.streets)
    for (const vertex of vertices) {
      const point = snapPoint(toPlane(vertex));
      const entry = users.get(pointKey(point)) ?? { trunk: false, other: false, point };
      if (streetClass === "trunk") entry.trunk = true;
      else entry.other = true;
      users.set(pointKey(point), entry);
    }
  return [...users.values()].filter(({ trunk, other }) => trunk && other).map(({ point }) => point);
}

/** Streets, side roads, lanes, paths and footbridges of the whole city. */
export function layCity(tables: SourceTables, seed: number): LaidCity {
  const streets = new SegmentGrid<number>();
  tables.streets.forEach(({ vertices }, street) => {
    streets.addLine(vertices.map(toPlane), () => street);
  });
  const onStreet = (ring: Ring) =>
    streets
      .search(boxOf(ring))
      .some(
        ({ a, b }) =>
          ring.some((p, i) => crossing(a, b, p, ring[(i + 1) % ring.length] as Point) !== null) ||
          insideRing(a, ring),
      );
  const ground = compiledGround(tables, onStreet);
  const raw = rawBlocks(tables, ground.obstacles, seed);
  const book = new WayBook();
  const waysOfStreet = addStreets(book, tables, raw);
  const restricted = new BoxGrid<RawBlock>();
  for (const block of raw) if (block.form === "restricted") restricted.add(block, boxOf(block.face.ring));
  const shore = shorePaths(
    book,
    ground,
    (p) => !restricted.around(p, 1).some(({ face }) => insideRing(p, face.ring)),
  );
  const corners: TrunkCorner[] = [];
  const blocks = raw.map((block): CityBlock => {
    const streetWays = new Set<number>();
    for (const { tag } of block.face.sides)
      if (canTakeLanes(tables.streets[tag.street]))
        for (const way of waysOfStreet[tag.street] ?? []) streetWays.add(way);
    const sideRoads = addSideRoads(book, tables, block, streetWays);
    corners.push(...trunkCorners(tables, block, new Set(sideRoads)));
    return {
      id: block.id,
      ring: block.face.ring,
      areaSquareMetres: block.face.areaSquareMetres,
      inner: block.inner,
      kerb: block.kerb,
      joinable: new Set([...streetWays, ...sideRoads, ...shore]),
      middle: block.middle,
      inDistrict: block.inDistrict,
      subDistrictCode: block.subDistrictCode,
      form: block.form,
    };
  });
  cornerCrossings(book, corners);
  const isSideRoad = (way: number) => {
    const found = book.ways[way];
    return found?.modelled === true && found.streetClass === "residential";
  };
  const trunkCourses = tables.streets
    .filter((row) => row.streetClass === "trunk")
    .map((row) => row.vertices.map(toPlane));
  const overpassCount = overpasses(book, trunkCourses, trunkJunctions(tables), isSideRoad);

  const slots = new Map<string, readonly Slot[]>();
  const gates: Point[] = [];
  for (const block of blocks) {
    if (!block.inDistrict) continue;
    const pattern = patternOf(block, seed);
    slots.set(block.id, pattern.slots);
    const layer = new BlockLayer(book, block, ground.obstacles);
    const ordered = [...pattern.lines].sort((a, b) => LINE_ORDER[a.kind] - LINE_ORDER[b.kind]);
    for (const line of ordered) layer.lay(line);
    gates.push(...layer.gates);
  }
  const walkable = (way: number) => {
    const found = book.ways[way];
    return (
      found?.foot === true &&
      !found.bridge &&
      !found.tunnel &&
      !found.gated &&
      found.streetClass !== "service"
    );
  };
  for (const park of ground.parks) parkPaths(book, park, ground, shore, walkable, seed);
  return { book, blocks, slots, ground, gates, overpassCount };
}
