/** Child of run-bench.ts: measures one part and sends its rows to the parent. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { packFolder } from "./bench-networks.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";

interface Part {
  readonly measure: (context: BenchContext) => Promise<readonly BenchRow[]>;
}

const [name, mode] = process.argv.slice(2);
const part = (await import(pathToFileURL(join(import.meta.dirname, `${name}.part.ts`)).href)) as Part;
const rows = await part.measure({
  quick: mode === "quick",
  packFolder,
  say: (line) => process.stderr.write(`  ${name}: ${line}\n`),
});
process.send?.(rows, () => process.exit(0));
