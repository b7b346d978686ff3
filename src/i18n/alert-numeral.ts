import type { Alert } from "../core/model/operation.ts";

const NUMERALS: Readonly<Record<Alert["level"], string>> = {
  red: "Ⅰ",
  orange: "Ⅱ",
  yellow: "Ⅲ",
  blue: "Ⅳ",
  unknown: "–",
};

/** As the warnings of China are numbered: Ⅰ is the worst. */
export const alertNumeral = (level: Alert["level"]): string => NUMERALS[level];
