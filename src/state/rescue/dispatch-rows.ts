import type { Situation } from "../../core/model/situation.ts";
import { PROMISE_MINUTES, type StationRow } from "../command-selectors.ts";

/** A station with what the log says of its going out. */
export interface DispatchRow extends StationRow {
  /** Minute after T0 its first crew went out, by the log; null: not said. */
  readonly outMinute: number | null;
}

const own = (firstOut: Situation["firstOut"], id: string): number | null =>
  (Object.hasOwn(firstOut, id) ? firstOut[id]?.minute : undefined) ?? null;

/**
 * The promise of the first hour by the log: kept or broken by the minute a crew went out. Where the log says so of any
 * station, one of which it does not is not out: broken once the hour is over. Before that line all are told by forecast.
 */
export function dispatchRows(
  rows: readonly StationRow[],
  { firstOut }: Pick<Situation, "firstOut">,
  elapsedMinutes: number,
): readonly DispatchRow[] {
  const isLogged = Object.keys(firstOut).length > 0;
  return rows.map((row): DispatchRow => {
    const outMinute = own(firstOut, row.station.id);
    // what is said to happen later has not happened at the minute looked at
    if (outMinute !== null && outMinute <= elapsedMinutes)
      return { ...row, outMinute, state: outMinute <= PROMISE_MINUTES.dispatch ? "kept" : "breaks" };
    if (!isLogged) return { ...row, outMinute: null };
    const isOver = elapsedMinutes > PROMISE_MINUTES.dispatch;
    return {
      ...row,
      outMinute: null,
      state: isOver ? "breaks" : row.state === "kept" ? "on-the-way" : row.state,
    };
  });
}
