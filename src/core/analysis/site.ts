import type { Failure } from "../model/failure.ts";
import type { SolveMilp } from "../model/milp.ts";
import type { SiteAnswer, SiteRequest } from "../model/siting.ts";
import { err, ok, type Result } from "../result.ts";
import { capacityPersons, squareMetresPerPerson } from "./capacity.ts";
import type { PreparedPack } from "./prepare.ts";
import { cellPersons } from "./shelter-reach.ts";
import { siteStandings } from "./siting/site-standings.ts";
import { solveSiting } from "./siting/solve-siting.ts";
import { siteTimes } from "./travel-matrix.ts";
import { wholePersons } from "./whole-persons.ts";

/**
 * Where new shelters should be among the pack's candidates. Room of a candidate: its gross square metres by the phase's
 * square metres per person, rounded down: an upper estimate, since no effective area is known before there is a design.
 */
export async function site(
  prepared: PreparedPack,
  request: SiteRequest,
  solve: SolveMilp,
): Promise<Result<SiteAnswer, Failure>> {
  const { scenario } = request;
  const { index, demand } = prepared.pack;
  if (index.candidates.length === 0)
    return err({ code: "LAYER_MISSING", packId: index.description.id, layer: "candidates" });
  const { siteIds, shelterCount, times } = siteTimes(
    prepared,
    scenario,
    request.existing ? "both" : "candidates",
  );
  const standing = siteStandings(siteIds, (site) => site < shelterCount, request);
  if (!standing.ok) return standing;
  const each = squareMetresPerPerson(prepared, scenario.phase);
  const choice = await solveSiting(
    {
      demandIds: demand.map((cell) => cell.id),
      persons: Float64Array.from(wholePersons(cellPersons(prepared, scenario))),
      siteIds,
      standing: standing.value,
      capacities: [
        ...siteIds
          .slice(0, shelterCount)
          .map((id) => capacityPersons(prepared, prepared.shelters.get(id)!, scenario.phase)),
        ...index.candidates.map((candidate) => Math.floor(candidate.grossSquareMetres / each)),
      ],
      costs: null,
      times,
    },
    request,
    solve,
  );
  return ok({ request, existingIds: siteIds.slice(0, shelterCount), ...choice });
}
