/** One of several who do the same work in one measurement. */
export interface Contestant {
  readonly who: string;
  /**
   * One run; `round` counts from 0, so that all contestants can take the same input in the same round. May answer with
   * milliseconds of its own clock, where what is around the work is not to count.
   */
  readonly run: (round: number) => unknown;
  /** At most so many counted runs, for who is slow; default: all. */
  readonly mostRuns?: number;
}

export interface SideBySideOptions {
  /** Counted rounds. */
  readonly runs: number;
  /** Rounds before that, not counted; default 2. A contestant with `mostRuns` gets no more of them than of those. */
  readonly warmUpRuns?: number;
}

function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  if (sorted.length === 0) return Number.NaN;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] as number) + upper) / 2;
}

/**
 * Median milliseconds of each contestant by name. They take turns round by round, so that whatever else the machine
 * does meanwhile hits all of them alike; every second round runs in the opposite order.
 */
export async function sideBySide(
  contestants: readonly Contestant[],
  { runs, warmUpRuns = 2 }: SideBySideOptions,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map<string, number[]>(contestants.map(({ who }) => [who, []]));
  for (let round = -warmUpRuns; round < runs; round++) {
    const counted = round >= 0;
    for (const { who, run, mostRuns = runs } of round % 2 === 0 ? contestants : contestants.toReversed()) {
      if (counted ? round >= mostRuns : -round > mostRuns) continue;
      const started = performance.now();
      const answer = run(round + warmUpRuns);
      // awaiting what is no promise would cost a turn of the queue
      const own = answer instanceof Promise ? await answer : answer;
      const taken = typeof own === "number" ? own : performance.now() - started;
      if (counted) times.get(who)?.push(taken);
    }
  }
  return new Map([...times].map(([who, each]) => [who, medianOf(each)]));
}
