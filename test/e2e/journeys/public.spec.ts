import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { PUBLIC_LAYERS } from "../../../data/build/edition/public-layers.ts";
import { type StaticSite, startStaticSite } from "../../fixtures/static-site.ts";
import { expect, test } from "../drivers/page.ts";
import { buildPublic, filesIn, forbiddenTexts, readRows, staffSentences } from "../drivers/public-build.ts";

const BASE_PATH = "/map/";
const STAFF_PACK = "data/xicheng/pack";

test.describe.configure({ mode: "serial", timeout: 180_000 });
test.use({ serviceWorkers: "allow" });

let folder = "";
let site: StaticSite;
test.beforeAll(async () => {
  folder = buildPublic(BASE_PATH);
  site = await startStaticSite(folder, BASE_PATH);
});
test.afterAll(async () => {
  await site.dispose();
  rmSync(folder, { recursive: true, force: true });
});

/** Words by which the code and the data of the other doors would be known, whatever the file. */
const STAFF_WORDS = [
  ...["depot", "gauge", "seismic", "stock", "aged65", "assistance", "demand", "candidate", "commitment"],
  ...["ledger", "rubble", "shortfall", "buildOrder", "sqlite", "shapefile", "geopackage"],
  ...["储备库", "储备点", "物资柜", "雨量站", "地震台", "基准站", "台账", "候选"],
];

test("the public build holds nothing of what is kept back: no byte of it, in any file, in any encoding", () => {
  const forbidden = forbiddenTexts(STAFF_PACK);
  expect(forbidden.length).toBeGreaterThan(6000);
  const sentences = staffSentences();
  expect(sentences.length).toBeGreaterThan(300);
  const files = filesIn(folder);
  expect(files.length).toBeGreaterThan(30);
  const textOf = (wanted: (file: string) => boolean) =>
    Buffer.concat(
      files.filter(wanted).flatMap((file) => [Buffer.from(`\n${file}\n`), readFileSync(join(folder, file))]),
    ).toString("latin1");
  const text = textOf(() => true);
  const code = textOf((file) => !file.startsWith("packs/"));
  const bytesOf = (value: string) => Buffer.from(value, "utf8").toString("latin1");
  const wide = (value: string) => Buffer.from(value, "utf16le").toString("latin1");
  // Minified text keeps its letters but may escape what is not ASCII.
  const escaped = (value: string) =>
    value.replace(/[^\x20-\x7e]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const lower = text.toLowerCase();
  expect(STAFF_WORDS.filter((word) => lower.includes(bytesOf(word.toLowerCase())))).toEqual([]);
  // Thousands of cells bear numbers after one beginning: where that is not, none of them is.
  const [cells, others] = [
    forbidden.filter((each) => each.startsWith("cell-")),
    forbidden.filter((each) => !each.startsWith("cell-")),
  ];
  expect(cells.length).toBeGreaterThan(5000);
  expect(text.match(/\bcell-\d/g)).toBeNull();
  const found = [
    ...others.filter((each) =>
      [bytesOf(each), wide(each), escaped(each)].some((form) => text.includes(form)),
    ),
    ...sentences.filter((each) => [bytesOf(each), escaped(each)].some((form) => code.includes(form))),
  ];
  expect(found).toEqual([]);
  // Nothing packed in which something could hide: no gzip, zip, brotli; pictures are PNG and SVG.
  expect(files.filter((file) => /\.(gz|br|zst|zip|wasm|map)$/.test(file))).toEqual([]);
});

test("every layer of the public pack, decoded: only public layers, columns and rows", () => {
  const packFolder = join(folder, "packs/xicheng/pack");
  const forbidden = new Set(forbiddenTexts(STAFF_PACK));
  const layers = readRows(packFolder);
  expect(layers.map(({ layer }) => layer).sort()).toEqual(Object.keys(PUBLIC_LAYERS).sort());
  for (const { layer, columns, rows } of layers) {
    expect(rows.length, layer).toBeGreaterThan(0);
    expect(
      columns.filter((name) => !PUBLIC_LAYERS[layer as keyof typeof PUBLIC_LAYERS]?.includes(name)),
    ).toEqual([]);
    expect(rows.flatMap((row) => Object.values(row)).filter((value) => forbidden.has(String(value)))).toEqual(
      [],
    );
  }
});

test("under a sub-path a resident finds the way, with and without a network; a door that is not here says so", async ({
  visitor,
}) => {
  const { words, page } = visitor;
  const failed: string[] = [];
  page.on("requestfailed", (request) => failed.push(request.url()));
  page.on("response", (response) => {
    if (response.status() >= 400) failed.push(`${response.status()} ${response.url()}`);
  });
  await page.goto(`${site.url}${BASE_PATH}plan`);
  await visitor.sees(words.failures.noSuchPage.summary("plan"));
  await expect(page).toHaveURL(`${site.url}${BASE_PATH}find`);
  // The host says 404 for the page that it lacks; nothing else failed.
  expect(failed.filter((each) => each !== `404 ${site.url}${BASE_PATH}plan`)).toEqual([]);
  await expect(page.getByRole("link", { name: words.shared.doors.plan, exact: true })).toHaveCount(0);
  // Where the device is, the way step by step, then another place by its name: nothing of it is sent, nothing kept.
  await visitor.standsAt(116.3226, 39.8908);
  await visitor.button(words.find.locate).click();
  const first = await visitor.textOf(".answer-where");
  await visitor.button(words.find.startWalking).click();
  await visitor.textOf(".walk-step");
  await visitor.button(words.find.walk.stop).click();
  await visitor.button(words.find.change).click();
  const named = await visitor.picksPlace(words.find.searchLabel, "xzm");
  // The answer before stays on screen until the new one comes.
  await expect.poll(() => visitor.textOf(".answer-where")).not.toBe(first);
  const where = await visitor.textOf(".answer-where");
  expect(where).toMatch(/^去.+/);
  await visitor.seesMap();
  await visitor.seesInDataSheet(words.offline.ready);
  const address = page.url();
  const told = new RegExp(`116\\.3|39\\.[89]|xzm|${encodeURIComponent(named)}`, "i");
  expect(site.received.length).toBeGreaterThan(30);
  expect(site.received.filter((line) => told.test(line) || !line.startsWith("GET "))).toEqual([]);
  expect(visitor.leaks()).toEqual([]);
  const kept = await visitor.keptTexts();
  expect(kept.length).toBeGreaterThan(30);
  const position = /116\.32\d|39\.89\d|116\.35\d+,/;
  expect(kept.filter((text) => text.includes(named) || position.test(text))).toEqual([]);
  await site.stop();
  await visitor.losesNetwork();
  await visitor.opensLink(address);
  expect(await visitor.textOf(".answer-where")).toBe(where);
  await page.goto(`${site.url}${BASE_PATH}command`);
  await visitor.sees(words.failures.noSuchPage.summary("command"));
});
