import type { BoardAnswer } from "../core/model/answers.ts";
import { PROMISE_MINUTES } from "./command-selectors.ts";

/** What closed streets change: of the present state against no closures, or of a closure about to be made. */
export interface Consequences {
  readonly lateSitesBefore: number;
  readonly lateSitesAfter: number;
  /** Places whose first truck comes at least a minute later, and those no truck reaches any more. */
  readonly slowerSites: number;
  readonly cutOffSites: number;
  /** Most minutes added to a first truck that still comes; 0 = none. */
  readonly longestExtraMinutes: number;
  readonly notReachedBefore: number;
  readonly notReachedAfter: number;
  /** 0-1 of night residents. */
  readonly rescueShareBefore: number;
  readonly rescueShareAfter: number;
  /** Places that become late, the worst first. */
  readonly newlyLate: readonly { readonly shelterId: string; readonly lateMinutes: number }[];
}

interface ArrivalPair {
  readonly shelterId: string;
  readonly before: number;
  readonly after: number;
}

function arrivalConsequences(pairs: readonly ArrivalPair[]) {
  const due = PROMISE_MINUTES.supply;
  const finite = pairs.filter((pair) => Number.isFinite(pair.before) && Number.isFinite(pair.after));
  return {
    lateSitesBefore: pairs.filter((pair) => pair.before > due).length,
    lateSitesAfter: pairs.filter((pair) => pair.after > due).length,
    slowerSites: finite.filter((pair) => pair.after - pair.before >= 1).length,
    cutOffSites: pairs.filter((pair) => Number.isFinite(pair.before) && pair.after === Infinity).length,
    longestExtraMinutes: finite.reduce((most, pair) => Math.max(most, pair.after - pair.before), 0),
    newlyLate: pairs
      .filter((pair) => pair.before <= due && pair.after > due)
      .map((pair) => ({ shelterId: pair.shelterId, lateMinutes: pair.after - due }))
      .sort((a, b) => (a.lateMinutes === b.lateMinutes ? 0 : a.lateMinutes > b.lateMinutes ? -1 : 1)),
  };
}

/** All closures of the answer against none. */
export function consequencesOfAll(answer: BoardAnswer): Consequences {
  return {
    ...arrivalConsequences(
      answer.supply.map((row) => ({
        shelterId: row.shelterId,
        before: row.withoutClosuresMinutes,
        after: row.firstArrivalMinutes,
      })),
    ),
    notReachedBefore: answer.notReachedWithoutClosuresPersons,
    notReachedAfter: answer.notReachedPersons,
    rescueShareBefore: answer.rescueReachWithoutClosuresShare,
    rescueShareAfter: answer.rescueReachShare,
  };
}

/**
 * One board against another. People choose shelters anew when a street closes, so a place may have people in need on
 * one side only: it is then compared with itself, or new to the list.
 */
export function consequencesBetween(before: BoardAnswer, after: BoardAnswer): Consequences {
  const earlier = new Map(before.supply.map((row) => [row.shelterId, row.firstArrivalMinutes]));
  const due = PROMISE_MINUTES.supply;
  const { lateSitesAfter: _late, ...arrivals } = arrivalConsequences(
    after.supply.flatMap((row) => {
      const minutes = earlier.get(row.shelterId);
      return minutes === undefined
        ? []
        : [{ shelterId: row.shelterId, before: minutes, after: row.firstArrivalMinutes }];
    }),
  );
  return {
    ...arrivals,
    lateSitesBefore: before.supply.filter((row) => row.firstArrivalMinutes > due).length,
    lateSitesAfter: after.supply.filter((row) => row.firstArrivalMinutes > due).length,
    notReachedBefore: before.notReachedPersons,
    notReachedAfter: after.notReachedPersons,
    rescueShareBefore: before.rescueReachShare,
    rescueShareAfter: after.rescueReachShare,
  };
}
