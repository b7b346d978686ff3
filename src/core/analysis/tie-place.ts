import { metresOutside } from "../geo/polygon.ts";
import { type EdgeSnap, snapToEdge } from "../graph/snap.ts";
import type { Failure } from "../model/failure.ts";
import type { LngLat } from "../model/geometry.ts";
import type { PaceId } from "../model/scenario.ts";
import { err, ok, type Result } from "../result.ts";
import { figure, type PreparedPack, usableEdges } from "./prepare.ts";

/**
 * Ties a place a person points at to a street. Outside the district by more than the snap limit is outside: boundaries
 * are generalised, and a place just over the line is still served. `usable`: 1 per edge that may be taken.
 */
export function tieToStreets(
  prepared: PreparedPack,
  usable: Uint8Array,
  lngLat: LngLat,
): Result<EdgeSnap, Failure> {
  const limitMetres = figure(prepared, "snapLimitMetres");
  const outsideMetres = metresOutside(lngLat, prepared.pack.districtPolygon);
  if (!(outsideMetres <= limitMetres))
    return err({ code: "PLACE_OUTSIDE_DISTRICT", metresAway: outsideMetres });
  const snap = snapToEdge(prepared.index, usable, lngLat);
  const metresAway = snap === null ? Infinity : snap.accessMetres;
  if (snap === null || metresAway > limitMetres)
    return err({ code: "PLACE_FAR_FROM_STREET", metresAway, limitMetres });
  return ok(snap);
}

/** Ties a place to the street it is walked from at a pace. */
export const tiePlace = (prepared: PreparedPack, pace: PaceId, lngLat: LngLat): Result<EdgeSnap, Failure> =>
  tieToStreets(prepared, usableEdges(prepared, pace), lngLat);
