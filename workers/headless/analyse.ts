import { text } from "node:stream/consumers";
import { runAnalyse } from "./run-analyse.ts";

process.exitCode = await runAnalyse(process.argv.slice(2), {
  readStdin: () => text(process.stdin),
  stdout: (part) => void process.stdout.write(part),
  stderr: (part) => void process.stderr.write(part),
});
