import { CLOSED } from "../graph/costs.ts";
import { throughAt } from "../graph/through-at.ts";
import type { DriveNetwork } from "./drive.ts";
import type { PathLeg } from "./path-leg.ts";
import { shareDeciseconds } from "./surface.ts";

/** A stretch of a route whose cost changes with the hour. */
interface ChangingLeg {
  /** Deciseconds of all that is driven between the changing leg before it and this one. */
  readonly before: number;
  readonly directedEdge: number;
  readonly share: number;
  /** The street one starts or stops on: closed to who would pass it, not to who is on it. */
  readonly isStopStreet: boolean;
}

/** One way between two stops, ready to be driven at any hour. */
export interface TimedRoute {
  readonly legs: readonly PathLeg[];
  readonly changing: readonly ChangingLeg[];
  /** Deciseconds after the last changing leg; of the whole route where none changes. */
  readonly rest: number;
}

/** Costs of the streets that change, slice by slice. */
export interface ChangingCosts {
  readonly starts: readonly number[];
  /** Deciseconds or CLOSED. */
  readonly passing: (slice: number, directedEdge: number) => number;
  readonly along: (slice: number, directedEdge: number) => number;
}

/** @param isChanging 1 per edge something happens to in some slice. `steady`: costs of all other streets. */
export function timedRoute(
  steady: Pick<DriveNetwork, "costs" | "legs">,
  isChanging: Uint8Array,
  legs: readonly PathLeg[],
): TimedRoute {
  const changing: ChangingLeg[] = [];
  let driven = 0;
  legs.forEach(({ edge, fromShare, toShare }, i) => {
    const share = Math.abs(toShare - fromShare);
    const directedEdge = edge * 2 + (toShare >= fromShare ? 0 : 1);
    const isStopStreet = i === 0 || i === legs.length - 1;
    if (isChanging[edge] === 1 && share > 0) {
      changing.push({ before: driven, directedEdge, share, isStopStreet });
      driven = 0;
      return;
    }
    const costs = isStopStreet ? steady.legs.directed : steady.costs.directed;
    driven += shareDeciseconds(costs[directedEdge] as number, share);
  });
  return { legs, changing, rest: driven };
}

/** Deciseconds on the clock at which a route that is set out on at a moment is driven; Infinity = never. */
export function drivenAt({ changing, rest }: TimedRoute, costs: ChangingCosts, at: number): number {
  let now = at;
  for (const { before, directedEdge, share, isStopStreet } of changing) {
    const of = isStopStreet ? costs.along : costs.passing;
    now = throughAt(costs.starts, now + before, (slice) => {
      const cost = of(slice, directedEdge);
      return cost === CLOSED ? Infinity : shareDeciseconds(cost, share);
    });
    if (now === Infinity) return Infinity;
  }
  return now + rest;
}

/** What tells routes apart that are driven alike at every hour. */
export const routeKey = ({ changing, rest }: TimedRoute): string =>
  `${changing.map(({ before, directedEdge, share }) => `${before} ${directedEdge} ${share}`).join()} ${rest}`;
