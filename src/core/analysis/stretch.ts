import { findStretch } from "../graph/closures.ts";
import { edgeCourse } from "../graph/snap.ts";
import type { ClosedStretch, StretchRequest } from "../model/answers.ts";
import type { Failure } from "../model/failure.ts";
import type { LngLat } from "../model/geometry.ts";
import { err, ok, type Result } from "../result.ts";
import { figure, type PreparedPack } from "./prepare.ts";

/** The stretch of named street a click means: up to the next junctions with other named streets on both sides. */
export function stretch(
  prepared: PreparedPack,
  request: StretchRequest & { readonly closureId?: string },
): Result<ClosedStretch, Failure> {
  const { network } = prepared.pack;
  const found = findStretch(network, prepared.index, request.lngLat);
  const metresAway = found === null ? Infinity : found.metresAway;
  if (found === null || metresAway > figure(prepared, "snapLimitMetres"))
    return err({ code: "NO_STREET_THERE", metresAway });
  const line: LngLat[] = [];
  let metres = 0;
  for (const { edge, onward } of found.edges) {
    const course = edgeCourse(prepared.index, edge, onward ? 0 : 1, onward ? 1 : 0);
    line.push(...(line.length === 0 ? course : course.slice(1)));
    metres += (network.edgeLengthDecimetres[edge] as number) / 10;
  }
  const name = network.names[network.edgeName[found.edges[0]?.edge as number] as number];
  return ok({
    closureId: request.closureId ?? "",
    nameZh: name?.zh ?? "",
    nameEn: name?.en ?? "",
    metres,
    line,
  });
}
