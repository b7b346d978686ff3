const FIRST_MILLISECONDS = 1000;
const MOST_MILLISECONDS = 60_000;

/**
 * Milliseconds until the next try: doubled with every failure in a row up to a minute, half of it by chance, so that
 * many who lost the same server do not all come back at once.
 * @param failures in a row, 1 or more
 * @param random 0-1
 * @param leastMilliseconds as the server has asked for; never more than a minute is waited for its sake
 */
export function backOffMilliseconds(failures: number, random: number, leastMilliseconds = 0): number {
  const whole = Math.min(MOST_MILLISECONDS, FIRST_MILLISECONDS * 2 ** Math.min(failures - 1, 16));
  return Math.max(Math.min(leastMilliseconds, MOST_MILLISECONDS), whole * (0.5 + 0.5 * random));
}
