import type { Failure } from "../model/failure.ts";
import type { AllocateAnswer, AllocateRequest } from "../model/matrix-answers.ts";
import { ok, type Result } from "../result.ts";
import { allocateTimes } from "./allocate-times.ts";
import { capacityPersons } from "./capacity.ts";
import { demandPersons } from "./demand-columns.ts";
import type { PreparedPack } from "./prepare.ts";
import { shelterReach } from "./shelter-reach.ts";

/** Which cell's people go to which shelter. No counting gate is an answer (nobody is served), not a failure. */
export function allocateShelters(
  prepared: PreparedPack,
  request: AllocateRequest,
): Result<AllocateAnswer, Failure> {
  const { scenario } = request;
  const reach = shelterReach(prepared, scenario);
  const places = {
    demandIds: prepared.pack.demand.map((cell) => cell.id),
    persons: demandPersons(prepared, scenario.period),
    siteIds: reach.shelters.map((shelter) => shelter.id),
    capacities: reach.shelters.map((shelter) => capacityPersons(prepared, shelter, scenario.phase)),
    times: { ...reach, arcSite: reach.arcShelter },
  };
  return ok({ request, ...allocateTimes(places, request.unservedDeciseconds) });
}
