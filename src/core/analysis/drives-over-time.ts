import { CLOSED } from "../graph/costs.ts";
import {
  searchOverTime,
  sliceAt,
  type TimedTree,
  type TimeSlices,
  throughAt,
} from "../graph/search-over-time.ts";
import type { EdgeSnap } from "../graph/snap.ts";
import type { DriveWay } from "../graph/turn-graph.ts";
import type { Closure } from "../model/scenario.ts";
import {
  type DriveNetwork,
  depotStops,
  editedDrive,
  gateStops,
  gateWays,
  handDeciseconds,
  type StopWay,
  stopWays,
  turnGraphOf,
} from "./drive.ts";
import {
  type DepotDrives,
  type DriveTimes,
  drivesUnderEdits,
  driveTimes,
  lineOf,
  openMinutes,
} from "./drive-times.ts";
import { type DrivesAt, steadyDrives } from "./drives-at.ts";
import type { TimedClosure, Unfolding } from "./hazards/unfold-hazards.ts";
import { keep, type PreparedPack } from "./prepare.ts";
import { edgesOfEach, editsOf, effectOf, sameClosures } from "./street-edits.ts";
import { shareDeciseconds } from "./surface.ts";

const MINUTE = 600;
/** Searches kept per scenario: each some ten bytes a node. */
const TREES_KEPT = 200;
/** Minutes whose drives are remembered. */
const MINUTES_KEPT = 2000;
/** Scenarios kept per pack. */
const SCENARIOS_KEPT = 4;

/** The streets of trucks while nothing changes for them. */
interface DriveSlice {
  readonly startMinute: number;
  readonly closures: readonly Closure[];
}

interface KeptScenario {
  readonly steady: readonly Closure[];
  readonly timed: readonly TimedClosure[];
  readonly drivesAt: DrivesAt;
}
const keptScenarios = new WeakMap<PreparedPack["pack"]["index"], KeptScenario[]>();

const sameTimed = (a: readonly TimedClosure[], b: readonly TimedClosure[]) =>
  a === b ||
  (a.length === b.length &&
    a.every((one, i) => one.fromMinute === b[i]!.fromMinute && one.toMinute === b[i]!.toMinute) &&
    sameClosures(
      a.map(({ closure }) => closure),
      b.map(({ closure }) => closure),
    ));

/**
 * Drives while streets open and close and water rises. A truck drives the quickest way that is open when it gets there,
 * and waits where waiting is quicker; a street that closes behind it lets it through to its end. Exact on whole minutes,
 * and between them for drives that end before anything changes; one that meets a change leaves on the next whole minute.
 */
export function drivesOverTime(prepared: PreparedPack, { steady, timed }: Unfolding): DrivesAt {
  const { index } = prepared.pack;
  const kept = keptScenarios.get(index) ?? [];
  keptScenarios.set(index, kept);
  const known = kept.find((one) => sameClosures(one.steady, steady) && sameTimed(one.timed, timed));
  if (known) return known.drivesAt;
  const slices = driveSlices(prepared, steady, timed);
  const [first] = slices;
  const drivesAt =
    slices.length === 1 && first
      ? steadyDrives(driveTimes(prepared, first.closures))
      : createDrives(prepared, slices);
  kept.unshift({ steady, timed, drivesAt });
  kept.length = Math.min(kept.length, SCENARIOS_KEPT);
  return drivesAt;
}

/** The whole time from T0 on, cut where something changes for trucks. */
function driveSlices(
  prepared: PreparedPack,
  steady: readonly Closure[],
  timed: readonly TimedClosure[],
): DriveSlice[] {
  const grounds = new Map<unknown, number>();
  const told = timed.flatMap((one) => {
    const { isClosed, factor, greatestKmh } = effectOf(prepared, "truck", one.closure);
    if (!isClosed && factor === 1 && greatestKmh === Infinity) return [];
    const ground = "ring" in one.closure ? one.closure.ring : one.closure;
    const number = keep(grounds, ground, () => grounds.size);
    return [{ ...one, key: `${number} ${isClosed} ${factor} ${greatestKmh}` }];
  });
  const changes = new Set([0]);
  for (const { fromMinute, toMinute } of told)
    for (const minute of [fromMinute, toMinute]) if (minute > 0 && minute < Infinity) changes.add(minute);
  const slices: DriveSlice[] = [];
  let before: string | null = null;
  for (const startMinute of [...changes].sort((a, b) => a - b)) {
    const here = told.filter(
      ({ fromMinute, toMinute }) => fromMinute <= startMinute && startMinute < toMinute,
    );
    const key = here
      .map((one) => one.key)
      .sort()
      .join();
    if (key !== before)
      slices.push({ startMinute, closures: [...steady, ...here.map(({ closure }) => closure)] });
    before = key;
  }
  return slices;
}

function createDrives(prepared: PreparedPack, slices: readonly DriveSlice[]): DrivesAt {
  const { depots } = prepared.pack.index;
  const stops = gateStops(prepared);
  const startMinutes = slices.map(({ startMinute }) => startMinute);
  const nextStart = (slice: number) => startMinutes[slice + 1] ?? Infinity;
  const edgesOf = new Map<unknown, readonly number[]>();
  const edgesOfGround = (closure: Closure) =>
    keep(edgesOf, "ring" in closure ? closure.ring : closure, () => edgesOfEach(prepared, [closure])[0]!);

  const streets = slices.map(({ closures }) =>
    once(() => {
      const edits = editsOf(prepared, "truck", closures, closures.map(edgesOfGround));
      return { drive: editedDrive(prepared, "truck", edits, closures.length > 0), edges: edits.edges };
    }),
  );
  const driveIn = (slice: number): DriveNetwork => streets[slice]!().drive;
  const drives = slices.map((_, slice) =>
    depots.map((_, depot) => {
      const way = (name: DriveWay) =>
        once(() => drivesUnderEdits(prepared, driveIn(slice), streets[slice]!().edges, name, depot));
      return { outwards: way("outwards"), towards: way("towards") };
    }),
  );

  const open = editedDrive(prepared, "truck", editsOf(prepared, "truck", [], []), false);
  const graph = turnGraphOf(prepared, open, "outwards");
  const openCosts = open.unfolded("outwards").forward;
  const time: TimeSlices = {
    starts: startMinutes.map((minute) => minute * MINUTE),
    costs: (slice) => driveIn(slice).unfolded("outwards").forward,
    isNeverOpen: (arc) => openCosts[arc] === CLOSED && graph.arcTurnsBack[arc] === 0,
  };
  /** When a leg along one's own street that begins at a moment is done. */
  const legDone = (at: number, directedEdge: number, share: number) =>
    throughAt(time.starts, at, (slice) =>
      shareDeciseconds(driveIn(slice).legs.directed[directedEdge]!, share),
    );
  const treeFrom = (stop: EdgeSnap, at: number): TimedTree =>
    searchOverTime(
      graph,
      time,
      stopWays(open, stop, true).flatMap(({ directedEdge, share, nodes }, id) => {
        const left = legDone(at, directedEdge, share);
        return nodes.map((node) => ({ node, at: left, id }));
      }),
    );
  /** When a stop is reached, and how: as `stopTime`, by the clock. */
  function reachedStop(
    tree: TimedTree,
    origin: EdgeSnap,
    at: number,
    stop: EdgeSnap,
    ways: readonly StopWay[],
  ) {
    let best = { at: Infinity, way: -1, node: -1 };
    ways.forEach(({ directedEdge, share, nodes }, way) => {
      for (const node of nodes) {
        if (tree.reached[node] === Infinity) continue;
        const done = legDone(tree.reached[node]!, directedEdge, share);
        if (done < best.at) best = { at: done, way, node };
      }
    });
    if (origin.edge === stop.edge) {
      const ahead = stop.alongShare >= origin.alongShare;
      const share = Math.abs(stop.alongShare - origin.alongShare);
      const done = legDone(at, stop.edge * 2 + (ahead ? 0 : 1), share);
      if (done < best.at) best = { at: done, way: -1, node: -1 };
    }
    return best;
  }

  const outTrees = new Map<string, DepotDrives>();
  const outTree = (depot: number, minute: number): DepotDrives =>
    keep(outTrees, `${depot} ${minute}`, () => searchOut(depot, minute), TREES_KEPT);
  function searchOut(depot: number, minute: number): DepotDrives {
    const origin = depotStops(prepared)[depot]!;
    const at = minute * MINUTE;
    const tree = treeFrom(origin, at);
    const minutes = new Float64Array(stops.length).fill(Infinity);
    const [firstWay, lastNode, lastWay] = [0, 1, 2].map(() => new Int32Array(stops.length).fill(-1)) as [
      Int32Array,
      Int32Array,
      Int32Array,
    ];
    const ways = gateWays(prepared, "outwards");
    stops.forEach((stop, gate) => {
      if (!stop) return;
      const best = reachedStop(tree, origin, at, stop, ways[gate]!);
      minutes[gate] = (best.at - at + handDeciseconds(prepared, stop)) / MINUTE;
      if (best.node === -1) return;
      firstWay[gate] = tree.seed[best.node]!;
      lastNode[gate] = best.node;
      lastWay[gate] = best.way;
    });
    return { minutes, parentArc: tree.parentArc, firstWay, lastNode, lastWay, uses: null };
  }
  const backTrees = new Map<string, Float64Array>();
  /** Minutes back to each depot from a gate. */
  const backTree = (gate: number, minute: number): Float64Array =>
    keep(
      backTrees,
      `${gate} ${minute}`,
      () => {
        const origin = stops[gate]!;
        const at = minute * MINUTE;
        const tree = treeFrom(origin, at);
        return Float64Array.from(depotStops(prepared), (stop) => {
          if (!stop) return Infinity;
          const ways = stopWays(open, stop, false);
          return (reachedStop(tree, origin, at, stop, ways).at - at) / MINUTE;
        });
      },
      TREES_KEPT,
    );

  /** Minutes of a drive that leaves at a minute, from those it takes while nothing changes. */
  function overTime(
    minute: number,
    slice: number,
    unchanged: number,
    search: (minute: number) => number,
  ): number {
    const next = nextStart(slice);
    if (minute + unchanged <= next) return unchanged;
    const leaving = Math.min(Math.ceil(minute), next);
    return leaving - minute + search(leaving);
  }

  function outOf(minute: number, slice: number, depot: number): Float64Array {
    const known = drives[slice]![depot]!.outwards()?.minutes;
    if (!known) return new Float64Array(0);
    const all = openMinutes(prepared, "outwards", depot)!;
    const next = nextStart(slice);
    if (known.every((unchanged, gate) => minute + unchanged <= next || all[gate] === Infinity)) return known;
    return known.map((unchanged, gate) =>
      all[gate] === Infinity
        ? Infinity
        : overTime(minute, slice, unchanged, (leaving) => outTree(depot, leaving).minutes[gate]!),
    );
  }

  function timesAt(minute: number): DriveTimes {
    const slice = sliceAt(startMinutes, minute);
    const out = depots.map((_, depot) => once(() => outOf(minute, slice, depot)));
    const outMinutes: Float64Array[] = [];
    // worked out when it is looked at: a plan looks at few depots a minute
    out.forEach((minutes, depot) => {
      Object.defineProperty(outMinutes, depot, { get: minutes, enumerable: true });
    });
    return {
      outMinutes,
      backMinutes: (depot, gate) => {
        const unchanged = drives[slice]![depot]!.towards()?.minutes[gate] ?? Infinity;
        if (!stops[gate] || (openMinutes(prepared, "towards", depot)?.[gate] ?? Infinity) === Infinity)
          return Infinity;
        return overTime(minute, slice, unchanged, (leaving) => backTree(gate, leaving)[depot]!);
      },
      line: (depot, gate) => {
        const unchanged = drives[slice]![depot]!.outwards();
        const minutes = unchanged?.minutes[gate] ?? Infinity;
        const isUnchanged = minute + minutes <= nextStart(slice);
        const leaving = Math.min(Math.ceil(minute), nextStart(slice));
        return lineOf(
          prepared,
          driveIn(slice),
          isUnchanged || !unchanged ? unchanged : outTree(depot, leaving),
          depot,
          gate,
        );
      },
    };
  }
  const last = once(() => timesAt(startMinutes.at(-1)!));
  const kept = new Map<number, DriveTimes>();
  return (minute) =>
    minute >= startMinutes.at(-1)! ? last() : keep(kept, minute, () => timesAt(minute), MINUTES_KEPT);
}

/** Worked out the first time it is asked. */
function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
