/**
 * npm run bench [-- PART …] [--quick] [--write]
 *
 * Measures every test/bench/*.part.ts (or those named), one after another, each in a process of its own so that no heap
 * disturbs another, and prints one table. --quick: few runs of small cases. --write: also into README.md. Exit code 1
 * when a part failed; a target that is missed is printed, not a failure of the run.
 */
import { fork, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { packFolder } from "./bench-networks.ts";
import type { BenchRow } from "./bench-row.ts";
import { benchTable, withBenchTable } from "./bench-table.ts";

const PART = /\.part\.ts$/;
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { quick: { type: "boolean" }, write: { type: "boolean" } },
});
const isQuick = options.quick === true;

const all = readdirSync(import.meta.dirname)
  .filter((file) => PART.test(file))
  .map((file) => file.replace(PART, ""))
  .sort();
const unknown = positionals.filter((name) => !all.includes(name));
if (unknown.length > 0) {
  console.error(`No part ${unknown.join(", ")}. There are: ${all.join(", ")}.`);
  process.exit(2);
}

/** Our own pack of porto, built from the extract where it lies beside the repository and no pack is given. */
function buildPorto(root: string): void {
  const extract = resolve(import.meta.dirname, "../../../shared/reference-data/osm-extracts/porto.osm.pbf");
  if (isQuick || packFolder("porto") || !existsSync(extract)) return;
  const builder = resolve(import.meta.dirname, "../../data/build/pack-district.ts");
  const built = spawnSync(
    process.execPath,
    [
      "--expose-gc",
      "--import",
      "tsx",
      builder,
      "--osm",
      extract,
      "--out",
      join(root, "porto/pack"),
      "--id",
      "porto",
    ],
    { stdio: ["ignore", "ignore", "inherit"] },
  );
  if (built.status === 0) process.env.HAVENMAP_PACKS = root;
}

function measure(name: string): Promise<readonly BenchRow[] | null> {
  return new Promise((settle) => {
    let rows: readonly BenchRow[] | null = null;
    const child = fork(join(import.meta.dirname, "measure-part.ts"), isQuick ? [name, "quick"] : [name], {
      execArgv: ["--expose-gc", "--import", "tsx"],
      // structured clone: JSON would turn NaN into null
      serialization: "advanced",
    });
    child.on("message", (message) => {
      rows = message as readonly BenchRow[];
    });
    child.on("error", () => settle(null));
    child.on("close", (code) => settle(code === 0 ? rows : null));
  });
}

const scratch = mkdtempSync(join(tmpdir(), "havenmap-bench-"));
try {
  buildPorto(scratch);
  const rows: BenchRow[] = [];
  const failed: string[] = [];
  for (const name of positionals.length > 0 ? positionals : all) {
    process.stderr.write(`${name}\n`);
    const measured = await measure(name);
    if (measured) rows.push(...measured);
    else failed.push(name);
  }
  const cores = cpus();
  const machine = `${cores.length} cores of ${cores[0]?.model.trim() ?? "an unknown kind"}, Node ${process.versions.node}, medians${isQuick ? ", quick run: few rounds of small cases" : ""}.`;
  const text = `${machine}\n\n${benchTable(rows)}`;
  console.log(text);
  if (failed.length > 0) console.error(`\nFailed: ${failed.join(", ")}.`);
  if (options.write) {
    const readme = resolve(import.meta.dirname, "../../README.md");
    const written = withBenchTable(readFileSync(readme, "utf8"), text);
    if (written === null) throw new Error("README.md has no bench markers");
    writeFileSync(readme, written);
  }
  process.exitCode = failed.length === 0 ? 0 : 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
