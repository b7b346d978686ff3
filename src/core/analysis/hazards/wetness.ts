import type { RainRules } from "../../model/hazard-rules.ts";
import type { Rainstorm } from "../../model/hazards.ts";
import type { WaterloggingPoint } from "../../model/pack.ts";
import { CLOSURE_LIMITS } from "../../model/scenario.ts";

/** Minutes of steady rain the depths of a pack are for. */
const PACK_MINUTES = 60;

/**
 * How much water stands, as the steady rain (mm/h) that would leave the same after an hour: what the depths of a pack are
 * told by. It rises towards the rain and drains away at one rate: dW/dt = (g r - W) / T with T the rule's drain minutes
 * and g = 1 / (1 - exp(-60 / T)), so that an hour of steady rain r from dry ground gives exactly r. Solved in closed form
 * step by step; dry before the first step, and only draining after the last.
 */
export function wetnessOf(rain: Rainstorm, rules: RainRules): (minute: number) => number {
  const drainMinutes = rules.figures.drainMinutes.value;
  const gain = 1 / (1 - Math.exp(-PACK_MINUTES / drainMinutes));
  const { startMinute, stepMinutes, millimetresPerHour } = rain;
  const on = (before: number, rate: number, minutes: number) =>
    gain * rate + (before - gain * rate) * Math.exp(-minutes / drainMinutes);
  const atStepStart = [0];
  for (const rate of millimetresPerHour)
    atStepStart.push(on(atStepStart.at(-1) as number, rate, stepMinutes));
  return (minute) => {
    const elapsed = minute - startMinute;
    if (!(elapsed > 0)) return 0;
    const step = Math.min(millimetresPerHour.length, Math.floor(elapsed / stepMinutes));
    return on(atStepStart[step] as number, millimetresPerHour[step] ?? 0, elapsed - step * stepMinutes);
  };
}

/**
 * Depth at a point, metres: straight between the rains of its curve, from nothing at no rain, onwards beyond the last by
 * the slope before it (a guess, and the safer one). 0 where nothing is known of the point.
 */
export function depthAt(
  { rainfallMillimetresPerHour: rains, depthMetres: depths }: WaterloggingPoint,
  wetness: number,
): number {
  if (!(wetness > 0) || rains.length === 0) return 0;
  const found = rains.findIndex((rain) => rain >= wetness);
  const upper = found === -1 ? rains.length - 1 : found;
  const [rain, depth] = [rains[upper] as number, depths[upper] as number];
  const rainBefore = upper === 0 ? 0 : (rains[upper - 1] as number);
  const depthBefore = upper === 0 ? 0 : (depths[upper - 1] as number);
  if (rain === rainBefore) return depth;
  const reckoned = depthBefore + ((wetness - rainBefore) / (rain - rainBefore)) * (depth - depthBefore);
  return Math.min(CLOSURE_LIMITS.depthMetres[1], Math.max(0, reckoned));
}
