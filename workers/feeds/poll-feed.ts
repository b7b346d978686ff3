import { ok, type Result } from "../../src/core/result.ts";
import { bodyText, type FailedRequest, type FeedWorld, feedRequest } from "./feed-request.ts";

const LONGEST_ANSWER_MILLISECONDS = 30_000;

/** What the last answer said of itself, to ask only for something newer. */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}
export const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

/** What is at an address now; null: the same as last time. */
export async function pollFeed(
  world: FeedWorld,
  url: string,
  known: Validators,
  signal: AbortSignal,
): Promise<Result<{ readonly text: string | null; readonly validators: Validators }, FailedRequest>> {
  const given = new AbortController();
  const hurry = AbortSignal.any([signal, given.signal]);
  const settled = new AbortController();
  void world.wait(LONGEST_ANSWER_MILLISECONDS, AbortSignal.any([signal, settled.signal])).then(() => {
    if (!settled.signal.aborted) given.abort();
  });
  try {
    const headers = {
      Accept: "application/json, application/geo+json, application/cap+xml",
      ...(known.etag !== null && { "If-None-Match": known.etag }),
      ...(known.lastModified !== null && { "If-Modified-Since": known.lastModified }),
    };
    const asked = await feedRequest(world, url, headers, hurry);
    if (!asked.ok) return asked;
    if (asked.value.status === 304) return ok({ text: null, validators: known });
    const body = await bodyText(asked.value);
    if (!body.ok) return body;
    const validators = {
      etag: asked.value.headers.get("etag"),
      lastModified: asked.value.headers.get("last-modified"),
    };
    return ok({ text: body.value, validators });
  } finally {
    settled.abort();
  }
}
