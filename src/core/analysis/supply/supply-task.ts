import type { DriveTimes } from "../drive-times.ts";
import type { SupplyQuestion, TimedDrives } from "./supply-question.ts";

/** Drives between depots and shelters in need, while nothing changes. */
interface Legs {
  /** Quickest gate by [depot][shelter], an index into pack.index.gates; -1 = no way. */
  readonly gate: readonly Int32Array[];
  /** Minutes to it; Infinity = no way. */
  readonly outMinutes: readonly Float64Array[];
}

export interface Departure {
  readonly departMinute: number;
  /** Index into pack.index.gates. */
  readonly gate: number;
  readonly driveMinutes: number;
}

/** A question with what is looked up once for all plans of it. */
export interface SupplyTask extends SupplyQuestion {
  readonly unitsPerPerson: Float64Array;
  readonly kilogramsPerUnit: Float64Array;
  /** Whether a depot sends anything: trucks that drive, loads that move, some stock. */
  readonly isUsed: readonly boolean[];
  /** The departure at or after a minute that arrives first; null = no way, not even by waiting. */
  readonly depart: (depot: number, shelter: number, readyMinute: number) => Departure | null;
  /** The minute that departure arrives at; Infinity = no way. */
  readonly arrival: (depot: number, shelter: number, readyMinute: number) => number;
  /** Minutes back to the depot from a gate left at a minute; Infinity = no way back. */
  readonly back: (depot: number, gate: number, leaveMinute: number) => number;
  /** Least drive of any minute; Infinity = never a way. */
  readonly leastOutMinutes: readonly Float64Array[];
}

function legsOf({ depots, need }: SupplyQuestion, times: DriveTimes): Legs {
  const gate = depots.map(() => new Int32Array(need.shelters.length).fill(-1));
  const outMinutes = depots.map(() => new Float64Array(need.shelters.length).fill(Infinity));
  depots.forEach((_, d) => {
    need.shelters.forEach(({ gates }, shelter) => {
      for (const each of gates) {
        const time = times.outMinutes[d]?.[each] ?? Infinity;
        if (time >= outMinutes[d]![shelter]!) continue;
        outMinutes[d]![shelter] = time;
        gate[d]![shelter] = each;
      }
    });
  });
  return { gate, outMinutes };
}

const least = (one: Float64Array, other: Float64Array) =>
  one.map((minutes, i) => Math.min(minutes, other[i]!));

/** Where trucks wait on their way by themselves nothing is won by waiting at the depot. */
function departNow(
  { need }: SupplyQuestion,
  outTo: NonNullable<TimedDrives["outTo"]>,
  depot: number,
  shelter: number,
  departMinute: number,
): Departure | null {
  let [gate, driveMinutes] = [-1, Infinity];
  for (const each of need.shelters[shelter]!.gates) {
    const minutes = outTo(depot, each, departMinute);
    if (minutes < driveMinutes) [gate, driveMinutes] = [each, minutes];
  }
  return driveMinutes === Infinity ? null : { departMinute, gate, driveMinutes };
}

export function createSupplyTask(question: SupplyQuestion): SupplyTask {
  const { depots, drives, needs } = question;
  const known = new Map<DriveTimes, Legs>();
  const legsAt = (minute: number): Legs => {
    const times = drives.at(minute);
    const legs = known.get(times) ?? legsOf(question, times);
    known.set(times, legs);
    return legs;
  };
  const all = drives.least ? [legsOf(question, drives.least)] : [0, ...drives.changeMinutes].map(legsAt);
  const leastOutMinutes = depots.map((_, d) => all.map(({ outMinutes }) => outMinutes[d]!).reduce(least));
  const depart: SupplyTask["depart"] = (depot, shelter, readyMinute) => {
    if (drives.outTo) return departNow(question, drives.outTo, depot, shelter, readyMinute);
    const legs = legsAt(readyMinute);
    let driveMinutes = legs.outMinutes[depot]![shelter]!;
    let departMinute = readyMinute;
    let gate = legs.gate[depot]![shelter]!;
    for (const change of drives.changeMinutes) {
      if (change <= readyMinute) continue;
      const later = legsAt(change);
      const minutes = later.outMinutes[depot]![shelter]!;
      if (change + minutes >= departMinute + driveMinutes) continue;
      driveMinutes = minutes;
      departMinute = change;
      gate = later.gate[depot]![shelter]!;
    }
    return driveMinutes === Infinity ? null : { departMinute, gate, driveMinutes };
  };
  return {
    ...question,
    unitsPerPerson: Float64Array.from(needs, (each) => each.unitsPerPerson),
    kilogramsPerUnit: Float64Array.from(needs, (each) => each.kilogramsPerUnit),
    isUsed: depots.map(
      ({ depot, trucks, units }) =>
        trucks > 0 &&
        depot.truckLoadKilograms > 0 &&
        depot.loadingKilogramsPerMinute > 0 &&
        units.some((each) => each > 0),
    ),
    depart,
    arrival:
      drives.changeMinutes.length === 0 && !drives.outTo
        ? (depot, shelter, readyMinute) => readyMinute + leastOutMinutes[depot]![shelter]!
        : (depot, shelter, readyMinute) => {
            const departure = depart(depot, shelter, readyMinute);
            return departure ? departure.departMinute + departure.driveMinutes : Infinity;
          },
    back: (depot, gate, leaveMinute) => {
      let soonest = drives.at(leaveMinute).backMinutes(depot, gate);
      for (const change of drives.changeMinutes) {
        if (change <= leaveMinute) continue;
        const wait = change - leaveMinute;
        soonest = Math.min(soonest, wait + drives.at(change).backMinutes(depot, gate));
      }
      return soonest;
    },
    leastOutMinutes,
  };
}
