/**
 * npm run bench:find [-- --runs 3] [--without-map]
 *
 * What /find needs until its sentence stands there, from the built page in `dist` on a server of this machine: bytes of
 * code and of data, gzipped; then, with the page's processor slowed four times by Chromium, the seconds from an empty
 * cache to the sentence and the milliseconds until the sentence has followed the person to another place.
 *
 * A browser without a graphics processor draws its map by software, which takes more of a slowed page than all else
 * together; --without-map measures the page where no map can be drawn.
 *
 * Chromium slows the thread of the page, not those of its workers: their share of these times is as it is here.
 */
import { parseArgs } from "node:util";
import { type Browser, chromium, type Page } from "playwright";
import { fetchedBytes } from "../fixtures/fetched-bytes.ts";
import { startStaticSite } from "../fixtures/static-site.ts";

const { values } = parseArgs({
  options: { runs: { type: "string", default: "3" }, "without-map": { type: "boolean", default: false } },
});
const PLACES = ["116.3553,39.9399", "116.3661,39.9142", "116.3797,39.9286", "116.3502,39.8921"];
const SLOWER = 4;
const LIMITS = { codeBytes: 120_000, allBytes: 300_000, coldSeconds: 3, againMilliseconds: 300 };

const median = (figures: readonly number[]) =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] as number;
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} KB`;

async function slow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
}

/** Milliseconds from a change of the address until the answer to it stands there. As text: it runs in the page. */
const untilAnswer = (page: Page, link: string): Promise<number> =>
  page.evaluate(`new Promise((settle) => {
    const way = () => document.querySelector('.answer[data-stale="false"] .answer-steps')?.textContent ?? "";
    const [before, started] = [way(), performance.now()];
    const look = () => {
      const now = way();
      if (now !== "" && now !== before) settle(performance.now() - started);
      else requestAnimationFrame(look);
    };
    location.hash = ${JSON.stringify(link)};
    requestAnimationFrame(look);
  })`);

/** Notes when the sentence is there: whoever waits for it outside hears of it later. As text: it runs in the page. */
const NOTE_ANSWER = `new MutationObserver((_, observer) => {
  if (!document.querySelector(".answer-where")) return;
  globalThis.answeredAtMilliseconds = Date.now();
  observer.disconnect();
}).observe(document, { childList: true, subtree: true });`;

async function measureOnce(browser: Browser, isSlowed: boolean) {
  const site = await startStaticSite("dist");
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, locale: "zh-CN" });
  try {
    const page = await context.newPage();
    if (isSlowed) await slow(page);
    await page.addInitScript(NOTE_ANSWER);
    const started = performance.now();
    await page.goto(`${site.url}/find#at=${PLACES[0]}`, { waitUntil: "commit" });
    await page.locator(".answer-where").waitFor();
    const coldSeconds = (performance.now() - started) / 1000;
    const answeredAt = Number(await page.evaluate("globalThis.answeredAtMilliseconds"));
    const before = site.received.filter((_, i) => (site.receivedAtMilliseconds[i] as number) <= answeredAt);
    const bytes = fetchedBytes("dist", before);
    await page.waitForLoadState("networkidle");
    const again: number[] = [];
    for (const place of PLACES.slice(1)) again.push(await untilAnswer(page, `#at=${place}`));
    return { coldSeconds, bytes, againMilliseconds: median(again) };
  } finally {
    await context.close();
    await site.dispose();
  }
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    ...(values["without-map"]
      ? ["--disable-gpu", "--disable-software-rasterizer"]
      : ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]),
  ],
});
try {
  const { bytes } = await measureOnce(browser, false);
  for (const file of bytes.files) console.log(`${kilobytes(file.bytes).padStart(10)}  ${file.path}`);
  console.log(`code ${kilobytes(bytes.codeBytes)} of ${kilobytes(LIMITS.codeBytes)}`);
  const allBytes = bytes.codeBytes + bytes.dataBytes;
  console.log(`code and data ${kilobytes(allBytes)} of ${kilobytes(LIMITS.allBytes)}`);
  for (const isSlowed of [false, true]) {
    const runs = [];
    for (let run = 0; run < Number(values.runs); run++) runs.push(await measureOnce(browser, isSlowed));
    console.log(
      `${isSlowed ? `page slowed ${SLOWER}×` : "as it is"}: first answer ${median(runs.map((run) => run.coldSeconds)).toFixed(2)} s, ` +
        `another place ${median(runs.map((run) => run.againMilliseconds)).toFixed(0)} ms`,
    );
  }
} finally {
  await browser.close();
}
