import { NO_HAZARDS } from "../model/hazards.ts";
import type { Situation } from "../model/situation.ts";

/** Before anything was said. */
export const EMPTY_SITUATION: Situation = {
  head: null,
  isOver: false,
  closures: [],
  hazards: NO_HAZARDS,
  inNeedShare: null,
  lostDepotIds: [],
  depotTrucks: {},
  shelters: {},
  gates: {},
  incidents: {},
  crewsOut: [],
  movements: [],
  readings: {},
  vehicles: {},
  alerts: {},
  steps: {},
  notes: [],
};
