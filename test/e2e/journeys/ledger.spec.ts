import { readFileSync } from "node:fs";
import { expect, LANGUAGES, test } from "../drivers/page.ts";

const table = new URL("../../../data/rules/commitments-xicheng.json", import.meta.url);
const COMMITMENTS = (JSON.parse(readFileSync(table, "utf8")) as { commitments: unknown[] }).commitments
  .length;

for (const language of LANGUAGES) {
  test(`the ledger shows every promise of the plan with a value or what is missing, in ${language}`, async ({
    visitorIn,
  }) => {
    const reader = visitorIn(language);
    await reader.opens("ledger");
    await expect(reader.part(".ledger-row")).toHaveCount(COMMITMENTS);
    await expect(reader.part(".ledger-wait")).toHaveCount(0);
    const rows = await reader.textsOf(".ledger-row");
    for (const row of rows) expect(row).not.toMatch(/undefined|NaN|null|Infinity/);
    const states = new Set(await reader.textsOf(".ledger-state"));
    const known = Object.values(reader.words.ledger.states);
    for (const state of states) expect(known.some((each) => state.includes(each))).toBe(true);
  });
}

test("a row opens with its origin, and its link opens it again", async ({ visitor }) => {
  await visitor.opens("ledger");
  const sentence = await visitor.textOf(".ledger-row .ledger-sentence");
  await visitor.part(".ledger-row .ledger-open").first().click();
  await visitor.sees(visitor.words.ledger.detail.formula);
  await expect.poll(() => visitor.link()).toMatch(/row=[A-Z]\d+/);
  await visitor.opensLink(visitor.link());
  await expect(visitor.part(".ledger-row[data-open] .ledger-sentence")).toHaveText(sentence);
  await visitor.sees(visitor.words.ledger.detail.formula);
});
