import type { Scenario } from "../model/scenario.ts";
import { type DemandTimes, demandTimes } from "./demand-times.ts";
import { keptPerEdits } from "./street-edits.ts";
import { type GateSurface, gateSurface } from "./surface.ts";

/** Which gates count and how fast one walks, as a key: what times to the nearest gate hang on besides the closures. */
export const gatesKey = ({ pace, metresPerSecond, tier, hazard, minuteOfDay }: Scenario): string =>
  `${pace} ${metresPerSecond} ${tier} ${hazard} ${minuteOfDay}`;

/** Times to the nearest counting gate without any limit: one search, shared by every table that asks. */
export interface NearestGates {
  readonly surface: GateSurface;
  readonly times: DemandTimes;
}

/** Kept: copy what leaves with an answer. */
export const nearestGates = keptPerEdits(gatesKey, (prepared, scenario: Scenario): NearestGates => {
  const surface = gateSurface(prepared, scenario);
  return { surface, times: demandTimes(prepared, scenario, surface) };
});
