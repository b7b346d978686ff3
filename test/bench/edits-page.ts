import { createEngine } from "../../src/engine/engine.ts";
import { startAnalysisWorker, startLayersWorker } from "../../src/engine/worker-ports.ts";
import { askClosures, type ClosureTimes } from "./ask-closures.ts";

/** Runs in the page: the questions go to the analysis worker and back, as those of the app do. */
export async function measureInPage(count: number): Promise<ClosureTimes> {
  const packsUrl = new URL("/packs/", location.href).href;
  const engine = createEngine({ startAnalysisWorker, startLayersWorker, packsUrl });
  const opened = await engine.open("xicheng", () => {});
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const { signal } = new AbortController();
  return askClosures(
    (kind, request) => engine.run(kind, request, { signal }),
    opened.value.shelters.map(({ lngLat }) => lngLat),
    count,
  );
}
