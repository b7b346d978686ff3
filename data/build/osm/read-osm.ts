import { createHash } from "node:crypto";
import { createReadStream, statSync } from "node:fs";
import type { MultiPolygon, Polygon } from "geojson";
import type { Failure } from "../../../src/core/model/failure.ts";
import { err, ok, type Result } from "../../../src/core/result.ts";
import { buildAreas } from "./build-areas.ts";
import { buildStreets } from "./build-streets.ts";
import { createDropList } from "./drop-list.ts";
import { OsmFault } from "./osm-blobs.ts";
import type { OsmCity } from "./osm-city.ts";
import { createRegion } from "./region.ts";
import { scanOsm } from "./scan-osm.ts";

export interface ReadOsmOptions {
  /** The district; null = all that the extract holds. */
  readonly clip: Polygon | MultiPolygon | null;
  /** How far beyond the boundary streets are kept: people walk across it. */
  readonly marginMetres: number;
  /** 0-1, rising. */
  readonly onProgress?: (share: number) => void;
}

async function hashOfFile(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk as Uint8Array);
  return hash.digest("hex");
}

/**
 * A .osm.pbf as a city. Passes over its blobs (relations, with a clip the nodes in it, ways, nodes): one blob is
 * held at a time, of the ways only those that reach into the clip, areas and parts of relations, and of the nodes only
 * those that something kept refers to. The same file gives the same city.
 */
export async function readOsm(path: string, options: ReadOsmOptions): Promise<Result<OsmCity, Failure>> {
  const file = path.split(/[\\/]/).at(-1) ?? path;
  try {
    if (statSync(path).size === 0) return err({ code: "IMPORT_EMPTY", file });
    const inputHash = await hashOfFile(path);
    const drops = createDropList();
    const region = createRegion(options.clip, options.marginMetres);
    const scan = scanOsm(path, region, drops, (share) => options.onProgress?.(share * 0.7));
    const streets = buildStreets(scan, region, drops, inputHash);
    options.onProgress?.(0.9);
    const areas = buildAreas(scan, region, drops);
    options.onProgress?.(1);
    return ok({
      ...streets,
      ...areas,
      points: scan.points
        .sort((a, b) => a.id - b.id)
        .map(({ id, tags, lng, lat }) => ({ osmId: `node/${id}`, tags, lngLat: [lng / 1e7, lat / 1e7] })),
      dataDate: scan.dataDate,
      counts: { ...scan.counts, restrictions: streets.network.restrictionKind.length },
      dropped: drops.list(),
    });
  } catch (cause) {
    if (cause instanceof OsmFault && cause.field === "file type")
      return err({ code: "IMPORT_FORMAT_UNKNOWN", file, found: cause.found });
    const place =
      cause instanceof OsmFault
        ? { file, field: cause.field, found: cause.found, expected: cause.expected }
        : { file, found: cause instanceof Error ? cause.message : String(cause), expected: "OSM PBF" };
    return err({ code: "IMPORT_UNREADABLE", place });
  }
}
