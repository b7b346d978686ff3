import type { Failure } from "../model/failure.ts";
import { SCENARIO_LIMITS, type Scenario } from "../model/scenario.ts";
import { err, ok, type Result } from "../result.ts";
import { checkClosures } from "./check-closures.ts";
import type { PreparedPack } from "./prepare.ts";

const LIMITED = ["metresPerSecond", "reachMinutes", "minuteOfDay"] as const;

/** The first value of a scenario that nothing can be computed for, as a failure. */
export function checkScenario(prepared: PreparedPack, scenario: Scenario): Result<null, Failure> {
  for (const field of LIMITED) {
    const value = scenario[field];
    const [least, most] = SCENARIO_LIMITS[field];
    // NaN is in no range
    if (value !== null && !(value >= least && value <= most))
      return err({
        code: "QUESTION_NOT_VALID",
        field: `scenario.${field}`,
        found: String(value),
        expected: `${least}-${most}`,
      });
  }
  const { closures } = scenario;
  return closures.length === 0 ? ok(null) : checkClosures(prepared, closures);
}
