import { expect, type Visitor } from "./page.ts";

/** Any of the embedded district. */
const A_SHELTER = "shelter-110102020-06";

/** What the map adds to /find. */
export async function walkMapStates(
  visitor: Visitor,
  onState: (name: string) => Promise<void>,
): Promise<void> {
  const { page, words } = visitor;
  const shown = (selector: string) => expect(visitor.part(selector).first()).toBeVisible();

  await visitor.opens("find", "at=116.3553,39.9399&layers=shelters,gates,risk-flood");
  await visitor.textOf(".answer-where");
  await visitor.seesMap();
  await onState("/find with its map");
  await visitor.button(words.map.layers).click();
  await shown(".map-legend");
  await onState("/find: layers and legend");
  await visitor.button(words.map.layers).click();
  await page.evaluate((id) => {
    location.hash += `&select=shelters:${id}`;
  }, A_SHELTER);
  await shown(".map-card");
  await onState("/find: what a shelter is");
}

/** The main states of the other doors, in one visit. */
export async function walkDoorStates(
  visitor: Visitor,
  onState: (name: string) => Promise<void>,
): Promise<void> {
  const { page, words } = visitor;
  await visitor.opens("plan");
  await visitor.textOf(".number-value");
  await onState("/plan");
  await page.getByRole("tab", { name: words.plan.tabs.questions }).click();
  await onState("/plan: questions");
  await visitor.goesTo("command");
  await visitor.textOf(".promise-remaining");
  await onState("/command");
  await visitor.goesTo("ledger");
  await visitor.textOf(".ledger-value");
  await onState("/ledger");
  await visitor.part(".ledger-row .ledger-open").first().click();
  await visitor.sees(words.ledger.detail.formula);
  await onState("/ledger: a row and its origin");
}
