import { expect, test } from "vitest";
import type { LayerFeature } from "../../src/core/model/layer-feature.ts";
import { STRUCTURE_CLASSES } from "../../src/core/model/pack.ts";
import { readBuildings } from "../../src/sources/buildings-reader.ts";
import type { ByteSource } from "../../src/sources/byte-source.ts";
import { type LayerColumn, writeFlatGeobuf } from "../../src/sources/flatgeobuf-write.ts";
import { createKeptReader } from "../../workers/kept-reader.ts";
import { at, createNetwork } from "../fixtures/create-network.ts";
import { createPack } from "../fixtures/create-pack.ts";
import { createMemorySource } from "../fixtures/memory-source.ts";

const COLUMNS: LayerColumn[] = [
  { name: "id", type: "string" },
  { name: "storeys", type: "int" },
  { name: "heightMetres", type: "double" },
  { name: "structure", type: "string" },
  { name: "yearBand", type: "int" },
];
const ring = (x: number, size: number) => [
  [x, 0],
  [x + size, 0],
  [x + size, size],
  [x, size],
  [x, 0],
];
const polygon = (...coordinates: number[][][]): LayerFeature["geometry"] => ({
  type: "Polygon",
  coordinates,
});

function source(features: readonly LayerFeature[]) {
  const bytes = writeFlatGeobuf({
    name: "buildings",
    title: "",
    description: "",
    columns: COLUMNS,
    features,
  });
  const { description } = createPack({ network: createNetwork([at(0, 0)], []) }).index;
  const resource = {
    name: "buildings" as const,
    path: "buildings.fgb",
    titleZh: "",
    titleEn: "",
    features: features.length,
    bytes: bytes.length,
    method: "illustrative" as const,
    source: "",
    licence: "",
    asOf: "",
  };
  return {
    source: createMemorySource(new Map([["buildings.fgb", bytes]])),
    description: { ...description, resources: [resource] },
  };
}

async function stockOf(features: readonly LayerFeature[]) {
  const { source: bytes, description } = source(features);
  const read = await readBuildings(bytes, description);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

test("what the layer says is read, and what it does not say stays unknown", async () => {
  const stock = await stockOf([
    {
      geometry: polygon(ring(0, 9)),
      properties: { id: "a", storeys: 6, heightMetres: 17.5, structure: "frame", yearBand: 1980 },
    },
    { geometry: polygon(ring(20, 9)), properties: { id: "b" } },
  ]);
  expect(stock.count).toBe(2);
  // the file is ordered by place, not as written
  const a = [...stock.storeys].indexOf(6);
  const b = 1 - a;
  expect([stock.heightMetres[a], stock.structure[a], stock.yearBand[a]]).toEqual([
    17.5,
    STRUCTURE_CLASSES.indexOf("frame"),
    1980,
  ]);
  expect([stock.heightMetres[b], stock.storeys[b], stock.structure[b], stock.yearBand[b]]).toEqual([
    Number.NaN,
    0,
    -1,
    0,
  ]);
  expect(stock.luckKey[a]).not.toBe(stock.luckKey[b]);
});

test("absurd values are unknown: nothing is 1,500 m high, of -2 storeys, of year 19800 or built of dreams", async () => {
  const { heightMetres, storeys, yearBand, structure } = await stockOf([
    {
      geometry: polygon(ring(0, 9)),
      properties: { id: "a", storeys: -2, heightMetres: 1500, structure: "dreams", yearBand: 19_800 },
    },
  ]);
  expect([heightMetres[0], storeys[0], yearBand[0], structure[0]]).toEqual([Number.NaN, 0, 0, -1]);
});

test("walls are those of every ring of every part, courtyards too", async () => {
  const stock = await stockOf([
    {
      geometry: {
        type: "MultiPolygon",
        coordinates: [[ring(0, 9), ring(3, 3)], [ring(20, 5)]],
      },
      properties: { id: "a" },
    },
  ]);
  expect([...stock.wallOffsets]).toEqual([0, 12]);
  expect([...stock.wallLngLat.subarray(0, 4)]).toEqual([0, 0, 9, 0]);
});

test("rows that are no area are left out and counted", async () => {
  const stock = await stockOf([
    { geometry: polygon(ring(0, 9)), properties: { id: "a" } },
    { geometry: { type: "Point", coordinates: [1, 1] }, properties: { id: "b" } },
  ]);
  expect([stock.count, stock.skippedCount, stock.wallOffsets.length]).toEqual([1, 1, 2]);
});

test("rows without an id do not share their luck", async () => {
  const { luckKey } = await stockOf(
    [0, 20, 40].map((x) => ({ geometry: polygon(ring(x, 9)), properties: {} })),
  );
  expect(new Set(luckKey).size).toBe(3);
});

test("a pack without the layer: LAYER_MISSING", async () => {
  const { source: bytes, description } = source([]);
  expect(await readBuildings(bytes, { ...description, resources: [] })).toEqual({
    ok: false,
    failure: { code: "LAYER_MISSING", packId: "fixture", layer: "buildings" },
  });
});

test("a file of another length is malformed, and the next question reads it again", async () => {
  const good = source([{ geometry: polygon(ring(0, 9)), properties: { id: "a" } }]);
  let broken = true;
  let reads = 0;
  const breaking: ByteSource = {
    async read(path) {
      reads++;
      const whole = await good.source.read(path);
      return broken && whole.ok ? { ok: true, value: whole.value.slice(0, -8) } : whole;
    },
  };
  const read = createKeptReader(() => readBuildings(breaking, good.description));
  expect(await read()).toMatchObject({ ok: false, failure: { code: "PACK_MALFORMED" } });
  broken = false;
  expect(await read()).toMatchObject({ ok: true, value: { count: 1 } });
  await read();
  expect(reads).toBe(2);
});
