import { type EdgeSnap, snapToEdge } from "../graph/snap.ts";
import type { ExplainAnswer, ExplainPart, ExplainRequest } from "../model/answers.ts";
import type { Failure } from "../model/failure.ts";
import type { Gate } from "../model/pack.ts";
import { ok, type Result } from "../result.ts";
import {
  countingGates,
  gateTies,
  openCosts,
  type PreparedPack,
  paceMetresPerSecond,
  usableEdges,
} from "./prepare.ts";
import {
  alongDeciseconds,
  deciseconds,
  type GateSurface,
  gateSurface,
  type PlaceTime,
  placeTime,
} from "./surface.ts";
import { tiePlace } from "./tie-place.ts";
import {
  arrivingShare,
  type PathLeg,
  pathDeciseconds,
  pathLine,
  streetRuns,
  type WalkPath,
} from "./walk-path.ts";

/** Why a place has the minutes it has: the walk to its nearest gate in parts, or the reason there is none. */
export function explain(prepared: PreparedPack, request: ExplainRequest): Result<ExplainAnswer, Failure> {
  const { scenario, lngLat } = request;
  const tied = tiePlace(prepared, scenario.pace, lngLat);
  if (!tied.ok && tied.failure.code !== "PLACE_FAR_FROM_STREET") return tied;
  const nearest = snapToEdge(prepared.index, usableEdges(prepared, scenario.pace), lngLat);
  const nearestStreetMetres = nearest === null ? Infinity : nearest.accessMetres;
  const notReached = (cause: Extract<ExplainAnswer, { kind: "not-reached" }>["cause"]) =>
    ok<ExplainAnswer>({ kind: "not-reached", request, cause, nearestStreetMetres });
  if (!tied.ok) return notReached("no-street-near");
  if (countingGates(prepared, scenario).length === 0) return notReached("no-gate-counts");

  const surface = gateSurface(prepared, scenario);
  const time = placeTime(prepared, scenario, surface, tied.value);
  const openScenario = { ...scenario, closures: [] };
  const openTime =
    scenario.closures.length === 0
      ? time
      : placeTime(prepared, openScenario, gateSurface(prepared, openScenario), tied.value);
  if (time.gate < 0) return notReached(openTime.gate < 0 ? "island" : "closures");

  const path = pathToGate(prepared, request, surface, tied.value, time);
  const runs = streetRuns(prepared, path);
  const onFoot = (kind: "access" | "egress", metres: number, tenths: number): ExplainPart => ({
    kind,
    nameZh: "",
    nameEn: "",
    metres,
    seconds: tenths / 10,
    modelled: false,
  });
  const gate = prepared.pack.index.gates[time.gate] as Gate;
  return ok({
    kind: "reached",
    request,
    shelterId: gate.shelterId,
    gateId: gate.id,
    seconds: pathDeciseconds(path) / 10,
    parts: [
      onFoot("access", path.accessMetres, path.accessDeciseconds),
      ...runs.map(
        (run): ExplainPart => ({
          kind: "street",
          nameZh: run.nameZh,
          nameEn: run.nameEn,
          metres: run.metres,
          seconds: run.deciseconds / 10,
          modelled: run.modelled,
        }),
      ),
      onFoot("egress", path.egressMetres, path.egressDeciseconds),
    ],
    line: pathLine(path, runs),
    withinMinutes: time.deciseconds <= scenario.reachMinutes * 600,
    closureSeconds: (time.deciseconds - openTime.deciseconds) / 10,
  });
}

/** Follows the surface from a place down to its gate. */
function pathToGate(
  prepared: PreparedPack,
  { scenario, lngLat }: ExplainRequest,
  surface: GateSurface,
  snap: EdgeSnap,
  time: PlaceTime,
): WalkPath {
  const { network } = prepared.pack;
  const pace = paceMetresPerSecond(prepared, scenario.pace);
  const open = openCosts(prepared, scenario.pace);
  const gateSnap = gateTies(prepared, scenario.pace).snaps[time.gate] as EdgeSnap;
  const leg = (edge: number, fromShare: number, toShare: number): PathLeg => ({
    edge,
    fromShare,
    toShare,
    deciseconds: alongDeciseconds(open, edge, fromShare, toShare),
  });
  const legs: PathLeg[] = [];
  if (time.via === "same-street") legs.push(leg(snap.edge, snap.alongShare, gateSnap.alongShare));
  else {
    const end = time.via === "from-node" ? 0 : 1;
    legs.push(leg(snap.edge, snap.alongShare, end));
    let node = (end === 0 ? network.edgeFrom : network.edgeTo)[snap.edge] as number;
    for (
      let arc = surface.nodeParentArc[node] as number;
      arc >= 0;
      arc = surface.nodeParentArc[node] as number
    ) {
      // the arc leaves the neighbour nearer to the gate: it is walked against its direction
      const directedEdge = (network.arcEdge[arc] as number) ^ 1;
      const edge = directedEdge >>> 1;
      const back = directedEdge & 1;
      legs.push({
        edge,
        fromShare: back,
        toShare: 1 - back,
        deciseconds: open.directed[directedEdge] as number,
      });
      node = (back === 0 ? network.edgeTo : network.edgeFrom)[edge] as number;
    }
    legs.push(leg(gateSnap.edge, arrivingShare(network, open, gateSnap, node), gateSnap.alongShare));
  }
  return {
    origin: lngLat,
    target: (prepared.pack.index.gates[time.gate] as Gate).lngLat,
    accessMetres: snap.accessMetres,
    accessDeciseconds: deciseconds(snap.accessMetres, pace),
    egressMetres: gateSnap.accessMetres,
    egressDeciseconds: deciseconds(gateSnap.accessMetres, pace),
    legs,
  };
}
