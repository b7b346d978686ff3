import { expose, transfer } from "comlink";
import { createFetchSource } from "../src/sources/fetch-source.ts";
import { loadFurther } from "./analyses.ts";
import { type AnalysisApi, createAnalysisApi } from "./analysis-api.ts";
import { collectTransferables } from "./collect-transferables.ts";
import { isAddressGone } from "./stop-flag.ts";

const api = createAnalysisApi(
  createFetchSource,
  // #region staff
  async (...given) => {
    const [{ createPooledDraw }, { browserThreads, startBrowserThread }] = await Promise.all([
      import("./rubble-pool.ts"),
      import("./rubble-threads.ts"),
    ]);
    return createPooledDraw(startBrowserThread, browserThreads())(...given);
  },
  // #endregion staff
  isAddressGone,
);
const exposed: AnalysisApi = {
  openFirst: api.openFirst,
  open: async (...given) => {
    const opened = await api.open(...given);
    // #region staff
    // Before the network may be gone; a question that comes first waits for the same file.
    loadFurther().catch(() => {});
    // #endregion staff
    return opened;
  },
  applyChanges: api.applyChanges,
  run: async (kind, request, onProgress, stopAddress) => {
    const result = await api.run(kind, request, onProgress, stopAddress);
    return transfer(result, collectTransferables(result));
  },
};
expose(exposed);
