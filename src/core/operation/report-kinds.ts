import type { ActKind } from "../model/operation.ts";

/** Acts that tell how things are on the ground; the others are orders, suppositions or words. */
export const REPORT_KINDS: ReadonlySet<ActKind> = new Set([
  "shelter-status",
  "occupancy",
  "gate-state",
  "incident-entered",
  "incident-ended",
  "crews-out",
  "crews-back",
  "stock-moved",
  "gauge-read",
  "vehicle-seen",
]);
