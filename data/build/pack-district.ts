import { createPackTools } from "./district/create-pack-tools.ts";
import { DISTRICT_HELP, readDistrictOptions } from "./district/options.ts";
import { createProgress } from "./district/progress.ts";
import { runPack } from "./district/run-pack.ts";
import { summaryText } from "./district/summary.ts";

/** Builds a pack for any district: see --help. Exit codes: 0 built, 1 the files are at fault, 2 wrong use. */
async function main(args: readonly string[]): Promise<number> {
  const options = readDistrictOptions(args);
  if (!options.ok) {
    process.stderr.write(`${options.failure}\n\nnpm run pack -- --help says more.\n`);
    return 2;
  }
  if (options.value === "help") {
    process.stdout.write(DISTRICT_HELP);
    return 0;
  }
  const summary = await runPack(options.value, {
    tools: createPackTools(),
    progress: createProgress(
      (text) => process.stderr.write(text),
      () => performance.now(),
    ),
    // Left alone, the heap of a large extract grows to twice what is in use before anybody collects it.
    freeMemory: () => globalThis.gc?.(),
    // Kilobytes on every system Node runs on.
    peakMemoryBytes: () => process.resourceUsage().maxRSS * 1024,
  });
  if (!summary.ok) {
    process.stderr.write(`${summary.failure}\nNothing was written.\n`);
    return 1;
  }
  process.stdout.write(
    options.value.isJson ? `${JSON.stringify(summary.value, null, 1)}\n` : summaryText(summary.value),
  );
  return 0;
}

process.exitCode = await main(process.argv.slice(2));
