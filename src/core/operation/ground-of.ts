import type { Ground, Situation } from "../model/situation.ts";

/** Beyond it there is no date, ECMA-262 §21.4.1.1. */
const MOST_MILLISECONDS = 8.64e15;

/** ISO month of a real operation's T0 by UTC, where it is later than the pack's; else undefined. */
function laterMonth({ head }: Situation): string | undefined {
  if (head?.kind !== "real" || !(Math.abs(head.t0) <= MOST_MILLISECONDS)) return undefined;
  const month = new Date(head.t0).toISOString().slice(0, 7);
  return month > head.packAsOf.slice(0, 7) ? month : undefined;
}

/** What of a situation the engine is asked with; undefined where it changes nothing. */
export function groundOf(situation: Situation): Ground | undefined {
  const month = laterMonth(situation);
  const ground: Ground = {
    hazards: situation.hazards,
    shelters: Object.entries(situation.shelters).map(([shelterId, { status, occupancy }]) => ({
      shelterId,
      status: status?.status ?? null,
      persons: occupancy?.persons ?? null,
    })),
    gates: Object.entries(situation.gates).map(([gateId, { isOpen }]) => ({ gateId, isOpen })),
    depotTrucks: Object.entries(situation.depotTrucks).map(([depotId, trucks]) => ({ depotId, trucks })),
    movements: situation.movements.map(({ movement }) => movement),
    ...(month !== undefined && { month }),
  };
  const { earthquake, rain, zones } = ground.hazards;
  const isEmpty =
    !earthquake &&
    !rain &&
    zones.length === 0 &&
    ground.shelters.length === 0 &&
    ground.gates.length === 0 &&
    ground.depotTrucks.length === 0 &&
    ground.movements.length === 0 &&
    month === undefined;
  return isEmpty ? undefined : ground;
}
