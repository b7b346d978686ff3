import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FeedMessageValue } from "../../../src/sources/feed/message-schema.ts";
import { readFeed } from "../../../src/sources/feed/read-feed.ts";

interface Branch {
  readonly properties: { readonly kind: { readonly const: string }; readonly payload: Payload };
}
interface Payload {
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, { readonly enum?: readonly unknown[] }>>;
}
const schema = JSON.parse(readFileSync("data/feed/feed-message.schema.json", "utf8")) as {
  readonly examples: readonly unknown[];
  readonly $defs: { readonly message: { readonly oneOf: readonly Branch[] } };
};
const branches = schema.$defs.message.oneOf;

test("the examples of the published schema are read without a fault", () => {
  for (const example of schema.examples) {
    const { messages, refusals } = readFeed(JSON.stringify(example));
    expect(refusals).toEqual([]);
    expect(messages).toHaveLength(1);
  }
});

test("the published schema has the kinds, fields and words that are checked, no more and no fewer", () => {
  const checked = FeedMessageValue.options.map(({ entries }) => {
    const { payload } = entries;
    const fields = "entries" in payload ? Object.entries(payload.entries) : [];
    const words = fields.flatMap(([name, field]) => ("options" in field ? [[name, field.options]] : []));
    return { kind: entries.kind.literal, fields: fields.map(([name]) => name).sort(), words };
  });
  const published = branches.map(({ properties: { kind, payload } }) => {
    const fields = Object.entries(payload.properties ?? {});
    const words = fields.flatMap(([name, field]) => (field.enum ? [[name, field.enum]] : []));
    return { kind: kind.const, fields: fields.map(([name]) => name).sort(), words };
  });
  expect(published).toEqual(checked);
});
