/** What of a request the service worker looks at. */
export interface SeenRequest {
  readonly method: string;
  readonly mode: string;
  readonly cache: string;
  readonly url: string;
}

/** Who answers: the kept page, the kept program, a kept district, or the last list of districts. */
export type Route =
  | { readonly kind: "page" }
  | { readonly kind: "code" }
  | { readonly kind: "pack"; readonly packId: string; readonly path: string }
  | { readonly kind: "catalogue" };

/** Whoever asks like this wants what is on the server now: so does the page when it looks for a newer district. */
const WANTS_SERVER = new Set(["no-cache", "reload"]);

/**
 * null: none of ours, the browser goes its own way as if there were no service worker.
 * @param isCode whether an address without query and fragment is one of the program's files
 */
export function routeRequest(
  request: SeenRequest,
  homeUrl: URL,
  isCode: (url: string) => boolean,
): Route | null {
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== homeUrl.origin || !url.pathname.startsWith(homeUrl.pathname))
    return null;
  const path = url.pathname.slice(homeUrl.pathname.length);
  if (path.startsWith("packs/")) {
    if (WANTS_SERVER.has(request.cache)) return null;
    if (path === "packs/catalogue.json") return { kind: "catalogue" };
    const [, packId, file] = /^packs\/([^/]+)\/pack\/([^/]+)$/.exec(path) ?? [];
    return packId && file ? { kind: "pack", packId, path: file } : null;
  }
  // Every door is the same page, with or without its own file on the server.
  const lastPart = path.slice(path.lastIndexOf("/") + 1);
  if (request.mode === "navigate")
    return lastPart === "index.html" || !lastPart.includes(".") ? { kind: "page" } : null;
  return isCode(url.origin + url.pathname) ? { kind: "code" } : null;
}
