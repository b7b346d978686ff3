import { eastMetres, northMetres } from "../geo/local-plane.ts";
import { type ArcCosts, CLOSED } from "../graph/costs.ts";
import type { LegCosts } from "../graph/edge-edits.ts";
import { type SearchTree, search, UNREACHED } from "../graph/search.ts";
import type { EdgeSnap } from "../graph/snap.ts";
import type { IsochroneAnswer, IsochroneRequest } from "../model/answers.ts";
import type { Failure } from "../model/failure.ts";
import { ok, type Result } from "../result.ts";
import { lookupRaster, type RasterWindow, reachPolygons } from "./contour.ts";
import { demandTies, type PreparedPack, paceMetresPerSecond } from "./prepare.ts";
import { legCosts, scenarioCosts } from "./street-edits.ts";
import { alongDeciseconds, deciseconds, type StreetTime, seedsFrom, seedsTowards } from "./surface.ts";
import { tiePlace } from "./tie-place.ts";

/**
 * What can be walked to from a place (or from where it can be reached) within each of the minutes.
 * Street metres and persons are those of the longest of the minutes. `computeMilliseconds` is NaN: core has no clock.
 */
export function isochrone(
  prepared: PreparedPack,
  request: IsochroneRequest,
): Result<IsochroneAnswer, Failure> {
  const { scenario, origin, cutoffMinutes, direction } = request;
  const tied = tiePlace(prepared, scenario.pace, origin);
  if (!tied.ok) return tied;
  const snap = tied.value;
  const open = legCosts(prepared, scenario);
  const costs = scenarioCosts(prepared, scenario);
  const accessDeciseconds = deciseconds(snap.accessMetres, paceMetresPerSecond(prepared, scenario.pace));
  const limitDeciseconds = Math.max(0, ...cutoffMinutes) * 600;
  const seeds = (direction === "from" ? seedsFrom : seedsTowards)(prepared, open, snap, accessDeciseconds, 0);
  const tree = search({
    network: prepared.pack.network,
    costs,
    direction: direction === "from" ? "forward" : "reverse",
    seeds,
    limitDeciseconds,
    scratch: prepared.scratch,
  });
  const streetTime = originStreetTime(prepared, open, tree, direction, snap, accessDeciseconds);
  const window = reachedWindow(prepared, request, tree, snap, limitDeciseconds);
  return ok({
    request,
    polygons: reachPolygons(prepared, scenario.pace, streetTime, cutoffMinutes, window),
    reachedStreetMetres: reachedStreetMetres(
      prepared,
      request,
      tree,
      costs,
      snap,
      limitDeciseconds,
      accessDeciseconds,
    ),
    reachedPersons: reachedPersons(prepared, request, streetTime, limitDeciseconds),
    computeMilliseconds: Number.NaN,
  });
}

/** Time between the place and any point of any street. */
function originStreetTime(
  prepared: PreparedPack,
  open: LegCosts,
  tree: SearchTree,
  direction: "from" | "to",
  snap: EdgeSnap,
  accessDeciseconds: number,
): StreetTime {
  const { edgeFrom, edgeTo } = prepared.pack.network;
  const { directed } = open;
  const flip = direction === "from" ? 0 : 1;
  return (edge, share) => {
    // from the place: in by edgeFrom and onward; to the place: out by edgeFrom, against the edge
    const viaFrom = directed[edge * 2 + flip] as number;
    const viaTo = directed[edge * 2 + (1 - flip)] as number;
    const atFrom = tree.deciseconds[edgeFrom[edge] as number] as number;
    const atTo = tree.deciseconds[edgeTo[edge] as number] as number;
    let best = Infinity;
    if ((viaFrom !== CLOSED || share === 0) && atFrom !== UNREACHED) best = atFrom + viaFrom * share;
    if ((viaTo !== CLOSED || share === 1) && atTo !== UNREACHED)
      best = Math.min(best, atTo + viaTo * (1 - share));
    if (edge === snap.edge) {
      const direct =
        direction === "from"
          ? alongDeciseconds(open, edge, snap.alongShare, share)
          : alongDeciseconds(open, edge, share, snap.alongShare);
      best = Math.min(best, accessDeciseconds + direct);
    }
    return best;
  };
}

/** The part of the raster that can hold reached cells: around every reached node as far as its time left allows. */
function reachedWindow(
  prepared: PreparedPack,
  { scenario }: IsochroneRequest,
  tree: SearchTree,
  snap: EdgeSnap,
  limitDeciseconds: number,
): RasterWindow {
  const { network } = prepared.pack;
  const { plane, pieceMetres, pieceOffsets } = prepared.index;
  const raster = lookupRaster(prepared, scenario.pace);
  // a drawn course may be a little longer than its stated length
  const metresPerDecisecond = (paceMetresPerSecond(prepared, scenario.pace) / 10) * 1.05;
  let west = Infinity;
  let east = -Infinity;
  let south = Infinity;
  let north = -Infinity;
  const widen = (x: number, y: number, metres: number) => {
    if (x - metres < west) west = x - metres;
    if (x + metres > east) east = x + metres;
    if (y - metres < south) south = y - metres;
    if (y + metres > north) north = y + metres;
  };
  for (let node = 0; node < network.nodeCount; node++) {
    const spent = tree.deciseconds[node] as number;
    if (spent === UNREACHED) continue;
    widen(
      eastMetres(plane, network.nodeLng[node] as number),
      northMetres(plane, network.nodeLat[node] as number),
      (limitDeciseconds - spent) * metresPerDecisecond,
    );
  }
  const piece = pieceOffsets[snap.edge] as number;
  widen(
    pieceMetres[piece * 4] as number,
    pieceMetres[piece * 4 + 1] as number,
    limitDeciseconds * metresPerDecisecond + (network.edgeLengthDecimetres[snap.edge] as number) / 10,
  );
  const column = (x: number) => (x - raster.firstEast) / raster.cellMetres;
  const row = (y: number) => (y - raster.firstNorth) / raster.cellMetres;
  return {
    firstColumn: Math.floor(column(west)) - 2,
    firstRow: Math.floor(row(south)) - 2,
    lastColumn: Math.ceil(column(east)) + 2,
    lastRow: Math.ceil(row(north)) + 2,
  };
}

/** Length of street within the limit, exact on every edge; closed streets do not count. */
function reachedStreetMetres(
  prepared: PreparedPack,
  { direction }: IsochroneRequest,
  tree: SearchTree,
  costs: ArcCosts,
  snap: EdgeSnap,
  limitDeciseconds: number,
  accessDeciseconds: number,
): number {
  const { edgeCount, edgeFrom, edgeTo, edgeLengthDecimetres } = prepared.pack.network;
  const flip = direction === "from" ? 0 : 1;
  const shareWithin = (node: number, cost: number) => {
    const spent = tree.deciseconds[node] as number;
    return spent === UNREACHED || cost === CLOSED ? 0 : Math.min(1, (limitDeciseconds - spent) / cost);
  };
  let decimetres = 0;
  for (let edge = 0; edge < edgeCount; edge++) {
    const viaFrom = costs.directed[edge * 2 + flip] as number;
    const viaTo = costs.directed[edge * 2 + (1 - flip)] as number;
    const low = shareWithin(edgeFrom[edge] as number, viaFrom);
    const high = 1 - shareWithin(edgeTo[edge] as number, viaTo);
    let share = Math.min(1, low + (1 - high));
    if (edge === snap.edge && share < 1) {
      // around the place itself: three pieces of the edge may overlap
      const left = limitDeciseconds - accessDeciseconds;
      const start = viaTo === CLOSED ? snap.alongShare : Math.max(0, snap.alongShare - left / viaTo);
      const end = viaFrom === CLOSED ? snap.alongShare : Math.min(1, snap.alongShare + left / viaFrom);
      if (left > 0) share = low + (1 - high) + Math.max(0, Math.min(end, high) - Math.max(start, low));
    }
    decimetres += share * (edgeLengthDecimetres[edge] as number);
  }
  return decimetres / 10;
}

/** Residents of the scenario's period whose own way, access leg included, is within the limit. */
function reachedPersons(
  prepared: PreparedPack,
  { scenario }: IsochroneRequest,
  streetTime: StreetTime,
  limitDeciseconds: number,
): number {
  const { snaps } = demandTies(prepared, scenario.pace);
  const pace = paceMetresPerSecond(prepared, scenario.pace);
  let persons = 0;
  prepared.pack.demand.forEach((cell, i) => {
    const snap = snaps[i];
    if (!snap) return;
    const time = streetTime(snap.edge, snap.alongShare) + deciseconds(snap.accessMetres, pace);
    if (time <= limitDeciseconds)
      persons += scenario.period === "night" ? cell.personsNight : cell.personsDay;
  });
  return persons;
}
