/** One line of the bench table. Lines of one `task` were measured side by side in one run. */
export interface BenchRow {
  /** What was done, e.g. "whole network, one source". */
  readonly task: string;
  /** On what, e.g. "porto: 73,819 nodes, 201,848 arcs". */
  readonly on: string;
  /** Who did it, e.g. "ours, TypeScript", "C++ -O2", "ngraph.path". */
  readonly who: string;
  /** Median; NaN where it is not a matter of time or the competitor could not be run. */
  readonly milliseconds: number;
  /** Further figures: error, gap, memory. */
  readonly note?: string;
  /** What is asked of this line, in words, and whether this run met it. */
  readonly target?: { readonly words: string; readonly isMet: boolean };
}

export interface BenchContext {
  /** Few runs of small cases, to see that it works. */
  readonly quick: boolean;
  /** Folder of a built pack by id (`porto`, `xicheng`); null: not there, the part says so in a row. */
  packFolder(id: string): string | null;
  /** A line about what is being measured. */
  say(line: string): void;
}
