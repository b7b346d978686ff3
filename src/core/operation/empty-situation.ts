import { NO_HAZARDS } from "../model/hazards.ts";
import type { Situation } from "../model/situation.ts";

/** Before anything was said. */
export const EMPTY_SITUATION: Situation = {
  head: null,
  isOver: false,
  closures: [],
  closuresSaid: {},
  hazards: NO_HAZARDS,
  inNeedShare: null,
  lostDepotIds: [],
  depotTrucks: {},
  shelters: {},
  gates: {},
  incidents: {},
  incidentsEnded: {},
  crewsOut: [],
  firstOut: {},
  movements: [],
  agreements: {},
  kits: {},
  readings: {},
  vehicles: {},
  alerts: {},
  level: null,
  steps: {},
  notes: [],
};
