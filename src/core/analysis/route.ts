import { type EdgeSnap, metresAlong } from "../graph/snap.ts";
import type { Failure } from "../model/failure.ts";
import type { RouteAnswer, RouteRequest } from "../model/route.ts";
import type { Scenario } from "../model/scenario.ts";
import { err, ok, type Result } from "../result.ts";
import { drivableEdges, driveNetwork, handDeciseconds, type Vehicle } from "./drive.ts";
import { drivePath } from "./drive-path.ts";
import type { PathLeg } from "./path-leg.ts";
import { type PreparedPack, paceMetresPerSecond, usableEdges, walkModeOf } from "./prepare.ts";
import { legCosts, scenarioCosts } from "./street-edits.ts";
import { deciseconds } from "./surface.ts";
import { tieToStreets } from "./tie-place.ts";
import { walkRoute } from "./walk-path.ts";
import { type Walking, walkEnd, walkLegs, walkTree } from "./walk-tree.ts";

/** How one profile gets about: the streets it may be tied to, and its way between two ties. */
interface Travel {
  readonly usable: Uint8Array;
  /** null = no way. */
  readonly legs: (start: EdgeSnap, end: EdgeSnap) => readonly PathLeg[] | null;
  /** Deciseconds between a place and its street. */
  readonly onFoot: (snap: EdgeSnap) => number;
  readonly asksSlope: boolean;
}

/**
 * The quickest way between two places under the scenario's closures, in steps with turns and street names. Vehicles keep
 * the turn restrictions that bind them; what lies between a stop and the place itself is covered on foot, loads carried,
 * at the planning pace.
 */
export function route(prepared: PreparedPack, request: RouteRequest): Result<RouteAnswer, Failure> {
  const travel =
    request.profile === "truck" || request.profile === "fire-engine"
      ? driven(prepared, request, request.profile)
      : walked(
          prepared,
          request.profile === "wheelchair" ? { ...request.scenario, pace: "wheelchair" } : request.scenario,
        );
  const [origin, target] =
    request.direction === "there" ? [request.from, request.to] : [request.to, request.from];
  const start = tieToStreets(prepared, travel.usable, origin);
  if (!start.ok) return start;
  const end = tieToStreets(prepared, travel.usable, target);
  if (!end.ok) return end;
  const legs = travel.legs(start.value, end.value);
  if (legs === null) return err({ code: "NO_WAY_BETWEEN", profile: request.profile });
  const { network } = prepared.pack;
  return ok({
    request,
    ...walkRoute(prepared, {
      origin,
      target,
      accessMetres: start.value.accessMetres,
      accessDeciseconds: travel.onFoot(start.value),
      egressMetres: end.value.accessMetres,
      egressDeciseconds: travel.onFoot(end.value),
      legs,
    }),
    slopeUnknownMetres: travel.asksSlope
      ? legs.reduce(
          (sum, { edge, fromShare, toShare }) =>
            network.edgeInclinePercent[edge] === 0
              ? sum + metresAlong(network, edge, fromShare, toShare)
              : sum,
          0,
        )
      : null,
  });
}

function driven(prepared: PreparedPack, { scenario }: RouteRequest, vehicle: Vehicle): Travel {
  const drive = driveNetwork(prepared, vehicle, scenario.closures);
  return {
    usable: drivableEdges(prepared, vehicle),
    legs: (start, end) => drivePath(prepared, drive, start, end),
    onFoot: (snap) => handDeciseconds(prepared, snap),
    asksSlope: false,
  };
}

function walked(prepared: PreparedPack, scenario: Scenario): Travel {
  const walking: Walking = {
    metresPerSecond: paceMetresPerSecond(prepared, scenario),
    costs: scenarioCosts(prepared, scenario),
    legs: legCosts(prepared, scenario),
  };
  return {
    usable: usableEdges(prepared, scenario.pace),
    legs: (start, end) => {
      const tree = walkTree(prepared, walking, start);
      const { via } = walkEnd(prepared, walking, tree, start, end);
      return via === "none" ? null : walkLegs(prepared, walking, tree, start, end, via);
    },
    onFoot: (snap) => deciseconds(snap.accessMetres, walking.metresPerSecond),
    asksSlope: walkModeOf(scenario.pace) === "wheelchair",
  };
}
