import type { Language } from "../../../core/model/language.ts";

const SECOND = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** Beyond this no calendar goes: only a file that was written by hand says such a time. */
const MOST_MILLISECONDS = 8.64e15;

/** The district's clock: "14:05", with the day where it is not that of `nowMilliseconds` (NaN: always with the day). */
export function momentWords(
  milliseconds: number,
  timeZone: string,
  language: Language,
  nowMilliseconds: number,
): string {
  if (!(Math.abs(milliseconds) <= MOST_MILLISECONDS)) return "–";
  const day = (of: number) =>
    Number.isNaN(of)
      ? null
      : new Intl.DateTimeFormat(language, {
          timeZone,
          year: "numeric",
          month: "short",
          day: "numeric",
        }).format(of);
  const time = new Intl.DateTimeFormat(language, { timeZone, ...SECOND }).format(milliseconds);
  return day(milliseconds) === day(nowMilliseconds) ? time : `${day(milliseconds)} ${time}`;
}

/** Milliseconds since 1970 of "2026-09-03T14:05" by the district's clock, wherever the device is; NaN: not a time. */
export function readMoment(text: string, timeZone: string): number {
  const asUtc = new Date(`${text}Z`).getTime();
  if (Number.isNaN(asUtc)) return Number.NaN;
  const offsetAt = (milliseconds: number) => {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone,
      dateStyle: "short",
      timeStyle: "medium",
      hourCycle: "h23",
    }).formatToParts(milliseconds);
    const part = (type: Intl.DateTimeFormatPartTypes) =>
      Number(parts.find((each) => each.type === type)?.value ?? 0);
    const local = Date.UTC(
      part("year"),
      part("month") - 1,
      part("day"),
      part("hour"),
      part("minute"),
      part("second"),
    );
    return local - Math.floor(milliseconds / 1000) * 1000;
  };
  // Twice: near a change of summer time the first guess may be an hour off.
  const guess = asUtc - offsetAt(asUtc);
  return asUtc - offsetAt(guess);
}
