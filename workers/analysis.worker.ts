import { expose, transfer } from "comlink";
import { createFetchSource } from "../src/sources/fetch-source.ts";
import { type AnalysisApi, createAnalysisApi } from "./analysis-api.ts";
import { collectTransferables } from "./collect-transferables.ts";
import { createPooledDraw } from "./rubble-pool.ts";
import { browserThreads, startBrowserThread } from "./rubble-threads.ts";

const api = createAnalysisApi(createFetchSource, createPooledDraw(startBrowserThread, browserThreads()));
const exposed: AnalysisApi = {
  open: api.open,
  applyChanges: api.applyChanges,
  run: async (kind, request, onProgress) => {
    const result = await api.run(kind, request, onProgress);
    return transfer(result, collectTransferables(result));
  },
};
expose(exposed);
