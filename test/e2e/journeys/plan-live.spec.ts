import { expect, numberIn, test } from "../drivers/page.ts";

/** Among homes that no gate reaches in ten minutes. */
const VIEW = "view=116.3445,39.9040,15.2";

test("a planner draws a site, drags it, and every number follows and settles; undo puts it back", async ({
  visitor,
}) => {
  const { page, words } = visitor;
  const said = words.plan.live;
  await visitor.opens("plan", VIEW);
  await expect(page.locator(".map-view[data-ready=true]")).toBeVisible();
  const notReached = async () => numberIn((await visitor.textsOf(".everyone-persons"))[2] ?? "");
  const before = await notReached();
  const tool = (name: string) =>
    page.getByRole("toolbar", { name: said.tools }).getByRole("button", { name, exact: true });
  await tool(said.tool.draw).click();
  for (const [x, y] of [
    [0.45, 0.35],
    [0.55, 0.35],
    [0.55, 0.48],
    [0.45, 0.48],
  ] as const)
    await visitor.tapsMap(x, y);
  await page.getByRole("button", { name: said.finish }).click();
  await expect(tool(said.tool.move)).toHaveAttribute("aria-pressed", "true");
  await expect.poll(notReached).toBeLessThan(before);
  await expect(page.locator(".site-callout-card")).toContainText(said.newSite("1"));

  const drawn = await notReached();
  const box = await page.locator(".map-canvas").boundingBox();
  if (!box) throw new Error("there is no map");
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.5, 0.415));
  await page.mouse.down();
  await page.mouse.move(...at(0.4, 0.3), { steps: 5 });
  await page.mouse.move(...at(0.15, 0.12), { steps: 8 });
  // still in the hand: the figures have followed, and are not grey
  await expect.poll(notReached).not.toBe(drawn);
  await expect(page.locator(".everyone[data-stale]")).toHaveCount(0);
  await page.mouse.up();
  await expect(page.locator(".board[aria-busy=false]")).toBeVisible();
  const moved = await notReached();
  expect(moved).not.toBe(drawn);
  await page.keyboard.press("Control+z");
  await expect.poll(notReached).toBe(drawn);
  await page.keyboard.press("Control+y");
  await expect.poll(notReached).toBe(moved);
});

test("without a mouse: a site is put down under the cross, moved by arrow keys, and moved back", async ({
  visitor,
}) => {
  const { page, words } = visitor;
  const said = words.plan.live;
  await visitor.opens("plan", VIEW);
  await expect(page.locator(".map-view[data-ready=true]")).toBeVisible();
  const notReached = async () => numberIn((await visitor.textsOf(".everyone-persons"))[2] ?? "");
  const before = await notReached();
  await page.getByRole("button", { name: said.tool.add, exact: true }).press("Enter");
  await page.locator(".maplibregl-canvas").focus();
  await page.keyboard.press("Enter");
  await expect.poll(notReached).toBeLessThan(before);
  const put = await notReached();
  await page.getByRole("button", { name: said.tool.move, exact: true }).press("Enter");
  const handle = page.getByRole("button", { name: said.handle(said.newSite("1")) });
  await handle.focus();
  for (let k = 0; k < 6; k++) await page.keyboard.press("Shift+ArrowUp");
  await page.keyboard.press("Enter");
  await expect.poll(notReached).not.toBe(put);
  await page.keyboard.press("Control+z");
  await expect.poll(notReached).toBe(put);
});
