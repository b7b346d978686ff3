import { expect, test } from "vitest";
import { readFeedsConfiguration } from "../../../src/sources/feed/feeds-configuration.ts";

const address = { id: "a", nameZh: "甲", nameEn: "A", url: "feed/a", transport: "events" };

test("what an operator lists is read, and origins are cut to their origin", () => {
  const text = JSON.stringify({
    version: 1,
    allowedOrigins: ["https://data.example/some/path", "http://127.0.0.1:4700"],
    addresses: [address],
  });
  expect(readFeedsConfiguration(text)).toEqual({
    allowedOrigins: ["https://data.example", "http://127.0.0.1:4700"],
    addresses: [{ ...address, intervalSeconds: 30 }],
  });
});

test("what cannot be understood of it allows nothing", () => {
  const nothing = { allowedOrigins: [], addresses: [] };
  for (const text of ["", "<html>", "[]", '{"version":2,"allowedOrigins":["https://x.example"]}'])
    expect(readFeedsConfiguration(text), text).toEqual(nothing);
  const some = {
    version: 1,
    allowedOrigins: ["file:///", "*", 3, "https://ok.example"],
    addresses: [{ id: "" }, address],
  };
  expect(readFeedsConfiguration(JSON.stringify(some))).toMatchObject({
    allowedOrigins: ["https://ok.example"],
    addresses: [{ id: "a" }],
  });
});

test("the list that the app comes with allows its own origin only", async () => {
  const { readFileSync } = await import("node:fs");
  expect(readFeedsConfiguration(readFileSync("public/feeds.json", "utf8"))).toEqual({
    allowedOrigins: [],
    addresses: [],
  });
});
