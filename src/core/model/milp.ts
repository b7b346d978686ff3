/**
 * What came of a mixed-integer model. Only `optimal` is an optimum: `time-limit` holds the best found, which may be
 * none, and how good any solution could still be.
 */
export interface MilpResult {
  readonly status: "optimal" | "infeasible" | "time-limit" | "failed";
  /** Objective of `values`; null = no solution found. */
  readonly value: number | null;
  /** No solution is better than this; null = not known. */
  readonly bound: number | null;
  /** The binary columns by name; empty without a solution, or without binary columns. */
  readonly values: ReadonlyMap<string, number>;
  /** What the solver said, for a report. */
  readonly detail: string;
}

/** Somebody beside a solver at work. */
export interface MilpWatch {
  isStopped(): boolean;
  /** Objective of the best solution (null = none yet) and what none can beat. */
  onBound(value: number | null, bound: number): void;
}

/** Solves a model in CPLEX LP text. Core knows no solver: whoever calls it brings one. */
export type SolveMilp = (lpText: string, limitSeconds: number, watch?: MilpWatch) => Promise<MilpResult>;
