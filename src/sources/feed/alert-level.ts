import type { Alert } from "../../core/model/operation.ts";

type Level = Exclude<Alert["level"], "unknown">;

const COLOURS: Readonly<Record<Level, RegExp>> = {
  red: /红|\bred\b/i,
  orange: /橙|\borange\b/i,
  yellow: /黄|\byellow\b/i,
  blue: /蓝|\bblue\b/i,
};
/** Chinese text of a warning: 暴雨红色预警. A colour alone may be part of a name: 黄河, 蓝天小区. */
const SAID_IN_CHINESE: Readonly<Record<Level, RegExp>> = {
  red: /红色/,
  orange: /橙色/,
  yellow: /黄色/,
  blue: /蓝色/,
};
const SAID_IN_ENGLISH = /\b(red|orange|yellow|blue)\b(?=\W+(?:\w+\W+){0,3}(?:alert|warning|signal|level)\b)/i;
const IS_LEVEL = /level|colou?r|severity|等级|级别|颜色/i;

const LEVELS = Object.keys(COLOURS) as Level[];
/** null: none, or more than one. */
const only = (found: readonly Level[]): Level | null => (found.length === 1 ? (found[0] as Level) : null);
const among = (text: string, forms: Readonly<Record<Level, RegExp>>) =>
  only(LEVELS.filter((level) => forms[level].test(text)));

/**
 * The colour a warning states: in a parameter or code of that name, as its severity (as the national format of China
 * has it), or in its headline. Where it states none the level is not known: CAP's severities are no colours.
 */
export function alertLevel(warning: {
  readonly marks: readonly { readonly name: string; readonly value: string }[];
  readonly severity: string;
  readonly texts: readonly string[];
}): Alert["level"] {
  for (const { name, value } of warning.marks) {
    const level = IS_LEVEL.test(name) ? among(value, COLOURS) : null;
    if (level) return level;
  }
  const bySeverity = among(warning.severity, COLOURS);
  if (bySeverity) return bySeverity;
  for (const text of warning.texts) {
    const inEnglish = SAID_IN_ENGLISH.exec(text)?.[1]?.toLowerCase() as Level | undefined;
    const level = among(text, SAID_IN_CHINESE) ?? inEnglish;
    if (level) return level;
  }
  return "unknown";
}
