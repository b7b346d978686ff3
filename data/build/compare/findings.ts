/** One line of the comparison; `passed` is null where a figure is told but not judged. */
export interface Finding {
  readonly what: string;
  readonly value: string;
  readonly demanded: string;
  readonly passed: boolean | null;
}

const percent = (share: number, digits = 1) => `${(share * 100).toFixed(digits)} %`;

export const atLeast = (what: string, share: number, least: number): Finding => ({
  what,
  value: share.toFixed(4),
  demanded: `>= ${least}`,
  passed: share >= least,
});
export const atLeastPercent = (what: string, share: number, least: number): Finding => ({
  what,
  value: percent(share),
  demanded: `>= ${percent(least, 0)}`,
  passed: share >= least,
});
export const atMostPercent = (what: string, share: number, most: number): Finding => ({
  what,
  value: percent(share),
  demanded: `<= ${percent(most, 0)}`,
  passed: share <= most,
});
export const atMost = (what: string, count: number, most: number): Finding => ({
  what,
  value: String(count),
  demanded: `<= ${most}`,
  passed: count <= most,
});
export const exactly = (what: string, found: number, wanted: number): Finding => ({
  what,
  value: String(found),
  demanded: `= ${wanted}`,
  passed: found === wanted,
});
export const told = (what: string, value: string): Finding => ({ what, value, demanded: "", passed: null });
export const toldPercent = (what: string, share: number): Finding => told(what, percent(share));

/** Hanzi fill two columns of a terminal. */
const columns = (text: string) =>
  [...text].reduce((sum, sign) => sum + ((sign.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 0);
const padTo = (text: string, width: number) => text + " ".repeat(Math.max(0, width - columns(text)));

export function findingsTable(findings: readonly Finding[]): string {
  const width = (pick: (finding: Finding) => string) =>
    Math.max(...findings.map((finding) => columns(pick(finding))));
  const whatWidth = width(({ what }) => what);
  const valueWidth = width(({ value }) => value);
  const demandedWidth = width(({ demanded }) => demanded);
  const verdict = (passed: boolean | null) => (passed === null ? "" : passed ? "PASS" : "FAIL");
  return findings
    .map(({ what, value, demanded, passed }) =>
      [padTo(what, whatWidth), padTo(value, valueWidth), padTo(demanded, demandedWidth), verdict(passed)]
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
