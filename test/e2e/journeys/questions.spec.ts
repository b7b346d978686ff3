import { expect, LANGUAGES, numberIn, test } from "../drivers/page.ts";

for (const language of LANGUAGES) {
  test(`a planner asks what is short and where to build, and the screen's numbers do not wait, in ${language}`, async ({
    visitorIn,
  }) => {
    const planner = visitorIn(language);
    const { questions, solver, tabs } = planner.words.plan;
    await planner.opens("plan");
    const covered = await planner.textOf('[data-number="networkPersons"] .number-value');
    await planner.page.getByRole("tab", { name: tabs.solver }).click();
    const siting = planner.page.getByRole("region", { name: tabs.solver });
    await siting.getByLabel(solver.count).fill("3");
    await siting.getByRole("button", { name: solver.solve }).click();
    await planner.page.getByRole("tab", { name: tabs.questions }).click();
    const shortfall = planner.page.getByRole("region", { name: questions.shortfall.title });
    await shortfall.getByRole("button", { name: questions.ask }).click();
    // another pace is another coverage: it comes while the long questions run in a worker of their own
    await planner.button(planner.words.plan.settingsOpen).click();
    await planner.page.getByLabel(planner.words.plan.pace).selectOption({ index: 1 });
    await expect.poll(() => planner.textOf('[data-number="networkPersons"] .number-value')).not.toBe(covered);
    await expect(shortfall.locator(".question-lines li").first()).toBeVisible({ timeout: 60_000 });
    const gains = (await shortfall.locator(".question-table tbody td").allTextContents()).map(numberIn);
    expect(gains.length).toBeGreaterThan(5);
    for (const gain of gains) expect(gain).toBeGreaterThan(0);
    // asked at the first pace: the answers say that they are from before
    await expect(shortfall.getByText(questions.changed)).toBeVisible();
    await planner.page.getByRole("tab", { name: tabs.solver }).click();
    await expect(siting.locator(".solver-result tbody tr")).toHaveCount(3, { timeout: 60_000 });
    await expect(siting.getByText(solver.answer.optimal)).toBeVisible();
    expect(planner.faults).toEqual([]);
  });
}
