import type { Accessor } from "solid-js";
import type {
  FeedAddress,
  FeedFault,
  FeedLink,
  FeedReport,
  FeedSourceCounts,
  FeedTransport,
} from "../../core/model/feed.ts";
import type { FeedFileReading } from "../../core/model/feed-session.ts";
import type { CrsId } from "../../core/model/import.ts";

export interface FeedRow {
  readonly address: FeedAddress;
  /** null: off. */
  readonly link: FeedLink | null;
  /** Added on this device; it can be taken away again. */
  readonly isOwn: boolean;
}

/** What is listened to on /command. Nothing is until somebody turns it on, and with the next visit nothing is again. */
export interface FeedDesk {
  readonly rows: Accessor<readonly FeedRow[]>;
  readonly sources: Accessor<readonly FeedSourceCounts[]>;
  /** Messages that were refused, the newest first. */
  readonly refusals: Accessor<FeedReport["refusals"]>;
  /** Origins that may be listened to, the app's own first. */
  readonly allowedOrigins: Accessor<readonly string[]>;
  /** Milliseconds since 1970, every few seconds: for ages. */
  readonly now: Accessor<number>;
  turnOn(id: string): Promise<void>;
  turnOff(id: string): Promise<void>;
  /** null: it is on the list now, and off. */
  add(url: string, transport: FeedTransport): FeedFault | null;
  remove(id: string): void;
  /** How the positions of a source are to be read. */
  chooseCrs(source: string, crs: CrsId): Promise<void>;
  /** Messages or warnings from a file. */
  readFile(file: Blob): Promise<FeedFileReading>;
}
