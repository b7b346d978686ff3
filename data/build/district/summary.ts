import type { Finding } from "../../../src/core/model/import.ts";
import type { OsmCity } from "../osm/osm-city.ts";

/** What came of a build: found, used, left out and why. Printed as text, or as JSON with --json. */
export interface PackSummary {
  readonly id: string;
  readonly out: string;
  readonly title: string;
  readonly residents: number;
  readonly asOf: string;
  /** What was read from the extract. */
  readonly osm: OsmCity["counts"] & {
    readonly buildings: number;
    readonly areas: number;
    readonly points: number;
  };
  readonly files: readonly {
    readonly option: string;
    readonly file: string;
    readonly rows: number;
    readonly used: number;
    readonly crs: string;
  }[];
  readonly layers: readonly {
    readonly layer: string;
    readonly features: number;
    readonly bytes: number;
    readonly method: string;
  }[];
  readonly notes: readonly string[];
  readonly dropped: OsmCity["dropped"];
  readonly findings: readonly Finding[];
  readonly stages: readonly { readonly stage: string; readonly seconds: number }[];
  readonly seconds: number;
  readonly peakMemoryBytes: number;
}

/** More kinds of findings than this are counted, not listed; --json has every row. */
const MOST_FINDINGS = 30;

/** One line for all rows of a file with the same thing to say of the same field: the first of them, and how many. */
function findingLines(findings: readonly Finding[]): string[] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = [finding.severity, finding.code, finding.place.file, finding.place.field].join("/");
    const own = groups.get(key);
    if (own) own.push(finding);
    else groups.set(key, [finding]);
  }
  const order = ["rejected", "mended", "doubtful"];
  return [...groups.values()]
    .sort(([a], [b]) => order.indexOf(a?.severity ?? "") - order.indexOf(b?.severity ?? ""))
    .map((group) => {
      const { code, severity, place } = group[0] as Finding;
      const where = [place.file, place.row === undefined ? "" : `row ${place.row}`, place.field ?? ""];
      const found = place.found === undefined ? "" : `: found ${place.found}`;
      const expected = place.expected === undefined ? "" : `, expected ${place.expected}`;
      const more = group.length > 1 ? ` (and ${group.length - 1} more rows)` : "";
      return `  ${severity.padEnd(9)} ${code.padEnd(22)} ${where.filter(Boolean).join(" ")}${found}${expected}${more}`;
    });
}

const section = (title: string, lines: readonly string[]) =>
  lines.length === 0 ? [] : ["", title, ...lines];

export function summaryText(summary: PackSummary): string {
  const { osm, layers, findings } = summary;
  const count = (value: number) => value.toLocaleString("en");
  const cell = (value: number) => count(value).padStart(12);
  const lines = findingLines(findings);
  const shown = lines.slice(0, MOST_FINDINGS);
  const hidden = lines.length - shown.length;
  const bytes = layers.reduce((sum, layer) => sum + layer.bytes, 0);
  return [
    `${summary.title} (${summary.id}): ${count(summary.residents)} residents, as of ${summary.asOf}`,
    ...section("Found in the extract", [
      `  ${count(osm.nodes)} nodes, ${count(osm.ways)} ways, ${count(osm.relations)} relations, ${count(osm.restrictions)} turn restrictions, ${count(osm.missingNodes)} missing nodes`,
      `  ${count(osm.buildings)} buildings, ${count(osm.areas)} areas, ${count(osm.points)} points`,
    ]),
    ...section(
      "Left out of the extract",
      summary.dropped.map(({ reason, count: times, example }) => `  ${count(times)} ${reason} (${example})`),
    ),
    ...section(
      "Your files",
      summary.files.map(
        ({ option, file, rows, used, crs }) =>
          `  ${option.padEnd(13)}${file}: ${count(used)} of ${count(rows)} rows used, ${crs}`,
      ),
    ),
    ...section("Rows to look at", [
      ...shown,
      ...(hidden > 0 ? [`  … and ${hidden} more kinds: see --json`] : []),
    ]),
    ...section(
      "Assumed and noted",
      summary.notes.map((note) => `  ${note}`),
    ),
    "",
    `${"layer".padEnd(22)}${"features".padStart(12)}${"bytes".padStart(12)}  method`,
    ...layers.map(
      ({ layer, features, bytes: size, method }) =>
        `${layer.padEnd(22)}${cell(features)}${cell(size)}  ${method}`,
    ),
    `${"total".padEnd(34)}${cell(bytes)}`,
    "",
    `${summary.seconds.toFixed(1)} s, peak memory ${Math.round(summary.peakMemoryBytes / 1e6)} MB, written to ${summary.out}`,
    "",
  ].join("\n");
}
