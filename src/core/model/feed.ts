import type { LngLat } from "./geometry.ts";
import type { CrsId } from "./import.ts";
import type { ActOf } from "./operation.ts";

/** Version of the messages that is understood. See data/feed/feed-message.schema.json. */
export const FEED_VERSION = 1;

/** What a feed may say. Orders, and what the board assumes, are for people to give. */
export type FeedAct =
  | ActOf<"shelter-status">
  | ActOf<"occupancy">
  | ActOf<"gate-state">
  | ActOf<"closure-made">
  | ActOf<"closure-lifted">
  | ActOf<"incident-entered">
  | ActOf<"incident-ended">
  | ActOf<"stock-moved">
  | ActOf<"gauge-read">
  | ActOf<"vehicle-seen">
  | ActOf<"alert-issued">;

export interface FeedMessage {
  /** Who says it, by its own name. */
  readonly source: string;
  /** Counted by the source from 0 or 1 without gaps; null: a warning (CAP), known by its id. */
  readonly sequence: number | null;
  /** By the source's clock, milliseconds since 1970. */
  readonly sentAt: number;
  readonly act: FeedAct;
  /** Where the message says it is, besides what the act needs; evidence of the datum. */
  readonly lngLat: LngLat | null;
}

/** Why nothing, or one message, of a feed could be used. Words in i18n. */
export type FeedFault =
  | { readonly code: "address-unusable"; readonly found: string }
  | { readonly code: "address-has-password" }
  /** The address is of an origin that is not on the list. */
  | { readonly code: "not-allowed"; readonly found: string; readonly expected: readonly string[] }
  | { readonly code: "unreachable" }
  | { readonly code: "http-status"; readonly status: number }
  | { readonly code: "redirected" }
  /** The worker that listens has ended. */
  | { readonly code: "stopped" }
  /** Nothing, not even a sign of life, for so long. */
  | { readonly code: "silent"; readonly seconds: number }
  | { readonly code: "html" }
  /** Neither JSON nor CAP; `found` is how it begins. */
  | { readonly code: "garbage"; readonly found: string }
  | { readonly code: "too-large"; readonly bytes: number | null; readonly limitBytes: number }
  | { readonly code: "version"; readonly found: string; readonly expected: string }
  | { readonly code: "field"; readonly field: string; readonly found: string; readonly expected: string }
  | { readonly code: "far-away"; readonly kilometres: number }
  /** Too many positions wait for somebody to say what they are in. */
  | { readonly code: "datum-undecided"; readonly waiting: number }
  /** Document types and entities, which CAP needs none of. */
  | { readonly code: "xml-entities" }
  | { readonly code: "not-cap"; readonly found: string };

/** A message that was refused. */
export interface FeedRefusal {
  readonly source: string | null;
  readonly sequence: number | null;
  /** Place in the body or file it came in, 1-based. */
  readonly row: number;
  readonly fault: FeedFault;
}

/** A message on its way into the log. */
export interface FeedLine {
  readonly act: FeedAct;
  readonly by: string;
  /** Milliseconds since 1970 it holds from; thousandths order what one source said within a millisecond. */
  readonly at: number;
}

/** What is known of one source, whichever addresses it comes by. */
export interface FeedSourceCounts {
  readonly source: string;
  readonly received: number;
  readonly duplicates: number;
  /** Numbers said again with another moment: dropped like duplicates, but said. */
  readonly reused: number;
  /** Numbers between the first and the last that have not come. */
  readonly missing: number;
  /** Times its counting began anew at 0 or 1. */
  readonly restarts: number;
  /** Said for a moment that is still to come, and taken as now. */
  readonly ahead: number;
  /** Milliseconds since 1970 by our clock. */
  readonly lastReceivedAt: number;
  /**
   * Least milliseconds between sending and receipt among the last messages: negative, its clock runs ahead by so much;
   * large, it runs behind or its messages are late.
   */
  readonly leastDelayMilliseconds: number;
  /** Its positions fit this reference better than the WGS-84 they should be in: held until somebody decides; null: no doubt. */
  readonly doubtedCrs: CrsId | null;
  /** How its positions are read, as somebody has decided; null: WGS-84, nobody had to. */
  readonly chosenCrs: CrsId | null;
  /** Messages with positions that wait for that. */
  readonly held: number;
}

export const FEED_TRANSPORTS = ["events", "polling"] as const;
export type FeedTransport = (typeof FEED_TRANSPORTS)[number];

/** An address that may be listened to. */
export interface FeedAddress {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly url: string;
  readonly transport: FeedTransport;
  /** Between two questions by polling, 1-3600. */
  readonly intervalSeconds: number;
}

/** How it stands with an address. `stale` is told by the age of the last message: see feed-state. */
export interface FeedLink {
  readonly id: string;
  readonly state: "connecting" | "live" | "failed";
  /** Since when it is so, milliseconds since 1970. */
  readonly since: number;
  readonly fault: FeedFault | null;
  /** When it is tried again; null: it is not. */
  readonly retryAt: number | null;
  /** Messages of it that were fit for use, and that were not. */
  readonly received: number;
  readonly refused: number;
  readonly lastMessageAt: number | null;
}

/** What the worker tells the page, in the order it happened. */
export interface FeedReport {
  readonly lines: readonly FeedLine[];
  readonly links: readonly FeedLink[];
  readonly sources: readonly FeedSourceCounts[];
  /** The newest, newest last; older ones are only counted. */
  readonly refusals: readonly (FeedRefusal & { readonly linkId: string; readonly at: number })[];
}

/** What this copy of the app may listen to: public/feeds.json. */
export interface FeedsConfiguration {
  /** Besides the app's own: `https://host[:port]`. */
  readonly allowedOrigins: readonly string[];
  readonly addresses: readonly FeedAddress[];
}
