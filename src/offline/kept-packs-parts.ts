import type { KeptPacksParts } from "./kept-packs.ts";

const hexOf = (hash: ArrayBuffer) =>
  [...new Uint8Array(hash)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** The browser's own parts, in a page or in a service worker. Only where the address is secure: else there are none. */
export function keptPacksParts(homeUrl: URL): KeptPacksParts {
  return {
    caches: globalThis.caches,
    fetchFile: (...given) => fetch(...given),
    sha256: async (bytes) => hexOf(await crypto.subtle.digest("SHA-256", bytes)),
    freeBytes: async () => {
      const { quota, usage } = (await navigator.storage?.estimate?.()) ?? {};
      return quota === undefined ? Number.POSITIVE_INFINITY : Math.max(0, quota - (usage ?? 0));
    },
    nowIso: () => new Date().toISOString(),
    homeUrl,
  };
}
