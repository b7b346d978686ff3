import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const sheets = readdirSync("src", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".css"))
  .map((file) => ({ file, text: readFileSync(join("src", file), "utf8").replace(/\/\*[\s\S]*?\*\//g, "") }));

/** The middle is the middle from either side. */
const PHYSICAL =
  /(?:margin|padding|border)-(?:left|right)\b|(?:^|[;{]\s*)(?:left|right):(?!\s*50%)|(?:text-align|float):\s*(?:left|right)\b/gm;

test("no rule names left or right where it means start or end: a script from the right mirrors the page", () => {
  const found = sheets.flatMap(({ file, text }) =>
    [...text.matchAll(PHYSICAL)].map(([rule]) => `${file}: ${rule}`),
  );
  expect(sheets.length).toBeGreaterThan(15);
  expect(found).toEqual([]);
});

test("type and the widths at which the layout changes follow the reader's own size of type", () => {
  const found = sheets.flatMap(({ file, text }) =>
    [
      ...text.matchAll(
        /font-size:\s*[\d.]+px|\((?:min|max)-(?:width|height):\s*[\d.]+px\)|--t-\d+:\s*\d+px/g,
      ),
    ].map(([rule]) => `${file}: ${rule}`),
  );
  expect(found).toEqual([]);
});
