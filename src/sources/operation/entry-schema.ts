import * as v from "valibot";
import { RESPONSE_LEVELS } from "../../core/model/contingency.ts";
import { ZONE_KINDS } from "../../core/model/hazards.ts";
import {
  type ActKind,
  AGREEMENT_KINDS,
  ENTRY_SOURCES,
  FORECAST_PROMISES,
  INCIDENT_KINDS,
  MOVEMENT_KINDS,
  SHELTER_STATUSES,
} from "../../core/model/operation.ts";
import { SUPPLY_ITEMS } from "../../core/model/pack.ts";
import { BRIDGE_LOADS } from "../../core/model/scenario.ts";
import { EllipticalSchema } from "../hazard-rules.ts";

/*
 * Only the shapes: what was written was in its range by the rules of its day, and a log of before has to stay readable.
 * Fields that are not known here are let be; they are under the line's hash like the others.
 */

const number = v.pipe(v.number(), v.finite());
const text = v.pipe(v.string(), v.maxLength(100_000));
const id = v.pipe(v.string(), v.maxLength(1000));
const flag = v.boolean();
const orNull = <Schema extends v.GenericSchema>(schema: Schema) => v.nullable(schema);
const lngLat = v.tuple([number, number]);
const ring = v.pipe(v.array(lngLat), v.maxLength(100_000));
const span = { fromMinute: v.optional(number), toMinute: v.optional(number) };

const closure = v.variant("kind", [
  v.object({ kind: v.literal("street"), id, lngLat, ...span }),
  v.object({ kind: v.literal("area"), id, ring, ...span }),
  v.object({ kind: v.literal("flood"), id, ring, depthMetres: number, ...span }),
  v.object({ kind: v.literal("slow"), id, ring, factor: number, ...span }),
  v.object({
    kind: v.literal("bridge"),
    id,
    from: lngLat,
    to: lngLat,
    carries: v.picklist(BRIDGE_LOADS),
    widthMetres: number,
    ...span,
  }),
]);
const HeadValue = v.object({
  id: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  title: v.pipe(v.string(), v.maxLength(1000)),
  kind: v.picklist(["exercise", "real"]),
  packId: v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
  packAsOf: text,
  t0: number,
  branchedFrom: v.optional(v.object({ operationId: id, title: text, sequence: number, hash: text })),
});
const hazards = v.object({
  earthquake: orNull(
    v.object({
      magnitude: number,
      epicentre: lngLat,
      depthKilometres: number,
      relationId: id,
      matrixId: id,
      axisDegrees: orNull(number),
      isRubbleCounted: flag,
      relation: v.optional(EllipticalSchema),
    }),
  ),
  rain: orNull(
    v.object({
      startMinute: number,
      stepMinutes: number,
      millimetresPerHour: v.pipe(v.array(number), v.maxLength(100_000)),
      source: v.picklist(["typed", "gauges"]),
    }),
  ),
  zones: v.array(
    v.object({
      id,
      kind: v.picklist(ZONE_KINDS),
      ring,
      fromMinute: number,
      toMinute: orNull(number),
    }),
  ),
});
const crews = { stationId: id, crews: number, incidentId: orNull(id) };

/** What each kind of act carries besides its kind. A kind without a row here does not compile. */
const ACTS: { readonly [Kind in ActKind]: v.ObjectEntries } = {
  "operation-opened": { head: HeadValue },
  "operation-closed": {},
  "closure-made": { closure },
  "closure-lifted": { closureId: id },
  "hazards-set": { hazards },
  "need-set": { inNeedShare: number },
  "depot-lost": { depotId: id },
  "depot-back": { depotId: id },
  "depot-trucks": { depotId: id, trucks: orNull(number) },
  "shelter-status": { shelterId: id, status: v.picklist(SHELTER_STATUSES) },
  occupancy: { shelterId: id, persons: orNull(number) },
  "gate-state": { gateId: id, isOpen: flag },
  "incident-entered": {
    incident: v.object({
      id,
      kind: v.picklist(INCIDENT_KINDS),
      lngLat,
      severity: v.picklist([1, 2, 3]),
      crewsWanted: number,
      text,
    }),
  },
  "incident-ended": { incidentId: id },
  "crews-out": crews,
  "crews-back": crews,
  "stock-moved": {
    movement: v.object({
      id,
      kind: v.picklist(MOVEMENT_KINDS),
      depotId: id,
      toId: orNull(id),
      item: v.picklist(SUPPLY_ITEMS),
      quantity: number,
      expires: orNull(text),
      paper: text,
    }),
  },
  "agreement-made": {
    agreement: v.object({
      id,
      partner: text,
      kind: v.picklist(AGREEMENT_KINDS),
      item: v.picklist(SUPPLY_ITEMS),
      quantity: number,
      withinHours: orNull(number),
      validUntil: orNull(text),
      paper: text,
    }),
  },
  "agreement-ended": { agreementId: id },
  "kits-counted": { count: v.object({ areaId: id, households: number, withKit: number }) },
  "gauge-read": { reading: v.object({ gaugeId: id, millimetres: number, minutes: number }) },
  "vehicle-seen": { vehicle: v.object({ vehicleId: id, lngLat, text }) },
  "alert-issued": {
    alert: v.object({
      id,
      level: v.picklist(["blue", "yellow", "orange", "red", "unknown"]),
      event: text,
      headline: text,
      text,
      sender: text,
      expiresAt: orNull(number),
      rings: v.array(ring),
      isCancelled: flag,
    }),
  },
  "level-set": { level: orNull(v.picklist(RESPONSE_LEVELS)) },
  "step-marked": { stepId: id, isDone: flag },
  "promise-forecast": { promise: v.picklist(FORECAST_PROMISES), keptCount: number, totalCount: number },
  noted: { text },
};
const ACT_KINDS = Object.keys(ACTS) as ActKind[];

const act = v.pipe(
  v.object({ kind: v.picklist(ACT_KINDS) }),
  v.transform(({ kind }) => kind),
);
const line = v.object({
  sequence: v.pipe(v.number(), v.integer(), v.minValue(0)),
  recordedAt: number,
  minute: number,
  source: v.picklist(ENTRY_SOURCES),
  by: text,
  act,
  hash: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, "64 hex digits")),
});
const contents = new Map(ACT_KINDS.map((kind) => [kind, v.object({ act: v.object(ACTS[kind]) })] as const));

/** The first thing wrong with a line of a log; null: it has the shape of one. */
export function faultOfEntry(raw: unknown): v.BaseIssue<unknown> | null {
  const outside = v.safeParse(line, raw, { abortEarly: true });
  if (!outside.success) return outside.issues[0];
  const content = contents.get(outside.output.act);
  const inside = content ? v.safeParse(content, raw, { abortEarly: true }) : null;
  return inside && !inside.success ? inside.issues[0] : null;
}
