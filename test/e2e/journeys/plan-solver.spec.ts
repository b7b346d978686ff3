import { expect, test } from "../drivers/page.ts";

test("a planner asks where to build, puts the answer into a scheme, and sees the board follow", async ({
  visitor,
}) => {
  const { solver, tabs } = visitor.words.plan;
  await visitor.opens("plan");
  const before = await visitor.textOf('[data-number="networkPersonsWithRoom"] .number-value');
  await visitor.page.getByRole("tab", { name: tabs.solver }).click();
  const panel = visitor.page.getByRole("region", { name: tabs.solver });
  // The quick one of the two: this is about the way through the screen, not about the solver.
  await panel.getByLabel(solver.aim).selectOption("cover-most");
  await panel.getByRole("button", { name: solver.solve }).click();
  await expect(panel.getByText(solver.answer.optimal)).toBeVisible({ timeout: 60_000 });
  const rows = panel.locator(".solver-result tbody tr");
  await expect(rows).toHaveCount(2);
  // Asked by itself once the choice is there.
  await expect(rows.first().locator('[data-need="always"], [data-need="not-always"]')).toBeVisible({
    timeout: 60_000,
  });
  await panel.getByRole("button", { name: solver.answer.applyNew }).click();
  await expect
    .poll(() => visitor.textOf('[data-number="networkPersonsWithRoom"] .number-value'), { timeout: 60_000 })
    .not.toBe(before);
  expect(visitor.faults).toEqual([]);
});
