import type { Ground, Situation } from "../model/situation.ts";

/** What of a situation the engine is asked with; undefined where it changes nothing. */
export function groundOf(situation: Situation): Ground | undefined {
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
  };
  const { earthquake, rain, zones } = ground.hazards;
  const isEmpty =
    !earthquake &&
    !rain &&
    zones.length === 0 &&
    ground.shelters.length === 0 &&
    ground.gates.length === 0 &&
    ground.depotTrucks.length === 0 &&
    ground.movements.length === 0;
  return isEmpty ? undefined : ground;
}
