import { expose, transfer } from "comlink";
import type { Failure } from "../src/core/model/failure.ts";
import type { Result } from "../src/core/result.ts";
import { createFetchSource } from "../src/sources/fetch-source.ts";
import { createLayersApi, type LayersApi } from "./layers-api.ts";

const api = createLayersApi(createFetchSource);
const handOver = (result: Result<Uint8Array<ArrayBuffer>, Failure>) =>
  result.ok ? transfer(result, [result.value.buffer]) : result;
const exposed: LayersApi = {
  layer: async (request) => handOver(await api.layer(request)),
  layerBox: async (request) => handOver(await api.layerBox(request)),
  keepLayer: (request) => api.keepLayer(request),
};
expose(exposed);
