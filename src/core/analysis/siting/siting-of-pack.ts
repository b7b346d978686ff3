import type { Failure } from "../../model/failure.ts";
import type { DemandCell } from "../../model/pack.ts";
import type { Scenario } from "../../model/scenario.ts";
import type { SitingQuestion, SitingWeight } from "../../model/siting.ts";
import { err, ok, type Result } from "../../result.ts";
import { capacityPersons, squareMetresPerPerson } from "../capacity.ts";
import type { PreparedPack } from "../prepare.ts";
import { cellPersons } from "../shelter-reach.ts";
import { siteTimes } from "../travel-matrix.ts";
import { wholePersons } from "../whole-persons.ts";
import { siteCosts } from "./site-costs.ts";
import { siteMetres } from "./site-metres.ts";
import { siteStandings } from "./site-standings.ts";
import type { SitingProblem } from "./siting-problem.ts";

/** Share of a cell's persons whose walks count, 0-1. By day the shares of the night residents stand in. */
const COUNTED_SHARE: { readonly [Weight in SitingWeight]: (cell: DemandCell) => number } = {
  persons: () => 1,
  "aged-65": (cell) => cell.aged65Share,
  assistance: (cell) => cell.assistanceShare,
};

/** A pack's shelters and candidates as a siting problem. */
export interface PackSiting {
  readonly problem: SitingProblem;
  readonly existingIds: readonly string[];
}

/**
 * Room of a candidate: its gross square metres by the phase's square metres per person, rounded down: an upper estimate,
 * since no effective area is known before there is a design. `isMeasured`: the distances between sites are read too.
 */
export function sitingOfPack(
  prepared: PreparedPack,
  scenario: Scenario,
  existing: boolean,
  wishes: Pick<SitingQuestion, "requiredIds" | "forbiddenIds" | "costs" | "weight">,
  isMeasured: boolean,
): Result<PackSiting, Failure> {
  const { index, demand } = prepared.pack;
  if (index.candidates.length === 0)
    return err({ code: "LAYER_MISSING", packId: index.description.id, layer: "candidates" });
  const { siteIds, shelterCount, times } = siteTimes(prepared, scenario, existing ? "both" : "candidates");
  const standing = siteStandings(siteIds, (site) => site < shelterCount, wishes);
  if (!standing.ok) return standing;
  const costs = siteCosts(siteIds, wishes.costs, null);
  if (!costs.ok) return costs;
  const shelters = siteIds.slice(0, shelterCount).map((id) => prepared.shelters.get(id)!);
  const each = squareMetresPerPerson(prepared, scenario.phase);
  const countedShare = COUNTED_SHARE[wishes.weight];
  const counted = cellPersons(prepared, scenario).map((persons, i) => persons * countedShare(demand[i]!));
  return ok({
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
      siteMetres: isMeasured
        ? siteMetres([...shelters, ...index.candidates].map((place) => place.lngLat))
        : null,
    },
    existingIds: siteIds.slice(0, shelterCount),
  });
}
