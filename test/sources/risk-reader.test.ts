import { expect, test } from "vitest";
import type { LayerFeature } from "../../src/core/model/layer-feature.ts";
import type { LayerId } from "../../src/core/model/pack.ts";
import { writeFlatGeobuf } from "../../src/sources/flatgeobuf-write.ts";
import { LAYER_TABLES } from "../../src/sources/layer-columns.ts";
import { readRiskGround } from "../../src/sources/risk-reader.ts";
import { at, createNetwork } from "../fixtures/create-network.ts";
import { createPack } from "../fixtures/create-pack.ts";
import { createMemorySource } from "../fixtures/memory-source.ts";

const polygon: LayerFeature["geometry"] = {
  type: "Polygon",
  coordinates: [[at(0, 0), at(10, 0), at(0, 10), at(0, 0)].map((corner) => [...corner])],
};
const zone = (properties: Record<string, unknown>, geometry = polygon) =>
  ({ geometry, properties }) as LayerFeature;

function packOf(layers: Readonly<Partial<Record<LayerId, readonly LayerFeature[]>>>) {
  const files = new Map<string, Uint8Array>();
  const { description } = createPack({ network: createNetwork([at(0, 0)], []) }).index;
  const resources = Object.entries(layers).map(([name, features]) => {
    const layer = name as LayerId;
    const columns = LAYER_TABLES[layer].columns;
    const bytes = writeFlatGeobuf({ name, title: "", description: "", columns, features });
    files.set(`${name}.fgb`, bytes);
    return {
      name: layer,
      path: `${name}.fgb`,
      titleZh: "",
      titleEn: "",
      features: features.length,
      bytes: bytes.length,
      method: "illustrative" as const,
      source: "",
      licence: "",
      asOf: "",
    };
  });
  return { source: createMemorySource(files), description: { ...description, resources } };
}

test("zones come with their level and scale; absurd levels and points are left out", async () => {
  const { source, description } = packOf({
    "risk-flood": [
      zone({ id: "a", hazard: "flood", level: 3, scale: "1:50 000" }),
      zone({ id: "b", hazard: "flood", level: 7, scale: "1:50 000" }),
      zone({ id: "c", hazard: "flood", level: 2 }),
    ],
    "waterlogging-extents": [zone({ id: "e", pointId: "p1" })],
  });
  const read = await readRiskGround(source, description);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  expect(read.value.zones["risk-flood"]?.map(({ level, scale }) => [level, scale])).toEqual([
    [3, "1:50 000"],
    [2, null],
  ]);
  expect(read.value.extents.map(({ pointId }) => pointId)).toEqual(["p1"]);
  expect(Object.keys(read.value.zones)).toEqual(["risk-flood"]);
});

test("a pack without any of these layers has nothing to say, and says so", async () => {
  const { source, description } = packOf({});
  expect(await readRiskGround(source, description)).toEqual({ ok: true, value: { zones: {}, extents: [] } });
});

test("a file of another length is malformed", async () => {
  const { source, description } = packOf({ "risk-fire": [zone({ id: "a", hazard: "fire", level: 1 })] });
  const resources = description.resources.map((resource) => ({ ...resource, bytes: resource.bytes + 8 }));
  expect(await readRiskGround(source, { ...description, resources })).toMatchObject({
    ok: false,
    failure: { code: "PACK_MALFORMED" },
  });
});
