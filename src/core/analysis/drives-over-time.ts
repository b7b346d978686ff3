import type { DriveWay } from "../graph/turn-graph.ts";
import type { Closure } from "../model/scenario.ts";
import {
  type DriveNetwork,
  depotStops,
  driveNetwork,
  editedDrive,
  gateStops,
  gateWays,
  handDeciseconds,
  stopWays,
} from "./drive.ts";
import { legsLine, sameStreetLeg, treeLegs } from "./drive-path.ts";
import {
  type DepotDrives,
  type DriveTimes,
  drivesUnderEdits,
  driveTimes,
  openDrivesOf,
} from "./drive-times.ts";
import type { TimedClosure, Unfolding } from "./hazards/unfold-hazards.ts";
import type { PathLeg } from "./path-leg.ts";
import { keep, type PreparedPack } from "./prepare.ts";
import { edgesOfEach, editsOf, effectOf, sameClosures } from "./street-edits.ts";
import { constantDrives, type TimedDrives } from "./supply/supply-question.ts";
import { type ChangingCosts, drivenAt, routeKey, type TimedRoute, timedRoute } from "./timed-routes.ts";

const MINUTE = 600;
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
  readonly drives: TimedDrives;
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
 * Drives while streets open and close and water rises. A truck has a choice of ways: those that are quickest between two
 * changes, and the one with every street open. It takes the one that brings it there first at the hour it leaves, and
 * waits on it where that is quicker or a street has to open first; a street that closes behind it lets it through to its
 * end. Who leaves later never arrives earlier. No drive is quicker than the best of all ways at all hours, which may mix
 * parts of them: then this one is the safe one of the two.
 */
export function drivesOverTime(prepared: PreparedPack, { steady, timed }: Unfolding): TimedDrives {
  const { index } = prepared.pack;
  const kept = keptScenarios.get(index) ?? [];
  keptScenarios.set(index, kept);
  const known = kept.find((one) => sameClosures(one.steady, steady) && sameTimed(one.timed, timed));
  if (known) return known.drives;
  const slices = driveSlices(prepared, steady, timed);
  const [first] = slices;
  const drives =
    slices.length === 1 && first
      ? constantDrives(driveTimes(prepared, first.closures))
      : createDrives(prepared, slices);
  kept.unshift({ steady, timed, drives });
  kept.length = Math.min(kept.length, SCENARIOS_KEPT);
  return drives;
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

function createDrives(prepared: PreparedPack, slices: readonly DriveSlice[]): TimedDrives {
  const { depots } = prepared.pack.index;
  const stops = gateStops(prepared);
  const startMinutes = slices.map(({ startMinute }) => startMinute);
  const edgesOf = new Map<unknown, readonly number[]>();
  const edgesOfGround = (closure: Closure) =>
    keep(edgesOf, "ring" in closure ? closure.ring : closure, () => edgesOfEach(prepared, [closure])[0]!);
  const streets = slices.map(({ closures }) => {
    const edits = editsOf(prepared, "truck", closures, closures.map(edgesOfGround));
    return { edits, drive: once(() => editedDrive(prepared, "truck", edits, closures.length > 0)) };
  });
  const steady = editedDrive(prepared, "truck", editsOf(prepared, "truck", [], []), false);
  const isChanging = new Uint8Array(prepared.pack.network.edgeCount);
  for (const { edits } of streets) for (const edge of edits.edges) isChanging[edge] = 1;
  const costs: ChangingCosts = {
    starts: startMinutes.map((minute) => minute * MINUTE),
    passing: (slice, directedEdge) => streets[slice]!.drive().costs.directed[directedEdge]!,
    along: (slice, directedEdge) => streets[slice]!.drive().legs.directed[directedEdge]!,
  };

  /** Drives of one depot, one way, in every slice in which some drive of it is not as with all streets open. */
  const changed: Record<DriveWay, (() => readonly ChangedDrives[])[]> = { outwards: [], towards: [] };
  for (const way of ["outwards", "towards"] as const)
    changed[way] = depots.map((_, depot) =>
      once(() => {
        const open = openDrivesOf(prepared, way, depot);
        return streets.flatMap(({ edits, drive }): ChangedDrives[] => {
          const drives = open && drivesUnderEdits(prepared, drive(), edits.edges, way, depot);
          if (!drives || drives === open) return [];
          return [{ drives, drive: drive(), edited: new Set(edits.edges) }];
        });
      }),
    );
  /** The ways between a depot and a gate that are quickest in some slice, the one with every street open first. */
  function routesBetween(way: DriveWay, depot: number, gate: number): readonly TimedRoute[] {
    const open = openDrivesOf(prepared, way, depot);
    if (!open || !stops[gate] || open.minutes[gate] === Infinity) return [];
    const routeOf = (drives: DepotDrives, drive: DriveNetwork) =>
      timedRoute(steady, isChanging, legsOf(prepared, drive, drives, { way, depot, gate }));
    const first = routeOf(open, steady);
    if (first.changing.length === 0) return [first];
    const routes = new Map([[routeKey(first), first]]);
    for (const { drives, drive, edited } of changed[way][depot]!()) {
      // where nothing on the open way is edited it is still the quickest
      const isAsOpen = !first.changing.some(({ directedEdge }) => edited.has(directedEdge >>> 1));
      if (isAsOpen || drives.minutes[gate] === Infinity) continue;
      const route = routeOf(drives, drive);
      routes.set(routeKey(route), route);
    }
    return [...routes.values()];
  }
  const routes: Record<DriveWay, Map<number, readonly TimedRoute[]>> = {
    outwards: new Map(),
    towards: new Map(),
  };
  const carries = stops.map((stop) => (stop ? handDeciseconds(prepared, stop) : 0));

  function quickest(way: DriveWay, depot: number, gate: number, minute: number) {
    const at = minute * MINUTE;
    let best: { readonly route: TimedRoute | null; readonly deciseconds: number } = {
      route: null,
      deciseconds: Infinity,
    };
    const known = keep(routes[way], depot * stops.length + gate, () => routesBetween(way, depot, gate));
    for (const route of known) {
      const deciseconds = drivenAt(route, costs, at) - at;
      if (deciseconds < best.deciseconds) best = { route, deciseconds };
    }
    return best;
  }
  const outTo = (depot: number, gate: number, minute: number) =>
    (quickest("outwards", depot, gate, minute).deciseconds + carries[gate]!) / MINUTE;

  function timesAt(minute: number): DriveTimes {
    const outMinutes: Float64Array[] = [];
    depots.forEach((_, depot) => {
      const minutes = once(() =>
        openDrivesOf(prepared, "outwards", depot)
          ? Float64Array.from(stops, (_, gate) => outTo(depot, gate, minute))
          : new Float64Array(0),
      );
      // worked out when it is looked at: a plan looks at few depots a minute
      Object.defineProperty(outMinutes, depot, { get: minutes, enumerable: true });
    });
    return {
      outMinutes,
      backMinutes: (depot, gate) => quickest("towards", depot, gate, minute).deciseconds / MINUTE,
      line: (depot, gate) => {
        const { route } = quickest("outwards", depot, gate, minute);
        return route ? legsLine(prepared, route.legs) : [];
      },
    };
  }
  return {
    at: timesAt,
    // trucks wait by themselves, on the way too
    changeMinutes: [],
    least: driveTimes(prepared, []),
    outTo,
  };
}

/** Streets of the way of a truck with every street open; none where there is no way. */
export function usualStreets(prepared: PreparedPack, depot: number, gate: number): number[] {
  const open = openDrivesOf(prepared, "outwards", depot);
  if (!open || !Number.isFinite(open.minutes[gate])) return [];
  const drive = driveNetwork(prepared, "truck", []);
  return legsOf(prepared, drive, open, { way: "outwards", depot, gate }).map(({ edge }) => edge);
}

interface ChangedDrives {
  readonly drives: DepotDrives;
  readonly drive: DriveNetwork;
  readonly edited: ReadonlySet<number>;
}

/** The legs of one drive of a depot to a gate or back, in the order of driving. */
function legsOf(
  prepared: PreparedPack,
  drive: DriveNetwork,
  drives: DepotDrives,
  { way, depot, gate }: { readonly way: DriveWay; readonly depot: number; readonly gate: number },
): PathLeg[] {
  const atDepot = depotStops(prepared)[depot]!;
  const atGate = gateStops(prepared)[gate]!;
  const gateWay = gateWays(prepared, way)[gate]![drives.lastWay[gate]!];
  const depotWay = stopWays(drive, atDepot, way === "outwards")[drives.firstWay[gate]!];
  const [from, to] = way === "outwards" ? [atDepot, atGate] : [atGate, atDepot];
  if (!gateWay || !depotWay) return [sameStreetLeg(drive, from, to)];
  const [first, last] = way === "outwards" ? [depotWay, gateWay] : [gateWay, depotWay];
  const lastNode = drives.lastNode[gate]!;
  return treeLegs(prepared, drive, drives, { origin: from, first, lastNode, last, stop: to }, way);
}

/** Worked out the first time it is asked. */
function once<Value>(compute: () => Value): () => Value {
  let known: { readonly value: Value } | null = null;
  return () => {
    known ??= { value: compute() };
    return known.value;
  };
}
