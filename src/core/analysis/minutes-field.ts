import type { MinutesFieldAnswer, MinutesFieldRequest } from "../model/answers.ts";
import type { Failure } from "../model/failure.ts";
import { ok, type Result } from "../result.ts";
import { reachPolygons } from "./contour.ts";
import type { PreparedPack } from "./prepare.ts";
import { gateSurface, surfaceStreetTime } from "./surface.ts";

/** The ground from which the nearest counting gate is within each of the minutes. Empty polygons when no gate counts. */
export function minutesField(
  prepared: PreparedPack,
  request: MinutesFieldRequest,
): Result<MinutesFieldAnswer, Failure> {
  const { scenario, cutoffMinutes } = request;
  const surface = gateSurface(prepared, scenario, { limitSeconds: Math.max(0, ...cutoffMinutes) * 60 });
  const polygons = reachPolygons(
    prepared,
    scenario.pace,
    surfaceStreetTime(prepared, scenario, surface),
    cutoffMinutes,
  );
  return ok({ request, polygons });
}
