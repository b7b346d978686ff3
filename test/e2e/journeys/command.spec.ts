import { expect, LANGUAGES, test } from "../drivers/page.ts";

for (const language of LANGUAGES) {
  test(`a commander sees how the three promises stand, in ${language}`, async ({ visitorIn }) => {
    const commander = visitorIn(language);
    await commander.opens("command");
    await expect(commander.part(".promise-name")).toHaveCount(3);
    const { promise } = commander.words.command;
    expect(await commander.textsOf(".promise-name")).toEqual([
      promise.dispatch("1"),
      promise.supply("6"),
      promise.service("10"),
    ]);
    for (const said of await commander.textsOf(".promise"))
      expect(said).not.toMatch(/undefined|NaN|Infinity/);
  });
}

test("the clock moves, and what is left of each promise with it", async ({ visitor }) => {
  await visitor.opens("command");
  const left = await visitor.textOf(".promise-remaining");
  await visitor.button(visitor.words.command.later("10")).click();
  await expect.poll(() => visitor.textOf(".promise-remaining")).not.toBe(left);
  await expect.poll(() => visitor.link()).toContain("elapsed=10");
});

test("a street closed by its name is closed on the board, and everything is worked out again", async ({
  visitor,
}) => {
  await visitor.opens("command");
  await visitor.textOf(".promise-remaining");
  await visitor.page.getByRole("tab", { name: visitor.words.command.tabs.closures }).click();
  await visitor.picksPlace(visitor.words.command.closeByName, "西直门内大街");
  await visitor.page.locator('.preview-actions button[data-kind="primary"]').click();
  await expect(visitor.part(".closure-row")).toHaveCount(1);
  await expect(visitor.part(".closure-row").first()).toContainText(/\d+ 米/);
  await expect.poll(() => visitor.link()).toMatch(/close=116\.\d+,39\.\d+/);
  await visitor.sees(visitor.words.command.consequencesAgainst);
  await visitor.button(visitor.words.command.undoClosure).first().click();
  await expect(visitor.part(".closure-row")).toHaveCount(0);
});
