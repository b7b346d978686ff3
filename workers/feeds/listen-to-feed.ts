import { createEventStream, type StreamEvent } from "../../src/core/feed/create-event-stream.ts";
import { err, type Result } from "../../src/core/result.ts";
import { bodyText, type FailedRequest, type FeedWorld, feedRequest } from "./feed-request.ts";

/** Of one message of a stream. A warning with long outlines fits many times. */
export const MOST_MESSAGE_CHARACTERS = 1_000_000;
/** Servers send a comment now and then; one that sends nothing at all for so long is gone. */
const MOST_SILENT_SECONDS = 180;

export interface Listener {
  readonly onOpen: () => void;
  readonly onEvents: (events: readonly StreamEvent[]) => void;
  /** A body that is no stream of events: it may be a page, and says so best itself. */
  readonly onText: (text: string) => void;
}

/** Listens until the stream ends, one way or another. */
export async function listenToFeed(
  world: FeedWorld,
  url: string,
  lastEventId: string,
  listener: Listener,
  signal: AbortSignal,
): Promise<Result<never, FailedRequest>> {
  const asked = await feedRequest(
    world,
    url,
    { Accept: "text/event-stream", ...(lastEventId !== "" && { "Last-Event-ID": lastEventId }) },
    signal,
  );
  if (!asked.ok) return asked;
  const response = asked.value;
  const type = response.headers.get("content-type") ?? "";
  if (!type.startsWith("text/event-stream") || !response.body) {
    const body = await bodyText(response);
    if (!body.ok) return body;
    listener.onText(body.value);
    return err({ fault: { code: "garbage", found: type || "–" }, retryAfterMilliseconds: 0 });
  }
  listener.onOpen();
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const stream = createEventStream(MOST_MESSAGE_CHARACTERS);
  let heardAt = world.now();
  let isSilent = false;
  const ended = new AbortController();
  const watch = async () => {
    const over = AbortSignal.any([signal, ended.signal]);
    while (!over.aborted) {
      await world.wait((MOST_SILENT_SECONDS * 1000) / 4, over);
      if (over.aborted || world.now() - heardAt < MOST_SILENT_SECONDS * 1000) continue;
      isSilent = true;
      await reader.cancel().catch(() => {});
      return;
    }
  };
  void watch();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      heardAt = world.now();
      const events = stream.push(decoder.decode(value, { stream: true }));
      if (events.length > 0) listener.onEvents(events);
    }
  } catch {
    // Said below: the line broke.
  } finally {
    ended.abort();
  }
  return err({
    fault: isSilent ? { code: "silent", seconds: MOST_SILENT_SECONDS } : { code: "unreachable" },
    retryAfterMilliseconds: 0,
  });
}
