/**
 * npm run bench:drag [-- --seconds 5] [--releases 12]
 *
 * A site of a scheme dragged over the embedded district in Chromium with real pointer events, in the built page in `dist`:
 * how many times a second the board's exact figures (the four numbers, and everyone in one bar) change on screen, how
 * often the map's own source of sites and that of persons not reached are written, the longest time without a change while
 * the pointer moves, and the milliseconds from letting go until the exact figures stand.
 *
 * Figures that round to the same text are no change that can be seen, so the counts are of what could be noticed.
 */
import { parseArgs } from "node:util";
import { chromium, type Page } from "playwright";
import { startStaticSite } from "../fixtures/static-site.ts";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "5" }, releases: { type: "string", default: "12" } },
});
const TARGETS = { updatesPerSecond: 10, settleMilliseconds: 200 };
const MOVE_EVERY_MILLISECONDS = 16;
const RADIUS_PIXELS = 90;
const TURN_MILLISECONDS = 4000;

interface Seen {
  readonly board: number[];
  readonly sites: number[];
  readonly unmet: number[];
  readonly moves: number[];
}

/** Notes every change that can be seen, and every writing of the two sources. As text: it runs in the page. */
const NOTE_CHANGES = `
globalThis.seen = { board: [], sites: [], unmet: [], moves: [], upAt: 0, stoodAt: 0 };
const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  const source = message?.data?.source;
  if (source === "scene/sites") seen.sites.push(performance.now());
  if (source === "scene/unmet") seen.unmet.push(performance.now());
  return post.call(this, message, ...rest);
};
addEventListener("pointermove", () => seen.moves.push(performance.now()), true);
addEventListener("pointerup", () => { seen.upAt = performance.now(); seen.stoodAt = 0; }, true);
globalThis.noteBoard = () => {
  const board = document.querySelector(".board");
  const text = () =>
    [...board.querySelectorAll(".number-value, .everyone strong, .everyone b, .everyone .num")].map((each) => each.textContent).join();
  let before = text();
  const look = () => {
    const now = text();
    if (now !== before) seen.board.push(performance.now());
    before = now;
    if (seen.upAt && !seen.stoodAt && board.getAttribute("aria-busy") === "false") seen.stoodAt = performance.now();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};`;

const median = (figures: readonly number[]) =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] as number;
const pause = (milliseconds: number) => new Promise((settle) => setTimeout(settle, milliseconds));
const seen = (page: Page) => page.evaluate<Seen & { upAt: number; stoodAt: number }>("seen");

/** Moves along a circle for so long; the site is in the hand. Answers with where it ends. */
async function circle(page: Page, [x, y]: readonly [number, number], milliseconds: number) {
  const started = performance.now();
  let at: readonly [number, number] = [x, y];
  for (let passed = 0; passed < milliseconds; passed = performance.now() - started) {
    const turn = (passed / TURN_MILLISECONDS) * 2 * Math.PI;
    at = [x + RADIUS_PIXELS * Math.sin(turn), y + RADIUS_PIXELS * (1 - Math.cos(turn))];
    await page.mouse.move(...at);
    await pause(MOVE_EVERY_MILLISECONDS);
  }
  return at;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
const site = await startStaticSite("dist");
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  await page.addInitScript(NOTE_CHANGES);
  await page.goto(`${site.url}/plan`);
  await page.locator(".map-view[data-ready=true]").waitFor({ timeout: 180_000 });
  await page.locator(".board[aria-busy=false] .number-value").first().waitFor({ timeout: 180_000 });
  await page.evaluate("noteBoard()");
  const box = await page.locator(".map-canvas").boundingBox();
  if (!box) throw new Error("there is no map");
  const start = [box.x + box.width * 0.42, box.y + box.height * 0.4] as const;
  await page.getByRole("toolbar", { name: "地图工具" }).getByRole("button", { name: "加一处" }).click();
  await page.mouse.click(...start);
  await page.getByRole("toolbar", { name: "地图工具" }).getByRole("button", { name: "移动" }).click();
  const settled = () => page.locator(".board[aria-busy=false]").waitFor({ timeout: 60_000 });
  await settled();
  await pause(3000);

  const drag = async (from: readonly [number, number], milliseconds: number) => {
    await page.mouse.move(...from);
    await page.mouse.down();
    const to = await circle(page, from, milliseconds);
    return to;
  };
  const before = await seen(page);
  const startedAt = await page.evaluate<number>("performance.now()");
  let at = await drag(start, Number(values.seconds) * 1000);
  const endedAt = await page.evaluate<number>("performance.now()");
  await page.mouse.up();
  await settled();
  const during = await seen(page);
  const seconds = (endedAt - startedAt) / 1000;
  const count = (key: keyof Seen) =>
    during[key].slice(before[key].length).filter((time) => time >= startedAt && time <= endedAt);
  const board = count("board");
  const gaps = board.slice(1).map((time, i) => time - (board[i] as number));

  const settle: number[] = [];
  for (let k = 0; k < Number(values.releases); k++) {
    await pause(1200);
    at = await drag(at, 700 + 37 * k);
    await page.mouse.up();
    // asked again and again: the page's own policy lets nobody wait inside it
    let last = await seen(page);
    for (; last.stoodAt === 0; last = await seen(page)) await pause(50);
    settle.push(last.stoodAt - last.upAt);
  }
  const perSecond = board.length / seconds;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  say(
    `xicheng in Chromium, ${seconds.toFixed(1)} s of dragging, ${count("moves").length} moves of the pointer`,
  );
  say(
    `exact figures on screen    ${perSecond.toFixed(1)} changes a second (target ${TARGETS.updatesPerSecond})`,
  );
  say(
    `longest time without one   ${Math.max(0, ...gaps).toFixed(0)} ms, median ${median(gaps).toFixed(0)} ms`,
  );
  say(`source of sites written    ${(count("sites").length / seconds).toFixed(1)} times a second`);
  say(`source of persons written  ${(count("unmet").length / seconds).toFixed(1)} times a second`);
  say(
    `let go until exact         median ${median(settle).toFixed(0)} ms of ${settle.length}, worst ${Math.max(...settle).toFixed(0)} ms (target ${TARGETS.settleMilliseconds})`,
  );
} finally {
  await browser.close();
  await site.dispose();
}
