import { closedEdges } from "../graph/closures.ts";
import { type ArcCosts, CLOSED, snappableEdges, vehicleCosts, withClosedEdges } from "../graph/costs.ts";
import { arcsFromSeed, type Seed, search, UNREACHED } from "../graph/search.ts";
import { type EdgeSnap, edgeCourse, snapToEdge } from "../graph/snap.ts";
import type { LngLat } from "../model/geometry.ts";
import type { Closure } from "../model/scenario.ts";
import { keptOnce } from "./kept-once.ts";
import { figure, type PreparedPack } from "./prepare.ts";
import { deciseconds, shareDeciseconds } from "./surface.ts";

/** Driving for trucks and engines: streets of known width below the rule's are closed to them. */
export interface DriveNetwork {
  readonly open: ArcCosts;
  /** The same with the closures in force. */
  readonly costs: ArcCosts;
}

const openDrive = keptOnce((prepared) =>
  vehicleCosts(prepared.pack.network, figure(prepared, "truckMinimumWidthMetres")),
);
const drivableEdges = keptOnce((prepared) => snappableEdges(prepared.pack.network, openDrive(prepared)));

export function driveNetwork(prepared: PreparedPack, closures: readonly Closure[]): DriveNetwork {
  const open = openDrive(prepared);
  if (closures.length === 0) return { open, costs: open };
  const closed = closedEdges(
    prepared.pack.network,
    prepared.index,
    closures,
    figure(prepared, "snapLimitMetres"),
  );
  return { open, costs: withClosedEdges(prepared.pack.network, open, closed) };
}

/** Where a vehicle stops for a place; null: no drivable street within the snap limit. */
export function driveTie(prepared: PreparedPack, lngLat: LngLat): EdgeSnap | null {
  const snap = snapToEdge(prepared.index, drivableEdges(prepared), lngLat);
  return snap && snap.accessMetres <= figure(prepared, "snapLimitMetres") ? snap : null;
}

/** Stops of all gates, same order as pack.index.gates. */
export const gateStops = keptOnce((prepared) =>
  prepared.pack.index.gates.map((gate) => driveTie(prepared, gate.lngLat)),
);
/** Stops of all depots, same order as pack.index.depots. */
export const depotStops = keptOnce((prepared) =>
  prepared.pack.index.depots.map((depot) => driveTie(prepared, depot.lngLat)),
);
/** Stops nearest to the demand cells, same order as pack.demand. */
export const demandStops = keptOnce((prepared) =>
  prepared.pack.demand.map((cell) => driveTie(prepared, cell.lngLat)),
);

/** The stretch between a stop and the door is covered on foot, loads carried, at the planning pace. */
export const handDeciseconds = (prepared: PreparedPack, stop: EdgeSnap): number =>
  deciseconds(stop.accessMetres, figure(prepared, "walkSlowMetresPerSecond"));

/**
 * Ends of the stop's street, as starts of a search: `outwards` from the stop, or `towards` it. A vehicle on a closed
 * street may still leave it or come up to the stop, as people on foot may.
 */
export function stopSeeds(
  prepared: PreparedPack,
  drive: DriveNetwork,
  stop: EdgeSnap,
  way: "outwards" | "towards",
  startDeciseconds: number,
  id: number,
): Seed[] {
  const { edgeFrom, edgeTo } = prepared.pack.network;
  const onward = drive.open.directed[stop.edge * 2]!;
  const back = drive.open.directed[stop.edge * 2 + 1]!;
  const toEnd = way === "outwards" ? onward : back;
  const toStart = way === "outwards" ? back : onward;
  const seeds: Seed[] = [];
  if (toStart !== CLOSED || stop.alongShare === 0)
    seeds.push({
      node: edgeFrom[stop.edge]!,
      deciseconds: startDeciseconds + shareDeciseconds(toStart, stop.alongShare),
      id,
    });
  if (toEnd !== CLOSED || stop.alongShare === 1)
    seeds.push({
      node: edgeTo[stop.edge]!,
      deciseconds: startDeciseconds + shareDeciseconds(toEnd, 1 - stop.alongShare),
      id,
    });
  return seeds;
}

/** How a search's vehicle comes to a stop (or, searched backwards, leaves it). */
export interface StopTime {
  readonly deciseconds: number;
  readonly end: "from-node" | "to-node" | "same-street" | "none";
}

/** Time between the seeds of a search and a stop. `origin`: the stop the search started from, for one on the same street. */
export function stopTime(
  prepared: PreparedPack,
  drive: DriveNetwork,
  nodeDeciseconds: Uint32Array,
  stop: EdgeSnap,
  way: "outwards" | "towards",
  origin: EdgeSnap | null,
): StopTime {
  const { edgeFrom, edgeTo } = prepared.pack.network;
  const onward = drive.open.directed[stop.edge * 2]!;
  const back = drive.open.directed[stop.edge * 2 + 1]!;
  const atStart = nodeDeciseconds[edgeFrom[stop.edge]!]!;
  const atEnd = nodeDeciseconds[edgeTo[stop.edge]!]!;
  const fromStart = way === "outwards" ? onward : back;
  const fromEnd = way === "outwards" ? back : onward;
  let best: StopTime = { deciseconds: Infinity, end: "none" };
  const offer = (total: number, end: StopTime["end"]) => {
    if (total < best.deciseconds) best = { deciseconds: total, end };
  };
  if (atStart !== UNREACHED && (fromStart !== CLOSED || stop.alongShare === 0))
    offer(atStart + shareDeciseconds(fromStart, stop.alongShare), "from-node");
  if (atEnd !== UNREACHED && (fromEnd !== CLOSED || stop.alongShare === 1))
    offer(atEnd + shareDeciseconds(fromEnd, 1 - stop.alongShare), "to-node");
  if (origin?.edge === stop.edge) {
    const ahead = stop.alongShare >= origin.alongShare === (way === "outwards");
    const cost = ahead ? onward : back;
    if (cost !== CLOSED)
      offer(shareDeciseconds(cost, Math.abs(stop.alongShare - origin.alongShare)), "same-street");
  }
  return best;
}

/** Course driven between two stops, at most `limitDeciseconds` apart; empty when there is no way. */
export function driveLine(
  prepared: PreparedPack,
  drive: DriveNetwork,
  origin: EdgeSnap,
  stop: EdgeSnap,
  limitDeciseconds: number,
): LngLat[] {
  const { network } = prepared.pack;
  const tree = search({
    network,
    costs: drive.costs,
    direction: "forward",
    seeds: stopSeeds(prepared, drive, origin, "outwards", 0, 0),
    limitDeciseconds,
    scratch: prepared.scratch,
  });
  const { end } = stopTime(prepared, drive, tree.deciseconds, stop, "outwards", origin);
  if (end === "none") return [];
  if (end === "same-street") return edgeCourse(prepared.index, stop.edge, origin.alongShare, stop.alongShare);
  const node = end === "from-node" ? network.edgeFrom[stop.edge]! : network.edgeTo[stop.edge]!;
  const line: LngLat[] = [];
  const add = (course: readonly LngLat[]) => {
    for (const place of course) {
      const last = line[line.length - 1];
      if (!last || last[0] !== place[0] || last[1] !== place[1]) line.push(place);
    }
  };
  const arcs = arcsFromSeed(network, tree, node);
  const firstArc = arcs[0];
  const start = firstArc === undefined ? node : tailOf(prepared, firstArc);
  add(
    edgeCourse(
      prepared.index,
      origin.edge,
      origin.alongShare,
      network.edgeFrom[origin.edge] === start ? 0 : 1,
    ),
  );
  for (const arc of arcs) {
    const directedEdge = network.arcEdge[arc]!;
    add(edgeCourse(prepared.index, directedEdge >>> 1, directedEdge & 1 ? 1 : 0, directedEdge & 1 ? 0 : 1));
  }
  add(edgeCourse(prepared.index, stop.edge, end === "from-node" ? 0 : 1, stop.alongShare));
  return line;
}

function tailOf(prepared: PreparedPack, arc: number): number {
  const { arcEdge, edgeFrom, edgeTo } = prepared.pack.network;
  const directedEdge = arcEdge[arc]!;
  return (directedEdge & 1 ? edgeTo : edgeFrom)[directedEdge >>> 1]!;
}
