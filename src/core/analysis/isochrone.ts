import { eastMetres, northMetres } from "../geo/local-plane.ts";
import { CLOSED } from "../graph/costs.ts";
import type { LegCosts } from "../graph/edge-edits.ts";
import { search, UNREACHED } from "../graph/search.ts";
import type { StreetTime } from "../graph/street-courses.ts";
import type { Failure } from "../model/failure.ts";
import type { IsochroneAnswer, IsochroneRequest } from "../model/isochrone.ts";
import { ok, type Result } from "../result.ts";
import { longestMinutes, type PlaneBox, reachPolygons } from "./contour.ts";
import { demandByEdge } from "./demand-by-edge.ts";
import { STREET_SIDE_METRES } from "./off-street.ts";
import { demandTies, figure, type PreparedPack, paceMetresPerSecond } from "./prepare.ts";
import { reachedEdges } from "./reached-edges.ts";
import { eachReachedEdge, eachReachedSpan, type PlaceReach, reachedNodes } from "./reached-spans.ts";
import { legCosts, scenarioCosts } from "./street-edits.ts";
import { alongDeciseconds, deciseconds, seedsFrom, seedsTowards } from "./surface.ts";
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
  const legs = legCosts(prepared, scenario);
  const costs = scenarioCosts(prepared, scenario);
  const accessDeciseconds = deciseconds(snap.accessMetres, paceMetresPerSecond(prepared, scenario));
  const limitDeciseconds = longestMinutes(cutoffMinutes) * 600;
  const seeds = (direction === "from" ? seedsFrom : seedsTowards)(prepared, legs, snap, accessDeciseconds, 0);
  const tree = search({
    network: prepared.pack.network,
    costs,
    direction: direction === "from" ? "forward" : "reverse",
    seeds,
    limitDeciseconds,
    scratch: prepared.scratch,
  });
  const reach: PlaceReach = {
    network: prepared.pack.network,
    costs,
    tree,
    direction,
    snap,
    accessDeciseconds,
    limitDeciseconds,
    joins: prepared.joins,
    wholeEdgeCount: prepared.wholeEdgeCount,
  };
  const nodes = reachedNodes(tree);
  const streetTime = originStreetTime(reach, legs);
  const areas = reachPolygons(
    prepared,
    scenario,
    {
      at: streetTime,
      network: reach.network,
      nodeDeciseconds: tree.deciseconds,
      directed: legs.directed,
      flip: direction === "from" ? 0 : 1,
      isSpecial: (edge) => edge === snap.edge || prepared.joins.has(edge),
    },
    cutoffMinutes,
    reachedBox(prepared, request, reach, nodes),
  );
  return ok({
    request,
    ...areas,
    reachedStreetMetres: reachedStreetMetres(reach, nodes),
    reachedPersons: reachedPersons(prepared, request, reach, nodes, streetTime),
    edges: request.edges === true ? reachedEdges(prepared.index, reach, nodes, cutoffMinutes) : null,
    computeMilliseconds: Number.NaN,
  });
}

/** Time between the place and any point of any street. */
function originStreetTime(
  { network, tree, direction, snap, accessDeciseconds, joins }: PlaceReach,
  legs: LegCosts,
): StreetTime {
  const { edgeFrom, edgeTo } = network;
  const { directed } = legs;
  const reached = tree.deciseconds;
  const flip = direction === "from" ? 0 : 1;
  /** Along one edge between a point where the time is known and another. */
  const along = (edge: number, known: number, other: number) =>
    direction === "from"
      ? alongDeciseconds(legs, edge, known, other)
      : alongDeciseconds(legs, edge, other, known);
  return (edge, share) => {
    // from the place: in by edgeFrom and onward; to the place: out by edgeFrom, against the edge
    const viaFrom = directed[edge * 2 + flip] as number;
    const viaTo = directed[edge * 2 + (1 - flip)] as number;
    const atFrom = reached[edgeFrom[edge] as number] as number;
    const atTo = reached[edgeTo[edge] as number] as number;
    let best = Infinity;
    if ((viaFrom !== CLOSED || share === 0) && atFrom !== UNREACHED) best = atFrom + viaFrom * share;
    if ((viaTo !== CLOSED || share === 1) && atTo !== UNREACHED)
      best = Math.min(best, atTo + viaTo * (1 - share));
    if (edge === snap.edge) best = Math.min(best, accessDeciseconds + along(edge, snap.alongShare, share));
    for (const join of joins.get(edge) ?? []) {
      const atJoin = reached[join.node] as number;
      if (atJoin !== UNREACHED) best = Math.min(best, atJoin + along(edge, join.share, share));
    }
    return best;
  };
}

/** A drawn course may be a little longer than its stated length. */
const DRAWN_SHARE = 1.05;

/** The ground that can be reached: around every reached node as far as its time left and its streets carry. */
function reachedBox(
  prepared: PreparedPack,
  { scenario }: IsochroneRequest,
  { network, tree, snap, limitDeciseconds }: PlaceReach,
  nodes: Uint32Array,
): PlaneBox {
  const { plane, pieceMetres, pieceOffsets } = prepared.index;
  const { arcOffsets, arcEdge, edgeLengthDecimetres, nodeLng, nodeLat } = network;
  const metresPerDecisecond = paceMetresPerSecond(prepared, scenario) / 10;
  const offMetres = figure(prepared, "snapLimitMetres");
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  const widen = (x: number, y: number, walkMetres: number, edgeMetres: number) => {
    const metres =
      Math.min(
        walkMetres + STREET_SIDE_METRES,
        edgeMetres + Math.min(offMetres, walkMetres + STREET_SIDE_METRES),
      ) * DRAWN_SHARE;
    if (x - metres < west) west = x - metres;
    if (x + metres > east) east = x + metres;
    if (y - metres < south) south = y - metres;
    if (y + metres > north) north = y + metres;
  };
  for (const node of nodes) {
    let longestDecimetres = 0;
    const end = arcOffsets[node + 1] as number;
    for (let arc = arcOffsets[node] as number; arc < end; arc++)
      longestDecimetres = Math.max(
        longestDecimetres,
        edgeLengthDecimetres[(arcEdge[arc] as number) >>> 1] as number,
      );
    widen(
      eastMetres(plane, nodeLng[node] as number),
      northMetres(plane, nodeLat[node] as number),
      (limitDeciseconds - (tree.deciseconds[node] as number)) * metresPerDecisecond,
      longestDecimetres / 10,
    );
  }
  const piece = pieceOffsets[snap.edge] as number;
  const ownMetres = (edgeLengthDecimetres[snap.edge] as number) / 10;
  widen(
    pieceMetres[piece * 4] as number,
    pieceMetres[piece * 4 + 1] as number,
    limitDeciseconds * metresPerDecisecond + ownMetres,
    ownMetres,
  );
  return { west, south, east, north };
}

/** Length of street within the limit, exact on every edge; closed streets do not count. */
function reachedStreetMetres(reach: PlaceReach, nodes: Uint32Array): number {
  const { edgeLengthDecimetres } = reach.network;
  let decimetres = 0;
  eachReachedSpan(reach, nodes, (edge, firstShare, lastShare) => {
    decimetres += (lastShare - firstShare) * (edgeLengthDecimetres[edge] as number);
  });
  return decimetres / 10;
}

/** Residents of the scenario's period whose own way, access leg included, is within the limit. */
function reachedPersons(
  prepared: PreparedPack,
  { scenario }: IsochroneRequest,
  reach: PlaceReach,
  nodes: Uint32Array,
  streetTime: StreetTime,
): number {
  const { snaps } = demandTies(prepared, scenario.pace);
  const { offsets, demand } = demandByEdge(prepared, scenario.pace);
  const pace = paceMetresPerSecond(prepared, scenario);
  let persons = 0;
  eachReachedEdge(reach, nodes, (edge) => {
    const end = offsets[edge + 1] as number;
    for (let k = offsets[edge] as number; k < end; k++) {
      const i = demand[k] as number;
      const snap = snaps[i];
      const cell = prepared.pack.demand[i];
      if (!snap || !cell) continue;
      const time = streetTime(edge, snap.alongShare) + deciseconds(snap.accessMetres, pace);
      if (time <= reach.limitDeciseconds)
        persons += scenario.period === "night" ? cell.personsNight : cell.personsDay;
    }
  });
  return persons;
}
