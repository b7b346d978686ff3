import type { FeedAddress, FeedLink } from "../model/feed.ts";

export type FeedState = "off" | "connecting" | "live" | "stale" | "failed";

/** Polled less often than this, a source still counts as fresh for two rounds. */
const STALE_SECONDS = 120;

/** How an address stands now. Connected but silent for too long is stale, whatever the line says. */
export function feedState(
  address: Pick<FeedAddress, "transport" | "intervalSeconds">,
  link: FeedLink | undefined,
  now: number,
): FeedState {
  if (!link) return "off";
  if (link.state !== "live") return link.state;
  const staleSeconds =
    address.transport === "polling" ? Math.max(STALE_SECONDS, address.intervalSeconds * 3) : STALE_SECONDS;
  return now - (link.lastMessageAt ?? link.since) > staleSeconds * 1000 ? "stale" : "live";
}
