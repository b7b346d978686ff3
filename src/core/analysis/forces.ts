import type { Failure } from "../model/failure.ts";
import {
  type CrewOrder,
  FORCES_FOR,
  type ForceReach,
  type ForcesAnswer,
  type ForcesRequest,
  type IncidentForces,
  type StationStrength,
} from "../model/forces.ts";
import { STATION_KINDS, type Station } from "../model/pack.ts";
import { ok, type Result } from "../result.ts";
import { demandEnginePlaces, enginePlacesAt } from "./bases/engine-places.ts";
import { engineGround, engineStreets } from "./bases/engine-streets.ts";
import { type CrewStart, crewSearch, crewStart, crewTimes } from "./bases/engine-times.ts";
import { type DriveNetwork, driveNetwork } from "./drive.ts";
import { assignCrews } from "./forces/assign-crews.ts";
import { stagingGround, stagingPlace } from "./forces/staging-place.ts";
import { stationStrengths } from "./forces/station-strengths.ts";
import type { PreparedPack } from "./prepare.ts";
import { cellPersons } from "./shelter-reach.ts";

/** Communities told of those that a kind of force does not reach. */
const GAPS_TOLD = 5;

/**
 * Who gets to which incident when, under the closures; who should be sent, with what is out already left where it is; and
 * whose homes each kind of force does not reach in time.
 */
export function forces(prepared: PreparedPack, request: ForcesRequest): Result<ForcesAnswer, Failure> {
  const { scenario, incidents } = request;
  const { stations } = prepared.pack.index;
  const drive = driveNetwork(prepared, "fire-engine", scenario.closures);
  const strengths = stationStrengths(prepared, request);
  const starts = stations.map(({ lngLat, mobilisationMinutes }) =>
    crewStart(prepared, lngLat, mobilisationMinutes),
  );
  const places = enginePlacesAt(
    prepared,
    incidents.map(({ lngLat }) => lngLat),
  );
  const columns = starts.map((start) => {
    const some = incidents.length > 0 && start ? [start] : [];
    return some.length > 0
      ? crewTimes(drive, crewSearch(prepared, drive, some), some, places)
      : new Float64Array(incidents.length).fill(Infinity);
  });
  const deciseconds = incidents.map(({ kind }, i) =>
    stations.map((station, s) =>
      FORCES_FOR[kind].includes(station.kind) && columns[s]![i]! < Infinity ? columns[s]![i]! : Infinity,
    ),
  );
  const wanted = incidents.map(({ id, crewsWanted }) => {
    const there = request.crewsOut.reduce((sum, out) => sum + (out.incidentId === id ? out.crews : 0), 0);
    return Math.max(0, crewsWanted - there);
  });
  const sent = assignCrews({
    severities: incidents.map(({ severity }) => severity),
    wanted,
    free: strengths.map(({ freeCrews }) => freeCrews),
    deciseconds,
  });
  const orders = sent.map(
    ({ incident, station, crews }): CrewOrder => ({
      stationId: stations[station]!.id,
      incidentId: incidents[incident]!.id,
      crews,
      minutes: deciseconds[incident]![station]! / 600,
    }),
  );
  const staging = stagingGround(prepared);
  const told = incidents.map(
    ({ id, lngLat }, i): IncidentForces => ({
      incidentId: id,
      isOffStreets: places.stops[i] === null,
      nearest: deciseconds[i]!.map((time, s) => ({
        stationId: stations[s]!.id,
        minutes: time / 600,
        freeCrews: strengths[s]!.freeCrews,
      }))
        .filter(({ minutes }) => minutes < Infinity)
        .sort((a, b) => a.minutes - b.minutes)
        .slice(0, request.nearest),
      staging: stagingPlace(prepared, drive, staging, lngLat),
      missingCrews: wanted[i]! - sent.reduce((sum, each) => sum + (each.incident === i ? each.crews : 0), 0),
    }),
  );
  const atHand = (kind: Station["kind"]): CrewStart[] =>
    starts.filter(
      (start, s): start is CrewStart =>
        start !== null && stations[s]!.kind === kind && strengths[s]!.freeCrews > 0,
    );
  const persons = cellPersons(prepared, scenario);
  return ok({
    request,
    stations: strengths,
    incidents: told,
    orders,
    severityMinutes: sent.reduce(
      (sum, { incident, station, crews }) =>
        sum + (crews * incidents[incident]!.severity * deciseconds[incident]![station]!) / 600,
      0,
    ),
    persons: persons.reduce((sum, count) => sum + count, 0),
    reach: STATION_KINDS.map((kind) =>
      reachOf(prepared, drive, kind, atHand(kind), strengths, persons, request.reachMinutes),
    ),
    ...outline(prepared, drive, request, atHand),
    // core has no clock: whoever runs this puts the time in
    computeMilliseconds: 0,
  });
}

function reachOf(
  prepared: PreparedPack,
  drive: DriveNetwork,
  kind: Station["kind"],
  crews: readonly CrewStart[],
  strengths: readonly StationStrength[],
  persons: Float64Array,
  reachMinutes: number,
): ForceReach {
  const limit = reachMinutes * 600;
  const times = crewTimes(
    drive,
    crewSearch(prepared, drive, crews, limit),
    crews,
    demandEnginePlaces(prepared),
  );
  const gaps = new Map<string, number>();
  let reachedPersons = 0;
  prepared.pack.demand.forEach(({ communityId }, cell) => {
    const count = persons[cell]!;
    // NaN, no street near, is within no limit
    if (times[cell]! <= limit) reachedPersons += count;
    else if (count > 0) gaps.set(communityId, (gaps.get(communityId) ?? 0) + count);
  });
  return {
    kind,
    stations: prepared.pack.index.stations.filter(
      (each, s) => each.kind === kind && strengths[s]!.freeCrews > 0,
    ).length,
    reachedPersons,
    gaps: [...gaps]
      .sort(([, a], [, b]) => b - a)
      .slice(0, GAPS_TOLD)
      .map(([communityId, count]) => ({ communityId, persons: Math.round(count) })),
  };
}

function outline(
  prepared: PreparedPack,
  drive: DriveNetwork,
  { outlinedKind, reachMinutes }: ForcesRequest,
  atHand: (kind: Station["kind"]) => CrewStart[],
): Pick<ForcesAnswer, "polygons" | "cellMetres"> {
  const crews = outlinedKind ? atHand(outlinedKind) : [];
  if (crews.length === 0) return { polygons: [], cellMetres: 0 };
  const streets = engineStreets(prepared, drive, crews, crewSearch(prepared, drive, crews));
  return engineGround(prepared, streets, [reachMinutes]);
}
