/** A clock may be a day off at the date line or by a slip, and is still a clock. */
const SLACK_MILLISECONDS = 86_400_000;
/** No page is used for so long: a clock that says so has jumped ahead. */
const LONGEST_USE_MILLISECONDS = 20 * 365 * 86_400_000;

/**
 * Whether a device's clock is plainly wrong: before the page was built, before the data's own day, or decades after. What
 * cannot be read as a day judges nothing.
 */
export function isClockWrong(nowMilliseconds: number, ...notBeforeIso: readonly string[]): boolean {
  return notBeforeIso
    .map((iso) => Date.parse(iso))
    .filter((known) => Number.isFinite(known))
    .some(
      (known, i) =>
        nowMilliseconds < known - SLACK_MILLISECONDS ||
        (i === 0 && nowMilliseconds > known + LONGEST_USE_MILLISECONDS),
    );
}
