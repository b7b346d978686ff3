import { expect, test } from "../drivers/page.ts";

test("a planner reads how far fire crews reach, asks where stations belong, and puts them into a scheme", async ({
  visitor: planner,
}) => {
  const { bases, questions } = planner.words.plan;
  await planner.opens("plan");
  await planner.page.getByRole("tab", { name: bases.tab }).click();
  const today = planner.page.getByRole("region", { name: bases.kinds["fire-small"] });
  const reached = today
    .getByRole("row", { name: new RegExp(`^${bases.fire.rows.persons}`) })
    .getByRole("cell")
    .last();
  await expect(reached).toBeVisible({ timeout: 60_000 });
  const before = Number.parseFloat(await reached.innerText());
  expect(before).toBeGreaterThan(50);
  const question = planner.page.getByRole("region", { name: bases.fire.ask });
  await question.getByRole("button", { name: questions.ask }).click();
  await expect(question.getByText(bases.optimal)).toBeVisible({ timeout: 60_000 });
  await question.getByRole("button", { name: bases.putNew }).click();
  await expect(question.getByText(bases.isPut)).toBeVisible();
  // today's table is about the scheme now: three stations more reach more people
  await expect
    .poll(async () => Number.parseFloat(await reached.innerText()), { timeout: 60_000 })
    .toBeGreaterThan(before);
  await planner.choosesRadio(bases.kinds.depot);
  await expect(planner.page.getByRole("table", { name: bases.depot.table }).getByRole("row")).toHaveCount(5);
  await planner.choosesRadio(bases.kinds.seismic);
  await expect(planner.page.getByRole("table", { name: bases.seismic.table }).getByRole("row")).toHaveCount(
    4,
  );
  expect(planner.faults).toEqual([]);
});
