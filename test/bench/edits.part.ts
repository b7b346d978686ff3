import { chromium } from "playwright";
import { createServer } from "vite";
import { SILENT } from "../../src/core/model/progress.ts";
import { createAnalysisApi } from "../../workers/analysis-api.ts";
import { createFolderSource } from "../../workers/headless/folder-source.ts";
import { findChromium } from "../find-chromium.ts";
import { askClosures, type ClosureTimes } from "./ask-closures.ts";
import type { BenchContext, BenchRow } from "./bench-row.ts";

const TARGET_MILLISECONDS = 150;

const medianOf = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[values.length >> 1] ?? Number.NaN;
const whole = (values: readonly number[]) => `${medianOf(values).toFixed(0)} ms`;

async function inNode(folder: string, count: number): Promise<ClosureTimes> {
  const api = createAnalysisApi(createFolderSource);
  const opened = await api.open({ packId: "xicheng", baseUrl: folder }, () => {});
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  return askClosures(
    (kind, request) => api.run(kind, request, SILENT.onProgress),
    opened.value.shelters.map(({ lngLat }) => lngLat),
    count,
  );
}

/** The same questions from a page to the analysis worker: messages and copies of the answers count. */
async function inChromium(context: BenchContext, count: number): Promise<ClosureTimes | string> {
  const { path, advice } = await findChromium();
  if (!path) return advice;
  const server = await createServer({ server: { port: 0, host: "127.0.0.1" }, logLevel: "error" });
  const browser = await chromium.launch({ executablePath: path, args: ["--no-sandbox"] });
  try {
    await server.listen();
    const base = server.resolvedUrls?.local[0] ?? "";
    const page = await browser.newPage();
    // as text: the loader of this process must not rewrite what runs in the page
    const ask = async (questions: number) => {
      // a page of the same server without the app on it
      await page.goto(`${base}packs/catalogue.json`);
      return page.evaluate<ClosureTimes>(
        `import("/test/bench/edits-page.ts").then((page) => page.measureInPage(${questions}))`,
      );
    };
    // a server that is new bundles what the modules import when they are first asked for, and then loads the page again
    await ask(1).catch(() => context.say("the page was loaded again"));
    return await ask(count);
  } finally {
    await browser.close();
    await server.close();
  }
}

/** A closed area on Xicheng: coverage, allocation, truck arrivals and rescue reach together. */
export async function measure(context: BenchContext): Promise<BenchRow[]> {
  const folder = context.packFolder("xicheng");
  const task = "a new closed area: coverage, allocation, trucks, rescue";
  const on = "xicheng: 5,744 cells, 114 shelters";
  if (!folder) return [{ task, on, who: "ours", milliseconds: Number.NaN, note: "no pack" }];
  const count = context.quick ? 5 : 40;
  const row = (who: string, times: ClosureTimes | string): BenchRow =>
    typeof times === "string"
      ? { task, on, who, milliseconds: Number.NaN, note: times }
      : {
          task,
          on,
          who,
          milliseconds: medianOf(times.both),
          note: `${times.both.length} areas; coverage ${whole(times.coverage)}, board ${whole(times.board)}`,
          target: {
            words: `at most ${TARGET_MILLISECONDS} ms in Chromium on 2 cores`,
            isMet: medianOf(times.both) <= TARGET_MILLISECONDS,
          },
        };
  context.say(`${task}, in Node`);
  const node = row("ours, Node", await inNode(folder, count));
  context.say(`${task}, in Chromium`);
  const { target: _, ...unjudged } = node;
  return [unjudged, row("ours, Chromium", await inChromium(context, count))];
}
