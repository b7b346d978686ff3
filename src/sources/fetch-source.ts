import type { Failure } from "../core/model/failure.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { ByteSource, RangeAnswer } from "./byte-source.ts";

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
  const unreachable = (file: string, httpStatus?: number) =>
    err<Failure>({
      code: "PACK_UNREACHABLE",
      packId,
      file,
      ...(httpStatus === undefined ? {} : { httpStatus }),
    });
  const broken = (file: string, signal: AbortSignal | undefined) =>
    signal?.aborted ? err<Failure>({ code: "CANCELLED" }) : unreachable(file);
  return {
    async read(path, signal) {
      let response: Response;
      let bytes: Uint8Array;
      try {
        response = await fetchFile(`${base}${path}`, signal ? { signal } : {});
        if (!response.ok) return unreachable(path, response.status);
        bytes = new Uint8Array(await response.arrayBuffer());
      } catch {
        return broken(path, signal);
      }
      return isPage(response, bytes) ? unreachable(path, response.status) : ok(bytes);
    },
    async readRange(path, start, end, signal): Promise<Result<RangeAnswer, Failure>> {
      let response: Response;
      let bytes: Uint8Array;
      const stop = new AbortController();
      try {
        response = await fetchFile(`${base}${path}`, {
          headers: { Range: `bytes=${start}-${end - 1}` },
          // Else the browser's cache lets only one question for a file through at a time: each would wait for the last.
          cache: "no-store",
          signal: signal ? AbortSignal.any([signal, stop.signal]) : stop.signal,
        });
        const isRefused =
          response.status === 416 || (response.status === 206 && !isPart(response.headers, start, end));
        if (isRefused) {
          // A server that sends something else may send a lot of it.
          stop.abort();
          return ok({ kind: "refused" });
        }
        if (!response.ok) return unreachable(path, response.status);
        bytes = new Uint8Array(await response.arrayBuffer());
      } catch {
        return broken(path, signal);
      }
      if (response.status !== 206)
        return isPage(response, bytes) ? unreachable(path, response.status) : ok({ kind: "whole", bytes });
      // Cut short, or several parts in one body.
      if (bytes.length !== end - start) return ok({ kind: "refused" });
      return ok({
        kind: "part",
        bytes,
        totalBytes: contentRange(response.headers)?.totalBytes ?? null,
        version: response.headers.get("etag") ?? response.headers.get("last-modified"),
      });
    },
  };
}

function contentRange(headers: Headers) {
  const found = /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(headers.get("content-range")?.trim() ?? "");
  if (!found) return null;
  const [, first, last, total] = found;
  return {
    start: Number(first),
    end: Number(last) + 1,
    totalBytes: total === "*" ? null : Number(total),
  };
}

/** Bytes of an encoded body are not bytes of the file. Another origin may hide `Content-Range`: then the length decides. */
function isPart(headers: Headers, start: number, end: number): boolean {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding !== "identity") return false;
  if (headers.get("content-type")?.startsWith("multipart/")) return false;
  if (!headers.has("content-range")) return true;
  const range = contentRange(headers);
  return range?.start === start && range.end === end;
}

function isPage(response: Response, bytes: Uint8Array): boolean {
  return response.headers.get("content-type")?.startsWith("text/html") === true || startsLikePage(bytes);
}

function startsLikePage(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 64)).trimStart().toLowerCase();
  return start.startsWith("<!doctype html") || start.startsWith("<html");
}
