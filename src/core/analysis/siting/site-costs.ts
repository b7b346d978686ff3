import type { Failure } from "../../model/failure.ts";
import { err, ok, type Result } from "../../result.ts";

/**
 * What each site costs: as asked, else as `known` of it, else 1. null = every site counts 1. Ids that name no site are
 * refused: a misspelt price would go unnoticed.
 */
export function siteCosts(
  siteIds: readonly string[],
  asked: Readonly<Record<string, number>> | null,
  known: Float64Array | null,
): Result<Float64Array | null, Failure> {
  if (asked === null) return ok(known);
  const ids = new Set(siteIds);
  const wrong = Object.keys(asked).filter((id) => !ids.has(id));
  if (wrong.length > 0) return err({ code: "SITES_NOT_CHOOSABLE", siteIds: wrong });
  const costOf = new Map(Object.entries(asked));
  return ok(Float64Array.from(siteIds, (id, site) => costOf.get(id) ?? known?.[site] ?? 1));
}
