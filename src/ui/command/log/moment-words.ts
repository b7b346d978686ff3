import type { Language } from "../../../core/model/language.ts";

const SECOND = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;

/** The district's clock: "14:05", with the day where it is not today's of `nowMilliseconds`. */
export function momentWords(
  milliseconds: number,
  timeZone: string,
  language: Language,
  nowMilliseconds: number,
): string {
  const day = (of: number) =>
    new Intl.DateTimeFormat(language, { timeZone, year: "numeric", month: "short", day: "numeric" }).format(of);
  const time = new Intl.DateTimeFormat(language, { timeZone, ...SECOND }).format(milliseconds);
  return day(milliseconds) === day(nowMilliseconds) ? time : `${day(milliseconds)} ${time}`;
}
