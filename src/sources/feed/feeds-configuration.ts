import * as v from "valibot";
import { FEED_TRANSPORTS, type FeedsConfiguration } from "../../core/model/feed.ts";

const MOST_BYTES = 1e6;
const FEEDS_FILE = "feeds.json";
/** Without the file only the app's own origin may be listened to. */
const NO_FEEDS: FeedsConfiguration = { allowedOrigins: [], addresses: [] };

const origin = v.pipe(
  v.string(),
  v.url(),
  v.transform((text) => new URL(text)),
  v.check((url) => url.protocol === "https:" || url.protocol === "http:"),
  v.transform((url) => url.origin),
);
const text = v.pipe(v.string(), v.maxLength(200));
const Address = v.object({
  id: v.pipe(text, v.minLength(1)),
  nameZh: text,
  nameEn: text,
  url: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  transport: v.picklist(FEED_TRANSPORTS),
  intervalSeconds: v.optional(v.pipe(v.number(), v.minValue(1), v.maxValue(3600)), 30),
});
const Configuration = v.object({
  version: v.literal(1),
  allowedOrigins: v.optional(v.array(v.fallback(v.nullable(origin), null)), []),
  addresses: v.optional(v.array(v.fallback(v.nullable(Address), null)), []),
});

/** What an operator lists in feeds.json. What cannot be understood of it allows nothing. */
export function readFeedsConfiguration(given: string): FeedsConfiguration {
  let value: unknown;
  try {
    value = JSON.parse(given);
  } catch {
    return NO_FEEDS;
  }
  const parsed = v.safeParse(Configuration, value);
  if (!parsed.success) return NO_FEEDS;
  return {
    allowedOrigins: parsed.output.allowedOrigins.filter((each) => each !== null),
    addresses: parsed.output.addresses.filter((each) => each !== null),
  };
}

/** The list as this copy of the app is served with it. */
export async function fetchFeedsConfiguration(homeUrl: string): Promise<FeedsConfiguration> {
  try {
    const response = await fetch(new URL(FEEDS_FILE, homeUrl), { credentials: "omit" });
    const body = response.ok ? await response.text() : "";
    return body.length <= MOST_BYTES ? readFeedsConfiguration(body) : NO_FEEDS;
  } catch {
    return NO_FEEDS;
  }
}
