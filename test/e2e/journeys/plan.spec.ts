import { expect, LANGUAGES, numberIn, test } from "../drivers/page.ts";

for (const language of LANGUAGES) {
  test(`a planner reads four numbers, and everybody is in one of four parts, in ${language}`, async ({
    visitorIn,
  }) => {
    const planner = visitorIn(language);
    await planner.opens("plan");
    const shares = (await planner.textsOf(".number-value")).map(numberIn);
    expect(shares).toHaveLength(4);
    for (const share of shares) {
      expect(share).toBeGreaterThan(0);
      expect(share).toBeLessThan(100);
    }
    // Who also finds room is never more than who arrives.
    expect(shares[3]).toBeLessThanOrEqual(shares[2] ?? 0);
    const total = numberIn(await planner.textOf(".everyone-total strong"));
    expect(total).toBe(1_106_214);
    const parts = (await planner.textsOf(".everyone-persons")).map(numberIn);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(total);
  });
}

test("more minutes reach more people: the slider moves the headline", async ({ visitor }) => {
  await visitor.opens("plan");
  const headline = async () => numberIn(await visitor.textOf('[data-number="networkPersons"] .number-value'));
  const atRule = await headline();
  const slider = visitor.page.getByRole("slider", { name: visitor.words.plan.reach });
  await slider.focus();
  for (let i = 0; i < 5; i++) await slider.press("ArrowRight");
  await expect.poll(headline).toBeGreaterThan(atRule);
  await expect.poll(() => visitor.link()).toContain("reach=15");
});

test("a click on the map tells why the place has its minutes, stretch by stretch", async ({ visitor }) => {
  // Close enough that symbols stand apart: a click on one of those opens its card instead.
  await visitor.opens("plan", "view=116.3712,39.9326,16.5");
  await visitor.textOf(".number-value");
  await visitor.tapsMap(0.5, 0.35);
  await expect(visitor.part("#probe-title")).toHaveText(/^为什么/);
  const minutes = numberIn(await visitor.textOf("#probe-title"));
  const metres = (await visitor.textsOf(".probe-parts tbody td:nth-of-type(1):not(.probe-uncounted)")).map(
    numberIn,
  );
  const total = numberIn(await visitor.textOf(".probe-parts tfoot td"));
  expect(Math.abs(metres.reduce((sum, part) => sum + part, 0) - total)).toBeLessThanOrEqual(metres.length);
  expect(Math.abs(total / 0.83 / 60 - minutes)).toBeLessThan(1.5);
  expect(await visitor.textOf(".probe-reach")).toMatch(/住着 [\d,]+ 人/);
});

test("the table has every sub-district, and its people sum to the district", async ({ visitor }) => {
  await visitor.opens("plan");
  await visitor.textOf(".number-value");
  await visitor.page.getByRole("tab", { name: visitor.words.plan.tabs.table }).click();
  expect(await visitor.textsOf(".area-name")).toHaveLength(15);
});
