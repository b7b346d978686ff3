import * as v from "valibot";
import { FEED_TRANSPORTS, type FeedAddress } from "../../core/model/feed.ts";

const KEY = "havenmap-feeds";
const Own = v.array(
  v.object({
    id: v.string(),
    nameZh: v.string(),
    nameEn: v.string(),
    url: v.string(),
    transport: v.picklist(FEED_TRANSPORTS),
    intervalSeconds: v.pipe(v.number(), v.minValue(1), v.maxValue(3600)),
  }),
);

/** Addresses added on this device, in the browser's own store. Where it has none they last as long as the page. */
export const ownFeeds = {
  read(): readonly FeedAddress[] {
    try {
      const parsed = v.safeParse(Own, JSON.parse(localStorage.getItem(KEY) ?? "[]"));
      return parsed.success ? parsed.output : [];
    } catch {
      return [];
    }
  },
  write(own: readonly FeedAddress[]): void {
    try {
      localStorage.setItem(KEY, JSON.stringify(own));
    } catch {
      // Blocked or full: then they are typed again with the next visit.
    }
  },
};
