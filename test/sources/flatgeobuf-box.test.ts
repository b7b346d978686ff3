import fc from "fast-check";
import { serialize } from "flatgeobuf/lib/mjs/geojson.js";
import { afterEach, describe, expect, it } from "vitest";
import type { Bbox } from "../../src/core/model/geometry.ts";
import type { LayerFeature } from "../../src/core/model/layer-feature.ts";
import { ok } from "../../src/core/result.ts";
import type { ByteSource } from "../../src/sources/byte-source.ts";
import { createFetchSource } from "../../src/sources/fetch-source.ts";
import { readFeaturesInBox } from "../../src/sources/flatgeobuf-box.ts";
import { flatGeobufAsGeoJson, readFeature } from "../../src/sources/flatgeobuf-read.ts";
import { writeFlatGeobuf } from "../../src/sources/flatgeobuf-write.ts";
import { RangedFile } from "../../src/sources/ranged-file.ts";
import { createRandom } from "../fixtures/create-random.ts";
import { type RangeManner, startRangeServer } from "../fixtures/range-server.ts";

const fileOf = (features: readonly LayerFeature[]) =>
  writeFlatGeobuf({
    name: "buildings",
    title: "建筑",
    description: "made by a test",
    columns: [
      { name: "id", type: "string" },
      { name: "floors", type: "int" },
    ],
    features,
  });

const house = (id: number, x: number, y: number, width: number, height: number): LayerFeature => ({
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [x, y],
        [x + width, y],
        [x + width, y + height],
        [x, y + height],
        [x, y],
      ],
    ],
  },
  properties: { id: `house-${id}`, floors: (id % 30) + 1 },
});

/** Houses spread over a square of one degree. */
function createCity(count: number, seed: number): LayerFeature[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, (_, id) =>
    house(id, 116 + random() * 0.9998, 39 + random() * 0.9998, 0.0002, 0.0002),
  );
}

/** A source in memory that counts. */
function createPartSource(bytes: Uint8Array): ByteSource {
  return {
    read: async () => ok(bytes.slice()),
    readRange: async (_path, start, end) =>
      ok({ kind: "part", bytes: bytes.slice(start, end), totalBytes: bytes.length, version: null }),
  };
}
const rangedOf = (bytes: Uint8Array, source = createPartSource(bytes)) =>
  new RangedFile(source, "town", { path: "buildings.fgb", bytes: bytes.length });

async function idsIn(file: RangedFile, bbox: Bbox): Promise<string[]> {
  const found = await readFeaturesInBox(file, bbox);
  if (!found.ok) throw new Error(JSON.stringify(found.failure));
  return found.value.featurePositions
    .map((_, i) => String(readFeature(found.value, i)?.properties.id))
    .sort();
}

const meets = (feature: LayerFeature, [west, south, east, north]: Bbox) => {
  const ring = (feature.geometry.coordinates as number[][][])[0] as number[][];
  const [xs, ys] = [ring.map(([x]) => x as number), ring.map(([, y]) => y as number)];
  return (
    Math.min(...xs) <= east && Math.max(...xs) >= west && Math.min(...ys) <= north && Math.max(...ys) >= south
  );
};
const bruteForce = (features: readonly LayerFeature[], bbox: Bbox) =>
  features
    .filter((feature) => meets(feature, bbox))
    .map((feature) => String(feature.properties.id))
    .sort();

const unit = fc.integer({ min: 0, max: 100 });
const box = fc
  .tuple(unit, unit, unit, unit)
  .map(([a, b, c, d]): Bbox => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);
// Whole numbers, so that boxes touch at their edges often; some houses are as large as the town.
const houses = fc
  .array(fc.tuple(unit, unit, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), {
    maxLength: 400,
  })
  .map((rows) => rows.map(([x, y, w, h], id) => house(id, x, y, w, h)));

/** The npm writer makes files without an index. */
const withoutIndex = (features: readonly LayerFeature[]) =>
  serialize({
    type: "FeatureCollection",
    features: features.map((feature) => ({ type: "Feature", ...feature })),
  } as never) as Uint8Array;

describe("features in a box", () => {
  it("are exactly those whose own box meets it", async () => {
    await fc.assert(
      fc.asyncProperty(houses, box, async (features, bbox) => {
        expect(await idsIn(rangedOf(fileOf(features)), bbox)).toEqual(bruteForce(features, bbox));
      }),
      { numRuns: 120, seed: 3 },
    );
  });

  it("are the same from a file without an index, and from a source that knows no parts", async () => {
    await fc.assert(
      fc.asyncProperty(houses, box, async (features, bbox) => {
        fc.pre(features.length > 0);
        const bytes = fileOf(features);
        const expected = bruteForce(features, bbox);
        expect(await idsIn(rangedOf(withoutIndex(features)), bbox)).toEqual(expected);
        expect(await idsIn(rangedOf(bytes, { read: async () => ok(bytes) }), bbox)).toEqual(expected);
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it("keep the row number of the whole file as their id", async () => {
    const bytes = fileOf(createCity(2000, 11));
    const read = async (bbox: Bbox) => {
      const found = await readFeaturesInBox(rangedOf(bytes), bbox);
      if (!found.ok) throw new Error(found.failure.code);
      const { features } = JSON.parse(new TextDecoder().decode(flatGeobufAsGeoJson(found.value).bytes));
      return new Map<number, string>(
        features.map((row: { id: number; properties: { id: string } }) => [row.id, row.properties.id]),
      );
    };
    const all = await read([116, 39, 117, 40]);
    const some = await read([116.4, 39.4, 116.6, 39.6]);
    expect(all.size).toBe(2000);
    expect(some.size).toBeGreaterThan(20);
    for (const [row, id] of some) expect(all.get(row)).toBe(id);
  });

  it("never make a damaged file crash, hang or lie about its length", async () => {
    const features = createCity(600, 17);
    const bytes = fileOf(features);
    const byte = fc.tuple(fc.integer({ min: 0, max: bytes.length - 1 }), fc.integer({ min: 0, max: 255 }));
    const indexEnd = 12 + 600 * 60;
    const inIndex = fc.tuple(fc.integer({ min: 0, max: indexEnd }), fc.integer({ min: 0, max: 255 }));
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(byte, inIndex), { minLength: 1, maxLength: 12 }),
        async (changes) => {
          const damaged = bytes.slice();
          for (const [at, value] of changes) damaged[at] = value;
          const found = await readFeaturesInBox(rangedOf(damaged), [116, 39, 117, 40]);
          if (!found.ok) {
            expect(found.failure.code).toBe("PACK_MALFORMED");
            refused++;
          } else {
            expect(found.value.featurePositions.length).toBeLessThanOrEqual(600);
            JSON.parse(new TextDecoder().decode(flatGeobufAsGeoJson(found.value).bytes));
          }
        },
      ),
      { numRuns: 150, seed: 23 },
    );
    expect(refused).toBeGreaterThan(50);
  });

  it("of a file cut anywhere are a failure, not a part of the truth", async () => {
    const bytes = fileOf(createCity(100, 29));
    for (let length = 0; length < bytes.length; length += 97) {
      const found = await readFeaturesInBox(rangedOf(bytes.slice(0, length)), [116, 39, 117, 40]);
      expect(found.ok).toBe(false);
    }
  });
});

describe("over HTTP", () => {
  let stop: (() => Promise<unknown>) | undefined;
  afterEach(async () => {
    await stop?.();
    stop = undefined;
  });
  async function serve(bytes: Uint8Array, manner: RangeManner) {
    const server = await startRangeServer(bytes, manner);
    stop = server.stop;
    const file = new RangedFile(createFetchSource(server.url), "town", {
      path: "buildings.fgb",
      bytes: bytes.length,
    });
    return { file, sent: server.sent };
  }
  const city = createCity(100_000, 41);
  const cityBytes = fileOf(city);
  const neighbourhood: Bbox = [116.45, 39.45, 116.55, 39.55];

  it("a neighbourhood of a city costs a few questions and a few hundredths of the file", async () => {
    const { file, sent } = await serve(cityBytes, "ranges");
    expect(await idsIn(file, neighbourhood)).toEqual(bruteForce(city, neighbourhood));
    expect(sent.bytes / cityBytes.length).toBeLessThan(0.03);
    expect(sent.requests).toBeLessThan(25);
    expect(file.traffic).toEqual({ bytes: sent.bytes, requests: sent.requests });
    await idsIn(file, neighbourhood);
    expect(file.traffic.requests, "asked again, answered from memory").toBe(sent.requests);
  });

  const town = createCity(5000, 43);
  const townBytes = fileOf(town);
  it.each(["ignores-range", "wrong-place", "cuts-short", "says-416", "gzips"] as const)(
    "a server that %s is asked for the whole file, once",
    async (manner) => {
      const { file, sent } = await serve(townBytes, manner);
      expect(await idsIn(file, neighbourhood)).toEqual(bruteForce(town, neighbourhood));
      expect(await idsIn(file, [116.1, 39.1, 116.2, 39.2])).toEqual(
        bruteForce(town, [116.1, 39.1, 116.2, 39.2]),
      );
      expect(sent.wholes).toBe(1);
    },
  );

  it.each([
    ["start-page", "PACK_UNREACHABLE"],
    ["fails", "PACK_UNREACHABLE"],
    ["other-length", "PACK_MALFORMED"],
    ["changes", "PACK_MALFORMED"],
  ] as const)("a server that %s is a failure: %s", async (manner, code) => {
    const { file } = await serve(townBytes, manner);
    const found = await readFeaturesInBox(file, neighbourhood);
    expect(found.ok ? null : found.failure).toMatchObject({ code, packId: "town" });
  });

  it("stops when told to, and works again afterwards", async () => {
    const { file, sent } = await serve(townBytes, "ranges");
    const given = new AbortController();
    const asked = readFeaturesInBox(file, neighbourhood, given.signal);
    given.abort();
    expect(await asked).toEqual({ ok: false, failure: { code: "CANCELLED" } });
    expect(sent.wholes).toBe(0);
    expect(await idsIn(file, neighbourhood)).toEqual(bruteForce(town, neighbourhood));
  });

  it("keeps no more than it is told to", async () => {
    const server = await startRangeServer(townBytes, "ranges");
    stop = server.stop;
    const entry = { path: "buildings.fgb", bytes: townBytes.length };
    const file = new RangedFile(createFetchSource(server.url), "town", entry, 4096);
    expect(await idsIn(file, neighbourhood)).toEqual(bruteForce(town, neighbourhood));
    const before = server.sent.requests;
    expect(await idsIn(file, neighbourhood)).toEqual(bruteForce(town, neighbourhood));
    expect(server.sent.requests).toBeGreaterThan(before);
  });
});
