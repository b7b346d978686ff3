import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { transformWithOxc } from "vite";
import { expect, test } from "vitest";
import { cutStaffLines } from "../../../../data/build/edition/cut-staff-lines.ts";

test("what stands in a staff region is gone, every other line keeps its number", () => {
  const text = [
    "a",
    "// #region staff",
    "secret",
    "// #endregion staff",
    "b",
    "{/* #region staff */}",
    "x",
    "{/* #endregion staff */}",
    "c",
  ];
  expect(cutStaffLines(text.join("\n"), "f.ts").split("\n")).toEqual(["a", "", "", "", "b", "", "", "", "c"]);
});

test("a region without an end, an end without a beginning, and one within another are refused with their line", () => {
  expect(() => cutStaffLines("a\n// #region staff\nb", "f.ts")).toThrow("f.ts:2");
  expect(() => cutStaffLines("a\nb\n// #endregion staff", "f.ts")).toThrow("f.ts:3");
  expect(() => cutStaffLines("// #region staff\n// #region staff\n// #endregion staff", "f.ts")).toThrow(
    "f.ts:2",
  );
});

test("both languages leave out the same words", async () => {
  const files = readdirSync("src/i18n/en").filter((file) => file !== "index.ts" && file !== "first.ts");
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    const [english, chinese] = await Promise.all(
      ["en", "zh-CN"].map((language) => publicWords(join("src/i18n", language, file))),
    );
    expect(english, file).toEqual(chinese);
  }
});

/** Paths of the entries that a words file has left after the cut. */
async function publicWords(file: string): Promise<string[]> {
  const text = cutStaffLines(readFileSync(file, "utf8"), file);
  const { code } = await transformWithOxc(text, file, { lang: "ts" });
  // Words that are gathered from other files of the folder are looked at there.
  const alone = code.replaceAll(
    /import \{ (\w+) \} from "\.\/[\w-]+\.ts";/g,
    'const $1 = "in a file of its own";',
  );
  const words: unknown = await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(alone)}`);
  const paths = (value: unknown, path: string): string[] =>
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([name, inner]) => paths(inner, `${path}.${name}`))
      : [path];
  return paths({ ...(words as object) }, "").sort();
}
