import type { DriveTimes } from "./drive-times.ts";

/**
 * Drives of trucks by the minute after T0 they leave: outwards a depot, back a gate. Who leaves later never arrives
 * earlier: a truck may wait on its way, where that is quicker or a street will be open again. Asked twice for a minute
 * gives the same; any number from 0 on may be asked.
 */
export type DrivesAt = (departMinute: number) => DriveTimes;

/** Streets that do not change: the same drives at every minute. */
export const steadyDrives =
  (times: DriveTimes): DrivesAt =>
  () =>
    times;
