import type { Position } from "geojson";
import { areaKind } from "./area-rules.ts";
import type { DropList } from "./drop-list.ts";
import { joinRings } from "./join-rings.ts";
import { nestRings } from "./nest-rings.ts";
import type { OsmArea, OsmId, OsmTags } from "./osm-city.ts";
import type { Region } from "./region.ts";
import type { OsmScan, ScannedWay } from "./scan-osm.ts";

interface Areas {
  readonly buildings: OsmArea[];
  readonly areas: OsmArea[];
  readonly boundaries: OsmArea[];
}
/** Keys that describe a relation, not what it stands for. */
const ABOUT = /^(type|source|created_by|note|fixme|FIXME)$/;
const saysSomething = (tags: OsmTags) => Object.keys(tags).some((key) => !ABOUT.test(key));

/** Closed ways and multipolygons of a scan, sorted by id: ways first, then relations. */
export function buildAreas(scan: OsmScan, region: Region, drops: DropList): Areas {
  const found: Areas = { buildings: [], areas: [], boundaries: [] };
  const wayOf = new Map<number, ScannedWay>();
  for (const way of scan.ways) wayOf.set(way.id, way);
  const nodesOf = (way: ScannedWay) => scan.refs.subarray(way.start, way.end);
  const position = (node: number): Position => [
    (scan.lng[node] as number) / 1e7,
    (scan.lat[node] as number) / 1e7,
  ];
  const isInside = (nodes: Iterable<number>) => {
    for (const node of nodes)
      if (region.contains(scan.lng[node] as number, scan.lat[node] as number)) return true;
    return false;
  };
  const mayTouch = (rings: readonly (readonly number[])[]) => {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (const ring of rings)
      for (const node of ring) {
        west = Math.min(west, scan.lng[node] as number);
        east = Math.max(east, scan.lng[node] as number);
        south = Math.min(south, scan.lat[node] as number);
        north = Math.max(north, scan.lat[node] as number);
      }
    return region.mayTouch(west, south, east, north);
  };
  const add = (
    osmId: OsmId,
    tags: OsmTags,
    surely: boolean,
    rings: readonly (readonly number[])[],
    holesOnly: readonly boolean[] = [],
  ) => {
    const kind = areaKind(tags, surely);
    if (!kind) return;
    // a large area may hold the whole district without a corner in it: only small ones are judged by their corners
    if (kind === "building" ? !rings.some(isInside) : !mayTouch(rings)) return;
    const polygon = nestRings(
      rings.map((ring) => ring.map(position)),
      holesOnly,
    );
    if (!polygon || polygon === "too many") {
      drops.add(`${kind} ${polygon ? "of more rings than can be sorted out" : "without an area"}`, osmId);
      return;
    }
    const list = kind === "building" ? found.buildings : kind === "boundary" ? found.boundaries : found.areas;
    list.push({ osmId, tags, polygon });
  };

  const fromRelations: Parameters<typeof add>[] = [];
  /** Ways whose tags a relation has taken over, with the kind it has become. */
  const takenOver = new Map<number, string>();
  for (const { id, tags, members } of scan.areaRelations) {
    const osmId: OsmId = `relation/${id}`;
    // named twice it is still one line
    const memberWays = [
      ...new Map(members.filter(({ kind }) => kind === "way").map((way) => [way.id, way])).values(),
    ];
    const outer = memberWays.filter((member) => member.role !== "inner");
    // until 2016 tags stood on the outer way: https://wiki.openstreetmap.org/wiki/Old_style_multipolygons
    const own = saysSomething(tags) ? tags : (wayOf.get(outer[0]?.id ?? 0)?.tags ?? tags);
    const kind = areaKind(own, true);
    if (!kind) continue;
    const lines: number[][] = [];
    const isInner: boolean[] = [];
    let missing = 0;
    for (const member of memberWays) {
      const way = wayOf.get(member.id);
      const nodes = way ? [...nodesOf(way)] : [-1];
      if (nodes.includes(-1)) missing++;
      else {
        lines.push(nodes);
        isInner.push(member.role === "inner");
      }
    }
    const { rings, left } = joinRings(lines);
    const isWhole = missing + left === 0;
    if (!isWhole)
      drops.add(
        rings.length > 0
          ? `${kind} relation of which some lines do not close here: the other rings are kept`
          : `${kind} relation that does not close here`,
        osmId,
      );
    if (rings.length === 0) continue;
    for (const member of outer) takenOver.set(member.id, kind);
    // a hole whose outline is missing must not become the area
    const holesOnly = rings.map((ring) => !isWhole && ring.lines.every((line) => isInner[line]));
    fromRelations.push([osmId, own, true, rings.map(({ nodes }) => nodes), holesOnly]);
  }
  for (const way of scan.ways) {
    const nodes = nodesOf(way);
    if (nodes.length < 4 || nodes[0] !== nodes.at(-1)) continue;
    const kind = areaKind(way.tags, false);
    if (!kind || takenOver.get(way.id) === kind) continue;
    if (nodes.includes(-1)) {
      drops.add(`${kind} with missing nodes`, `way/${way.id}`);
      continue;
    }
    add(`way/${way.id}`, way.tags, false, [[...nodes]]);
  }
  for (const relation of fromRelations) add(...relation);
  return found;
}
