import { expose, transfer } from "comlink";
import { createFetchSource } from "../src/sources/fetch-source.ts";
import { createLayersApi, type LayersApi } from "./layers-api.ts";

const api = createLayersApi(createFetchSource);
const exposed: LayersApi = {
  layer: async (request) => {
    const result = await api.layer(request);
    return result.ok ? transfer(result, [result.value.buffer]) : result;
  },
};
expose(exposed);
