import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { coloursOf, TOKEN_OF } from "../../src/map/colours.ts";

const css = readFileSync(new URL("../../src/ui/shared/tokens.css", import.meta.url), "utf8");

/** Values of the custom properties inside the block that opens with `selector`. */
function tokensIn(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(selector);
  const block = css.slice(css.indexOf("{", start), css.indexOf("}", start));
  return new Map(
    [...block.matchAll(/(--[a-z0-9-]+):\s*(#[0-9A-Fa-f]{6})/g)].map(([, name, value]) => [
      name as string,
      (value as string).toUpperCase(),
    ]),
  );
}

test.each([
  ["light", '[data-theme="light"]'],
  ["dark", '[data-theme="dark"]'],
  ["wall", '[data-theme="wall"]'],
] as const)("the map's %s colours are those of the style sheet", (theme, selector) => {
  const tokens = tokensIn(selector);
  const colours = coloursOf(theme);
  const drawn = Object.entries(TOKEN_OF).map(([name, token]) => [
    token,
    colours[name as keyof typeof colours].toUpperCase(),
  ]);
  const written = Object.values(TOKEN_OF).map((token) => [token, tokens.get(token)]);
  expect(drawn).toEqual(written);
});
