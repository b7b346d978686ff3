import type { BenchRow } from "./bench-row.ts";

const HEAD = ["task", "on", "who", "ms", "x ours", "target", "note"];
const OURS = /^ours\b/;

const milliseconds = (value: number) =>
  Number.isNaN(value)
    ? "–"
    : value.toLocaleString("en", { maximumFractionDigits: value < 10 ? 2 : value < 100 ? 1 : 0 });

/** How many times the fastest line of ours in the same task on the same input this line took. */
function ratioToOurs(row: BenchRow, rows: readonly BenchRow[]): string {
  const ours = rows
    .filter(({ task, on, who }) => task === row.task && on === row.on && OURS.test(who))
    .map((line) => line.milliseconds)
    .filter((value) => value > 0);
  const ratio = row.milliseconds / Math.min(...ours);
  return Number.isFinite(ratio) ? ratio.toLocaleString("en", { maximumSignificantDigits: 3 }) : "–";
}

/** The lines as a Markdown table, in their order. */
export function benchTable(rows: readonly BenchRow[]): string {
  const cells = rows.map((row) => [
    row.task,
    row.on,
    row.who,
    milliseconds(row.milliseconds),
    ratioToOurs(row, rows),
    row.target ? `${row.target.isMet ? "met" : "**missed**"}: ${row.target.words}` : "",
    row.note ?? "",
  ]);
  const line = (each: readonly string[]) =>
    `| ${each.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [
    line(HEAD),
    line(HEAD.map((name) => (name === "ms" || name === "x ours" ? "--:" : "---"))),
    ...cells.map(line),
  ].join("\n");
}

const START = "<!-- bench: start -->";
const END = "<!-- bench: end -->";

/** The document with the table between its two markers; null when it lacks them. */
export function withBenchTable(document: string, table: string): string | null {
  const start = document.indexOf(START);
  const end = document.indexOf(END);
  if (start < 0 || end < start) return null;
  return `${document.slice(0, start + START.length)}\n\n${table}\n\n${document.slice(end)}`;
}
