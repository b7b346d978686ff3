import type { SaveAction, VerifiedSave } from "../../model/save-actions.ts";
import type { Forecast } from "../forecast.ts";

export type SavedPromise = "supply" | "service";

/** A shelter with a promise that breaks. */
export interface ShelterSaved {
  readonly shelterId: string;
  readonly promise: SavedPromise;
}

/** Minutes after T0 the promises fall due. */
export type DueMinutes = Readonly<Record<SavedPromise, number>>;

export const shelterIndexOf = ({ need }: Forecast, shelterId: string): number =>
  need.shelters.findIndex((shelter) => shelter.shelterId === shelterId);

interface Outcome {
  /** Infinity = never. */
  readonly minutes: Readonly<Record<SavedPromise, number>>;
  readonly servedPersons: number;
  readonly persons: number;
}

function outcomesOf({ need, plan }: Forecast): ReadonlyMap<string, Outcome> {
  return new Map(
    need.shelters.map(({ shelterId, persons }, i) => {
      const row = plan.shelters[i];
      const minutes = {
        supply: row?.first?.unloadedMinute ?? Infinity,
        service: row?.servedByMinutes ?? Infinity,
      };
      return [shelterId, { minutes, servedPersons: row?.servedPersons ?? 0, persons }];
    }),
  );
}

const PROMISES = ["supply", "service"] as const;

const breaks = (outcome: Outcome, promise: SavedPromise, due: DueMinutes): boolean =>
  !(outcome.minutes[promise] <= due[promise]);

/** Those that break, first supplies before basic relief, the latest before those most people of which go short. */
export function breachesOf(forecast: Forecast, due: DueMinutes): ShelterSaved[] {
  const outcomes = [...outcomesOf(forecast)];
  const late = outcomes
    .filter(([, outcome]) => breaks(outcome, "supply", due))
    .sort(([, a], [, b]) => compareMinutes(b.minutes.supply, a.minutes.supply) || b.persons - a.persons);
  const short = outcomes
    .filter(([, outcome]) => !breaks(outcome, "supply", due) && breaks(outcome, "service", due))
    .sort(([, a], [, b]) => b.persons - b.servedPersons - (a.persons - a.servedPersons));
  return [
    ...late.map(([shelterId]) => ({ shelterId, promise: "supply" as const })),
    ...short.map(([shelterId]) => ({ shelterId, promise: "service" as const })),
  ];
}

const compareMinutes = (a: number, b: number) => (a === b ? 0 : a - b);
/** By how much later; 0 where both are never. */
const later = (before: number, after: number) => (before === after ? 0 : after - before);

/** Compares what came of an action with what is without it, for any shelter. */
export function createComparison(before: Forecast, after: Forecast, due: DueMinutes) {
  const was = outcomesOf(before);
  const is = outcomesOf(after);
  const worse: VerifiedSave["worse"][number][] = [];
  const saved = new Set<string>();
  for (const [shelterId, now] of is) {
    const then = was.get(shelterId);
    // new on the list: nobody was sent here, so nothing was promised
    if (!then) continue;
    for (const promise of PROMISES) {
      const lostMinutes = later(then.minutes[promise], now.minutes[promise]);
      const shortBefore = then.persons - then.servedPersons;
      const shortNow = now.persons - now.servedPersons;
      const lostPersons = promise === "service" ? Math.max(0, shortNow - shortBefore) : 0;
      const isBroken = !breaks(then, promise, due) && breaks(now, promise, due);
      if (lostMinutes >= 1 || lostPersons >= 1)
        worse.push({ shelterId, promise, lostMinutes: Math.max(0, lostMinutes), lostPersons, isBroken });
      if (breaks(then, promise, due) && !breaks(now, promise, due)) saved.add(shelterId);
    }
  }
  return {
    /** null: it does not help this one by a minute or a person. */
    saveOf(action: SaveAction, { shelterId, promise }: ShelterSaved): VerifiedSave | null {
      const then = was.get(shelterId);
      const now = is.get(shelterId);
      if (!then || !now) return null;
      const gainedMinutes = Math.max(0, later(now.minutes[promise], then.minutes[promise]));
      const gainedPersons = Math.max(0, now.servedPersons - then.servedPersons);
      const isSaved = breaks(then, promise, due) && !breaks(now, promise, due);
      const helps = isSaved || gainedMinutes >= 1 || (promise === "service" && gainedPersons >= 1);
      if (!helps) return null;
      return {
        action,
        isSaved,
        gainedMinutes,
        slackMinutes: due[promise] - now.minutes[promise],
        gainedPersons,
        alsoSaved: saved.size - Number(saved.has(shelterId)),
        worse,
      };
    },
  };
}
