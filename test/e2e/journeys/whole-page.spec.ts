import { expect, test } from "../drivers/page.ts";

test("nothing leaves the page: no other origin, no position in any address", async ({ visitor }) => {
  await visitor.opens("find", "at=116.3553,39.9399");
  await visitor.textOf(".answer-where");
  await visitor.seesMap();
  await visitor.goesTo("plan");
  await visitor.textOf(".number-value");
  await visitor.tapsMap(0.5, 0.35);
  await visitor.textOf("#probe-title");
  await visitor.goesTo("command");
  await visitor.textOf(".promise-remaining");
  await visitor.goesTo("ledger");
  await visitor.textOf(".ledger-value");
  expect(visitor.addresses.length).toBeGreaterThan(20);
  expect(visitor.leaks()).toEqual([]);
});

test("the page's policy lets no foreign code run and nothing be sent elsewhere", async ({ visitor }) => {
  await visitor.opens("find", "at=116.3553,39.9399");
  await visitor.textOf(".answer-where");
  expect(await visitor.triesWhatIsForbidden()).toEqual([]);
  for (const directive of ["script-src", "style-src", "connect-src"])
    await expect.poll(() => visitor.refusals.some((said) => said.includes(directive)), directive).toBe(true);
  visitor.refusals.length = 0;
});

const READY = {
  plan: ".number-value",
  command: ".promise-remaining",
  ledger: ".ledger-value",
} as const;
for (const door of ["plan", "command", "ledger"] as const)
  test(`axe finds no barrier in /${door}`, async ({ visitor }) => {
    await visitor.opens(door);
    await visitor.textOf(READY[door]);
    expect(await visitor.barriers()).toEqual([]);
  });
