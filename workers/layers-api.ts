import type { Failure } from "../src/core/model/failure.ts";
import type { LayerId } from "../src/core/model/pack.ts";
import type { Result } from "../src/core/result.ts";
import type { ByteSource } from "../src/sources/byte-source.ts";
import { layerAsGeoJson } from "../src/sources/layer-geojson.ts";

/** Turns a layer file into GeoJSON text for the map, away from both the page and the analyses. */
export interface LayersApi {
  layer(request: {
    readonly packId: string;
    readonly baseUrl: string;
    readonly layer: LayerId;
  }): Promise<Result<Uint8Array<ArrayBuffer>, Failure>>;
}

export function createLayersApi(sourceAt: (baseUrl: string) => ByteSource): LayersApi {
  return {
    layer: ({ packId, baseUrl, layer }) => layerAsGeoJson(sourceAt(baseUrl), packId, layer),
  };
}
