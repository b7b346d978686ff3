import type { Failure } from "../core/model/failure.ts";
import type { LayerId, PackDescription } from "../core/model/pack.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { flatGeobufAsGeoJson } from "./flatgeobuf-read.ts";
import { readDescription, readLayerFile } from "./pack-files.ts";

/** One layer as UTF-8 GeoJSON for the map; the page makes a Blob address of it. `described`: what the pack holds, where that has been read. */
export async function layerAsGeoJson(
  source: ByteSource,
  packId: string,
  layer: LayerId,
  described: Promise<Result<PackDescription, Failure>> = readDescription(source, packId),
): Promise<Result<Uint8Array<ArrayBuffer>, Failure>> {
  const description = await described;
  if (!description.ok) return description;
  const resource = description.value.resources.find((entry) => entry.name === layer);
  if (!resource) return err({ code: "LAYER_MISSING", packId, layer });
  const file = await readLayerFile(source, packId, resource);
  return file.ok ? ok(flatGeobufAsGeoJson(file.value).bytes) : file;
}
