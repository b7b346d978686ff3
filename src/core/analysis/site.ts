import type { Failure } from "../model/failure.ts";
import type { SolveMilp } from "../model/milp.ts";
import type { DemandCell } from "../model/pack.ts";
import type { RunContext } from "../model/progress.ts";
import type { SiteAnswer, SiteRequest, SitingWeight } from "../model/siting.ts";
import { err, ok, type Result } from "../result.ts";
import { capacityPersons, squareMetresPerPerson } from "./capacity.ts";
import type { PreparedPack } from "./prepare.ts";
import { cellPersons } from "./shelter-reach.ts";
import { siteCosts } from "./siting/site-costs.ts";
import { siteMetres } from "./siting/site-metres.ts";
import { siteStandings } from "./siting/site-standings.ts";
import { solveSiting } from "./siting/solve-siting.ts";
import { siteTimes } from "./travel-matrix.ts";
import { wholePersons } from "./whole-persons.ts";

/** Share of a cell's persons whose walks count, 0-1. By day the shares of the night residents stand in. */
const COUNTED_SHARE: { readonly [Weight in SitingWeight]: (cell: DemandCell) => number } = {
  persons: () => 1,
  "aged-65": (cell) => cell.aged65Share,
  assistance: (cell) => cell.assistanceShare,
};

/**
 * Where new shelters should be among the pack's candidates. Room of a candidate: its gross square metres by the phase's
 * square metres per person, rounded down: an upper estimate, since no effective area is known before there is a design.
 */
export async function site(
  prepared: PreparedPack,
  request: SiteRequest,
  solve: SolveMilp,
  run: RunContext,
): Promise<Result<SiteAnswer, Failure>> {
  const { scenario, newSites, budget, backupSites, limitSeconds } = request;
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
  const costs = siteCosts(siteIds, request.costs, null);
  if (!costs.ok) return costs;
  const shelters = siteIds.slice(0, shelterCount).map((id) => prepared.shelters.get(id)!);
  const each = squareMetresPerPerson(prepared, scenario.phase);
  const countedShare = COUNTED_SHARE[request.weight];
  const counted = cellPersons(prepared, scenario).map((persons, i) => persons * countedShare(demand[i]!));
  const choice = await solveSiting(request.kind, {
    problem: {
      demandIds: demand.map((cell) => cell.id),
      persons: Float64Array.from(wholePersons(counted)),
      siteIds,
      standing: standing.value,
      capacities: [
        ...shelters.map((shelter) => capacityPersons(prepared, shelter, scenario.phase)),
        ...index.candidates.map((candidate) => Math.floor(candidate.grossSquareMetres / each)),
      ],
      costs: costs.value,
      times,
      siteMetres:
        request.kind === "p-dispersion"
          ? siteMetres([...shelters, ...index.candidates].map((place) => place.lngLat))
          : null,
    },
    newSites,
    budget,
    backupSites,
    limitSeconds,
    solve,
    run,
  });
  return ok({ request, existingIds: siteIds.slice(0, shelterCount), ...choice });
}
