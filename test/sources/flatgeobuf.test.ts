import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import fc from "fast-check";
import { deserialize } from "flatgeobuf/lib/mjs/geojson.js";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { LayerFeature, LayerGeometry } from "../../src/core/model/layer-feature.ts";
import { flatGeobufAsGeoJson, openFlatGeobuf, readFeature } from "../../src/sources/flatgeobuf-read.ts";
import { type FlatGeobufLayer, writeFlatGeobuf } from "../../src/sources/flatgeobuf-write.ts";
import { HILBERT_CELLS, hilbertPosition } from "../../src/sources/hilbert.ts";

const COLUMNS = [
  { name: "id", type: "string", title: "Number" },
  { name: "nameZh", type: "string" },
  { name: "persons", type: "int" },
  { name: "share", type: "double" },
  { name: "open", type: "bool" },
] as const;

const layerOf = (features: readonly LayerFeature[]): FlatGeobufLayer => ({
  name: "test",
  title: "试验",
  description: "features of a test",
  columns: COLUMNS,
  features,
});

const degree = (low: number, span: number) =>
  fc.integer({ min: 0, max: 1000 }).map((step) => Math.round((low + (span * step) / 1000) * 1e6) / 1e6);
const lng = degree(116.32, 0.08);
const lat = degree(39.86, 0.11);
const point: fc.Arbitrary<LayerGeometry> = fc
  .tuple(lng, lat)
  .map(([x, y]) => ({ type: "Point", coordinates: [x, y] }));
const line: fc.Arbitrary<LayerGeometry> = fc
  .array(fc.tuple(lng, lat), { minLength: 2, maxLength: 6 })
  .map((coordinates) => ({ type: "LineString", coordinates }));
const square = (x: number, y: number, side: number) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];
const polygon: fc.Arbitrary<LayerGeometry> = fc.tuple(lng, lat, fc.boolean()).map(([x, y, hole]) => ({
  type: "Polygon",
  coordinates: hole ? [square(x, y, 0.004), square(x + 0.001, y + 0.001, 0.001)] : [square(x, y, 0.004)],
}));
const multiPolygon: fc.Arbitrary<LayerGeometry> = fc.tuple(lng, lat).map(([x, y]) => ({
  type: "MultiPolygon",
  coordinates: [[square(x, y, 0.002), square(x + 0.0005, y + 0.0005, 0.0005)], [square(x + 0.01, y, 0.001)]],
}));
const geometry = fc.oneof(point, line, polygon, multiPolygon);
const feature = (of: fc.Arbitrary<LayerGeometry>) =>
  fc.record({
    geometry: of,
    properties: fc.record({
      id: fc.uuid(),
      nameZh: fc.option(fc.constantFrom("月坛", "Deshengmen 德胜门", "", "𠮷野"), { nil: null }),
      persons: fc.option(fc.integer({ min: -5, max: 2_000_000 }), { nil: null }),
      share: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }),
      open: fc.option(fc.boolean(), { nil: null }),
    }),
  });
const features = fc.oneof(
  fc.array(feature(geometry), { minLength: 1, maxLength: 60 }),
  fc.array(feature(point), { minLength: 250, maxLength: 300 }),
  fc.array(feature(polygon), { minLength: 1, maxLength: 40 }),
);

const known = (properties: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== null));
const asText = (rows: readonly { geometry: unknown; properties: unknown }[]) =>
  rows
    .map((row) =>
      JSON.stringify([known(row.properties as Record<string, unknown>), row.geometry], (_, value) =>
        Object.is(value, -0) ? 0 : value,
      ),
    )
    .sort();

function points(of: LayerGeometry): number[][] {
  const found: number[][] = [];
  const walk = (coordinates: unknown) => {
    if (Array.isArray(coordinates) && typeof coordinates[0] === "number") found.push(coordinates as number[]);
    else for (const inner of coordinates as unknown[]) walk(inner);
  };
  walk(of.coordinates);
  return found;
}

async function readWithLibrary(
  bytes: Uint8Array,
  rect?: { minX: number; minY: number; maxX: number; maxY: number },
) {
  const rows: { geometry: unknown; properties: unknown }[] = [];
  for await (const row of deserialize(bytes, rect ? { rect } : {}))
    rows.push({ geometry: row.geometry, properties: row.properties });
  return rows;
}

describe("FlatGeobuf writer", () => {
  beforeAll(() => {
    // The library talks through console.debug.
    vi.spyOn(console, "debug").mockImplementation(() => undefined);
  });

  it("gives back every feature to the library's own reader", async () => {
    await fc.assert(
      fc.asyncProperty(features, async (rows) => {
        expect(asText(await readWithLibrary(writeFlatGeobuf(layerOf(rows))))).toEqual(asText(rows));
      }),
      { numRuns: 40, seed: 7 },
    );
  });

  it("gives the library's index search exactly the features whose box meets the box asked for", async () => {
    await fc.assert(
      fc.asyncProperty(features, lng, lat, lng, lat, async (rows, x1, y1, x2, y2) => {
        const rect = {
          minX: Math.min(x1, x2),
          minY: Math.min(y1, y2),
          maxX: Math.max(x1, x2),
          maxY: Math.max(y1, y2),
        };
        const expected = rows.filter((row) => {
          const xs = points(row.geometry).map((p) => p[0] as number);
          const ys = points(row.geometry).map((p) => p[1] as number);
          return (
            Math.min(...xs) <= rect.maxX &&
            Math.max(...xs) >= rect.minX &&
            Math.min(...ys) <= rect.maxY &&
            Math.max(...ys) >= rect.minY
          );
        });
        expect(asText(await readWithLibrary(writeFlatGeobuf(layerOf(rows)), rect))).toEqual(asText(expected));
      }),
      { numRuns: 60, seed: 11 },
    );
  });

  it("can be searched over HTTP by ranges without loading the file", async () => {
    const rows = fc.sample(feature(polygon), { numRuns: 4000, seed: 9 });
    const bytes = writeFlatGeobuf(layerOf(rows));
    let sent = 0;
    const server = createServer((request, response) => {
      const [, from, to] = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? "") ?? [];
      const part = bytes.subarray(Number(from), Math.min(bytes.length, Number(to) + 1));
      sent += part.length;
      response.writeHead(206).end(part);
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    try {
      const { port } = server.address() as AddressInfo;
      const rect = { minX: 116.35, minY: 39.9, maxX: 116.351, maxY: 39.901 };
      const found: { geometry: unknown; properties: unknown }[] = [];
      for await (const row of deserialize(`http://127.0.0.1:${port}/layer.fgb`, { rect }))
        found.push({ geometry: row.geometry, properties: row.properties });
      expect(asText(found)).toEqual(asText(await readWithLibrary(bytes, rect)));
      expect(found.length).toBeGreaterThan(5);
      expect(sent).toBeLessThan(bytes.length);
    } finally {
      server.close();
    }
  });

  it("writes the same bytes for the same layer", () => {
    const rows = fc.sample(feature(geometry), { numRuns: 80, seed: 3 });
    expect(writeFlatGeobuf(layerOf(rows))).toEqual(writeFlatGeobuf(layerOf(rows)));
  });

  it("refuses a value that does not fit its column", () => {
    const row = {
      geometry: { type: "Point", coordinates: [116.3, 39.9] },
      properties: { persons: 1.5 },
    } as const;
    expect(() => writeFlatGeobuf(layerOf([row as unknown as LayerFeature]))).toThrow("test.persons");
  });
});

describe("FlatGeobuf reader", () => {
  it("reads what the writer wrote, and the same as GeoJSON text", () => {
    fc.assert(
      fc.property(features, (rows) => {
        const opened = openFlatGeobuf(writeFlatGeobuf(layerOf(rows)), "test.fgb");
        if (!opened.ok) throw new Error(JSON.stringify(opened.failure));
        const read = opened.value.featurePositions.map((_, row) => readFeature(opened.value, row));
        expect(asText(read.map((row) => row ?? { geometry: null, properties: {} }))).toEqual(asText(rows));
        const { bytes, skipped } = flatGeobufAsGeoJson(opened.value);
        expect(skipped).toBe(0);
        expect(asText(JSON.parse(new TextDecoder().decode(bytes)).features)).toEqual(asText(rows));
      }),
      { numRuns: 40, seed: 5 },
    );
  });

  it("reads an empty layer and a layer that starts askew in its buffer", () => {
    const empty = openFlatGeobuf(writeFlatGeobuf(layerOf([])), "empty.fgb");
    expect(empty.ok && empty.value.featurePositions).toEqual([]);
    const rows = fc.sample(feature(polygon), { numRuns: 9, seed: 1 });
    const bytes = writeFlatGeobuf(layerOf(rows));
    const askew = new Uint8Array(bytes.length + 3);
    askew.set(bytes, 3);
    const opened = openFlatGeobuf(askew.subarray(3), "askew.fgb");
    expect(opened.ok && readFeature(opened.value, 8)?.geometry.type).toBe("Polygon");
  });

  it("never throws on a file cut anywhere, and names the file", () => {
    const bytes = writeFlatGeobuf(layerOf(fc.sample(feature(geometry), { numRuns: 20, seed: 2 })));
    for (let length = 0; length < bytes.length; length += 13) {
      const opened = openFlatGeobuf(bytes.slice(0, length), "cut.fgb");
      expect(opened.ok).toBe(false);
      if (!opened.ok) expect(opened.failure.file).toBe("cut.fgb");
    }
  });
});

describe("Hilbert order", () => {
  it("visits each cell of a small square once, one step at a time", () => {
    const side = 16;
    const scale = HILBERT_CELLS / side;
    const cells = Array.from({ length: side * side }, (_, i) => [i % side, Math.floor(i / side)] as const)
      .map(([x, y]) => ({ x, y, at: Math.floor(hilbertPosition(x * scale, y * scale) / scale ** 2) }))
      .sort((a, b) => a.at - b.at);
    expect(cells.map((cell) => cell.at)).toEqual(cells.map((_, i) => i));
    for (let i = 1; i < cells.length; i++) {
      const [a, b] = [cells[i - 1], cells[i]];
      expect(Math.abs((a?.x ?? 9) - (b?.x ?? 0)) + Math.abs((a?.y ?? 9) - (b?.y ?? 0))).toBe(1);
    }
  });
});
