import type { FeedFault } from "../../src/core/model/feed.ts";
import { err, ok, type Result } from "../../src/core/result.ts";

/** What the worker reaches the world by; tests give their own. */
export interface FeedWorld {
  readonly fetchFrom: (url: string, init: RequestInit) => Promise<Response>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after so many milliseconds, or at once when aborted. */
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** 0-1. */
  readonly random: () => number;
}

export interface FailedRequest {
  readonly fault: FeedFault;
  /** As the server asks; 0: it does not. */
  readonly retryAfterMilliseconds: number;
}

/** Larger ones are no message, and a whole body of messages is asked for in parts by its server. */
export const MOST_BODY_BYTES = 4_000_000;
const WANTS_RETRY = new Set([429, 503]);

const failed = (fault: FeedFault, retryAfterMilliseconds = 0) =>
  err<FailedRequest>({ fault, retryAfterMilliseconds });

/** Asks without credentials, referrer or cache, and does not let itself be led to another address. */
export async function feedRequest(
  world: FeedWorld,
  url: string,
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Result<Response, FailedRequest>> {
  let response: Response;
  try {
    response = await world.fetchFrom(url, {
      headers,
      signal,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      cache: "no-store",
      redirect: "manual",
    });
  } catch {
    return failed({ code: "unreachable" });
  }
  if (response.type === "opaqueredirect" || (response.status > 304 && response.status < 400))
    return failed({ code: "redirected" });
  if (!response.ok && response.status !== 304) {
    const seconds = WANTS_RETRY.has(response.status) ? Number(response.headers.get("retry-after")) : 0;
    return failed({ code: "http-status", status: response.status }, seconds > 0 ? seconds * 1000 : 0);
  }
  return ok(response);
}

/** The text of a body; more than the limit is not even waited for. */
export async function bodyText(response: Response): Promise<Result<string, FailedRequest>> {
  const said = Number(response.headers.get("content-length"));
  const tooLarge = (bytes: number | null) =>
    failed({ code: "too-large", bytes, limitBytes: MOST_BODY_BYTES });
  if (said > MOST_BODY_BYTES) {
    await response.body?.cancel();
    return tooLarge(said);
  }
  const reader = response.body?.getReader();
  if (!reader) return ok("");
  const decoder = new TextDecoder();
  let bytes = 0;
  let text = "";
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return ok(text + decoder.decode());
      bytes += value.length;
      if (bytes > MOST_BODY_BYTES) {
        await reader.cancel();
        return tooLarge(null);
      }
      text += decoder.decode(value, { stream: true });
    }
  } catch {
    return failed({ code: "unreachable" });
  }
}
