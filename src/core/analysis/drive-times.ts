import type { EdgeSnap } from "../graph/snap.ts";
import { type DriveWay, edgesDriven } from "../graph/turn-graph.ts";
import type { LngLat } from "../model/geometry.ts";
import type { Closure } from "../model/scenario.ts";
import {
  type DriveNetwork,
  depotStops,
  driveNetwork,
  driveSearch,
  gateStops,
  gateWays,
  handDeciseconds,
  stopTime,
  stopWays,
  turnGraphOf,
  waySeeds,
} from "./drive.ts";
import { legsLine, sameStreetLeg, treeLegs } from "./drive-path.ts";
import { keptOnce } from "./kept-once.ts";
import type { PreparedPack } from "./prepare.ts";
import { keptPerEdits, streetEdits } from "./street-edits.ts";

/** Drives between one depot and all gates, one way, by gate in the pack's order. */
export interface DepotDrives {
  /** With the carry from the stop to the gate on the way out; Infinity = no way. */
  readonly minutes: Float64Array;
  readonly parentArc: Int32Array;
  /** Which of the depot's ways the drive leaves by; -1 = it stays on the street, or there is none. */
  readonly firstWay: Int32Array;
  /** Search node before the gate's street, and which of the stop's ways follows; -1 = none. */
  readonly lastNode: Int32Array;
  readonly lastWay: Int32Array;
  /** 1 per edge some drive uses: what is shut or slowed elsewhere changes none of them. null: not asked for. */
  readonly uses: Uint8Array | null;
}

/** Minutes from each depot to each gate and back, by [depot][gate] in the pack's order; Infinity = no way. */
export interface DriveTimes {
  /** With the carry from the stop to the gate. Empty for depots without trucks. */
  readonly outMinutes: readonly Float64Array[];
  /** From the gate back to the depot; Infinity also for depots without trucks. */
  readonly backMinutes: (depot: number, gate: number) => number;
  /** The way out as it is driven; empty where there is none. */
  readonly line: (depot: number, gate: number) => LngLat[];
}

type DrivesByWay = Readonly<Record<DriveWay, readonly (DepotDrives | null)[]>>;

function drivesOf(
  prepared: PreparedPack,
  drive: DriveNetwork,
  depotStop: EdgeSnap,
  way: DriveWay,
  tellsUses: boolean,
): DepotDrives {
  const isOut = way === "outwards";
  const leaving = stopWays(drive, depotStop, isOut);
  const tree = driveSearch(
    prepared,
    drive,
    way,
    leaving.flatMap((one, i) => waySeeds(drive, one, 0, i)),
  );
  const stops = gateStops(prepared);
  const ways = gateWays(prepared, way);
  const minutes = new Float64Array(stops.length).fill(Infinity);
  const [firstWay, lastNode, lastWay] = [0, 1, 2].map(() => new Int32Array(stops.length).fill(-1)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  const uses = tellsUses ? new Uint8Array(prepared.pack.network.edgeCount) : null;
  if (uses) uses[depotStop.edge] = 1;
  const graph = turnGraphOf(prepared, drive, way);
  stops.forEach((stop, gate) => {
    if (!stop) return;
    if (uses) uses[stop.edge] = 1;
    const { deciseconds, last } = stopTime(drive, tree, stop, way, depotStop, ways[gate]);
    minutes[gate] = (deciseconds + (isOut ? handDeciseconds(prepared, stop) : 0)) / 600;
    if (!last) return;
    firstWay[gate] = tree.seed[last.node]!;
    lastNode[gate] = last.node;
    lastWay[gate] = ways[gate]!.indexOf(last.way);
    if (uses) for (const each of edgesDriven(graph, tree, last.node)) uses[each >>> 1] = 1;
  });
  return {
    minutes,
    parentArc: tree.parentArc.slice(),
    firstWay,
    lastNode,
    lastWay,
    uses,
  };
}

/**
 * Drives of one depot under edits; null: it sends no trucks. It is searched again only where an edge that some drive of it
 * uses is edited: edits make no street quicker, so the others drive as they do without, unless vehicles turn back where
 * they did not. `open`: the drives without edits; null: these are they.
 */
function depotDrives(
  prepared: PreparedPack,
  drive: DriveNetwork,
  edges: ArrayLike<number>,
  open: DrivesByWay | null,
  way: DriveWay,
  depot: number,
): DepotDrives | null {
  const stop = depotStops(prepared)[depot];
  if (prepared.pack.index.depots[depot]!.trucks === 0 || !stop) return null;
  const before = open?.[way][depot];
  const uses = before && !drive.turnsBackMore() ? before.uses : null;
  const isTouched = uses === null || Array.prototype.some.call(edges, (edge: number) => uses[edge] === 1);
  return before && !isTouched ? before : drivesOf(prepared, drive, stop, way, open === null);
}

function computeDrives(
  prepared: PreparedPack,
  closures: readonly Closure[],
  open: DrivesByWay | null,
): DrivesByWay {
  const drive = driveNetwork(prepared, "truck", closures);
  const { edges } = streetEdits(prepared, closures, "truck");
  const of = (way: DriveWay) =>
    prepared.pack.index.depots.map((_, i) => depotDrives(prepared, drive, edges, open, way, i));
  return { outwards: of("outwards"), towards: of("towards") };
}

/** Drives with every street open. */
const openDrives = keptOnce((prepared) => computeDrives(prepared, [], null));
/** Drives of one depot with every street open; null: it sends no trucks. */
export const openDrivesOf = (prepared: PreparedPack, way: DriveWay, depot: number): DepotDrives | null =>
  openDrives(prepared)[way][depot] ?? null;
/** Drives of one depot under edits that are at hand; null: it sends no trucks. */
export const drivesUnderEdits = (
  prepared: PreparedPack,
  drive: DriveNetwork,
  edges: ArrayLike<number>,
  way: DriveWay,
  depot: number,
): DepotDrives | null => depotDrives(prepared, drive, edges, openDrives(prepared), way, depot);

const drivesUnder = (prepared: PreparedPack, closures: readonly Closure[]): DrivesByWay =>
  closures.length === 0 ? openDrives(prepared) : computeDrives(prepared, closures, openDrives(prepared));

const keptTimes = keptPerEdits(
  () => "",
  (prepared, { closures }: { readonly closures: readonly Closure[] }): DriveTimes => {
    const drive = driveNetwork(prepared, "truck", closures);
    const { outwards, towards } = drivesUnder(prepared, closures);
    const minutes = (drives: readonly (DepotDrives | null)[]) =>
      drives.map((each) => each?.minutes ?? new Float64Array(0));
    return {
      outMinutes: minutes(outwards),
      backMinutes: (depot, gate) => towards[depot]?.minutes[gate] ?? Infinity,
      line: (depot, gate) => lineOf(prepared, drive, outwards[depot], depot, gate),
    };
  },
);
/** Kept as long as the set of closures is remembered. */
export const driveTimes = (prepared: PreparedPack, closures: readonly Closure[]): DriveTimes =>
  keptTimes(prepared, { closures });

/** The way out of one depot to a gate as it is driven; empty where there is none. */
function lineOf(
  prepared: PreparedPack,
  drive: DriveNetwork,
  drives: DepotDrives | null | undefined,
  depot: number,
  gate: number,
): LngLat[] {
  const origin = depotStops(prepared)[depot];
  const stop = gateStops(prepared)[gate];
  if (!drives || !origin || !stop || drives.minutes[gate] === Infinity) return [];
  const last = gateWays(prepared, "outwards")[gate]![drives.lastWay[gate]!];
  const first = stopWays(drive, origin, true)[drives.firstWay[gate]!];
  const legs =
    first && last
      ? treeLegs(prepared, drive, drives, { origin, first, lastNode: drives.lastNode[gate]!, last, stop })
      : [sameStreetLeg(drive, origin, stop)];
  return legsLine(prepared, legs);
}
