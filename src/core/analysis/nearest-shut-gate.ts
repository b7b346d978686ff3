import type { EdgeSnap } from "../graph/snap.ts";
import type { ShutGate } from "../model/explain.ts";
import type { Gate } from "../model/pack.ts";
import type { Scenario } from "../model/scenario.ts";
import { gateState, type PreparedPack } from "./prepare.ts";
import { shutGates } from "./shut-gates.ts";
import { gateSurface, placeTime } from "./surface.ts";

/**
 * The gate that would be walked to if every gate of the shelters asked for stood open; null where that is one which
 * counts already, or none. For wheels a gate known to have steps stays out.
 */
export function nearestShutGate(
  prepared: PreparedPack,
  scenario: Scenario,
  snap: EdgeSnap,
  secondsNow: number,
): ShutGate | null {
  const shut = shutGates(prepared, scenario);
  if (shut.length === 0) return null;
  const time = placeTime(prepared, scenario, gateSurface(prepared, scenario, { gates: shut }), snap);
  const seconds = time.deciseconds / 10;
  if (time.gate < 0 || seconds >= secondsNow) return null;
  const gate = prepared.pack.index.gates[time.gate] as Gate;
  const state = gateState(gate, scenario.minuteOfDay);
  // shut by the scenario's own rule, so "open" cannot come back here
  if (state === "open") return null;
  return { gateId: gate.id, shelterId: gate.shelterId, state, seconds, savedSeconds: secondsNow - seconds };
}
