import { PrecacheController } from "workbox-precaching/PrecacheController.js";
import { cacheNames } from "../src/offline/cache-names.ts";
import { createKeptPacks } from "../src/offline/kept-packs.ts";
import { keptPacksParts } from "../src/offline/kept-packs-parts.ts";
import type { WorkerAnswers, WorkerQuestion } from "../src/offline/worker-messages.ts";
import { partOfFile } from "./offline/part-of-file.ts";
import { type Route, routeRequest } from "./offline/route-request.ts";

/*
 * Answers the page from what is kept on this device. The program is kept as one version, whole or not at all; a new one
 * waits until the page says so, or until no window uses the old one. Districts are put in the cache by the page.
 */

declare const self: ServiceWorkerGlobalScope;
/** Put in by the build: every file of the program but the districts, and when it was built. */
declare const PROGRAM_FILES: readonly { readonly url: string; readonly revision: string | null }[];
declare const BUILT_AT_ISO: string;

/** A line that takes longer than this for the small list of districts is as good as none. */
const CATALOGUE_PATIENCE_MILLISECONDS = 4000;

const homeUrl = new URL(self.registration.scope);
const names = cacheNames(homeUrl);
const packs = createKeptPacks(keptPacksParts(homeUrl));
const program = new PrecacheController({ cacheName: names.code });
program.addToCacheList(
  PROGRAM_FILES.map(({ url, revision }) => ({ url: new URL(url, homeUrl).href, revision })),
);

self.addEventListener("install", (event) => void program.install(event));
self.addEventListener("activate", (event) => {
  void program.activate(event);
  // The page of the first visit goes on with what is kept, too: it may lose its network before it is opened again.
  event.waitUntil(self.clients.claim());
});

const windows = async () =>
  (await self.clients.matchAll({ type: "window", includeUncontrolled: true })).filter(({ url }) =>
    url.startsWith(homeUrl.href),
  ).length;
const answers: { readonly [Question in WorkerQuestion]: () => Promise<WorkerAnswers[Question]> } = {
  about: async () => ({ builtAtIso: BUILT_AT_ISO }),
  windows: async () => ({ count: await windows() }),
  "take-over": async () => {
    const otherWindows = Math.max(0, (await windows()) - 1);
    if (otherWindows === 0) await self.skipWaiting();
    return { otherWindows };
  },
};
self.addEventListener("message", (event) => {
  const question = event.data as WorkerQuestion;
  if (!Object.hasOwn(answers, question)) return;
  event.waitUntil(answers[question]().then((answer) => event.ports[0]?.postMessage(answer)));
});

async function fromProgram(request: Request, url: string): Promise<Response> {
  const key = program.getCacheKeyForURL(url);
  const kept = key ? await caches.match(key, { cacheName: names.code }) : undefined;
  // The browser may have cleared a single file: the server's own is as good while it is of the same version.
  return kept ?? fetch(request);
}

async function fromCatalogue(request: Request): Promise<Response> {
  const records = await caches.open(names.records);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(CATALOGUE_PATIENCE_MILLISECONDS) });
    if (response.ok) await records.put(request.url, response.clone());
    return response;
  } catch (reason) {
    const last = await records.match(request.url);
    if (last) return last;
    throw reason;
  }
}

async function fromPack(request: Request, packId: string, path: string): Promise<Response> {
  const kept = await packs.match(packId, path);
  return kept ? partOfFile(request, kept) : fetch(request);
}

function answer(request: Request, route: Route): Promise<Response> {
  switch (route.kind) {
    case "page":
      return fromProgram(request, homeUrl.href);
    case "code":
      return fromProgram(request, new URL(new URL(request.url).pathname, homeUrl).href);
    case "pack":
      return fromPack(request, route.packId, route.path);
    case "catalogue":
      return fromCatalogue(request);
    default: {
      const never: never = route;
      throw new Error(String(never));
    }
  }
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const route = routeRequest(request, homeUrl, (url) => program.getCacheKeyForURL(url) !== undefined);
  if (route) event.respondWith(answer(request, route));
});
