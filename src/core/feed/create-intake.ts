import type { FeedLine, FeedMessage, FeedSourceCounts } from "../model/feed.ts";
import { createSeenNumbers, type SeenNumbers } from "./seen-numbers.ts";

/** Messages the estimate of a source's clock rests on. */
const DELAYS_KEPT = 64;
/** Moments of numbers that are remembered, to tell a duplicate from a number used twice. */
const MOMENTS_KEPT = 50_000;
/** Messages from the future that are remembered, so that one of them that comes late does not overtake the next. */
const AHEAD_KEPT = 256;
/** Thousandths of a millisecond are all that a date in milliseconds leaves room for. */
const ORDERED_WITHIN_MILLISECOND = 1000;

interface Ledger {
  numbers: SeenNumbers;
  /** Moment by number, or by the id of a warning. */
  readonly moments: Map<number | string, number>;
  readonly delays: number[];
  ahead: { readonly sequence: number; readonly at: number }[];
  newestSentAt: number;
  received: number;
  duplicates: number;
  reused: number;
  restarts: number;
  aheadCount: number;
  lastReceivedAt: number;
}

/** Counts of the intake; what the datum guard knows is added beside it. */
export type IntakeCounts = Omit<FeedSourceCounts, "doubtedCrs" | "chosenCrs" | "held">;

export interface Intake {
  /** The line it becomes; null: it has come before. `receivedAt` by our clock, milliseconds since 1970. */
  take(message: FeedMessage, receivedAt: number): FeedLine | null;
  counts(): IntakeCounts[];
  /** Another operation has begun: nothing has come for it yet. */
  forget(): void;
}

/** Drops what comes twice, notices what is missing, and finds the moment each message holds from. Order is free. */
export function createIntake(): Intake {
  const ledgers = new Map<string, Ledger>();

  function ledgerOf(source: string): Ledger {
    const known = ledgers.get(source);
    if (known) return known;
    const made: Ledger = {
      numbers: createSeenNumbers(),
      moments: new Map(),
      delays: [],
      ahead: [],
      newestSentAt: -Infinity,
      received: 0,
      duplicates: 0,
      reused: 0,
      restarts: 0,
      aheadCount: 0,
      lastReceivedAt: -Infinity,
    };
    ledgers.set(source, made);
    return made;
  }

  return {
    take(message, receivedAt) {
      const ledger = ledgerOf(message.source);
      ledger.lastReceivedAt = Math.max(ledger.lastReceivedAt, receivedAt);
      if (!isNew(ledger, message)) return null;
      ledger.received++;
      ledger.newestSentAt = Math.max(ledger.newestSentAt, message.sentAt);
      ledger.delays.push(receivedAt - message.sentAt);
      if (ledger.delays.length > DELAYS_KEPT) ledger.delays.shift();
      return { act: message.act, by: message.source, at: momentOf(ledger, message, receivedAt) };
    },
    counts: () =>
      [...ledgers].map(([source, ledger]) => ({
        source,
        received: ledger.received,
        duplicates: ledger.duplicates,
        reused: ledger.reused,
        missing: ledger.numbers.missing(),
        restarts: ledger.restarts,
        ahead: ledger.aheadCount,
        lastReceivedAt: ledger.lastReceivedAt,
        leastDelayMilliseconds: Math.min(...ledger.delays),
      })),
    forget: () => ledgers.clear(),
  };
}

const keyOf = ({ sequence, act }: FeedMessage): number | string =>
  sequence ?? (act.kind === "alert-issued" ? act.alert.id : act.kind);

function isNew(ledger: Ledger, message: FeedMessage): boolean {
  const { sequence, sentAt } = message;
  const key = keyOf(message);
  const isKnown = sequence === null ? ledger.moments.has(key) : ledger.numbers.has(sequence);
  if (isKnown) {
    const isSame = (ledger.moments.get(key) ?? sentAt) === sentAt;
    const beginsAnew = sequence !== null && sequence <= 1 && !isSame && sentAt > ledger.newestSentAt;
    if (!beginsAnew) {
      if (isSame) ledger.duplicates++;
      else ledger.reused++;
      return false;
    }
    ledger.restarts++;
    ledger.numbers = createSeenNumbers();
    ledger.moments.clear();
    ledger.ahead = [];
  }
  if (sequence !== null) ledger.numbers.add(sequence);
  ledger.moments.set(key, sentAt);
  if (ledger.moments.size > MOMENTS_KEPT)
    for (const oldest of ledger.moments.keys()) {
      ledger.moments.delete(oldest);
      break;
    }
  return true;
}

/** Of its own time, never later than now, and in the order of its number within a millisecond. */
function momentOf(ledger: Ledger, { sequence, sentAt }: FeedMessage, receivedAt: number): number {
  const number = sequence ?? 0;
  let at = Math.floor(sentAt);
  if (at > receivedAt) {
    ledger.aheadCount++;
    const next = ledger.ahead.filter((other) => other.sequence > number).map((other) => other.at);
    at = Math.min(Math.floor(receivedAt), ...next);
    ledger.ahead.push({ sequence: number, at });
    if (ledger.ahead.length > AHEAD_KEPT) ledger.ahead.shift();
  }
  return at + (number % ORDERED_WITHIN_MILLISECOND) / ORDERED_WITHIN_MILLISECOND;
}
