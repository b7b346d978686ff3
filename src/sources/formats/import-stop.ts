import type { Failure } from "../../core/model/failure.ts";

/**
 * Ends the reading of one file from inside a library's callback or a loop over millions of vertices, where no Result
 * can travel. `readTables` is the only place that catches it and turns it back into one.
 */
export class ImportStop extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.name = "ImportStop";
    this.failure = failure;
  }
}

type TooLarge = Extract<Failure, { code: "IMPORT_TOO_LARGE" }>;

export function stopWhenAbove(file: string, what: TooLarge["what"], found: number, limit: number): void {
  if (found > limit) throw new ImportStop({ code: "IMPORT_TOO_LARGE", file, what, found, limit });
}

export function unreadable(file: string, found: string, expected: string, field?: string): ImportStop {
  return new ImportStop({
    code: "IMPORT_UNREADABLE",
    place: { file, found, expected, ...(field === undefined ? {} : { field }) },
  });
}
