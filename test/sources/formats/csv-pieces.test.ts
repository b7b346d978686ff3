import fc from "fast-check";
import { expect, test } from "vitest";
import { readCsv } from "../../../src/sources/formats/csv.ts";
import { openImportFile } from "../../../src/sources/formats/import-file.ts";
import { DEFAULT_IMPORT_LIMITS } from "../../../src/sources/formats/import-limits.ts";

const cell = fc.string({
  unit: fc.constantFrom("a", "月", '"', ",", "\n", "\r", "0", " ", "𠮷"),
  maxLength: 6,
});

test("any table written as CSV comes back, whatever size of pieces it is read in", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom("\n", "\r\n"),
      async (rows, pieceBytes, lineBreak) => {
        // A first cell that is never blank keeps every row; the header is plain.
        const full = rows.map(([a, b, c]) => [`x${a}`, b, c]);
        const text = [["name", "of", "column"], ...full]
          .map((cells) => cells.map((value) => `"${value.replaceAll('"', '""')}"`).join(","))
          .join(lineBreak);
        const context = {
          file: "p.csv",
          entry: null,
          limits: DEFAULT_IMPORT_LIMITS,
          loadSqlite: null,
          spent: { vertices: 0, unpackedBytes: 0 },
          onProgress: () => {},
        };
        const bytes = new TextEncoder().encode(text);
        const table = await readCsv(openImportFile({ name: "p.csv", bytes }), context, pieceBytes);
        const expected = full.map((cells) => cells.map((value) => value.replace(/\r\n?/g, "\n") || null));
        expect(table?.rows.map(({ values }) => Object.values(values))).toEqual(expected);
      },
    ),
    { numRuns: 200, seed: 5 },
  );
});
