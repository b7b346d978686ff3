import { err, ok } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";

/**
 * The files of a pack under `baseUrl`. A web server that answers every unknown address with its start page would hand
 * us HTML with status 200: that counts as "file not there".
 */
export function createFetchSource(
  baseUrl: string,
  fetchFile: typeof fetch = (...given) => fetch(...given),
): ByteSource {
  const base = baseUrl.endsWith("/") ? baseUrl : `${baseUrl}/`;
  // The readers know the pack by its id and put that in place of the address.
  const packId = baseUrl;
  return {
    async read(path, signal) {
      let response: Response;
      let bytes: Uint8Array;
      try {
        response = await fetchFile(`${base}${path}`, signal ? { signal } : {});
        if (!response.ok)
          return err({ code: "PACK_UNREACHABLE", packId, file: path, httpStatus: response.status });
        bytes = new Uint8Array(await response.arrayBuffer());
      } catch {
        if (signal?.aborted) return err({ code: "CANCELLED" });
        return err({ code: "PACK_UNREACHABLE", packId, file: path });
      }
      const isPage = response.headers.get("content-type")?.startsWith("text/html") || startsLikePage(bytes);
      if (isPage) return err({ code: "PACK_UNREACHABLE", packId, file: path, httpStatus: response.status });
      return ok(bytes);
    },
  };
}

function startsLikePage(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().toLowerCase();
  return start.startsWith("<!doctype html") || start.startsWith("<html");
}
