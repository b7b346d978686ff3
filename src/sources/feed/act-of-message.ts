import type { FeedAct } from "../../core/model/feed.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { Closure } from "../../core/model/scenario.ts";
import type { FeedMessageWire } from "./message-schema.ts";

type Closing = Extract<FeedMessageWire, { readonly kind: "closure" }>["payload"];

function closureOf(payload: Closing): Closure {
  const id = payload.closureId;
  switch (payload.shape) {
    case "street":
      return { kind: "street", id, lngLat: payload.lngLat };
    case "area":
      return { kind: "area", id, ring: payload.ring };
    case "flood":
      return { kind: "flood", id, ring: payload.ring, depthMetres: payload.depthMetres };
    case "slow":
      return { kind: "slow", id, ring: payload.ring, factor: payload.factor };
    default: {
      const never: never = payload;
      throw new Error(String(never));
    }
  }
}

/** What of the log a message becomes. `alert` is read on its own: see read-cap. */
export function actOfMessage(message: Exclude<FeedMessageWire, { readonly kind: "alert" }>): FeedAct {
  switch (message.kind) {
    case "status": {
      const { shelterId, status } = message.payload;
      return { kind: "shelter-status", shelterId, status };
    }
    case "occupancy": {
      const { shelterId, persons } = message.payload;
      return { kind: "occupancy", shelterId, persons };
    }
    case "gate": {
      const { gateId, isOpen } = message.payload;
      return { kind: "gate-state", gateId, isOpen };
    }
    case "closure":
      return { kind: "closure-made", closure: closureOf(message.payload) };
    case "reopening":
      return { kind: "closure-lifted", closureId: message.payload.closureId };
    case "incident": {
      const { incidentId, incident, ...rest } = message.payload;
      return { kind: "incident-entered", incident: { id: incidentId, kind: incident, ...rest } };
    }
    case "incident-ended":
      return { kind: "incident-ended", incidentId: message.payload.incidentId };
    case "stock": {
      const { movementId, movement, ...rest } = message.payload;
      return { kind: "stock-moved", movement: { id: movementId, kind: movement, ...rest } };
    }
    case "gauge": {
      const { gaugeId, millimetres, minutes } = message.payload;
      return { kind: "gauge-read", reading: { gaugeId, millimetres, minutes } };
    }
    case "vehicle":
      return { kind: "vehicle-seen", vehicle: message.payload };
    default: {
      const never: never = message;
      throw new Error(String(never));
    }
  }
}

/** A point the message says something about; null: it has none. Of an area its first corner. */
export function pointOfMessage(message: FeedMessageWire): LngLat | null {
  const { payload } = message;
  if ("lngLat" in payload) return payload.lngLat ?? null;
  return "ring" in payload ? (payload.ring[0] ?? null) : null;
}
