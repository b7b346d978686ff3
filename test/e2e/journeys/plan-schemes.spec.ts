import { expect, test } from "../drivers/page.ts";
import { Planner } from "../drivers/schemes.ts";

test("a planner makes, names and copies schemes, steps back, and finds all again after a crash", async ({
  page,
}) => {
  const planner = new Planner(page, "zh-CN");
  const said = planner.words.plan.schemes;
  await planner.opensPlan();
  await planner.makesScheme();
  await planner.opensScheme("甲");
  await planner.writes("name", "百万庄一处");
  await planner.button(said.duplicate).click();
  await planner.button(said.remove).click();
  await planner.seesSchemes(said.copyName("百万庄一处"));
  await page.locator("body").press("Control+z");
  await planner.seesSchemes("百万庄一处", said.copyName("百万庄一处"));
  await page.locator("body").press("Control+z");
  await planner.seesSchemes("百万庄一处");
  const copying = said.step.added(said.copyName("百万庄一处"));
  await expect(planner.button(`${said.redo} ${copying}`)).toBeVisible();
  await planner.keepsSchemes("百万庄一处|");
  const again = await planner.opensWindow();
  await planner.crashes();
  await again.opensPlan();
  await again.seesSchemes("百万庄一处");
  expect(again.faults).toEqual([]);
});

test("two windows show each other's schemes, and of one that both changed keep both versions", async ({
  page,
}) => {
  const planner = new Planner(page, "zh-CN");
  const said = planner.words.plan.schemes;
  await planner.opensPlan();
  const other = await planner.opensWindow();
  await other.opensPlan();
  await planner.makesScheme();
  await other.seesSchemes("甲");
  await other.page.close();

  const deaf = await planner.opensWindow(true);
  await deaf.opensPlan();
  await deaf.seesSchemes("甲");
  await planner.opensScheme("甲");
  await planner.writes("note", "这里写的");
  await planner.keepsSchemes("甲|这里写的");
  await deaf.opensScheme("甲");
  await deaf.writes("note", "那里写的");
  await deaf.seesSchemes("甲", said.otherWindow("甲"));
  await deaf.sees(said.troubles.keptTwice.title);
  await deaf.keepsSchemes("甲|这里写的", `${said.otherWindow("甲")}|那里写的`);
});

test("a scheme goes out to a file and comes back; one that was changed by hand says so", async ({ page }) => {
  const planner = new Planner(page, "zh-CN");
  const said = planner.words.plan.schemes;
  await planner.opensPlan();
  await planner.makesScheme();
  await planner.opensScheme("甲");
  await planner.writes("note", "离学校近");
  // The file says on which data it was made: they have to be open.
  await planner.textOf(".number-value");
  const { name, text } = await planner.savesFile(said.exportFile);
  expect(name).toBe(said.fileName("甲"));
  await planner.button(said.remove).click();
  await planner.seesSchemes();
  await planner.loadsFile(name, text);
  await planner.seesSchemes("甲");
  await expect(page.locator(".scheme-trouble")).toHaveCount(0);
  await planner.loadsFile("changed.json", text.replace("离学校近", "离医院近"));
  await planner.sees(said.troubles.fileChanged.title);
  await planner.seesSchemes("甲", "甲 2");
  // What is open now is what the address says.
  await expect.poll(() => planner.link()).toContain("scheme=1.");
});
