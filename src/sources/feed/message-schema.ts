import * as v from "valibot";
import { FEED_VERSION } from "../../core/model/feed.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import { INCIDENT_KINDS, MOVEMENT_KINDS, SHELTER_STATUSES } from "../../core/model/operation.ts";
import { SUPPLY_ITEMS } from "../../core/model/pack.ts";
import { CLOSURE_LIMITS } from "../../core/model/scenario.ts";

/** Longer ones are no names; and what a feed sends is kept in the log. */
const LONGEST_ID = 200;
const LONGEST_TEXT = 2000;
const MOST_CORNERS = 2000;
/** More than a large city could hold; beyond it a figure is a slip. */
const MOST_UNITS = 1e9;

const id = v.pipe(v.string(), v.minLength(1), v.maxLength(LONGEST_ID));
const text = v.optional(v.pipe(v.string(), v.maxLength(LONGEST_TEXT)), "");
const within = (least: number, most: number) => v.pipe(v.number(), v.minValue(least), v.maxValue(most));
const whole = (least: number, most: number) => v.pipe(within(least, most), v.integer());

const lngLat = v.pipe(
  v.tuple([within(-180, 180), within(-90, 90)]),
  v.transform(([lng, lat]): LngLat => [lng, lat]),
);
const ring = v.pipe(v.array(lngLat), v.minLength(3), v.maxLength(MOST_CORNERS));

const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)$/;
/** A moment with its offset: without one it would be another moment on another device. */
const moment = v.pipe(
  v.string(),
  v.regex(WITH_OFFSET, "2026-11-27T08:00:00+08:00"),
  v.transform((iso) => Date.parse(iso)),
  v.check((milliseconds) => Number.isFinite(milliseconds), "2026-11-27T08:00:00+08:00"),
);

const head = {
  version: v.literal(FEED_VERSION),
  source: id,
  sequence: whole(0, Number.MAX_SAFE_INTEGER),
  time: moment,
};

const closureShape = v.variant("shape", [
  v.object({ shape: v.literal("street"), closureId: id, lngLat }),
  v.object({ shape: v.literal("area"), closureId: id, ring }),
  v.object({
    shape: v.literal("flood"),
    closureId: id,
    ring,
    depthMetres: within(...CLOSURE_LIMITS.depthMetres),
  }),
  v.object({ shape: v.literal("slow"), closureId: id, ring, factor: within(...CLOSURE_LIMITS.factor) }),
]);

/** What may stand in a message, by its kind. Unknown fields are passed over: a newer sender may know more. */
export const FeedMessageValue = v.variant("kind", [
  v.object({
    ...head,
    kind: v.literal("status"),
    payload: v.object({ shelterId: id, status: v.picklist(SHELTER_STATUSES), lngLat: v.optional(lngLat) }),
  }),
  v.object({
    ...head,
    kind: v.literal("occupancy"),
    // Unknown is not zero: null says that it is not known any more, and leaving it out is a fault.
    payload: v.object({
      shelterId: id,
      persons: v.nullable(whole(0, 1e7)),
      lngLat: v.optional(lngLat),
    }),
  }),
  v.object({
    ...head,
    kind: v.literal("gate"),
    payload: v.object({ gateId: id, isOpen: v.boolean(), lngLat: v.optional(lngLat) }),
  }),
  v.object({ ...head, kind: v.literal("closure"), payload: closureShape }),
  v.object({ ...head, kind: v.literal("reopening"), payload: v.object({ closureId: id }) }),
  v.object({
    ...head,
    kind: v.literal("incident"),
    payload: v.object({
      incidentId: id,
      incident: v.picklist(INCIDENT_KINDS),
      severity: v.picklist([1, 2, 3] as const),
      crewsWanted: v.optional(whole(1, 20), 1),
      text,
      lngLat,
    }),
  }),
  v.object({ ...head, kind: v.literal("incident-ended"), payload: v.object({ incidentId: id }) }),
  v.object({
    ...head,
    kind: v.literal("stock"),
    payload: v.object({
      movementId: id,
      movement: v.picklist(MOVEMENT_KINDS),
      depotId: id,
      toId: v.optional(v.nullable(id), null),
      item: v.picklist(SUPPLY_ITEMS),
      quantity: within(0, MOST_UNITS),
      expires: v.optional(
        v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/, "2027-06"))),
        null,
      ),
      paper: text,
    }),
  }),
  v.object({
    ...head,
    kind: v.literal("gauge"),
    payload: v.object({
      gaugeId: id,
      // The wettest hour on record anywhere brought about 400 mm.
      millimetres: within(0, 2000),
      minutes: within(1, 1440),
      lngLat: v.optional(lngLat),
    }),
  }),
  v.object({ ...head, kind: v.literal("vehicle"), payload: v.object({ vehicleId: id, text, lngLat }) }),
  // CAP 1.2 as text; its own identifier, moment and sender hold.
  v.object({ ...head, kind: v.literal("alert"), payload: v.object({ cap: v.string() }) }),
]);
export type FeedMessageWire = v.InferOutput<typeof FeedMessageValue>;

/** Whose a message is, as far as that can be read off one that is otherwise no good. */
export const FeedMessageHead = v.object({
  version: v.optional(v.unknown()),
  source: v.fallback(v.optional(v.nullable(id), null), null),
  sequence: v.fallback(v.optional(v.nullable(whole(0, Number.MAX_SAFE_INTEGER)), null), null),
});
