import { expect, test } from "../drivers/page.ts";

test("an exercise: its level and a step are set; the log keeps them through a reload; the report says them; the wall shows them", async ({
  visitor,
}) => {
  test.slow();
  const { page, words } = visitor;
  const said = words.command;
  const openTab = (tab: keyof typeof said.tabs) =>
    page.getByRole("tab", { name: said.tabs[tab], exact: false }).first().click();
  await visitor.opens("command");
  await expect(visitor.part(".promise-name")).toHaveCount(3);

  await openTab("tasks");
  await visitor.choosesRadio(said.tasks.levels.I);
  await expect(visitor.part(".command-clock .level-badge")).toContainText("I");
  const first = visitor.part(".task-row").first();
  const text = await first.locator(".task-text").innerText();
  await first.locator(".task-mark").click();
  await expect(visitor.part('.tasks-group[data-group="done"]')).toContainText(text);

  // Once it says that all is kept, it is there again after a reload, and the board with it.
  await openTab("log");
  await visitor.sees(said.log.acts.stepDone(text));
  await visitor.sees(said.log.allKept);
  await page.reload();
  await expect(visitor.part(".command-clock .level-badge")).toBeVisible();
  await openTab("log");
  await visitor.sees(said.log.acts.stepDone(text));

  await visitor.button(said.sitrep.open).click();
  const report = page.getByRole("dialog", { name: said.sitrep.title });
  await expect(report).toContainText(said.sitrep.level(said.tasks.levels.I));
  await expect(report).toContainText(said.log.acts.stepDone(text));
  expect(await report.innerText()).not.toMatch(/undefined|NaN|Infinity|null/);
  await page.keyboard.press("Escape");
  await expect(report).toHaveCount(0);

  await visitor.button(said.wall.open).click();
  await expect(visitor.part(".wall-bar .level-badge")).toBeVisible();
  await expect(visitor.part(".side-tabs")).toBeHidden();
  await visitor.button(said.wall.leave).click();
  await expect(visitor.part(".side-tabs")).toBeVisible();
});
