import type { OfflineState } from "../core/model/offline.ts";
import { createKeeper, type Keeper } from "./create-keeper.ts";
import { createKeptPacks } from "./kept-packs.ts";
import { keptPacksParts } from "./kept-packs-parts.ts";

/** The keeper of this browser's page that is served from `homeUrl`. */
export function keepInBrowser(homeUrl: URL, report: (change: Partial<OfflineState>) => void): Keeper {
  const { connection } = navigator as Navigator & { readonly connection?: { readonly saveData?: boolean } };
  // A browser that blocks storage may refuse even to name it.
  const part = <Value>(read: () => Value): Value | undefined => {
    try {
      return read();
    } catch {
      return undefined;
    }
  };
  const hasCaches = part(() => Boolean(globalThis.caches)) === true;
  return createKeeper({
    serviceWorkers: hasCaches ? part(() => navigator.serviceWorker) : undefined,
    isSecure: globalThis.isSecureContext,
    script: import.meta.env.PROD
      ? { url: new URL("service-worker.js", homeUrl).href, scope: homeUrl.href }
      : null,
    packs: () => createKeptPacks(keptPacksParts(homeUrl)),
    keepCatalogue: () => void fetch(new URL("packs/catalogue.json", homeUrl)).catch(() => {}),
    savesData: () => connection?.saveData === true,
    storage: part(() => navigator.storage),
    reloadPage: () => location.reload(),
    pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    report,
  });
}
