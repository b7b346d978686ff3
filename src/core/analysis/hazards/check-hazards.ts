import type { Failure } from "../../model/failure.ts";
import type { LngLat } from "../../model/geometry.ts";
import { EARTHQUAKE_LIMITS, type Hazards, RAIN_LIMITS } from "../../model/hazards.ts";
import { err, ok, type Result } from "../../result.ts";

const refused = (field: string, found: unknown, expected: string): Result<never, Failure> =>
  err({ code: "QUESTION_NOT_VALID", field, found: String(found), expected });

type Limits = readonly [least: number, most: number];
// NaN is in no range
const isIn = ([least, most]: Limits, value: number) => value >= least && value <= most;
const said = ([least, most]: Limits) => `${least}-${most}`;
const isPlace = ([lng, lat]: LngLat) => isIn([-180, 180], lng) && isIn([-85, 85], lat);

/**
 * The first value of a scenario of hazards that nothing can be computed for. An epicentre far away is none of them, it
 * shakes nobody; nor is a zone whose line crosses itself, it holds what an odd number of turns holds.
 */
export function checkHazards({ earthquake, rain, zones }: Hazards): Result<null, Failure> {
  if (earthquake) {
    const { magnitude, depthKilometres, axisDegrees, epicentre } = earthquake;
    for (const [field, value] of Object.entries({ magnitude, depthKilometres })) {
      const limits = EARTHQUAKE_LIMITS[field as "magnitude" | "depthKilometres"];
      if (!isIn(limits, value)) return refused(`earthquake.${field}`, value, said(limits));
    }
    if (axisDegrees !== null && !isIn(EARTHQUAKE_LIMITS.axisDegrees, axisDegrees))
      return refused("earthquake.axisDegrees", axisDegrees, said(EARTHQUAKE_LIMITS.axisDegrees));
    if (!isPlace(epicentre)) return refused("earthquake.epicentre", epicentre, "-180-180, -85-85");
  }
  if (rain) {
    const { startMinute, stepMinutes, millimetresPerHour } = rain;
    for (const [field, value] of Object.entries({ startMinute, stepMinutes })) {
      const limits = RAIN_LIMITS[field as "startMinute" | "stepMinutes"];
      if (!isIn(limits, value)) return refused(`rain.${field}`, value, said(limits));
    }
    if (!isIn(RAIN_LIMITS.steps, millimetresPerHour.length))
      return refused("rain.millimetresPerHour", millimetresPerHour.length, said(RAIN_LIMITS.steps));
    const wrong = millimetresPerHour.find((rate) => !isIn(RAIN_LIMITS.millimetresPerHour, rate));
    if (wrong !== undefined)
      return refused("rain.millimetresPerHour", wrong, said(RAIN_LIMITS.millimetresPerHour));
  }
  for (const { id, ring, fromMinute, toMinute } of zones) {
    if (ring.length < 3 || !ring.every(isPlace))
      return refused(`zones.${id}.ring`, ring.length, "3 places or more");
    if (!Number.isFinite(fromMinute)) return refused(`zones.${id}.fromMinute`, fromMinute, "a number");
    if (toMinute !== null && !(toMinute > fromMinute))
      return refused(`zones.${id}.toMinute`, toMinute, `more than ${fromMinute}`);
  }
  return ok(null);
}
