import type { Failure } from "../../model/failure.ts";
import { err, ok, type Result } from "../../result.ts";
import type { SiteStanding } from "./siting-problem.ts";

/** What may become of each site. Ids that name no site, or ask for a site both ways, are refused: a misspelt wish would go unnoticed. */
export function siteStandings(
  siteIds: readonly string[],
  isExisting: (site: number) => boolean,
  wishes: { readonly requiredIds: readonly string[]; readonly forbiddenIds: readonly string[] },
): Result<SiteStanding[], Failure> {
  const siteOf = new Map(siteIds.map((id, site) => [id, site]));
  const standing: SiteStanding[] = siteIds.map((_, site) => (isExisting(site) ? "existing" : "free"));
  const wrong: string[] = [];
  for (const [ids, wish] of [
    [wishes.requiredIds, "required"],
    [wishes.forbiddenIds, "forbidden"],
  ] as const)
    for (const id of new Set(ids)) {
      const site = siteOf.get(id);
      if (site === undefined || standing[site] !== "free") wrong.push(id);
      else standing[site] = wish;
    }
  return wrong.length > 0 ? err({ code: "SITES_NOT_CHOOSABLE", siteIds: wrong }) : ok(standing);
}
