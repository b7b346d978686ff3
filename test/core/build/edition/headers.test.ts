import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { CONTENT_POLICY, RESPONSE_HEADERS } from "../../../../data/build/edition/content-policy.ts";

test("the headers the README asks of nginx are those the build and its own server have, word for word", () => {
  const asked = [
    ...readFileSync("README.md", "utf8").matchAll(/^\s*add_header (\S+) (?:"([^"]*)"|(\S+))( always)?;$/gm),
  ];
  const said = new Map(asked.map(([, name, quoted, plain]) => [name, quoted ?? plain]));
  for (const [name, value] of Object.entries(RESPONSE_HEADERS)) expect(said.get(name), name).toBe(value);
});

test("the policy allows nothing by default, no inline script, no eval, no other origin", () => {
  const rules = new Map(
    CONTENT_POLICY.split("; ").map((rule) => [rule.split(" ")[0], rule.split(" ").slice(1)]),
  );
  expect(rules.get("default-src")).toEqual(["'none'"]);
  expect(rules.get("script-src")).toEqual(["'self'", "'wasm-unsafe-eval'"]);
  expect(CONTENT_POLICY).not.toMatch(/unsafe-inline|'unsafe-eval'|https?:|\*/);
});
