import type { FeedAddress, FeedFault, FeedRefusal, FeedReport } from "./feed.ts";
import type { Bbox } from "./geometry.ts";
import type { CrsId } from "./import.ts";

export interface FeedSetup {
  /** Folder the app is served from: its origin may always be listened to. */
  readonly homeUrl: string;
  readonly allowedOrigins: readonly string[];
  /** The open district: positions are judged by its ground. null: none is open, and none is judged. */
  readonly ground: { readonly packId: string; readonly baseUrl: string; readonly bbox: Bbox } | null;
}

/** What a file of messages or warnings has brought. */
export interface FeedFileReading {
  /** Taken and not known before. */
  readonly taken: number;
  readonly refusals: readonly FeedRefusal[];
}

/** What the worker that listens does. */
export interface FeedsApi {
  /**
   * Before anything else, and again when the district changes. A report is given anew until its promise resolves: then
   * its lines are kept.
   */
  start(setup: FeedSetup, onReport: (report: FeedReport) => Promise<void>): Promise<void>;
  /** null: it is being connected. */
  turnOn(address: FeedAddress): Promise<FeedFault | null>;
  turnOff(id: string): Promise<void>;
  readFile(bytes: Uint8Array<ArrayBuffer>): Promise<FeedFileReading>;
  /** How the positions of a source are to be read from now on, and those that wait. */
  chooseCrs(source: string, crs: CrsId): Promise<void>;
  /** Another operation has begun: what came before may come again for it. */
  forget(): Promise<void>;
}
