import { describe, expect, it } from "vitest";
import { packFiles } from "../../data/build/pack/pack-files.ts";
import { LAYER_IDS } from "../../src/core/model/pack.ts";
import { createFetchSource } from "../../src/sources/fetch-source.ts";
import { layerAsGeoJson } from "../../src/sources/layer-geojson.ts";
import { assemblePack, openPack, readPackParts } from "../../src/sources/pack-reader.ts";
import { BROKEN_PACKS } from "../fixtures/broken-packs.ts";
import { createTinyCity, createTinyContent, createTinyPack } from "../fixtures/create-tiny-city.ts";
import { createMemorySource } from "../fixtures/memory-source.ts";

const open = (files: ReadonlyMap<string, Uint8Array>) =>
  openPack(createMemorySource(files), "tiny", () => undefined);

async function opened(files: ReadonlyMap<string, Uint8Array>) {
  const result = await open(files);
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  return result.value;
}

async function failure(name: keyof typeof BROKEN_PACKS) {
  const result = await open(BROKEN_PACKS[name]());
  return result.ok ? null : result.failure;
}

describe("a whole pack", () => {
  it("gives back every row of every list, unknown values as null", async () => {
    const { facilities, city } = createTinyCity();
    const { index, data } = await opened(createTinyPack());
    expect(index.notes).toEqual([]);
    expect(index.shelters).toEqual(facilities.shelters.map(({ shelter }) => shelter));
    expect(index.gates).toEqual(facilities.gates);
    expect(index.depots).toEqual(facilities.depots);
    expect(index.stations).toEqual(facilities.stations);
    expect(index.candidates).toEqual(facilities.candidates.map(({ candidate }) => candidate));
    expect(index.waterlogging).toEqual(facilities.waterlogging.map(({ point }) => point));
    expect(index.places).toEqual(facilities.places);
    expect(index.seismicStations).toEqual([{ id: "q1", lngLat: facilities.seismicStations[0]?.lngLat }]);
    expect(data.demand).toEqual(city.demand);
    expect(index.demandCount).toBe(4);
    expect(data.network.edgeCount).toBe(12);
    expect([...data.network.edgeLengthDecimetres]).toEqual([...city.network.edgeLengthDecimetres]);
  });

  it("takes whole layers from an overlay, checks them alike, and is itself again without it", async () => {
    const parts = await readPackParts(createMemorySource(createTinyPack()), "tiny", () => undefined);
    if (!parts.ok) throw new Error(JSON.stringify(parts.failure));
    const plain = assemblePack(parts.value);
    const station = (id: string, kind: string) => ({
      geometry: { type: "Point" as const, coordinates: [116.361, 39.901] },
      properties: {
        id,
        nameZh: id,
        nameEn: "",
        kind,
        subDistrictCode: "1",
        persons: null,
        vehicles: null,
        mobilisationMinutes: 5,
        method: "compiled",
        source: "test",
        accuracyMetres: null,
      },
    });
    const laid = assemblePack(
      parts.value,
      new Map([
        ["stations", [station("new", "medical"), station("odd", "bakery")]],
        ["gates", []],
      ]),
    );
    if (!plain.ok || !laid.ok) throw new Error("the tiny pack did not open");
    expect(laid.value.index.stations.map(({ id, persons }) => [id, persons])).toEqual([["new", null]]);
    expect(laid.value.index.gates).toEqual([]);
    expect(laid.value.index.shelters).toEqual(plain.value.index.shelters);
    expect(laid.value.index.notes).toMatchObject([
      { code: "ROWS_SKIPPED", count: 1, place: { file: "stations.fgb", row: 2, field: "kind" } },
    ]);
    expect(assemblePack(parts.value)).toEqual(plain);
  });

  it("orders areas by code and keeps each polygon with its row", async () => {
    const { index, data } = await opened(createTinyPack());
    expect(index.subDistricts.map((row) => row.code)).toEqual(["1", "2"]);
    expect(index.communities.map((row) => row.id)).toEqual(["c1", "c2"]);
    expect(data.subDistrictPolygons[1]?.coordinates[0]?.[0]).toEqual([116.362, 39.9]);
    expect(data.communityPolygons[0]?.coordinates[0]?.[0]).toEqual([116.36, 39.9]);
  });

  it("says how each layer came to be", async () => {
    const { index } = await opened(createTinyPack());
    expect(index.description.resources.map((row) => row.name)).toEqual([...LAYER_IDS, "network"]);
    expect(index.description.resources.find((row) => row.name === "depots")?.method).toBe("modelled");
    expect(index.description.attributions).toContain("© OpenStreetMap contributors (ODbL)");
  });

  it("tells its progress up to the whole", async () => {
    const shares: number[] = [];
    await openPack(createMemorySource(createTinyPack()), "tiny", (share) => shares.push(share));
    expect(shares.at(-1)).toBe(1);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
  });

  it("is the same bytes each time", () => {
    expect([...createTinyPack()]).toEqual([...createTinyPack()]);
  });
});

describe("a pack that cannot be used", () => {
  it("names the file and the status when it is not there", async () => {
    expect(await failure("datapackage-missing")).toEqual({
      code: "PACK_UNREACHABLE",
      packId: "tiny",
      file: "datapackage.json",
      httpStatus: 404,
    });
    expect(await failure("network-missing")).toMatchObject({ code: "PACK_UNREACHABLE", file: "network.bin" });
  });

  it.each([
    ["datapackage-not-json", { file: "datapackage.json", found: "not JSON" }],
    ["datapackage-empty", { file: "datapackage.json", found: "0 B" }],
    ["datapackage-resource-without-bytes", { file: "datapackage.json", row: 4, field: "resources.3.bytes" }],
    ["datapackage-path-leads-out", { file: "datapackage.json", expected: "file name without folders" }],
    ["network-truncated", { file: "network.bin", field: "length", found: "200 B" }],
    ["network-edge-to-nowhere", { file: "network.bin", found: "node 4711", expected: "below 9" }],
    ["shelters-truncated", { file: "shelters.fgb", field: "length" }],
    ["shelters-wrong-magic", { file: "shelters.fgb", field: "magic", found: "00 67 62 03" }],
    ["shelters-empty", { file: "shelters.fgb", found: "0 B" }],
    ["shelters-of-another-version-of-the-pack", { file: "shelters.fgb", field: "length" }],
  ] as const)("%s: says where", async (name, place) => {
    expect(await failure(name)).toMatchObject({ code: "PACK_MALFORMED", packId: "tiny", place });
  });

  it("refuses what a newer version wrote", async () => {
    expect(await failure("datapackage-from-a-newer-version")).toMatchObject({
      code: "PACK_TOO_NEW",
      foundVersion: 99,
    });
    expect(await failure("network-from-a-newer-version")).toMatchObject({
      code: "PACK_TOO_NEW",
      foundVersion: 7,
    });
  });

  it("misses a required layer by name", async () => {
    expect(await failure("datapackage-without-shelters")).toEqual({
      code: "LAYER_MISSING",
      packId: "tiny",
      layer: "shelters",
    });
  });
});

describe("a district at its start", () => {
  it("opens without a single shelter or gate", async () => {
    const content = createTinyContent();
    const files = packFiles({ ...content, layers: { ...content.layers, shelters: [], gates: [] } });
    const { index } = await opened(files);
    expect([index.shelters, index.gates, index.notes]).toEqual([[], [], []]);
  });

  it("takes Beijing's clock where an older pack names none, and refuses a clock that no one knows", async () => {
    const withClock = (change: (about: Record<string, unknown>) => void) => {
      const files = new Map(createTinyPack());
      const described = JSON.parse(new TextDecoder().decode(files.get("datapackage.json")));
      change(described.havenmap);
      return files.set("datapackage.json", new TextEncoder().encode(JSON.stringify(described)));
    };
    const zone = async (change: (about: Record<string, unknown>) => void) =>
      (await opened(withClock(change))).index.description.timeZone;
    expect(await zone((about) => delete about.timeZone)).toBe("Asia/Shanghai");
    expect(await zone((about) => Object.assign(about, { timeZone: "Europe/Lisbon" }))).toBe("Europe/Lisbon");
    const refused = await open(withClock((about) => Object.assign(about, { timeZone: "Mars/Base" })));
    expect(refused).toMatchObject({
      ok: false,
      failure: { code: "PACK_MALFORMED", place: { field: "havenmap.timeZone" } },
    });
  });

  it("shows an area without an English name by its other name", async () => {
    const content = createTinyContent();
    const subdistricts = content.layers.subdistricts.map((row) => ({
      ...row,
      properties: { ...row.properties, nameEn: null },
    }));
    const { index } = await opened(packFiles({ ...content, layers: { ...content.layers, subdistricts } }));
    expect(index.subDistricts.map((row) => row.nameEn)).toEqual(["", ""]);
  });
});

describe("a pack with faults that can be lived with", () => {
  it.each([
    ["depots-truncated", { file: "depots.fgb", field: "length" }],
    ["datapackage-without-depots", { file: "depots.fgb", found: "not in the pack" }],
    ["places-missing", { file: "places.fgb", found: "HTTP 404" }],
  ] as const)("%s: leaves the layer out and loads the rest", async (name, place) => {
    const { index } = await opened(BROKEN_PACKS[name]());
    expect(index.notes).toMatchObject([{ code: "LAYER_SKIPPED", count: 1, place }]);
    expect(index.shelters).toHaveLength(2);
  });

  it.each([
    [
      "shelter-with-negative-area",
      [
        {
          code: "ROWS_SKIPPED",
          count: 1,
          place: { file: "shelters.fgb", field: "effectiveSquareMetres", found: "-5", expected: ">0" },
        },
        { code: "ROWS_SKIPPED", count: 1, place: { file: "gates.fgb", field: "shelterId", found: "s1" } },
      ],
      { shelters: 1, gates: 1, demand: 4 },
    ],
    [
      "shelter-without-name",
      [
        {
          code: "ROWS_SKIPPED",
          count: 1,
          place: { file: "shelters.fgb", field: "nameZh", found: "undefined" },
        },
        { code: "ROWS_SKIPPED", count: 1, place: { file: "gates.fgb", field: "shelterId" } },
      ],
      { shelters: 1, gates: 1, demand: 4 },
    ],
    [
      "gate-of-unknown-shelter",
      [{ code: "ROWS_SKIPPED", count: 1, place: { file: "gates.fgb", field: "shelterId", found: "s9" } }],
      { shelters: 2, gates: 1, demand: 4 },
    ],
    [
      "gate-opening-not-json",
      [{ code: "ROWS_SKIPPED", count: 1, place: { file: "gates.fgb", field: "opening" } }],
      { shelters: 2, gates: 1, demand: 4 },
    ],
    [
      "cell-of-unknown-community",
      [{ code: "ROWS_SKIPPED", count: 1, place: { file: "demand.fgb", field: "communityId", found: "c9" } }],
      { shelters: 2, gates: 2, demand: 3 },
    ],
    [
      "waterlogging-depth-falling",
      [
        {
          code: "ROWS_SKIPPED",
          count: 1,
          place: {
            file: "waterlogging.fgb",
            row: 1,
            field: "depthMetres",
            expected: "numbers that never fall",
          },
        },
      ],
      { shelters: 2, gates: 2, demand: 4 },
    ],
  ] as const)("%s: leaves the row out, says where, loads the others", async (name, notes, counts) => {
    const { index, data } = await opened(BROKEN_PACKS[name]());
    expect(index.notes).toMatchObject(notes);
    expect({
      shelters: index.shelters.length,
      gates: index.gates.length,
      demand: data.demand.length,
    }).toEqual(counts);
  });
});

describe("a layer for the map", () => {
  it("is GeoJSON with the columns as properties", async () => {
    const result = await layerAsGeoJson(createMemorySource(createTinyPack()), "tiny", "streets");
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    expect(JSON.parse(new TextDecoder().decode(result.value))).toEqual({
      type: "FeatureCollection",
      features: [
        {
          type: "Feature",
          id: 0,
          geometry: {
            type: "LineString",
            coordinates: [
              [116.36, 39.9],
              [116.364, 39.9],
            ],
          },
          properties: {
            id: "street-1",
            nameZh: "试验街",
            nameEn: "Test Street",
            streetClass: "residential",
            method: "modelled",
            bridge: false,
            tunnel: false,
          },
        },
      ],
    });
  });

  it("can be made of every layer, also of an empty one", async () => {
    const source = createMemorySource(createTinyPack());
    for (const layer of LAYER_IDS) expect((await layerAsGeoJson(source, "tiny", layer)).ok).toBe(true);
  });

  it("fails by name when the pack has no such layer", async () => {
    const source = createMemorySource(BROKEN_PACKS["datapackage-without-depots"]());
    expect(await layerAsGeoJson(source, "tiny", "depots")).toMatchObject({
      ok: false,
      failure: { code: "LAYER_MISSING", layer: "depots" },
    });
  });
});

describe("files over HTTP", () => {
  const answering = (response: () => Response | Promise<Response>) =>
    createFetchSource("https://pack.example/xicheng", async () => response());

  it("asks below the pack's address", async () => {
    const asked: string[] = [];
    const source = createFetchSource("https://pack.example/xicheng", async (address) => {
      asked.push(String(address));
      return new Response(new Uint8Array([1, 2]));
    });
    expect(await source.read("network.bin")).toEqual({ ok: true, value: new Uint8Array([1, 2]) });
    expect(asked).toEqual(["https://pack.example/xicheng/network.bin"]);
  });

  it.each([
    ["a missing file", () => new Response("no", { status: 404 }), 404],
    [
      "a start page by its type",
      () => new Response("hello", { headers: { "content-type": "text/html" } }),
      200,
    ],
    ["a start page by its text", () => new Response("\n<!DOCTYPE html><html>"), 200],
  ] as const)("does not take %s for the file", async (_, response, httpStatus) => {
    expect(await answering(response).read("gates.fgb")).toMatchObject({
      ok: false,
      failure: { code: "PACK_UNREACHABLE", file: "gates.fgb", httpStatus },
    });
  });

  it("tells a dead line from a call that was taken back", async () => {
    const dead = createFetchSource("/pack", () => Promise.reject(new TypeError("offline")));
    expect(await dead.read("a.fgb")).toMatchObject({ failure: { code: "PACK_UNREACHABLE", file: "a.fgb" } });
    const controller = new AbortController();
    controller.abort();
    expect(await dead.read("a.fgb", controller.signal)).toMatchObject({ failure: { code: "CANCELLED" } });
  });
});
