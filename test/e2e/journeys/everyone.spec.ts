import { walkFindStates } from "../drivers/find-states.ts";
import { lookForBarriers } from "../drivers/look-for-barriers.ts";
import { expect, LANGUAGES, test } from "../drivers/page.ts";

// Every state is looked at twice with axe: one test, one page, but a long one.
test.describe.configure({ timeout: 300_000 });

for (const language of LANGUAGES)
  test(`no barrier in any state of /find, in ${language}`, async ({ visitorIn }) => {
    const visitor = visitorIn(language);
    await visitor.hasNoGraphics();
    const found: Record<string, string[]> = {};
    await walkFindStates(visitor, async (state) => {
      found[state] = await lookForBarriers(visitor);
    });
    const names = Object.keys(found);
    expect(names.length).toBeGreaterThanOrEqual(24);
    expect(found).toEqual(Object.fromEntries(names.map((name) => [name, []])));
  });
