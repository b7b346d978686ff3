import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer } from "vite";
import { findChromium } from "../find-chromium.ts";
import { createRandom } from "../fixtures/create-random.ts";
import type { Acknowledged } from "../fixtures/write-log.ts";

/*
 * npm run trials:log [runs] [seed]: a real browser writes a log and is killed (SIGKILL, all its processes) at a random moment,
 * again and again on one profile. Every line it said was kept has to be there the next time, and the chain whole.
 * Leaves with 1 when one was lost. What a power cut does to a disk is not tried: `strict` transactions ask for that.
 */

const [runs, seed] = [Number(process.argv[2] ?? 200), Number(process.argv[3] ?? 1)];
/** Later than this after the first line, counted, the browser is killed. */
const MOST_MILLISECONDS = 900;
const PATIENCE_MILLISECONDS = 60_000;

interface Found extends Acknowledged {
  /** null: whole. */
  readonly brokenAt: number | null;
  /** Hash of the line that was acknowledged last before. */
  readonly hashAtLast: string;
}

const { path: chromium, advice } = await findChromium();
if (!chromium) throw new Error(advice);
const profile = mkdtempSync(join(tmpdir(), "kill-log-"));
const random = createRandom(seed);

let last: Acknowledged = { count: 0, hash: "" };
let onFirst: () => void = () => {};
let onFound: (found: Found) => void = () => {};
const bodyOf = async (request: IncomingMessage): Promise<unknown> => {
  let text = "";
  for await (const piece of request) text += piece;
  return JSON.parse(text);
};
const server = await createServer({
  configFile: false,
  logLevel: "error",
  // Served as it is, without a look at the rest of the repository.
  optimizeDeps: { entries: ["test/trials/kill-log-page.ts"], include: ["idb", "fast-check"] },
  server: { port: 0, host: "127.0.0.1", hmr: false, watch: null },
  plugins: [
    {
      name: "kill-log",
      configureServer({ middlewares }) {
        middlewares.use(async (request, response, next) => {
          if (request.url?.startsWith("/kill-log")) {
            response.setHeader("content-type", "text/html");
            response.end(
              '<!doctype html><script type="module" src="/test/trials/kill-log-page.ts"></script>',
            );
          } else if (request.url === "/kept") {
            const kept = (await bodyOf(request)) as Acknowledged;
            if (kept.count > last.count) last = kept;
            onFirst();
            response.end();
          } else if (request.url === "/found") {
            onFound((await bodyOf(request)) as Found);
            response.end();
          } else next();
        });
      },
    },
  ],
});
await server.listen();
const address = server.resolvedUrls?.local[0] ?? "";

async function runOnce(): Promise<{ readonly found: Found; readonly before: Acknowledged }> {
  const before = last;
  const started = new Promise<Found>((resolve, reject) => {
    onFound = resolve;
    setTimeout(() => reject(new Error("the browser did not start")), PATIENCE_MILLISECONDS).unref();
  });
  const wrote = new Promise<void>((resolve) => {
    onFirst = resolve;
  });
  const browser = spawn(
    chromium as string,
    [
      "--headless=new",
      "--no-sandbox",
      "--disable-gpu",
      "--no-first-run",
      `--user-data-dir=${profile}`,
      `${address}kill-log?last=${before.count}`,
    ],
    // a group of its own, so that all of it dies at once
    { detached: true, stdio: "ignore" },
  );
  const found = await started;
  await wrote;
  await new Promise((resolve) => setTimeout(resolve, random() * MOST_MILLISECONDS));
  const dead = new Promise((resolve) => browser.once("exit", resolve));
  if (browser.pid) process.kill(-browser.pid, "SIGKILL");
  await dead;
  return { found, before };
}

let lostRuns = 0;
for (let run = 0; run <= runs; run++) {
  const { found, before } = await runOnce();
  const isLost = found.count < before.count || (before.count > 0 && found.hashAtLast !== before.hash);
  if (isLost || found.brokenAt !== null) {
    lostRuns += 1;
    console.log(`run ${run}: acknowledged ${JSON.stringify(before)}, found ${JSON.stringify(found)}`);
  }
  if (run % 20 === 0)
    console.log(`${run} kills, ${last.count} lines acknowledged, ${lostRuns} runs with a loss`);
}
await server.close();
rmSync(profile, { recursive: true, force: true });
console.log(`${runs} kills: ${last.count} lines acknowledged, ${lostRuns} runs lost one`);
process.exit(lostRuns > 0 ? 1 : 0);
