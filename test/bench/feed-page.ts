/**
 * npm run bench:feed [-- --seconds 60] [--rate 1000]
 *
 * A feed of so many messages a second by Server-Sent Events into /command of the built page in `dist`, in Chromium:
 * vehicles, people in shelters, rain, statuses, streets shut and opened. How many of them lie in the page's own database
 * when it is over (none may be missing, none twice), how far behind the last one was, the longest time between two frames
 * and the longest task of the page's thread meanwhile; the same for a while before anything is turned on, to compare with.
 */
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { chromium } from "playwright";
import sirv from "sirv";
import type { FeedExercise, Replay } from "../../workers/headless/feed-exercise.ts";
import { startFeedServer } from "../../workers/headless/feed-server.ts";

const { values } = parseArgs({
  options: { seconds: { type: "string", default: "60" }, rate: { type: "string", default: "1000" } },
});
const seconds = Number(values.seconds);
const rate = Number(values.rate);
const TARGETS = { frameMilliseconds: 200, dropped: 0 };
const IDLE_SECONDS = 10;
const VEHICLES = 200;
const MOST_WAIT_SECONDS = 120;

const exercise = JSON.parse(readFileSync("data/feed/exercise-xicheng.json", "utf8")) as FeedExercise;
const idsOf = (field: string) => [
  ...new Set(exercise.messages.flatMap(({ payload }) => (payload[field] ? [String(payload[field])] : []))),
];
const [shelters, gauges] = [idsOf("shelterId"), idsOf("gaugeId")];

/** Of a hundred: 60 vehicles, 22 occupancies, 14 gauges, 3 statuses, 1 street shut or opened. */
function messageOf(index: number, startedAt: number) {
  const kindOf = index % 100;
  const turn = Math.floor(index / 100);
  const of = <Item>(items: readonly Item[]) => items[index % items.length];
  const head = {
    version: 1,
    source: `bench-${index % 4}`,
    sequence: Math.floor(index / 4),
    time: new Date(startedAt + (index * 1000) / rate).toISOString(),
  };
  if (kindOf < 60) {
    const angle = index / 997;
    const lngLat = [116.36 + 0.02 * Math.cos(angle), 39.91 + 0.03 * Math.sin(angle)];
    return { ...head, kind: "vehicle", payload: { vehicleId: `v-${index % VEHICLES}`, lngLat } };
  }
  if (kindOf < 82)
    return { ...head, kind: "occupancy", payload: { shelterId: of(shelters), persons: index % 3000 } };
  if (kindOf < 96)
    return { ...head, kind: "gauge", payload: { gaugeId: of(gauges), millimetres: index % 20, minutes: 5 } };
  if (kindOf < 99)
    return {
      ...head,
      kind: "status",
      payload: { shelterId: of(shelters), status: turn % 2 ? "opened" : "staffed" },
    };
  const closureId = `c-${turn % 5}`;
  return turn % 2
    ? { ...head, kind: "reopening", payload: { closureId } }
    : {
        ...head,
        kind: "closure",
        payload: { shape: "street", closureId, lngLat: [116.35 + (turn % 40) / 1000, 39.9] },
      };
}

const total = seconds * rate;
let startedAt = Infinity;
const replay: Replay = {
  t0: 0,
  sentAt: (index) => (index < total ? startedAt + (index * 1000) / rate : Infinity),
  sentBy: (now) => {
    // It begins with the first who listens.
    if (startedAt === Infinity) startedAt = now;
    return Math.min(total, Math.floor(((now - startedAt) * rate) / 1000));
  },
  message: (index) => messageOf(index, startedAt),
};

const WATCH = `
globalThis.watched = { frames: [], tasks: [] };
{
  let last = performance.now();
  const frame = () => {
    const now = performance.now();
    watched.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) watched.tasks.push(entry.duration);
  }).observe({ entryTypes: ["longtask"] });
}`;

/** Lines of feeds in the page's database, and how many of them are different ones. As text: it runs in the page. */
const COUNT = `new Promise((resolve, reject) => {
  const opening = indexedDB.open("havenmap-operations");
  opening.onerror = () => reject(opening.error);
  opening.onsuccess = () => {
    const asked = opening.result.transaction("lines").objectStore("lines").getAll();
    asked.onsuccess = () => {
      const lines = asked.result.flat().filter(({ source }) => source === "feed");
      opening.result.close();
      resolve({ count: lines.length, distinct: new Set(lines.map(({ by, minute }) => by + " " + minute)).size });
    };
  };
})`;

const pause = (milliseconds: number) => new Promise<void>((settle) => setTimeout(settle, milliseconds));
const percentile = (figures: readonly number[], share: number) =>
  figures.toSorted((a, b) => a - b)[Math.floor((figures.length - 1) * share)] ?? 0;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
const app = sirv("dist", { etag: true, dev: true });
const server = await startFeedServer(replay, {
  port: 0,
  serveApp: (request, response) => app(request, response, () => void response.writeHead(404).end()),
});
const say = (line: string) => process.stdout.write(`${line}\n`);
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  await page.addInitScript(WATCH);
  await page.goto(`${server.url}/command`);
  await page.locator(".promise-name").first().waitFor({ timeout: 180_000 });
  await page.locator(".map-view[data-ready=true]").waitFor({ timeout: 180_000 });
  await page.getByRole("tab", { name: "来讯" }).click();
  await pause(5000);

  const watch = async (work: () => Promise<void>) => {
    await page.evaluate("watched.frames = []; watched.tasks = [];");
    await work();
    return page.evaluate<{ frames: number[]; tasks: number[] }>("watched");
  };
  const idle = await watch(() => pause(IDLE_SECONDS * 1000));
  let kept = { count: 0, distinct: 0 };
  let lagSeconds = Infinity;
  const busy = await watch(async () => {
    await page.getByRole("button", { name: "听「演练来讯（推送）」" }).click();
    await pause(seconds * 1000);
  });
  const endedAt = Date.now();
  for (let waited = 0; waited < MOST_WAIT_SECONDS && kept.count < total; waited++) {
    kept = await page.evaluate<typeof kept>(COUNT);
    if (kept.count < total) await pause(500);
    else lagSeconds = (Date.now() - endedAt) / 1000;
  }
  const worst = (figures: readonly number[]) => Math.max(0, ...figures).toFixed(0);
  say(`${total} messages, ${rate} a second for ${seconds} s, into /command of xicheng in Chromium`);
  say(
    `kept in the log         ${kept.distinct} different, ${kept.count - kept.distinct} twice, ${total - kept.distinct} missing (target ${TARGETS.dropped})`,
  );
  say(`the last one            ${lagSeconds.toFixed(1)} s after the minute was over`);
  say(
    `longest frame           ${worst(busy.frames)} ms (target ${TARGETS.frameMilliseconds}), 99 % within ${percentile(busy.frames, 0.99).toFixed(0)} ms; idle before ${worst(idle.frames)} ms, 99 % ${percentile(idle.frames, 0.99).toFixed(0)} ms`,
  );
  say(
    `longest task            ${worst(busy.tasks)} ms of ${busy.tasks.length} over 50 ms; idle before ${worst(idle.tasks)} ms of ${idle.tasks.length}`,
  );
} finally {
  await browser.close();
  await server.close();
}
