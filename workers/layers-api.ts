import type { Failure } from "../src/core/model/failure.ts";
import type { Bbox } from "../src/core/model/geometry.ts";
import type { LayerChange } from "../src/core/model/import.ts";
import type { Result } from "../src/core/result.ts";
import type { ByteSource } from "../src/sources/byte-source.ts";
import { changedLayerAsGeoJson } from "../src/sources/changed-layer.ts";
import { LayerBoxes, type LayerRequest } from "./layer-boxes.ts";

/** Turns a layer file into GeoJSON text for the map, away from both the page and the analyses. */
export interface LayersApi {
  /** `changes`: those of this layer, to be laid over its file in order. */
  layer(
    request: LayerRequest & { readonly changes: readonly LayerChange[] },
  ): Promise<Result<Uint8Array<ArrayBuffer>, Failure>>;
  /** Only what meets the box; a newer box of the same layer answers the older CANCELLED. */
  layerBox(
    request: LayerRequest & { readonly bbox: Bbox },
  ): Promise<Result<Uint8Array<ArrayBuffer>, Failure>>;
  /** Holds the file of the layer, for boxes to come; answers with its length in bytes. */
  keepLayer(request: LayerRequest): Promise<Result<number, Failure>>;
}

export function createLayersApi(sourceAt: (baseUrl: string) => ByteSource): LayersApi {
  const boxes = new LayerBoxes(sourceAt);
  return {
    layer: (request) =>
      request.changes.length === 0
        ? boxes.whole(request)
        : changedLayerAsGeoJson(sourceAt(request.baseUrl), request.packId, request.layer, request.changes),
    layerBox: (request) => boxes.box(request),
    keepLayer: (request) => boxes.keep(request),
  };
}
