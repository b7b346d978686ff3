import { areaKind, isPoint } from "./area-rules.ts";
import { type BarrierRule, barrierRule } from "./barrier-rules.ts";
import type { DropList } from "./drop-list.ts";
import { IdCollector, indexOfId } from "./id-table.ts";
import { OsmFault, osmBlobs } from "./osm-blobs.ts";
import { HOLDS, type OsmRelation, readOsmHeader, visitOsmBlock } from "./osm-block.ts";
import type { OsmTags } from "./osm-city.ts";
import type { Region } from "./region.ts";
import { type StreetRule, streetRule } from "./street-rules.ts";
import { type Restriction, readRestriction } from "./turn-restrictions.ts";

export interface ScannedWay {
  readonly id: number;
  readonly tags: OsmTags;
  readonly rule: StreetRule | null;
  /** Its nodes are refs[start … end). */
  readonly start: number;
  readonly end: number;
}

/** What the passes keep of a file. */
export interface OsmScan {
  readonly ways: readonly ScannedWay[];
  /** Node of every ref: index into lng and lat, -1 = missing. */
  readonly refs: Int32Array;
  readonly nodeIds: Float64Array;
  /** 1e-7 degree. */
  readonly lng: Int32Array;
  readonly lat: Int32Array;
  readonly barriers: ReadonlyMap<number, BarrierRule>;
  readonly points: {
    readonly id: number;
    readonly tags: OsmTags;
    readonly lng: number;
    readonly lat: number;
  }[];
  readonly areaRelations: readonly OsmRelation[];
  readonly restrictions: readonly Restriction[];
  readonly dataDate: string | null;
  readonly counts: {
    readonly nodes: number;
    readonly ways: number;
    readonly relations: number;
    readonly missingNodes: number;
  };
}

/** Data blobs again, those that hold what the pass asks for. */
function pass(
  path: string,
  holds: Uint8Array | null,
  asked: number,
  visit: (bytes: Uint8Array, blob: number, end: number) => void,
): void {
  let blob = 0;
  for (const { type, read, end, offset } of osmBlobs(path)) {
    if (type !== "OSMData") continue;
    if (holds === null || ((holds[blob] ?? 0) & asked) !== 0) {
      try {
        visit(read(), blob, end);
      } catch (cause) {
        if (cause instanceof OsmFault) throw cause;
        throw new OsmFault(
          `block at byte ${offset}`,
          cause instanceof Error ? cause.message : String(cause),
          "OSM data",
        );
      }
    }
    blob++;
  }
}

function readHeader(path: string): { dataDate: string | null; blobs: number; bytes: number } {
  let header: { dataDate: string | null } | null = null;
  let blobs = 0;
  let bytes = 0;
  try {
    for (const blob of osmBlobs(path)) {
      if (!header && blob.type !== "OSMHeader")
        throw new OsmFault("file type", JSON.stringify(blob.type.slice(0, 40)), "OSMHeader");
      header ??= { dataDate: readOsmHeader(blob.read()) };
      if (blob.type === "OSMData") blobs++;
      bytes = blob.end;
    }
  } catch (cause) {
    // before the first block has been understood nothing says that this is OSM data at all
    if (header || (cause instanceof OsmFault && !cause.field.startsWith("block at byte 0"))) throw cause;
    throw new OsmFault("file type", cause instanceof Error ? cause.message : String(cause), "OSMHeader");
  }
  return { dataDate: header?.dataDate ?? null, blobs, bytes };
}

/** Ids of the nodes in the region, ascending; null = all of them. */
function nodesInside(path: string, holds: Uint8Array, region: Region): Float64Array | null {
  if (region.isEverywhere) return null;
  const inside = new IdCollector();
  pass(path, holds, HOLDS.nodes, (block) => {
    visitOsmBlock(block, {
      node: (id, lng, lat) => {
        if (region.contains(lng, lat)) inside.push(id);
      },
    });
  });
  return inside.sorted();
}

export function scanOsm(
  path: string,
  region: Region,
  drops: DropList,
  onProgress: (share: number) => void,
): OsmScan {
  const { dataDate, blobs, bytes } = readHeader(path);
  const holds = new Uint8Array(blobs);
  const counts = { nodes: 0, ways: 0, relations: 0, missingNodes: 0 };

  const areaRelations: OsmRelation[] = [];
  const restrictions: Restriction[] = [];
  const memberWays = new Set<number>();
  pass(path, null, HOLDS.relations, (block, blob, end) => {
    holds[blob] = visitOsmBlock(block, {
      relation: (relation) => {
        counts.relations++;
        const { id, tags, members } = relation;
        const type = tags.type ?? "";
        if (type === "multipolygon" || type === "boundary") {
          if (type === "boundary" && areaKind(tags, true) === null) return;
          areaRelations.push(relation);
          for (const member of members) if (member.kind === "way") memberWays.add(member.id);
        } else if (type === "restriction" || type.startsWith("restriction:")) {
          const restriction = readRestriction(relation);
          if (typeof restriction === "string") drops.add(restriction, `relation/${id}`);
          else restrictions.push(restriction);
        }
      },
    });
    onProgress(end / bytes / 3);
  });

  const inside = nodesInside(path, holds, region);
  const reaches = (nodes: readonly number[]) =>
    inside === null || nodes.some((node) => indexOfId(inside, node) >= 0);
  const ways: ScannedWay[] = [];
  const refIds = new IdCollector();
  pass(path, holds, HOLDS.ways, (block, _, end) => {
    visitOsmBlock(block, {
      way: (id, nodes, tags) => {
        counts.ways++;
        const isMember = memberWays.has(id);
        const closed = nodes.length > 3 && nodes[0] === nodes.at(-1);
        const area = closed ? areaKind(tags, false) : null;
        // an area may hold the whole district without a corner in it: only when its nodes are known can it be left out
        if (!isMember && (area === null || area === "building") && !reaches(nodes)) return;
        let rule: StreetRule | null = null;
        if (tags.highway !== undefined) {
          const found = streetRule(tags);
          if (typeof found === "string") drops.add(found, `way/${id}`);
          else rule = found;
          if (found !== null && tags.oneway === "reversible")
            drops.add("reversible lane: closed to vehicles", `way/${id}`);
          if (Object.keys(tags).some((key) => key.endsWith(":conditional")))
            drops.add("rule at certain hours only, on a street", `way/${id}`);
        } else if (tags.route === "ferry") drops.add("ferry", `way/${id}`);
        if (!closed && !isMember && tags.building !== undefined && tags.building !== "no")
          drops.add("building whose outline does not close", `way/${id}`);
        if (!rule && !isMember && !area) return;
        const start = refIds.length;
        for (const node of nodes) refIds.push(node);
        ways.push({ id, tags, rule, start, end: refIds.length });
      },
    });
    onProgress((1 + end / bytes) / 3);
  });
  ways.sort((a, b) => a.id - b.id);

  const nodeIds = refIds.sorted();
  const lng = new Int32Array(nodeIds.length);
  const lat = new Int32Array(nodeIds.length);
  const seen = new Uint8Array(nodeIds.length);
  const barriers = new Map<number, BarrierRule>();
  const points: OsmScan["points"] = [];
  let cursor = 0;
  pass(path, holds, HOLDS.nodes, (block, _, end) => {
    visitOsmBlock(block, {
      node: (id, x, y, tags) => {
        counts.nodes++;
        if (Math.abs(x) > 180e7 || Math.abs(y) > 90e7) {
          drops.add("node off the globe", `node/${id}`);
          return;
        }
        // files are sorted as a rule: the next wanted id is just ahead
        while (cursor < nodeIds.length && (nodeIds[cursor] as number) < id) cursor++;
        let index = nodeIds[cursor] === id ? cursor : -1;
        if (index < 0 && cursor > 0 && (nodeIds[cursor - 1] as number) >= id) index = indexOfId(nodeIds, id);
        if (index >= 0) {
          lng[index] = x;
          lat[index] = y;
          seen[index] = 1;
        }
        if (!tags) return;
        if (index >= 0) {
          const barrier = barrierRule(tags);
          if (barrier) barriers.set(index, barrier);
        }
        if (isPoint(tags) && region.contains(x, y)) points.push({ id, tags, lng: x, lat: y });
      },
    });
    onProgress((2 + end / bytes) / 3);
  });

  const ids = refIds.values();
  const refs = new Int32Array(ids.length);
  for (let i = 0; i < ids.length; i++) {
    const index = indexOfId(nodeIds, ids[i] as number);
    refs[i] = index >= 0 && seen[index] === 1 ? index : -1;
  }
  for (const there of seen) if (!there) counts.missingNodes++;
  areaRelations.sort((a, b) => a.id - b.id);
  restrictions.sort((a, b) => a.id - b.id);
  return { ways, refs, nodeIds, lng, lat, barriers, points, areaRelations, restrictions, dataDate, counts };
}
