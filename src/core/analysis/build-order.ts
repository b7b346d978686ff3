import type { BuildOrderAnswer, BuildOrderRequest } from "../model/build-order.ts";
import type { Failure } from "../model/failure.ts";
import type { SolveMilp } from "../model/milp.ts";
import type { RunContext } from "../model/progress.ts";
import { err, ok, type Result } from "../result.ts";
import type { PreparedPack } from "./prepare.ts";
import { sitingOfPack } from "./siting/siting-of-pack.ts";
import { solveBuildOrder } from "./siting/solve-build-order.ts";

/** Which candidates to build in which year, so many a year, and what keeping to an order costs in each. */
export async function buildOrder(
  prepared: PreparedPack,
  request: BuildOrderRequest,
  solve: SolveMilp,
  run: RunContext,
): Promise<Result<BuildOrderAnswer, Failure>> {
  const { scenario, existing, requiredIds, forbiddenIds, fixedYears, years, weight } = request;
  const fixed = Object.entries(fixedYears);
  const late = fixed.filter(([, year]) => year > years).map(([id]) => id);
  if (late.length > 0) return err({ code: "SITES_NOT_CHOOSABLE", siteIds: late });
  const siting = sitingOfPack(
    prepared,
    scenario,
    existing,
    // a site fixed to a year is required whether it is named so or not
    { requiredIds: [...requiredIds, ...fixed.map(([id]) => id)], forbiddenIds, costs: null, weight },
    false,
  );
  if (!siting.ok) return siting;
  const { problem, existingIds } = siting.value;
  const siteOf = new Map(problem.siteIds.map((id, site) => [id, site]));
  const order = await solveBuildOrder({
    problem,
    question: request,
    yearOf: new Map(fixed.map(([id, year]) => [siteOf.get(id)!, year])),
    limitDeciseconds: Math.round(scenario.reachMinutes * 600),
    solve,
    run,
  });
  return ok({ request, existingIds, ...order });
}
