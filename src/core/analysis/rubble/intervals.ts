import type { Estimate } from "../../model/rubble.ts";

/** Of every interval of the rubble answer: in 95 of 100 repetitions with other seeds the true value lies inside. */
export const CONFIDENCE = 0.95;
/** Half-width of that in standard deviations of a normal distribution: its 0.975 quantile. */
const DEVIATIONS = 1.959963984540054;

/** Interval of a chance seen `hits` times in `draws` (Wilson, 1927): inside 0-1 and sound at both ends. */
export function wilsonInterval(hits: number, draws: number): { readonly low: number; readonly high: number } {
  const share = hits / draws;
  const squared = DEVIATIONS ** 2;
  const middle = share + squared / (2 * draws);
  const spread = DEVIATIONS * Math.sqrt((share * (1 - share)) / draws + squared / (4 * draws * draws));
  const scale = 1 + squared / draws;
  return {
    low: hits === 0 ? 0 : Math.max(0, (middle - spread) / scale),
    high: hits === draws ? 1 : Math.min(1, (middle + spread) / scale),
  };
}

/**
 * Mean of whole numbers over independent draws and the normal interval of it, no lower than 0. From one draw nothing is
 * known about the spread: the interval is then without end.
 */
export function meanEstimate(sum: number, sumOfSquares: bigint, draws: number): Estimate {
  const mean = sum / draws;
  if (draws < 2) return { mean, low: 0, high: Infinity };
  // n Σx² − (Σx)² in whole numbers: no rounding can make a spread of none into one
  const excess = BigInt(draws) * sumOfSquares - BigInt(sum) * BigInt(sum);
  const variance = Number(excess) / (draws * (draws - 1));
  const halfWidth = DEVIATIONS * Math.sqrt(variance / draws);
  return { mean, low: Math.max(0, mean - halfWidth), high: mean + halfWidth };
}
