import * as v from "valibot";
import { NO_HAZARDS, ZONE_KINDS } from "../core/model/hazards.ts";
import { INCIDENT_KINDS, type Incident, MOVEMENT_KINDS, SHELTER_STATUSES } from "../core/model/operation.ts";
import { STATION_KINDS, SUPPLY_ITEMS } from "../core/model/pack.ts";
import { DEFAULT_RESPONSE, type Response } from "../core/model/scenario.ts";
import type { Ground } from "../core/model/situation.ts";

/*
 * What the board of /command is asked with besides closures, as it may stand in a request: what is left out is not
 * reported.
 */

const finite = (minimum: number, maximum: number) =>
  v.pipe(v.number(), v.finite(), v.minValue(minimum), v.maxValue(maximum));
const whole = (minimum: number, maximum: number) => v.pipe(finite(minimum, maximum), v.integer());
const id = v.pipe(v.string(), v.minLength(1));
const lngLat = v.tuple([finite(-180, 180), finite(-85, 85)]);
const ring = v.pipe(v.array(lngLat), v.minLength(3));
const minute = finite(-10_080, 100_000);

const earthquake = v.strictObject({
  magnitude: finite(3, 9),
  epicentre: lngLat,
  depthKilometres: finite(1, 100),
  relationId: id,
  matrixId: id,
  axisDegrees: v.optional(v.nullable(finite(0, 180)), null),
  isRubbleCounted: v.optional(v.boolean(), false),
});
const rain = v.strictObject({
  startMinute: minute,
  stepMinutes: finite(1, 360),
  millimetresPerHour: v.array(finite(0, 300)),
  source: v.optional(v.picklist(["typed", "gauges"]), "typed"),
});
const zone = v.strictObject({
  id,
  kind: v.picklist(ZONE_KINDS),
  ring,
  fromMinute: v.optional(minute, 0),
  toMinute: v.optional(v.nullable(minute), null),
});
/** More people than a district has are a misprint. */
const MOST_PERSONS = 10_000_000;
const shelter = v.strictObject({
  shelterId: id,
  status: v.optional(v.nullable(v.picklist(SHELTER_STATUSES)), null),
  persons: v.optional(v.nullable(whole(0, MOST_PERSONS)), null),
});
const movement = v.strictObject({
  id,
  kind: v.picklist(MOVEMENT_KINDS),
  depotId: id,
  toId: v.optional(v.nullable(id), null),
  item: v.picklist(SUPPLY_ITEMS),
  quantity: finite(0, 1e9),
  expires: v.optional(v.nullable(v.string()), null),
  paper: v.optional(v.string(), ""),
});

export const GroundValue = v.pipe(
  v.strictObject({
    hazards: v.optional(
      v.strictObject({
        earthquake: v.optional(v.nullable(earthquake), null),
        rain: v.optional(v.nullable(rain), null),
        zones: v.optional(v.array(zone), []),
      }),
      NO_HAZARDS,
    ),
    shelters: v.optional(v.array(shelter), []),
    gates: v.optional(v.array(v.strictObject({ gateId: id, isOpen: v.boolean() })), []),
    depotTrucks: v.optional(v.array(v.strictObject({ depotId: id, trucks: whole(0, 10_000) })), []),
    movements: v.optional(v.array(movement), []),
    month: v.optional(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}$/))),
  }),
  v.transform(({ month, ...ground }): Ground => (month === undefined ? ground : { ...ground, month })),
);

export const ResponseValue = v.pipe(
  v.strictObject({
    elapsedMinutes: v.optional(finite(0, 10_080), DEFAULT_RESPONSE.elapsedMinutes),
    inNeedShare: v.optional(finite(0, 1), DEFAULT_RESPONSE.inNeedShare),
    lostDepotIds: v.optional(v.array(id), []),
    ground: v.optional(GroundValue),
  }),
  v.transform(({ ground, ...settings }): Response => (ground ? { ...settings, ground } : settings)),
);

const IncidentValue = v.pipe(
  v.strictObject({
    id,
    kind: v.picklist(INCIDENT_KINDS),
    lngLat,
    severity: v.optional(v.picklist([1, 2, 3]), 2),
    crewsWanted: v.optional(whole(1, 20), 1),
    text: v.optional(v.string(), ""),
  }),
  v.transform((incident): Incident => incident),
);

/** Fields of questions about forces, besides the scenario. */
export const forcesFields = {
  incidents: v.optional(v.array(IncidentValue), []),
  crewsOut: v.optional(
    v.array(
      v.strictObject({ stationId: id, incidentId: v.optional(v.nullable(id), null), crews: whole(1, 1000) }),
    ),
    [],
  ),
  nearest: v.optional(whole(1, 100), 5),
  reachMinutes: v.optional(finite(0.1, 240), 20),
  outlinedKind: v.optional(v.nullable(v.picklist(STATION_KINDS)), null),
};

/** Fields of questions about what would save a promise, besides scenario and response. */
export const saveFields = {
  shelterIds: v.optional(v.nullable(v.array(id)), null),
  mostShelters: v.optional(whole(1, 200), 6),
  mostActions: v.optional(whole(1, 50), 3),
};
