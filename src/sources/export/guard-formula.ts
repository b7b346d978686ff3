/** What a spreadsheet takes for the start of a formula, also behind blanks or behind guards that are already there. */
const RUNS = /^'*[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;
const GUARDED = /^''*[\s]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u;

/**
 * Text that a spreadsheet would run becomes text that it shows: a ' is put before it. Numbers are not text and pass as
 * they are. Undone by `withoutFormulaGuard`, whatever the text was.
 */
export const guardFormula = (text: string): string => (RUNS.test(text) ? `'${text}` : text);

/** Takes off the one ' that `guardFormula` put on; any other text comes back unchanged. */
export const withoutFormulaGuard = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text);
