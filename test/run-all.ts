/**
 * Every check there is, in one command, the same for people and for the gate. Each step runs even when an earlier one
 * failed, so that one run tells everything. Last line: `N passed, N failed`.
 */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./find-chromium.ts";

interface Outcome {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
}

const scratch = mkdtempSync(join(tmpdir(), "havenmap-test-"));
const outcomes: Outcome[] = [];
let journeysTriedTwice = 0;

function run(command: string, environment: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: "inherit", env: { ...process.env, ...environment } });
    child.on("close", (code) => resolve(code ?? 1));
    child.on("error", () => resolve(1));
  });
}

async function step(name: string, work: () => Promise<{ passed: number; failed: number }>) {
  console.log(`\n── ${name}`);
  const started = Date.now();
  const { passed, failed } = await work();
  outcomes.push({ name, passed, failed, seconds: (Date.now() - started) / 1000 });
}

/** A step that is one check: exit status 0 or not. */
const check = (name: string, command: string) =>
  step(name, async () => ((await run(command)) === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }));

function readJson(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

const chromium = await findChromium();
if (!chromium.path) console.log(chromium.advice);
else process.env.CHROMIUM_PATH = chromium.path;

// One core each: the longest beside all the others.
await Promise.all([
  check("types: page, tests and tools", "tsc --noEmit"),
  (async () => {
    await check("types: core without a browser", "tsc -p src/core");
    await check("types: workers without a page", "tsc -p workers");
    await check("lint and format", "biome check --error-on-warnings");
    await check("nothing unused", "knip");
  })(),
]);

await step("unit, property, architecture and browser tests", async () => {
  const report = join(scratch, "vitest.json");
  const projects = chromium.path ? "" : "--project core --project ui";
  const code = await run(
    `vitest run ${projects} --reporter=default --reporter=json --outputFile.json=${report}`,
  );
  const found = readJson(report) as { numPassedTests: number; numFailedTests: number } | null;
  if (!found) return { passed: 0, failed: 1 };
  // An error outside of any test fails the run without failing a test: count it.
  const failed = Math.max(found.numFailedTests, code === 0 ? 0 : 1);
  return { passed: found.numPassedTests, failed };
});

await check("build", "vite build");
await step("journeys in Chromium", async () => {
  if (!chromium.path) return { passed: 0, failed: 1 };
  const report = join(scratch, "playwright.json");
  const code = await run("playwright test -c test/e2e/playwright.config.ts --reporter=list,json", {
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const found = readJson(report) as { stats: { expected: number; unexpected: number; flaky: number } } | null;
  if (!found) return { passed: 0, failed: 1 };
  journeysTriedTwice = found.stats.flaky;
  return {
    passed: found.stats.expected + found.stats.flaky,
    failed: Math.max(found.stats.unexpected, code === 0 ? 0 : 1),
  };
});

rmSync(scratch, { recursive: true, force: true });
console.log("");
for (const { name, passed, failed, seconds } of outcomes)
  console.log(
    `${failed === 0 ? "ok  " : "FAIL"} ${name}: ${passed} passed, ${failed} failed, ${seconds.toFixed(0)} s`,
  );
console.log(`journeys that passed only at the second try: ${journeysTriedTwice}`);
const total = (key: "passed" | "failed") => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
console.log("");
console.log(`${total("passed")} passed, ${total("failed")} failed`);
process.exitCode = total("failed") === 0 ? 0 : 1;
