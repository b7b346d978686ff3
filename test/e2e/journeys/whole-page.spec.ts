import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
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

/** Addresses that stand in the code: names of formats, reading matter, and links that a person may press. None is fetched. */
const NAMED_ORIGINS = [
  ...["http://www.w3.org", "http://schemas.openxmlformats.org", "http://schemas.microsoft.com"],
  ...["http://purl.oclc.org", "http://web.mit.edu", "https://bit.ly", "https://github.com"],
  ...["https://maplibre.org", "https://maplibre.invalid", "https://en.wikipedia.org", "https://unpkg.com"],
  ...["https://wiki.openstreetmap.org", "https://www.openstreetmap.org"],
  ...["https://uri.amap.com", "https://api.map.baidu.com", "https://maps.apple.com"],
];

test("the build names no other origin but those on a short list, and loads nothing from any", () => {
  const files = readdirSync("dist", { recursive: true, encoding: "utf8" }).filter((file) =>
    /\.(js|css|html|webmanifest)$/.test(file),
  );
  const texts = files.map((file) => readFileSync(join("dist", file), "utf8"));
  const named = texts.flatMap((text) => text.match(/https?:\/\/[a-z0-9.-]+\.[a-z]+/gi) ?? []);
  expect([...new Set(named)].filter((origin) => !NAMED_ORIGINS.includes(origin.toLowerCase()))).toEqual([]);
  // The page, its styles and its manifest bring in nothing by an address with an origin.
  const loaded = texts.flatMap(
    (text) =>
      text.match(/(?:\ssrc|<link[^>]*\shref)="(?:https?:)?\/\/[^"]*"|url\(["']?(?:https?:)?\/\/[^)]*\)/g) ??
      [],
  );
  expect(loaded.filter((each) => !each.includes("www.w3.org"))).toEqual([]);
});

test("the page's policy lets no foreign code run and nothing be sent elsewhere", async ({ visitor }) => {
  await visitor.opens("find", "at=116.3553,39.9399");
  await visitor.textOf(".answer-where");
  expect(await visitor.triesWhatIsForbidden()).toEqual([]);
  for (const directive of ["script-src", "style-src", "connect-src"])
    await expect.poll(() => visitor.refusals.some((said) => said.includes(directive)), directive).toBe(true);
  visitor.refusals.length = 0;
});
