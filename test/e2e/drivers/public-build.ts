import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PUBLIC_LAYERS } from "../../../data/build/edition/public-layers.ts";
import { wordsOf } from "../../../src/i18n/words.ts";
import { openFlatGeobuf, readFeature } from "../../../src/sources/flatgeobuf-read.ts";

/** Builds the public edition for a host that has it in `basePath`; answers with the folder. */
export function buildPublic(basePath: string): string {
  const folder = mkdtempSync(join(tmpdir(), "havenmap-public-"));
  const given = [
    "run",
    "build:public",
    "--",
    "--base",
    basePath,
    "--outDir",
    folder,
    "--emptyOutDir",
    "--logLevel",
    "warn",
  ];
  execFileSync("npm", given, { stdio: ["ignore", "ignore", "inherit"], shell: process.platform === "win32" });
  return folder;
}

export const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => statSync(join(folder, file)).isFile());

interface PackRows {
  readonly layer: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Every row of every layer of a pack, decoded. */
export function readRows(folder: string): PackRows[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".fgb"))
    .map((file) => {
      const opened = openFlatGeobuf(readFileSync(join(folder, file)), file);
      if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
      return {
        layer: file.replace(/\.fgb$/, ""),
        columns: opened.value.header.columns?.map(({ name }) => name) ?? [],
        rows: opened.value.featurePositions.map((_, row) => ({
          ...readFeature(opened.value, row)?.properties,
        })),
      };
    });
}

/** Left out by law: nothing of them may stand anywhere, under any name. */
const RESTRICTED = ["depots", "gauges", "seismic-stations"];
const isText = (value: unknown): value is string => typeof value === "string" && value !== "";

/**
 * What may stand nowhere in a public build: ids, names and stock of the rows that are left out, names of their columns.
 * A hospital that is a rescue station too, or a park that is thought about as a shelter, keeps its own name.
 */
export function forbiddenTexts(packFolder: string): string[] {
  const layers = readRows(packFolder);
  const isPublic = ({ layer }: PackRows) => Object.hasOwn(PUBLIC_LAYERS, layer);
  const publicColumns = new Set(Object.values(PUBLIC_LAYERS).flat());
  const publicNames = new Set(
    layers.filter(isPublic).flatMap(({ rows }) => rows.flatMap(({ nameZh, nameEn }) => [nameZh, nameEn])),
  );
  const columns = layers
    .filter((each) => !isPublic(each))
    .flatMap((each) => each.columns)
    // One plain word says nothing: "level" is a column of depots and of risk zones.
    .filter((name) => !publicColumns.has(name as never) && /[a-z][A-Z]|\d/.test(name));
  const rows = layers
    .filter((each) => !isPublic(each))
    .flatMap(({ layer, rows: left }) =>
      left.flatMap(({ id, nameZh, nameEn, stock }) => [
        id,
        stock,
        ...[nameZh, nameEn].filter((name) => RESTRICTED.includes(layer) || !publicNames.has(name)),
      ]),
    );
  return [...new Set([...columns, ...rows])].filter(isText);
}

/** Sentences that only the other doors say, in both languages. */
export function staffSentences(): string[] {
  const textsOf = (value: unknown): string[] =>
    typeof value === "string"
      ? [value]
      : typeof value === "object" && value !== null
        ? Object.values(value).flatMap(textsOf)
        : [];
  return (["zh-CN", "en"] as const).flatMap((language) => {
    const { plan, command, ledger, ...others } = wordsOf(language);
    const shared = textsOf(others).join("\n");
    const least = language === "en" ? 12 : 4;
    return textsOf([plan, command, ledger]).filter((text) => text.length >= least && !shared.includes(text));
  });
}
