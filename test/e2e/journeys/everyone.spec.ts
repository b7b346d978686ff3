import { walkFindStates } from "../drivers/find-states.ts";
import { lookForBarriers, lookForOverflow } from "../drivers/look-for-barriers.ts";
import { walkDoorStates, walkMapStates } from "../drivers/other-states.ts";
import { expect, LANGUAGES, test, type Visitor } from "../drivers/page.ts";

// Every state is looked at twice with axe: one page, but a long visit.
test.describe.configure({ timeout: 300_000 });

async function findBarriers(
  visitor: Visitor,
  walk: (visitor: Visitor, onState: (name: string) => Promise<void>) => Promise<void>,
  fewestStates: number,
  look: (visitor: Visitor) => Promise<string[]> = lookForBarriers,
) {
  const found: Record<string, string[]> = {};
  await walk(visitor, async (state) => {
    found[state] = await look(visitor);
  });
  const names = Object.keys(found);
  expect(names.length).toBeGreaterThanOrEqual(fewestStates);
  expect(found).toEqual(Object.fromEntries(names.map((name) => [name, []])));
}

// In English, where names in hanzi have to be marked.
test("no barrier on the map", async ({ visitorIn }) => {
  await findBarriers(visitorIn("en"), walkMapStates, 3);
});

for (const language of LANGUAGES) {
  test(`no barrier in any state of /find, in ${language}`, async ({ visitorIn }) => {
    const visitor = visitorIn(language);
    await visitor.hasNoGraphics();
    await findBarriers(visitor, walkFindStates, 27, async () => [
      ...(await lookForOverflow(visitor)),
      ...(await lookForBarriers(visitor)),
    ]);
  });

  test(`no barrier behind the other doors, in ${language}`, async ({ visitorIn }) => {
    const visitor = visitorIn(language);
    await visitor.hasNoGraphics();
    await findBarriers(visitor, walkDoorStates, 5);
  });

  test(`the whole way with the keyboard alone, nothing lost on it, in ${language}`, async ({ visitorIn }) => {
    const person = visitorIn(language);
    const { page, words } = person;
    const said = words.find;
    const key = (name: string) => page.keyboard.press(name);
    const focused = (selector: string) => expect(person.part(`${selector}:focus`)).toHaveCount(1);
    const tabTo = async (selector: string) => {
      for (let presses = 0; presses < 60; presses++) {
        await key("Tab");
        if ((await person.part(`${selector}:focus`).count()) > 0) return;
      }
      throw new Error(`no number of tabs leads to ${selector}`);
    };
    const status = person.part(".find > [role='status']").first();
    await person.hasNoGraphics();
    await person.opens("find");
    await person.sees(said.empty);

    await key("Tab");
    await focused(".skip-link");
    await key("Enter");
    await focused("#content");
    await key("Tab");
    await focused('[role="combobox"]');
    await page.keyboard.type("xzm");
    await expect(person.part('[role="option"][aria-selected="true"]')).toHaveCount(1);
    await key("ArrowDown");
    await key("ArrowUp");
    await key("Enter");
    // The field is gone; the place it made stands in its stead, and the answer is said once, short.
    await focused(".find-change");
    await expect(status).toContainText(await person.textOf(".answer-where"));
    expect((await status.innerText()).length).toBeLessThan(240);
    await expect(person.part(".find [aria-live]")).toHaveCount(0);

    await key("Tab");
    await focused('input[name="pace"]');
    await key("ArrowRight");
    await expect(person.radio(words.shared.paces.brisk)).toBeChecked();
    await expect(person.part(".answer-meta").first()).toContainText(words.shared.paces.brisk);
    await tabTo('input[name="hazard"]');
    await tabTo('.answer-actions [data-kind="go"]');
    await key("Enter");
    await focused(".walk-mode");
    const step = await person.textOf(".walk-step");
    await tabTo(".walk-hand .button:last-child");
    await key("Enter");
    await expect(person.part(".walk-step")).not.toHaveText(step);
    await focused(".walk-hand .button:last-child");
    await tabTo(".walk-mode .answer-actions .button:last-child");
    await key("Enter");
    await focused('.answer-actions [data-kind="go"]');

    await tabTo(".answer-link");
    await page.keyboard.press("Control+Home");
    await person.button(said.change).focus();
    await key("Enter");
    await focused(".find-question");
    await tabTo(".find-picker-toggle");
    await key("Enter");
    for (let level = 0; level < 3; level++) {
      if (level === 0) await key("Tab");
      else await tabTo(".find-picker-list button");
      await key("Enter");
    }
    await focused(".find-change");

    await person.button(words.data.open).focus();
    await key("Enter");
    await focused("#data-title");
    await key("Escape");
    await expect(person.button(words.data.open)).toBeFocused();
    await key("Tab");
    await key("Enter");
    await expect(person.part('html[data-theme="dark"]')).toHaveCount(1);
    await key("Tab");
    await key("Enter");
    const other = language === "en" ? "zh-CN" : "en";
    await expect(person.part(`html[lang="${other}"]`)).toHaveCount(1);
    await expect(person.part(".header-tools button").last()).toBeFocused();
  });
}
