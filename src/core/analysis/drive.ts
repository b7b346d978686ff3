import {
  type ArcCosts,
  CLOSED,
  fireEngineCosts,
  snappableEdges,
  truckCosts,
  type VehicleSize,
} from "../graph/costs.ts";
import { type EdgeEdits, editedCosts, editedLegs, type LegCosts } from "../graph/edge-edits.ts";
import {
  createNetworkScratch,
  type SearchCosts,
  type SearchScratch,
  type SearchTree,
  type Seed,
  search,
  UNREACHED,
} from "../graph/search.ts";
import { type EdgeSnap, snapToEdge } from "../graph/snap.ts";
import { turnsBackMore } from "../graph/turn-backs.ts";
import {
  createTurnGraph,
  type DriveWay,
  nodeAfter,
  nodesAt,
  nodesBefore,
  soonestOf,
  type TurnGraph,
  turnCosts,
} from "../graph/turn-graph.ts";
import { compileTurnRules, headOf, type TurnRules, tailOf } from "../graph/turn-rules.ts";
import type { LngLat } from "../model/geometry.ts";
import { RESTRICTED, type StreetNetwork } from "../model/network.ts";
import type { Closure } from "../model/scenario.ts";
import { keptOnce } from "./kept-once.ts";
import { figure, keep, type PreparedPack } from "./prepare.ts";
import { keptPerEdits, streetEdits } from "./street-edits.ts";
import { deciseconds, shareDeciseconds } from "./surface.ts";

/** Who drives: relief goods, or a crew on a call. */
export type Vehicle = "truck" | "fire-engine";

/** Driving of one kind of vehicle: the streets it fits, and the turns it may take. */
export interface DriveNetwork {
  readonly vehicle: Vehicle;
  readonly rules: TurnRules;
  /** Costs to pass each street under the closures. */
  readonly costs: ArcCosts;
  /** Costs of legs along the street one stops on, which a closure does not shut. */
  readonly legs: LegCosts;
  readonly joins: PreparedPack["joins"];
  /** Costs on the graph unfolded for turns, made when first asked for. */
  readonly unfolded: (way: DriveWay) => SearchCosts;
  /** Whether the closures make vehicles turn back where they do not without them: only then a drive may be quicker. */
  readonly turnsBackMore: () => boolean;
}

/** Clear width the rules ask for, and what a posted limit must let through. */
const vehicleSize = (prepared: PreparedPack): VehicleSize => ({
  widthMetres: figure(prepared, "truckMinimumWidthMetres"),
  heightMetres: figure(prepared, "vehicleClearHeightMetres"),
  weightTonnes: figure(prepared, "vehicleWeightTonnes"),
});

interface VehicleFacts {
  readonly costs: (network: StreetNetwork, size: VehicleSize) => ArcCosts;
  /** Restrictions that bind it; the data say which an engine on a call is exempt from. */
  readonly binds: number;
}
const VEHICLES: Readonly<Record<Vehicle, VehicleFacts>> = {
  truck: { costs: truckCosts, binds: RESTRICTED.truck },
  "fire-engine": { costs: fireEngineCosts, binds: RESTRICTED.fireEngine },
};

interface Driving {
  readonly open: ArcCosts;
  /** 1 per edge a place may be tied to. */
  readonly drivable: Uint8Array;
  readonly rules: TurnRules;
  readonly graphs: Readonly<Record<DriveWay, TurnGraph>>;
  /** Made when a way is first searched. */
  readonly scratches: Map<DriveWay, SearchScratch>;
}

const keptDriving = keptOnce(
  (prepared, vehicle): Driving => {
    const { network } = prepared.pack;
    const facts = VEHICLES[vehicle as Vehicle];
    const open = facts.costs(network, vehicleSize(prepared));
    const rules = compileTurnRules(network, {
      binds: facts.binds,
      directed: open.directed,
      streetOf: (edge) =>
        edge < prepared.wholeEdgeCount
          ? edge
          : (prepared.pieceParents[edge - prepared.wholeEdgeCount] as number),
    });
    const outwards = createTurnGraph(rules, "outwards");
    return {
      open,
      // nobody stops on a bridge that is laid, so the streets without it are the ones to tie to
      drivable: prepared.base ? keptDriving(prepared.base, vehicle).drivable : snappableEdges(network, open),
      rules,
      graphs: { outwards, towards: createTurnGraph(rules, "towards") },
      scratches: new Map(),
    };
  },
  { ignoresSites: true },
);
const driving = (prepared: PreparedPack, vehicle: Vehicle) => keptDriving(prepared, vehicle);

interface Drive {
  readonly vehicle: Vehicle;
  readonly closures: readonly Closure[];
}

const keptNetworks = keptPerEdits(
  ({ vehicle }: Drive) => vehicle,
  (prepared, { vehicle, closures }) =>
    // a fire engine stands as high as a truck
    editedDrive(prepared, vehicle, streetEdits(prepared, closures, "truck"), closures.length > 0),
  { ignoresSites: true },
);
/** The streets of a vehicle under the closures; kept as long as their set is remembered. */
export const driveNetwork = (
  prepared: PreparedPack,
  vehicle: Vehicle,
  closures: readonly Closure[],
): DriveNetwork => keptNetworks(prepared, { vehicle, closures });

/** The streets of a vehicle under edits that are at hand; not kept. */
export function editedDrive(
  prepared: PreparedPack,
  vehicle: Vehicle,
  edits: EdgeEdits,
  isEdited: boolean,
): DriveNetwork {
  const { open, rules, graphs } = driving(prepared, vehicle);
  const { network } = prepared.pack;
  const costs = editedCosts(network, open, edits);
  const made: Partial<Record<DriveWay, SearchCosts>> = {};
  const unfolded = (way: DriveWay): SearchCosts => {
    made[way] ??= turnCosts(graphs[way], costs, way === "outwards" ? null : unfolded("outwards"));
    return made[way];
  };
  return {
    vehicle,
    rules,
    costs,
    legs: editedLegs(network, open, edits),
    joins: prepared.joins,
    unfolded,
    turnsBackMore: () =>
      isEdited &&
      turnsBackMore(
        graphs.outwards,
        unfolded("outwards").forward,
        driveNetwork(prepared, vehicle, []).unfolded("outwards").forward,
      ),
  };
}

/** 1 per edge a place may be tied to for this vehicle. */
export const drivableEdges = (prepared: PreparedPack, vehicle: Vehicle): Uint8Array =>
  driving(prepared, vehicle).drivable;

/** Where a vehicle stops for a place; null: no street it may drive within the snap limit. */
export function driveTie(prepared: PreparedPack, vehicle: Vehicle, lngLat: LngLat): EdgeSnap | null {
  const snap = snapToEdge(prepared.index, drivableEdges(prepared, vehicle), lngLat);
  return snap && snap.accessMetres <= figure(prepared, "snapLimitMetres") ? snap : null;
}

/** Stops of trucks at all gates, same order as pack.index.gates. */
export const gateStops = keptOnce(
  (prepared) => prepared.pack.index.gates.map((gate) => driveTie(prepared, "truck", gate.lngLat)),
  { ignoresBridges: true },
);
/** Stops of trucks at all depots, same order as pack.index.depots. */
export const depotStops = keptOnce(
  (prepared) => prepared.pack.index.depots.map((depot) => driveTie(prepared, "truck", depot.lngLat)),
  { ignoresBridges: true },
);
/** The stretch between a stop and the door is covered on foot, loads carried, at the planning pace. */
export const handDeciseconds = (prepared: PreparedPack, stop: EdgeSnap): number =>
  deciseconds(stop.accessMetres, figure(prepared, "walkSlowMetresPerSecond"));

/** The network unfolded for the vehicle's turns. */
export const turnGraphOf = (prepared: PreparedPack, { vehicle }: DriveNetwork, way: DriveWay): TurnGraph =>
  driving(prepared, vehicle).graphs[way];

/** One search for a vehicle; the tree lives in the vehicle's scratch until its next search the same way. */
export function driveSearch(
  prepared: PreparedPack,
  drive: DriveNetwork,
  way: DriveWay,
  seeds: readonly Seed[],
  limitDeciseconds = UNREACHED - 1,
): SearchTree {
  const { graphs, scratches } = driving(prepared, drive.vehicle);
  return search({
    network: graphs[way],
    costs: drive.unfolded(way),
    direction: "forward",
    seeds,
    limitDeciseconds,
    scratch: keep(scratches, way, () => createNetworkScratch(graphs[way])),
  });
}

/** A way along a stop's street, up to the stop or away from it: one for each end, and for each bridge that begins on it. */
export interface StopWay {
  /** Driven between the stop and a junction, in the direction of driving. */
  readonly directedEdge: number;
  /** Share (0-1) of it that is driven. */
  readonly share: number;
  /** Where on the street its junction is, as a share (0-1) from edgeFrom. */
  readonly junctionShare: number;
  /** Search nodes at its junction at which the rest of the drive may begin or end. */
  readonly nodes: readonly number[];
}

/**
 * @param isLeaving The stop is where the drive begins. Who stands at a junction itself has driven nothing yet, and may
 * end there in whatever way he came.
 */
export function stopWays(drive: DriveNetwork, stop: EdgeSnap, isLeaving: boolean): StopWay[] {
  const { rules } = drive;
  const { network } = rules;
  const ends = ([0, 1] as const).flatMap((junctionShare): StopWay[] => {
    const share = Math.abs(junctionShare - stop.alongShare);
    // away to edgeTo is along the edge, away to edgeFrom against it; up from there the other way round
    const directedEdge = stop.edge * 2 + (isLeaving === (junctionShare === 1) ? 0 : 1);
    if (share > 0 && drive.legs.directed[directedEdge] === CLOSED) return [];
    const junction = (isLeaving ? headOf : tailOf)(network, directedEdge);
    const nodes =
      share > 0
        ? isLeaving
          ? [nodeAfter(rules, directedEdge)]
          : nodesBefore(rules, directedEdge)
        : isLeaving
          ? [junction]
          : nodesAt(rules, junction);
    return [{ directedEdge, share, junctionShare, nodes }];
  });
  const bridges = (drive.joins.get(stop.edge) ?? []).flatMap((join): StopWay[] => {
    const share = Math.abs(join.share - stop.alongShare);
    const directedEdge = stop.edge * 2 + (isLeaving === join.share >= stop.alongShare ? 0 : 1);
    if (share > 0 && drive.legs.directed[directedEdge] === CLOSED) return [];
    const nodes = isLeaving ? [join.node] : nodesAt(rules, join.node);
    return [{ directedEdge, share, junctionShare: join.share, nodes }];
  });
  return [...ends, ...bridges];
}

/** Starts of a search along one way of a stop. */
export const waySeeds = (
  drive: DriveNetwork,
  { directedEdge, share, nodes }: StopWay,
  startDeciseconds: number,
  id: number,
): Seed[] => {
  const spent = startDeciseconds + shareDeciseconds(drive.legs.directed[directedEdge]!, share);
  return nodes.map((node) => ({ node, deciseconds: spent, id }));
};

/**
 * Starts of a search at a stop: `outwards` from it, or `towards` it. A vehicle on a closed street may still leave it or
 * come up to the stop, as people on foot may.
 */
export const stopSeeds = (
  drive: DriveNetwork,
  stop: EdgeSnap,
  way: DriveWay,
  startDeciseconds: number,
  id: number,
): Seed[] =>
  stopWays(drive, stop, way === "outwards").flatMap((one) => waySeeds(drive, one, startDeciseconds, id));

/** How a search's vehicle comes to a stop (or, searched backwards, leaves it). */
export interface StopTime {
  /** Infinity = no way. */
  readonly deciseconds: number;
  readonly by: "junction" | "same-street" | "none";
  /** How the stop's street is driven, and the search node before it; null unless by a junction. */
  readonly last: { readonly way: StopWay; readonly node: number } | null;
}

/**
 * Time between the seeds of a search and a stop. `origin`: the stop the search started from, for one on the same street.
 * `ways`: the ways of the stop where they are at hand.
 */
export function stopTime(
  drive: DriveNetwork,
  tree: Pick<SearchTree, "deciseconds">,
  stop: EdgeSnap,
  way: DriveWay,
  origin: EdgeSnap | null,
  ways: readonly StopWay[] = stopWays(drive, stop, way === "towards"),
): StopTime {
  const { directed } = drive.legs;
  let best: StopTime = { deciseconds: Infinity, by: "none", last: null };
  for (const one of ways) {
    const node = soonestOf(tree, one.nodes);
    const spent = tree.deciseconds[node]!;
    if (spent === UNREACHED) continue;
    const total = spent + shareDeciseconds(directed[one.directedEdge]!, one.share);
    if (total < best.deciseconds) best = { deciseconds: total, by: "junction", last: { way: one, node } };
  }
  if (origin?.edge === stop.edge) {
    const ahead = stop.alongShare >= origin.alongShare === (way === "outwards");
    const cost = directed[stop.edge * 2 + (ahead ? 0 : 1)]!;
    const total = shareDeciseconds(cost, Math.abs(stop.alongShare - origin.alongShare));
    if (total < best.deciseconds) best = { deciseconds: total, by: "same-street", last: null };
  }
  return best;
}

const keptGateWays = keptOnce((prepared, way) => {
  // the ways themselves hang on no closure, only what they cost
  const drive = driveNetwork(prepared, "truck", []);
  return gateStops(prepared).map((stop) => (stop ? stopWays(drive, stop, way === "towards") : []));
});
/** Ways of the stops at all gates, same order as pack.index.gates; none where there is no stop. */
export const gateWays = (prepared: PreparedPack, way: DriveWay): readonly (readonly StopWay[])[] =>
  keptGateWays(prepared, way);
