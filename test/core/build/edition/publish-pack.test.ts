import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { PUBLIC_LAYERS } from "../../../../data/build/edition/public-layers.ts";
import { publishPack } from "../../../../data/build/edition/publish-pack.ts";
import { LAYER_IDS } from "../../../../src/core/model/pack.ts";
import { parseDataPackage } from "../../../../src/sources/data-package.ts";
import { openFlatGeobuf, readFeature } from "../../../../src/sources/flatgeobuf-read.ts";
import { LAYER_TABLES } from "../../../../src/sources/layer-columns.ts";

const FOLDER = "data/xicheng/pack";
const published = publishPack(FOLDER);

function rowsOf(bytes: Uint8Array) {
  const opened = openFlatGeobuf(bytes, "layer");
  if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
  const rows = opened.value.featurePositions.map((_, row) => {
    const feature = readFeature(opened.value, row);
    if (!feature) throw new Error(`row ${row} cannot be read`);
    return feature;
  });
  return { rows, columns: opened.value.header.columns?.map(({ name }) => name) ?? [] };
}
const byId = (rows: ReturnType<typeof rowsOf>["rows"]) =>
  new Map(rows.map((row) => [String(row.properties.id), row]));

test("nothing the law keeps back is public", () => {
  const restricted = LAYER_IDS.filter((layer) => LAYER_TABLES[layer].restricted);
  expect(restricted).toEqual(["depots", "gauges", "seismic-stations"]);
  for (const layer of [...restricted, "demand"]) expect(Object.keys(PUBLIC_LAYERS)).not.toContain(layer);
});

test("every column that is public is one the layer has", () => {
  for (const [layer, columns] of Object.entries(PUBLIC_LAYERS)) {
    const known = LAYER_TABLES[layer as keyof typeof PUBLIC_LAYERS].columns.map(({ name }) => name);
    expect(columns.filter((name) => !known.includes(name))).toEqual([]);
  }
});

test("the public pack is what its own list says: files, lengths, hashes, columns", () => {
  const text = published.get("datapackage.json") as Uint8Array;
  const described = parseDataPackage(text, "xicheng");
  if (!described.ok) throw new Error(JSON.stringify(described.failure));
  const listed = JSON.parse(new TextDecoder().decode(text)).resources as {
    name: string;
    path: string;
    bytes: number;
    hash: string;
    schema?: { fields: { name: string }[] };
  }[];
  expect(new Set([...published.keys()])).toEqual(
    new Set(["datapackage.json", ...listed.map(({ path }) => path)]),
  );
  expect(listed.map(({ name }) => name).sort()).toEqual([...Object.keys(PUBLIC_LAYERS), "network"].sort());
  for (const { path, bytes, hash, schema } of listed) {
    const file = published.get(path) as Uint8Array;
    expect(file.length, path).toBe(bytes);
    expect(`sha256:${createHash("sha256").update(file).digest("hex")}`, path).toBe(hash);
    if (schema) expect(rowsOf(file).columns, path).toEqual(schema.fields.map(({ name }) => name));
  }
});

test("every row is there with its shape and its public values, and no other value", () => {
  for (const [layer, columns] of Object.entries(PUBLIC_LAYERS)) {
    const before = byId(rowsOf(readFileSync(join(FOLDER, `${layer}.fgb`))).rows);
    const { rows } = rowsOf(published.get(`${layer}.fgb`) as Uint8Array);
    expect(rows.length, layer).toBe(before.size);
    const asText = (geometry: unknown, properties: object) =>
      JSON.stringify([geometry, Object.entries(properties).sort()]);
    const changed = rows.filter(({ geometry, properties }) => {
      const was = before.get(String(properties.id));
      const values = Object.entries(was?.properties ?? {}).filter(([name]) => columns.includes(name));
      return asText(geometry, properties) !== asText(was?.geometry, Object.fromEntries(values));
    });
    expect(changed, layer).toEqual([]);
  }
});
