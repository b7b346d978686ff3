import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runAnalyse } from "../../workers/headless/run-analyse.ts";

export const newFolder = (): string => mkdtempSync(join(tmpdir(), "havenmap-headless-"));

/** One run of the command with its streams held. */
export async function runHeadless(argv: readonly string[], stdin = "") {
  let stdout = "";
  let stderr = "";
  const code = await runAnalyse(argv, {
    readStdin: async () => stdin,
    stdout: (part) => {
      stdout += part;
    },
    stderr: (part) => {
      stderr += part;
    },
  });
  return { code, stdout, stderr };
}

export const filesIn = (folder: string): ReadonlyMap<string, string> =>
  new Map(
    readdirSync(folder)
      .sort()
      .map((name) => [name, readFileSync(join(folder, name), "utf8")]),
  );
