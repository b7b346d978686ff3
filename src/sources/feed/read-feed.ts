import * as v from "valibot";
import { FEED_VERSION, type FeedFault, type FeedMessage, type FeedRefusal } from "../../core/model/feed.ts";
import { faultOf } from "../data-package.ts";
import { actOfMessage, pointOfMessage } from "./act-of-message.ts";
import { FeedMessageHead, FeedMessageValue, type FeedMessageWire } from "./message-schema.ts";
import { readCap } from "./read-cap.ts";

export interface FeedReading {
  readonly messages: readonly FeedMessage[];
  readonly refusals: readonly FeedRefusal[];
}

const FOUND_LETTERS = 60;
/** A body with more could hold the worker up for seconds. */
const MOST_MESSAGES = 20_000;

const refusal = (row: number, fault: FeedFault, head: Partial<FeedRefusal> = {}): FeedRefusal => ({
  source: null,
  sequence: null,
  row,
  fault,
  ...head,
});
const refused = (fault: FeedFault): FeedReading => ({ messages: [], refusals: [refusal(1, fault)] });
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Start of something that should not be there, fit to be shown. */
const beginning = (text: string) =>
  text
    .trim()
    .slice(0, FOUND_LETTERS)
    .replace(/\p{Cc}/gu, "·");

/**
 * A body, a file or one message of a stream: an envelope, a list, one message, GeoJSON, or CAP. The good messages of it,
 * and why the others are none.
 */
export function readFeed(given: string): FeedReading {
  const text = given.replace(/^\uFEFF/, "").trim();
  if (text === "") return refused({ code: "garbage", found: "0 B" });
  if (/^<(!doctype\s+html|html|head|body)\b/i.test(text)) return refused({ code: "html" });
  if (text.startsWith("<")) return alertsOf(text, 1, {});
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused({ code: "garbage", found: beginning(text) });
  }
  const rows = rowsOf(value);
  if (rows === null) return refused({ code: "garbage", found: beginning(text) });
  const messages: FeedMessage[] = [];
  const refusals: FeedRefusal[] = [];
  rows.slice(0, MOST_MESSAGES).forEach((row, i) => {
    const read = readRow(row, i + 1);
    messages.push(...read.messages);
    refusals.push(...read.refusals);
  });
  if (rows.length > MOST_MESSAGES)
    refusals.push(
      refusal(MOST_MESSAGES + 1, {
        code: "field",
        field: "messages",
        found: String(rows.length),
        expected: `≤ ${MOST_MESSAGES}`,
      }),
    );
  return { messages, refusals };
}

/** Messages as they stand in what came, those of an envelope with what it says for all of them; null: none of its forms. */
function rowsOf(value: unknown): readonly unknown[] | null {
  if (Array.isArray(value)) return value.map(flat);
  if (!isRecord(value)) return null;
  const { messages, features, ...shared } = value;
  if (Array.isArray(messages))
    return messages.map((message: unknown) => {
      const row = flat(message);
      return isRecord(row) ? { ...shared, ...row } : row;
    });
  if (value.type === "FeatureCollection" && Array.isArray(features)) {
    const { type: _, ...common } = shared;
    return features.map((feature: unknown) =>
      isRecord(feature) ? { ...common, ...flatFeature(feature) } : feature,
    );
  }
  return value.type === "Feature" || "kind" in value || "payload" in value ? [flat(value)] : null;
}

/** A GeoJSON feature as a message: its properties, and its geometry where the payload has the place. */
function flat(value: unknown): unknown {
  return isRecord(value) && value.type === "Feature" ? flatFeature(value) : value;
}

function flatFeature(value: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const properties = isRecord(value.properties) ? value.properties : {};
  const { version, source, sequence, time, kind, ...payload } = properties;
  const known = { version, source, sequence, time, kind };
  return {
    ...Object.fromEntries(Object.entries(known).filter(([, each]) => each !== undefined)),
    payload: { ...payload, ...placeOf(value.geometry) },
  };
}

function placeOf(geometry: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(geometry) || !Array.isArray(geometry.coordinates)) return {};
  const { coordinates } = geometry;
  // Heights are passed over.
  const pair = (point: unknown) => (Array.isArray(point) ? point.slice(0, 2) : point);
  if (geometry.type === "Point") return { lngLat: pair(coordinates) };
  const outer: unknown = coordinates[0];
  return geometry.type === "Polygon" && Array.isArray(outer) ? { ring: outer.map(pair) } : {};
}

function readRow(row: unknown, number: number): FeedReading {
  const head = v.parse(FeedMessageHead, isRecord(row) ? row : {});
  const of = { source: head.source, sequence: head.sequence };
  if (isRecord(row) && head.version !== FEED_VERSION) {
    const found = JSON.stringify(head.version) ?? "–";
    return {
      messages: [],
      refusals: [
        refusal(number, { code: "version", found: found.slice(0, 40), expected: String(FEED_VERSION) }, of),
      ],
    };
  }
  const parsed = v.safeParse(FeedMessageValue, row);
  if (!parsed.success) {
    const { field = "", found = "", expected = "" } = faultOf(parsed.issues[0]);
    const fault = { code: "field", field, found: found.slice(0, FOUND_LETTERS), expected } as const;
    return { messages: [], refusals: [refusal(number, fault, of)] };
  }
  const wire: FeedMessageWire = parsed.output;
  if (wire.kind === "alert") return alertsOf(wire.payload.cap, number, of, wire);
  const message = {
    source: wire.source,
    sequence: wire.sequence,
    sentAt: wire.time,
    act: actOfMessage(wire),
    lngLat: pointOfMessage(wire),
  };
  return { messages: [message], refusals: [] };
}

/** The number of the message that brings it, where one does, so that nothing seems missing. */
function alertsOf(
  xml: string,
  row: number,
  of: Partial<FeedRefusal>,
  bringer?: Pick<FeedMessageWire, "source" | "sequence" | "time">,
): FeedReading {
  const read = readCap(xml);
  if (!read.ok) return { messages: [], refusals: [refusal(row, read.failure, of)] };
  return {
    messages: read.value.map(({ alert, sentAt }, i) => ({
      source: bringer?.source ?? alert.id.slice(0, alert.id.lastIndexOf(",")),
      sequence: i === 0 ? (bringer?.sequence ?? null) : null,
      sentAt: bringer?.time ?? sentAt,
      act: { kind: "alert-issued", alert },
      lngLat: null,
    })),
    refusals: [],
  };
}
