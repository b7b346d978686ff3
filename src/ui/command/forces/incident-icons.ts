import type { Incident } from "../../../core/model/operation.ts";
import type { IconName } from "../../shared/Icon.tsx";

export const INCIDENT_ICONS: Readonly<Record<Incident["kind"], IconName>> = {
  collapse: "rubble",
  fire: "station-fire",
  gas: "gas",
  trapped: "unmet",
  injured: "station-medical",
  water: "waterlogging",
  other: "unknown",
};
