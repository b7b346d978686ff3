import { expect, test } from "../drivers/page.ts";
import { sizesPrinted } from "../drivers/paper.ts";

test("a planner opens the report, and every figure on it is the one on the board", async ({ visitor }) => {
  await visitor.opens("plan");
  await visitor.textOf(".number-value");
  const board = async () =>
    visitor.page.evaluate(() => ({
      ...Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>(".number")].map((number) => [
          number.dataset.number,
          number.querySelector(".number-value")?.textContent,
        ]),
      ),
      ...Object.fromEntries(
        [...document.querySelectorAll<HTMLElement>(".board-figures [data-figure]:not(.figure-how)")].map(
          (figure) => [figure.dataset.figure, figure.textContent],
        ),
      ),
    }));
  await visitor.page.getByRole("button", { name: visitor.words.plan.print.open, exact: true }).click();
  await expect(visitor.page.locator(".report-page").first()).toBeVisible();
  const onScreen = await board();
  expect(Object.keys(onScreen).length).toBeGreaterThanOrEqual(21);
  const printed = await visitor.page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>(".report [data-figure]")].map((figure) => [
        figure.dataset.figure,
        figure.textContent,
      ]),
    ),
  );
  expect(printed).toMatchObject(onScreen);
});

test("on A4 and on A3 the browser prints the pages that stand on the screen, and nothing hangs over", async ({
  visitor,
}) => {
  await visitor.opens("plan");
  await visitor.textOf(".number-value");
  await visitor.page.getByRole("button", { name: visitor.words.plan.print.open, exact: true }).click();
  const pages = visitor.page.locator(".report-page");
  // the base map is read after the first page stands
  await expect(visitor.page.locator(".print-map path").nth(8)).toBeAttached();
  for (const [paper, size] of [
    ["a4", [210, 297]],
    ["a3", [420, 297]],
  ] as const) {
    await visitor.page.locator(`label:has(input[name="report-paper"][value="${paper}"])`).click();
    await expect(visitor.page.locator(`.report-page[data-paper="${paper}"]`).first()).toBeVisible();
    for (const language of ["en", "zh-CN"]) {
      await visitor.page.locator(`label:has(input[name="report-language"][value="${language}"])`).click();
      await expect(visitor.page.locator(`.report-pages[lang="${language}"]`)).toBeVisible();
      const overfull = await pages.evaluateAll((all) =>
        all.flatMap((page) => {
          const body = page.querySelector(".report-body") as HTMLElement;
          const foot = body.getBoundingClientRect().bottom + 1;
          const isOver =
            body.scrollWidth > body.clientWidth + 1 ||
            [...body.querySelectorAll("*")].some((each) => each.getBoundingClientRect().bottom > foot);
          return isOver ? [(page as HTMLElement).dataset.page] : [];
        }),
      );
      expect(overfull).toEqual([]);
    }
    const count = await pages.count();
    expect(await sizesPrinted(visitor)).toEqual(Array.from({ length: count }, () => size));
  }
});
