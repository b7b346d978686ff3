import { readdirSync } from "node:fs";
import { formatDay } from "../../../src/i18n/format.ts";
import { coloursOf } from "../../../src/map/colours.ts";
import { expect, offlineTest as test } from "../drivers/page.ts";

const AT_XIZHIMEN = "at=116.3553,39.9399";
/** So near that buildings are drawn, which come in parts. */
const CLOSE = `${AT_XIZHIMEN}&view=116.36,39.91,16`;

// The page is opened many times over, each time with everything it has, and much of it is drawn in software.
test.describe.configure({ timeout: 480_000 });

test("after one visit every door, every question and the map work with the server gone", async ({
  visitor,
  site,
}) => {
  const { words } = visitor;
  await visitor.opens("find", AT_XIZHIMEN);
  const where = await visitor.textOf(".answer-where");
  await visitor.seesInDataSheet(words.offline.ready);
  expect(await visitor.barriers()).toEqual([]);
  const kept = new Set((await visitor.keptAddresses()).map((url) => url.split("?")[0]));
  const files = ["assets", "icons", "packs/xicheng/pack"].flatMap((folder) =>
    readdirSync(`dist/${folder}`).map((file) => `${site.url}/${folder}/${file}`),
  );
  expect(files.filter((file) => !kept.has(file))).toEqual([]);

  await visitor.button(words.data.close).click();
  await visitor.button(words.find.change).click();
  const named = await visitor.picksPlace(words.find.searchLabel, "baitasi");
  await visitor.opensLink(`${site.url}/find#${AT_XIZHIMEN}`);
  expect(await visitor.textOf(".answer-where")).toBe(where);
  // Whoever runs the server learns that somebody was there, never where they are or what they look for.
  expect(site.received.length).toBeGreaterThan(50);
  const told = new RegExp(`116\\.3|39\\.9|baitasi|${encodeURIComponent(named)}`, "i");
  expect(site.received.filter((request) => told.test(request) || !request.startsWith("GET "))).toEqual([]);

  await site.stop();
  await visitor.losesNetwork();
  await visitor.sees(words.offline.lineReady);
  expect(await visitor.barriers()).toEqual([]);

  await visitor.opensLink(`${site.url}/find#${CLOSE}`);
  expect(await visitor.textOf(".answer-where")).toBe(where);
  await visitor.seesMap();
  await expect.poll(() => visitor.colourShare(coloursOf("light").building)).toBeGreaterThan(0.05);
  await visitor.reloads();
  expect(await visitor.textOf(".answer-where")).toBe(where);
  await visitor.sees(words.offline.lineReady);

  await visitor.opensLink(`${site.url}/command`);
  await expect(visitor.part(".promise-name")).toHaveCount(3);
  await visitor.opensLink(`${site.url}/ledger`);
  await visitor.textOf(".ledger-value");
  await visitor.opensLink(`${site.url}/plan`);
  await visitor.textOf(".number-value");
  const { solver, tabs } = words.plan;
  await visitor.page.getByRole("tab", { name: tabs.solver }).click();
  const siting = visitor.page.getByRole("region", { name: tabs.solver });
  await siting.getByLabel(solver.count).fill("2");
  await siting.getByRole("button", { name: solver.solve }).click();
  await expect(siting.locator(".solver-result tbody tr")).toHaveCount(2, { timeout: 60_000 });
});

test("the first page itself goes on: a worker it starts for the first time with the server gone", async ({
  visitor,
  site,
}) => {
  const { words } = visitor;
  await visitor.opens("plan");
  await visitor.textOf(".number-value");
  await visitor.seesInDataSheet(words.offline.ready);
  await site.stop();
  await visitor.losesNetwork();
  await visitor.picksFile("new.csv", "名称,经度,纬度,有效面积\n演示场地,116.36,39.93,1200\n");
  await expect(visitor.part(".mapping-list").first()).toBeVisible();
  await visitor.button(words.data.close).click();
  const { questions, tabs } = words.plan;
  await visitor.page.getByRole("tab", { name: tabs.questions }).click();
  // The second draws with threads that its worker starts in turn.
  for (const [title, shown] of [
    [questions.shortfall.title, ".question-lines li"],
    [questions.rubble.title, ".question-lines li"],
  ] as const) {
    const region = visitor.page.getByRole("region", { name: title });
    await region.getByRole("button", { name: questions.ask }).click();
    await expect(region.locator(shown).first()).toBeVisible({ timeout: 60_000 });
  }
});

test("newer program and data wait until the person says so, and say how old they are", async ({
  visitorIn,
  site,
}) => {
  const reader = visitorIn("en");
  const { words } = reader;
  const [oldDate, newDate] = ["2024-03", "2026-10"];
  const laterBuild = "2031-05-06T07:08:09.000Z";
  await reader.opens("find", AT_XIZHIMEN);
  await reader.seesInDataSheet(words.offline.ready);
  site.change("packs/xicheng/pack/datapackage.json", `"asOf": "${oldDate}"`, `"asOf": "${newDate}"`);
  site.change("service-worker.js", /20\d\d-\d\d-\d\dT[\d:.]+Z/g, laterBuild);

  await reader.reloads();
  await reader.textOf(".answer-where");
  const note = reader.page.getByRole("status").filter({ hasText: words.offline.update.title });
  await expect(note).toContainText(`as of ${newDate}`, { timeout: 60_000 });
  await expect(note).toContainText(formatDay(laterBuild, "en"), { timeout: 60_000 });
  expect(await reader.barriers()).toEqual([]);
  await note.getByRole("button", { name: words.offline.update.later }).click();
  // Not by itself, and not by opening the page again.
  await reader.reloads();
  await expect(note).toContainText(`In use: as of ${oldDate}`, { timeout: 60_000 });
  await reader.seesInDataSheet(words.offline.ready);
  await expect(reader.part("[data-offline]")).toContainText(oldDate);

  const otherWindow = await reader.page.context().newPage();
  await otherWindow.goto(`${site.url}/ledger`);
  await note.getByRole("button", { name: words.offline.update.use }).click();
  await expect(note).toContainText(words.offline.update.otherWindows("1"));
  await otherWindow.close();

  const use = note.getByRole("button", { name: words.offline.update.use });
  await use.click();
  // On a busy machine the browser counts the closed window for long: a person presses again.
  await expect(async () => {
    if (await use.isVisible()) await use.click({ timeout: 1000 });
    await expect(note).toHaveCount(0, { timeout: 10_000 });
  }).toPass({ timeout: 120_000 });
  await reader.textOf(".answer-where");
  await reader.seesInDataSheet(words.offline.ready);
  await expect(reader.part("[data-offline]")).toContainText(newDate);
  await site.stop();
  await reader.reloads();
  await reader.textOf(".answer-where");
  await reader.seesInDataSheet(words.offline.ready);
  await expect(reader.part("[data-offline]")).toContainText(newDate);
});

test("a district that came only by half is never taken for whole, and is taken up again", async ({
  visitor,
  site,
}) => {
  const { words } = visitor;
  const mended = site.cutsShort("streets.fgb");
  await visitor.opens("find", AT_XIZHIMEN);
  await visitor.textOf(".answer-where");
  await visitor.seesInDataSheet(words.offline.faults.network);
  await site.stop();
  await visitor.reloads();
  await visitor.sees(words.failures.packUnreachable.title);
  await site.startAgain();
  mended();
  await visitor.button(words.shared.retry).first().click();
  await visitor.textOf(".answer-where");
  await visitor.seesInDataSheet(words.offline.ready);
});

test("an address without https: all works as usual, and the page says that it is not kept", async ({
  visitor,
  site,
}) => {
  await visitor.page.goto(`http://office.test:${site.port}/find#${AT_XIZHIMEN}`);
  await visitor.textOf(".answer-where");
  await visitor.seesInDataSheet(visitor.words.offline.reasons.insecure);
  expect(await visitor.barriers()).toEqual([]);
});
