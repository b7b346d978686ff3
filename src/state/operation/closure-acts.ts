import type { Act } from "../../core/model/operation.ts";
import type { Closure } from "../../core/model/scenario.ts";

const isAmong = (closures: readonly Closure[], { id }: Closure) => closures.some((other) => other.id === id);

/**
 * What a change from one list of closures to another says, as lines of a log whose closures are `now`: what others closed
 * or lifted meanwhile stays so.
 */
export function closureActs(
  from: readonly Closure[],
  to: readonly Closure[],
  now: readonly Closure[],
): readonly Act[] {
  return [
    ...from
      .filter((closure) => !isAmong(to, closure) && isAmong(now, closure))
      .map((closure): Act => ({ kind: "closure-lifted", closureId: closure.id })),
    ...to
      .filter((closure) => !isAmong(from, closure) && !isAmong(now, closure))
      .map((closure): Act => ({ kind: "closure-made", closure })),
  ];
}
