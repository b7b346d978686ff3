import type { Position } from "geojson";
import { areaKind } from "./area-rules.ts";
import type { DropList } from "./drop-list.ts";
import type { OsmArea, OsmId, OsmTags } from "./osm-city.ts";
import type { Region } from "./region.ts";
import { joinRings, nestRings } from "./rings.ts";
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
    for (const node of nodes) if (region(scan.lng[node] as number, scan.lat[node] as number)) return true;
    return false;
  };
  const add = (osmId: OsmId, tags: OsmTags, surely: boolean, rings: readonly (readonly number[])[]) => {
    const kind = areaKind(tags, surely);
    if (!kind) return;
    // a large area may hold the whole district without a corner in it: only small ones are judged by their corners
    if (kind === "building" && !rings.some(isInside)) return;
    const polygon = nestRings(rings.map((ring) => ring.map(position)));
    if (!polygon) {
      drops.add(`${kind} without an area`, osmId);
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
    const memberWays = members.filter((member) => member.kind === "way");
    const outer = memberWays.filter((member) => member.role !== "inner");
    // until 2016 tags stood on the outer way: https://wiki.openstreetmap.org/wiki/Old_style_multipolygons
    const own = saysSomething(tags) ? tags : (wayOf.get(outer[0]?.id ?? 0)?.tags ?? tags);
    const kind = areaKind(own, true);
    if (!kind) continue;
    const lines: number[][] = [];
    let missing = false;
    for (const member of memberWays) {
      const way = wayOf.get(member.id);
      const nodes = way ? [...nodesOf(way)] : [-1];
      if (nodes.includes(-1)) missing = true;
      else lines.push(nodes);
    }
    const { rings, left } = joinRings(lines);
    if (missing || left > 0) drops.add(`${kind} relation that does not close in this extract`, osmId);
    // without one of its outer lines nobody knows where it ends: half an area is worse than none
    if (left > 0 || missing || rings.length === 0) continue;
    for (const member of outer) takenOver.set(member.id, kind);
    fromRelations.push([osmId, own, true, rings]);
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
