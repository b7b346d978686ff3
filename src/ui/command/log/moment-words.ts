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
