import type { MinutesFieldAnswer, MinutesFieldRequest } from "../model/answers.ts";
import type { Failure } from "../model/failure.ts";
import { ok, type Result } from "../result.ts";
import { longestMinutes, reachPolygons } from "./contour.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { legCosts } from "./street-edits.ts";
import { gateSurface, surfaceStreetTime } from "./surface.ts";

/** The ground from which the nearest counting gate is within each of the minutes. Empty polygons when no gate counts. */
export function minutesField(
  prepared: PreparedPack,
  request: MinutesFieldRequest,
): Result<MinutesFieldAnswer, Failure> {
  const { scenario, cutoffMinutes } = request;
  const surface = gateSurface(prepared, scenario, { limitSeconds: longestMinutes(cutoffMinutes) * 60 });
  const { index } = prepared;
  const margin = figure(prepared, "snapLimitMetres");
  const areas = reachPolygons(
    prepared,
    scenario,
    {
      at: surfaceStreetTime(prepared, scenario, surface),
      network: prepared.pack.network,
      nodeDeciseconds: surface.nodeDeciseconds,
      directed: legCosts(prepared, scenario).directed,
      flip: 1,
      isSpecial: (edge) => surface.gatesOnEdge.has(edge) || prepared.joins.has(edge),
    },
    cutoffMinutes,
    {
      west: index.minEast - margin,
      south: index.minNorth - margin,
      east: index.minEast + index.columns * index.cellMetres + margin,
      north: index.minNorth + index.rows * index.cellMetres + margin,
    },
  );
  return ok({ request, ...areas });
}
