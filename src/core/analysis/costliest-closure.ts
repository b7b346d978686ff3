import type { CostliestClosure } from "../model/explain.ts";
import type { Scenario } from "../model/scenario.ts";

/** Beyond so many closures each is not tried alone any more: the question would take longer than a person waits. */
const TRIED_ALONE = 24;

/**
 * Which closure costs a place most. Bridges stay laid: they cost nobody anything. `secondsUnder`: its seconds under a scenario, Infinity = not reached. One that saves
 * less than a second does not count as a cost.
 */
export function costliestClosure(
  scenario: Scenario,
  secondsNow: number,
  secondsUnder: (scenario: Scenario) => number,
): CostliestClosure | null {
  const { closures } = scenario;
  const bridges = closures.filter(({ kind }) => kind === "bridge");
  const liftable = closures.filter(({ kind }) => kind !== "bridge");
  if (liftable.length === 0) return null;
  const saved = (secondsThen: number) => (secondsThen === Infinity ? 0 : secondsNow - secondsThen);
  let best: CostliestClosure | null = null;
  let bestSeconds = Infinity;
  if (liftable.length <= TRIED_ALONE)
    for (const closure of liftable) {
      const secondsThen = secondsUnder({
        ...scenario,
        closures: closures.filter((each) => each !== closure),
      });
      if (saved(secondsThen) < 1 || secondsThen >= bestSeconds) continue;
      bestSeconds = secondsThen;
      best = { closureId: closure.id, savedSeconds: saved(secondsThen) };
    }
  if (best) return best;
  const together = saved(secondsUnder({ ...scenario, closures: bridges }));
  return together < 1 ? null : { closureId: null, savedSeconds: together };
}
