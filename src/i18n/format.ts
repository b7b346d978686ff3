import type { Language } from "../core/model/language.ts";

/** Whole number with thousands commas, the same in both languages: 1,106,214. */
export const formatCount = (value: number): string => Math.round(value).toLocaleString("en-US");

/** Modelled persons are said to tens from 100 up: the method does not carry more. */
export const formatModelledPersons = (persons: number): string =>
  formatCount(Math.abs(persons) < 100 ? persons : Math.round(persons / 10) * 10);

/** Share 0-1 → "63.1". The sign stands apart, after a space. */
export const formatPercent = (share: number): string =>
  Number.isFinite(share) ? (share * 100).toFixed(1) : "–";

/** Seconds → whole minutes, never 0 for a walk that exists; Infinity → "–". */
export const formatMinutes = (seconds: number): string =>
  Number.isFinite(seconds) ? String(Math.max(1, Math.round(seconds / 60))) : "–";

/** Metres as people say them: to 10 m below a kilometre. */
export const formatMetres = (metres: number): string =>
  Number.isFinite(metres)
    ? formatCount(metres < 1000 ? Math.round(metres / 10) * 10 : Math.round(metres / 50) * 50)
    : "–";

/** Minutes of a day → "22:00". */
export const formatClock = (minuteOfDay: number): string =>
  `${String(Math.floor(minuteOfDay / 60) % 24).padStart(2, "0")}:${String(Math.floor(minuteOfDay % 60)).padStart(2, "0")}`;

/** Minutes since T0 → "03:42"; before T0 "−00:20". */
export const formatElapsed = (minutes: number): string => {
  const whole = Math.floor(Math.abs(minutes));
  const [hours, rest] = [Math.floor(whole / 60), whole % 60].map((part) => String(part).padStart(2, "0"));
  return `${minutes < 0 ? "−" : ""}${hours}:${rest}`;
};

/** A span of minutes → "6:05"; Infinity and NaN → "–". */
export const formatHoursMinutes = (minutes: number): string => {
  if (!Number.isFinite(minutes)) return "–";
  const whole = Math.round(minutes);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
};

/** The name in the reader's language; hanzi stand in where there is no English name. */
export const nameIn = (
  language: Language,
  named: { readonly nameZh: string; readonly nameEn: string },
): string => (language === "en" && named.nameEn ? named.nameEn : named.nameZh);

/** A moment as a date of the reader's device: "2026年11月27日", "27 November 2026". */
export const formatDay = (iso: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: "long" }).format(new Date(iso));

const AGE_STEPS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

/**
 * How long ago, in the largest unit that fits once: "3天前", "2 hours ago"; null: less than a minute, or a moment that the
 * reader's clock calls the future.
 */
export function formatAge(iso: string, nowMilliseconds: number, language: Language): string | null {
  const ageMilliseconds = nowMilliseconds - Date.parse(iso);
  for (const [unit, milliseconds] of AGE_STEPS)
    if (ageMilliseconds >= milliseconds)
      return new Intl.RelativeTimeFormat(language).format(-Math.floor(ageMilliseconds / milliseconds), unit);
  return null;
}

/** Bytes as people compare them with their room: "13.2 MB". */
export const formatMegabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** A moment on the reader's own clock: "11月27日 14:30", "27 Nov, 14:30". `moment` in milliseconds since 1970. */
export const formatMoment = (moment: number, language: Language): string =>
  new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(moment));
