import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import type { FaultPlace } from "../../src/core/model/failure.ts";

/** Faults named one by one; the rest are counted. */
const MOST_FAULTS = 20;

/** Fields of one line, RFC 4180 quotes; null = a quote is not closed (line breaks inside fields are not read). */
function csvFields(line: string): string[] | null {
  if (!line.includes('"')) return line.split(",");
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (line[at] === '"') {
      let field = "";
      at++;
      for (;;) {
        const end = line.indexOf('"', at);
        if (end === -1) return null;
        field += line.slice(at, end);
        at = end + 1;
        if (line[at] !== '"') break;
        field += '"';
        at++;
      }
      fields.push(field);
      if (at < line.length && line[at] !== ",") return null;
    } else {
      const end = line.indexOf(",", at);
      fields.push(line.slice(at, end === -1 ? undefined : end));
      at = end === -1 ? line.length : end;
    }
    if (at >= line.length) return fields;
    at++;
  }
}

export type Columns<Name extends string> = Readonly<
  Record<Name, { readonly names: readonly string[]; readonly isRequired: boolean }>
>;
export type CsvRow<Name extends string> = Readonly<Record<Name, string>>;
export type CsvFault = Omit<FaultPlace, "file" | "row">;

export interface CsvRead {
  readonly faults: readonly FaultPlace[];
  readonly faultCount: number;
  readonly rowCount: number;
}

/** Header names are told apart by their letters only: `Capacity_Persons` is `capacitypersons`. */
const bare = (name: string) =>
  name
    .replace(/^\uFEFF/, "")
    .toLowerCase()
    .replace(/[\s_\-"]/g, "");

/**
 * Reads a CSV of any length line by line. `take` gets each row (absent columns as "") and answers what is wrong with it,
 * or null. Rows are numbered from 1 as in a spreadsheet, the header being row 1.
 */
export async function readCsv<Name extends string>(
  file: string,
  columns: Columns<Name>,
  take: (row: CsvRow<Name>) => CsvFault | null,
): Promise<CsvRead> {
  const faults: FaultPlace[] = [];
  let faultCount = 0;
  const blame = (fault: FaultPlace) => {
    faultCount++;
    if (faults.length < MOST_FAULTS) faults.push(fault);
  };
  const names = Object.keys(columns) as Name[];
  let places: ReadonlyMap<Name, number> | null = null;
  let row = 0;
  let rowCount = 0;
  try {
    const lines = createInterface({ input: createReadStream(file, "utf8"), crlfDelay: Infinity });
    for await (const line of lines) {
      row++;
      if (line.trim() === "") continue;
      const fields = csvFields(line);
      if (places === null) {
        const header = (fields ?? []).map(bare);
        places = new Map(
          names.map((name) => [name, header.findIndex((each) => columns[name].names.includes(each))]),
        );
        for (const name of names)
          if (columns[name].isRequired && places.get(name) === -1)
            blame({
              file,
              row,
              field: name,
              found: line.slice(0, 80),
              expected: columns[name].names.join(" | "),
            });
        if (faultCount > 0) break;
        continue;
      }
      rowCount++;
      const known = places;
      const fault =
        fields === null
          ? { found: line.slice(0, 80), expected: "closed quotes" }
          : take(
              Object.fromEntries(
                names.map((name) => [name, (fields[known.get(name) ?? -1] ?? "").trim()]),
              ) as CsvRow<Name>,
            );
      if (fault !== null) blame({ file, row, ...fault });
    }
  } catch {
    blame({ file, found: "not readable", expected: "a CSV file" });
  }
  if (faultCount === 0 && places === null) blame({ file, found: "empty", expected: "a header line" });
  return { faults, faultCount, rowCount };
}

/** A number as written in a table; null = it is none. An empty field is none: it is not 0. */
export const csvNumber = (text: string): number | null =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : null;
