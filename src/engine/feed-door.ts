import { proxy, type Remote, wrap } from "comlink";
import type { FeedFault } from "../core/model/feed.ts";
import type { FeedsApi } from "../core/model/feed-session.ts";
import type { WorkerPort } from "./engine.ts";

/**
 * Door to the worker that listens to feeds; started with the first question. When it dies every open question is given
 * up, `onDeath` is told, and the next question starts another.
 */
export function createFeedDoor(startFeedsWorker: () => WorkerPort, onDeath: () => void): FeedsApi {
  let remote: Remote<FeedsApi> | null = null;
  const asked = new Set<(reason: Error) => void>();

  const worker = (): Remote<FeedsApi> => {
    if (remote) return remote;
    const started = startFeedsWorker();
    started.onDeath((detail) => {
      started.terminate();
      remote = null;
      const waiting = [...asked];
      asked.clear();
      for (const giveUp of waiting) giveUp(new Error(detail));
      onDeath();
    });
    remote = wrap<FeedsApi>(started.endpoint);
    return remote;
  };
  const ask = <Value>(question: (worker: Remote<FeedsApi>) => Promise<Value>): Promise<Value> =>
    new Promise((resolve, reject) => {
      asked.add(reject);
      question(worker())
        .then(resolve, reject)
        .finally(() => asked.delete(reject));
    });

  return {
    start: (setup, onReport) => ask((api) => api.start(setup, proxy(onReport))),
    turnOn: (address) => ask(async (api): Promise<FeedFault | null> => api.turnOn(address)),
    turnOff: (id) => ask((api) => api.turnOff(id)),
    readFile: (bytes) => ask((api) => api.readFile(bytes)),
    chooseCrs: (source, crs) => ask((api) => api.chooseCrs(source, crs)),
    forget: () => ask((api) => api.forget()),
  };
}
