import type { EdgeSnap } from "../../graph/snap.ts";
import type { BuildingStock } from "../../model/buildings.ts";
import type { LngLat } from "../../model/geometry.ts";
import { driveNetwork, driveTie, stopWays } from "../drive.ts";
import { keptOnce } from "../kept-once.ts";
import { figure, type PreparedPack } from "../prepare.ts";
import { deciseconds } from "../surface.ts";

/** Places that fire engines are called to, tied to the streets they may drive, as columns. */
export interface EnginePlaces {
  readonly count: number;
  /** Ways up to the stop of place i are [wayOffsets[i], wayOffsets[i + 1]); none where it has no stop. */
  readonly wayOffsets: Uint32Array;
  /** Search node from which the way is driven, the directed edge it lies on, and the share (0-1) of that driven. */
  readonly wayNode: Uint32Array;
  readonly wayEdge: Uint32Array;
  readonly wayShare: Float64Array;
  /** From the stop to the door at a brisk pace, deciseconds; NaN = no stop within the snap limit. */
  readonly footDeciseconds: Float64Array;
  readonly stops: readonly (EdgeSnap | null)[];
  /** Places by the edge they stop on. */
  readonly onEdge: ReadonlyMap<number, readonly number[]>;
}

function placesOf(prepared: PreparedPack, stops: readonly (EdgeSnap | null)[]): EnginePlaces {
  // the ways themselves hang on no closure, only what they cost
  const drive = driveNetwork(prepared, "fire-engine", []);
  const pace = figure(prepared, "walkBriskMetresPerSecond");
  const wayOffsets = new Uint32Array(stops.length + 1);
  const [nodes, edges, shares]: [number[], number[], number[]] = [[], [], []];
  const onEdge = new Map<number, number[]>();
  stops.forEach((stop, place) => {
    if (stop) {
      for (const way of stopWays(drive, stop, false))
        for (const node of way.nodes) {
          nodes.push(node);
          edges.push(way.directedEdge);
          shares.push(way.share);
        }
      const on = onEdge.get(stop.edge);
      if (on) on.push(place);
      else onEdge.set(stop.edge, [place]);
    }
    wayOffsets[place + 1] = nodes.length;
  });
  return {
    count: stops.length,
    wayOffsets,
    wayNode: Uint32Array.from(nodes),
    wayEdge: Uint32Array.from(edges),
    wayShare: Float64Array.from(shares),
    footDeciseconds: Float64Array.from(stops, (stop) =>
      stop ? deciseconds(stop.accessMetres, pace) : Number.NaN,
    ),
    stops,
    onEdge,
  };
}

const demandStops = keptOnce(
  (prepared) => prepared.pack.demand.map((cell) => driveTie(prepared, "fire-engine", cell.lngLat)),
  { ignoresBridges: true, ignoresSites: true },
);
/** Same order as pack.demand. */
export const demandEnginePlaces = keptOnce((prepared) => placesOf(prepared, demandStops(prepared)), {
  ignoresSites: true,
});

/** Any places, such as those of incidents: tied anew each time. */
export const enginePlacesAt = (prepared: PreparedPack, lngLats: readonly LngLat[]): EnginePlaces => {
  const streets = prepared.base ?? prepared;
  return placesOf(
    prepared,
    lngLats.map((lngLat) => driveTie(streets, "fire-engine", lngLat)),
  );
};

/** Middle of every building: of the corners of its walls. */
export function buildingMiddles({ count, wallOffsets, wallLngLat }: BuildingStock): LngLat[] {
  return Array.from({ length: count }, (_, building): LngLat => {
    const [first, end] = [wallOffsets[building] as number, wallOffsets[building + 1] as number];
    let [lng, lat] = [0, 0];
    for (let wall = first; wall < end; wall++) {
      lng += wallLngLat[wall * 4] as number;
      lat += wallLngLat[wall * 4 + 1] as number;
    }
    return [lng / (end - first), lat / (end - first)];
  });
}

/** Ties hang on the streets alone: kept for packs that share them. */
const keptStops = new WeakMap<
  BuildingStock,
  { readonly index: PreparedPack["index"]; readonly stops: readonly (EdgeSnap | null)[] }
>();

/** Same order as the stock. A building without walls has no stop. */
export function buildingEnginePlaces(prepared: PreparedPack, stock: BuildingStock): EnginePlaces {
  const streets = prepared.base ?? prepared;
  let kept = keptStops.get(stock);
  if (kept?.index !== streets.index) {
    const stops = buildingMiddles(stock).map((middle) =>
      Number.isNaN(middle[0]) ? null : driveTie(streets, "fire-engine", middle),
    );
    kept = { index: streets.index, stops };
    keptStops.set(stock, kept);
  }
  return placesOf(prepared, kept.stops);
}
