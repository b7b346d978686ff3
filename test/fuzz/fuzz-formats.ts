import { parseArgs } from "node:util";
import { fuzzFiles } from "./fuzz-files.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "20000" },
    seed: { type: "string", default: "1" },
    /** Number of one run to repeat. */
    only: { type: "string" },
  },
});
const only = values.only === undefined ? null : Number(values.only);
const { counts, faults, slowestMilliseconds } = await fuzzFiles(
  Number(values.runs),
  Number(values.seed),
  only,
);
console.table(
  Object.fromEntries([...counts].map(([format, outcomes]) => [format, Object.fromEntries(outcomes)])),
);
console.log(`slowest file: ${Math.round(slowestMilliseconds)} ms`);
for (const fault of faults.slice(0, 50)) console.error(fault);
console.log(`${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
