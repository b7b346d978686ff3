import { parentPort } from "node:worker_threads";
import { createRubbleApi } from "../rubble-api.ts";
import type { Call } from "./node-thread.ts";

const api = createRubbleApi();
parentPort?.on("message", ({ verb, given }: Call) => {
  const answer = api[verb] as (...given: readonly unknown[]) => unknown;
  parentPort?.postMessage(answer(...given));
});
