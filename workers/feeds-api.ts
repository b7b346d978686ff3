import { backOffMilliseconds } from "../src/core/feed/back-off.ts";
import { createIntake } from "../src/core/feed/create-intake.ts";
import type {
  FeedAddress,
  FeedFault,
  FeedLine,
  FeedLink,
  FeedMessage,
  FeedRefusal,
  FeedReport,
} from "../src/core/model/feed.ts";
import type { FeedSetup, FeedsApi } from "../src/core/model/feed-session.ts";
import type { Bbox, LngLat } from "../src/core/model/geometry.ts";
import type { CrsReference } from "../src/sources/crs/crs-reference.ts";
import { allowedAddress } from "../src/sources/feed/allowed-address.ts";
import { type FeedReading, readFeed } from "../src/sources/feed/read-feed.ts";
import { createDatumGuard } from "./feeds/datum-guard.ts";
import { type FailedRequest, type FeedWorld, MOST_BODY_BYTES } from "./feeds/feed-request.ts";
import { listenToFeed, MOST_MESSAGE_CHARACTERS } from "./feeds/listen-to-feed.ts";
import { NO_VALIDATORS, pollFeed } from "./feeds/poll-feed.ts";

export interface FeedsParts extends FeedWorld {
  /** The ground a district's positions are judged by; null: it cannot be had. */
  readonly referenceOf: (ground: NonNullable<FeedSetup["ground"]>) => Promise<CrsReference | null>;
}

/** Often enough that nobody waits, seldom enough that the page works while messages come by the thousand. */
const REPORT_MILLISECONDS = 200;
/** What the page copies over in a few milliseconds; it writes it down in smaller pieces. */
const LINES_IN_REPORT = 1000;
const REFUSALS_IN_REPORT = 20;
const KEEP_RETRY_MILLISECONDS = 1000;
/** What lies farther off than this has nothing to do with the district: as files are judged. */
const CONCEIVABLE_KILOMETRES = 60;
const KILOMETRES_PER_DEGREE = 111.2;

interface OpenLink {
  link: FeedLink;
  readonly stop: AbortController;
}

/** What the worker that listens does; a plain object, so that tests call it without any worker. */
export function createFeedsApi(parts: FeedsParts): FeedsApi {
  const intake = createIntake();
  const guard = createDatumGuard();
  const links = new Map<string, OpenLink>();
  const lastEventIds = new Map<string, string>();
  let setup: FeedSetup | null = null;
  let report: ((report: FeedReport) => Promise<void>) | null = null;
  let waiting: FeedLine[] = [];
  let refusals: FeedReport["refusals"][number][] = [];
  let hasNews = false;
  let isReporting = false;
  let isJudging = false;
  const forever = new AbortController().signal;

  const newsOf = (lines: readonly FeedLine[]): FeedReport => ({
    lines,
    links: [...links.values()].map(({ link }) => link),
    sources: intake.counts().map((counts) => ({ ...counts, ...guard.stateOf(counts.source) })),
    refusals: refusals.slice(-REFUSALS_IN_REPORT),
  });

  /** Lines stay here until the page has kept them: the page may be slow, and nothing is lost by it. */
  async function reportNews(): Promise<void> {
    hasNews = true;
    if (isReporting || !report) return;
    isReporting = true;
    while (hasNews && report) {
      await parts.wait(REPORT_MILLISECONDS, forever);
      hasNews = false;
      const lines = waiting.slice(0, LINES_IN_REPORT);
      const told = new Set(refusals);
      try {
        await report(newsOf(lines));
        waiting = waiting.slice(lines.length);
        refusals = refusals.filter((refusal) => !told.has(refusal));
      } catch {
        await parts.wait(KEEP_RETRY_MILLISECONDS, forever);
        hasNews = true;
      }
      if (waiting.length > 0) hasNews = true;
    }
    isReporting = false;
  }

  function changeLink(id: string, change: Partial<FeedLink>): void {
    const open = links.get(id);
    if (!open) return;
    const since =
      change.state && change.state !== open.link.state ? parts.now() : (change.since ?? open.link.since);
    open.link = { ...open.link, ...change, since };
    void reportNews();
  }

  function refuse(linkId: string, more: readonly FeedRefusal[]): void {
    const at = parts.now();
    for (const refusal of more) refusals.push({ ...refusal, linkId, at });
    // The rest is counted by the link.
    if (refusals.length > REFUSALS_IN_REPORT) refusals = refusals.slice(-REFUSALS_IN_REPORT);
    void reportNews();
  }

  function faultOfPlace(message: FeedMessage): FeedFault | null {
    const bbox = setup?.ground?.bbox;
    if (!bbox || !message.lngLat) return null;
    const kilometres = kilometresOutside(bbox, message.lngLat);
    return kilometres > CONCEIVABLE_KILOMETRES
      ? { code: "far-away", kilometres: Math.round(kilometres) }
      : null;
  }

  /** Takes what is new of a reading; answers with how much that was, and with all that was refused. */
  function take(linkId: string, reading: FeedReading): { taken: number; refused: readonly FeedRefusal[] } {
    const refused = [...reading.refusals];
    const receivedAt = parts.now();
    let taken = 0;
    reading.messages.forEach((message, i) => {
      const line = intake.take(message, receivedAt);
      if (!line) return;
      const passed = faultOfPlace(message) ?? guard.pass(line, message.lngLat);
      const fault =
        passed === null ? ({ code: "datum-undecided", waiting: waitingOf(line.by) } as const) : passed;
      if ("code" in fault) {
        refused.push({ source: message.source, sequence: message.sequence, row: i + 1, fault });
        return;
      }
      taken++;
      waiting.push(...fault);
    });
    refuse(linkId, refused);
    const open = links.get(linkId);
    if (open)
      changeLink(linkId, {
        received: open.link.received + taken,
        refused: open.link.refused + refused.length,
        ...(reading.messages.length > 0 && { lastMessageAt: receivedAt }),
      });
    void judge();
    return { taken, refused };
  }
  const waitingOf = (source: string) => guard.stateOf(source).held;

  async function judge(): Promise<void> {
    const ground = setup?.ground;
    if (isJudging || !ground) return;
    isJudging = true;
    try {
      if (await guard.judge(() => parts.referenceOf(ground))) void reportNews();
    } finally {
      isJudging = false;
    }
  }

  /** One round; `failures` in a row so far. Answers with the milliseconds until the next, and the failures then. */
  async function afterFailure(id: string, failed: FailedRequest, failures: number, least: number) {
    const wait = backOffMilliseconds(
      failures,
      parts.random(),
      Math.max(least, failed.retryAfterMilliseconds),
    );
    changeLink(id, { state: "failed", fault: failed.fault, retryAt: parts.now() + wait });
    const open = links.get(id);
    if (open) await parts.wait(wait, open.stop.signal);
  }

  async function keepPolling({ id, intervalSeconds }: FeedAddress, url: string, signal: AbortSignal) {
    let failures = 0;
    let validators = NO_VALIDATORS;
    while (!signal.aborted) {
      const polled = await pollFeed(parts, url, validators, signal);
      if (signal.aborted) return;
      if (!polled.ok) {
        await afterFailure(id, polled.failure, ++failures, intervalSeconds * 1000);
        continue;
      }
      const reading = polled.value.text === null ? null : readFeed(polled.value.text);
      if (reading) take(id, reading);
      const whole = reading && faultOfWhole(reading);
      if (whole) {
        await afterFailure(
          id,
          { fault: whole, retryAfterMilliseconds: 0 },
          ++failures,
          intervalSeconds * 1000,
        );
        continue;
      }
      failures = 0;
      validators = polled.value.validators;
      changeLink(id, { state: "live", fault: null, retryAt: null });
      await parts.wait(intervalSeconds * 1000, signal);
    }
  }

  async function keepListening({ id }: FeedAddress, url: string, signal: AbortSignal) {
    let failures = 0;
    let least = 0;
    while (!signal.aborted) {
      let whole: FeedFault | null = null;
      const ended = await listenToFeed(
        parts,
        url,
        lastEventIds.get(id) ?? "",
        {
          onOpen: () => changeLink(id, { state: "live", fault: null, retryAt: null }),
          onText: (text) => {
            const reading = readFeed(text);
            take(id, reading);
            whole = faultOfWhole(reading);
          },
          onEvents: (events) => {
            const readings: FeedReading[] = [];
            for (const event of events) {
              if (event.kind === "retry") {
                least = event.milliseconds;
                continue;
              }
              // A stream that brings something is well, however often it breaks.
              failures = 0;
              lastEventIds.set(id, event.lastEventId);
              readings.push(event.kind === "message" ? readFeed(event.data) : TOO_LARGE);
            }
            take(id, {
              messages: readings.flatMap(({ messages }) => messages),
              refusals: readings.flatMap((reading) => reading.refusals),
            });
          },
        },
        signal,
      );
      if (signal.aborted || ended.ok) return;
      const failed = whole ? { ...ended.failure, fault: whole } : ended.failure;
      await afterFailure(id, failed, ++failures, least);
    }
  }

  return {
    async start(given, onReport) {
      setup = given;
      report = onReport;
    },
    async turnOn(address) {
      if (!setup) throw new Error("an address is turned on before the worker is set up");
      const allowed = allowedAddress(address.url, setup.homeUrl, setup.allowedOrigins);
      if (!allowed.ok) return allowed.failure;
      links.get(address.id)?.stop.abort();
      const stop = new AbortController();
      const link: FeedLink = {
        id: address.id,
        state: "connecting",
        since: parts.now(),
        fault: null,
        retryAt: null,
        received: 0,
        refused: 0,
        lastMessageAt: null,
      };
      links.set(address.id, { link, stop });
      void (address.transport === "events" ? keepListening : keepPolling)(
        address,
        allowed.value,
        stop.signal,
      );
      void reportNews();
      return null;
    },
    async turnOff(id) {
      links.get(id)?.stop.abort();
      links.delete(id);
      void reportNews();
    },
    async readFile(bytes) {
      if (bytes.length > MOST_BODY_BYTES) {
        const fault = { code: "too-large", bytes: bytes.length, limitBytes: MOST_BODY_BYTES } as const;
        return { taken: 0, refusals: [{ source: null, sequence: null, row: 1, fault }] };
      }
      const { taken, refused } = take(FILE_LINK, readFeed(new TextDecoder().decode(bytes)));
      return { taken, refusals: refused };
    },
    async chooseCrs(source, crs) {
      waiting.push(...guard.choose(source, crs));
      void reportNews();
    },
    async forget() {
      intake.forget();
      // They were said to an operation that is over or put away.
      waiting = [];
      lastEventIds.clear();
    },
  };
}

/** What comes by file has no address. */
const FILE_LINK = "";
const TOO_LARGE: FeedReading = {
  messages: [],
  refusals: [
    {
      source: null,
      sequence: null,
      row: 1,
      fault: { code: "too-large", bytes: null, limitBytes: MOST_MESSAGE_CHARACTERS },
    },
  ],
};

const WHOLE_FAULTS: readonly FeedFault["code"][] = ["html", "garbage", "not-cap", "xml-entities"];
/** Why nothing of a body is a message at all: then it is the address that is wrong, not one message. */
function faultOfWhole({ messages, refusals }: FeedReading): FeedFault | null {
  const [first] = refusals;
  return messages.length === 0 && refusals.length === 1 && first && WHOLE_FAULTS.includes(first.fault.code)
    ? first.fault
    : null;
}

function kilometresOutside([west, south, east, north]: Bbox, [lng, lat]: LngLat): number {
  const eastWest = Math.max(west - lng, lng - east, 0) * Math.cos((((south + north) / 2) * Math.PI) / 180);
  return Math.hypot(eastWest, Math.max(south - lat, lat - north, 0)) * KILOMETRES_PER_DEGREE;
}
