import { expect, it } from "vitest";
import { parseCatalogue, readCatalogue } from "../../src/sources/catalogue.ts";
import { createMemorySource } from "../fixtures/memory-source.ts";

const encode = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));
const entry = (id: string, changes: object = {}) => ({
  id,
  titleZh: "试验区",
  titleEn: "",
  bbox: [116.3, 39.8, 116.4, 39.9],
  residents: 12,
  asOf: "2024-03",
  bytes: 100,
  ...changes,
});

it("gives the packs in the order of the file", () => {
  const parsed = parseCatalogue(encode([entry("b"), entry("a")]));
  expect(parsed).toEqual({ ok: true, value: { entries: [entry("b"), entry("a")], notes: [] } });
});

it("leaves out what it cannot understand, and says how much and the first of it", () => {
  const parsed = parseCatalogue(
    encode([entry("../secret"), 7, entry("a"), entry("a"), entry("c", { residents: -1 })]),
  );
  if (!parsed.ok) throw new Error(parsed.failure.code);
  expect(parsed.value.entries.map(({ id }) => id)).toEqual(["a"]);
  expect(parsed.value.notes).toMatchObject([
    {
      code: "ROWS_SKIPPED",
      count: 4,
      place: { file: "catalogue.json", row: 1, field: "id" },
    },
  ]);
});

it.each([
  ["not JSON", new TextEncoder().encode("{"), "not JSON"],
  ["empty", new Uint8Array(0), "0 B"],
  ["not a list", encode({}), "object"],
])("%s is a failure that says so", (_, bytes, found) => {
  expect(parseCatalogue(bytes)).toMatchObject({
    ok: false,
    failure: { code: "PACK_MALFORMED", place: { file: "catalogue.json", found } },
  });
});

it("a host without a catalogue answers as not reachable", async () => {
  expect(await readCatalogue(createMemorySource(new Map()))).toMatchObject({
    ok: false,
    failure: { code: "PACK_UNREACHABLE", httpStatus: 404 },
  });
});
