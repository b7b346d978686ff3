import { beforeEach, expect, test } from "vitest";
import type { Failure } from "../../src/core/model/failure.ts";
import type { Bbox } from "../../src/core/model/geometry.ts";
import type { LayerFeature } from "../../src/core/model/layer-feature.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { ByteSource } from "../../src/sources/byte-source.ts";
import { writeFlatGeobuf } from "../../src/sources/flatgeobuf-write.ts";
import { createLayersApi, type LayersApi } from "../../workers/layers-api.ts";
import { createRandom } from "../fixtures/create-random.ts";

const house = (id: number, x: number, y: number): LayerFeature => ({
  geometry: {
    type: "Polygon",
    coordinates: [
      [
        [x, y],
        [x + 1e-4, y],
        [x + 1e-4, y + 1e-4],
        [x, y],
      ],
    ],
  },
  properties: { id: `house-${id}` },
});

function createBuildings(count: number): Uint8Array {
  const random = createRandom(17);
  return writeFlatGeobuf({
    name: "buildings",
    title: "建筑",
    description: "made by a test",
    columns: [{ name: "id", type: "string" }],
    features: Array.from({ length: count }, (_, id) => house(id, 116 + random(), 39 + random())),
  });
}

/** A pack of one layer somewhere on a network that can be held up, cut, and counts. */
class ControllableSource implements ByteSource {
  readonly traffic = { descriptions: 0, wholes: 0, parts: 0, bytes: 0 };
  isCut = false;
  #files = new Map<string, Uint8Array>();
  #held: (() => void)[] | null = null;

  constructor(buildings: Uint8Array) {
    this.put(buildings);
  }
  put(buildings: Uint8Array): void {
    const description = {
      name: "town",
      havenmap: {
        formatVersion: 1,
        id: "town",
        titleZh: "镇",
        titleEn: "Town",
        bbox: [116, 39, 117, 40],
        residents: 1,
        residentsYear: 2020,
        asOf: "2024",
        timeZone: "Asia/Shanghai",
        attributions: ["a test"],
        inputHash: "0",
      },
      resources: [
        {
          name: "buildings",
          path: "buildings.fgb",
          format: "fgb",
          mediatype: "application/flatgeobuf",
          hash: `sha256:${"0".repeat(64)}`,
          titleZh: "建筑",
          titleEn: "Buildings",
          features: 1,
          bytes: buildings.length,
          method: "modelled",
          asOf: "2024",
          sources: [{ title: "a test" }],
          licenses: [{ name: "CC0-1.0" }],
        },
      ],
    };
    this.#files = new Map([
      ["datapackage.json", new TextEncoder().encode(JSON.stringify(description))],
      ["buildings.fgb", buildings],
    ]);
  }
  hold(): void {
    this.#held = [];
  }
  release(): void {
    this.letPass()();
  }
  /** What is held up stays so until the returned function is called; all that is asked later goes through. */
  letPass(): () => void {
    const heldUp = this.#held ?? [];
    this.#held = null;
    return () => {
      for (const go of heldUp) go();
    };
  }
  async #bytesOf(path: string, signal?: AbortSignal): Promise<Result<Uint8Array, Failure>> {
    if (this.#held) await new Promise<void>((go) => this.#held?.push(go));
    if (signal?.aborted) return err({ code: "CANCELLED" });
    const bytes = this.#files.get(path);
    if (this.isCut || !bytes) return err({ code: "PACK_UNREACHABLE", packId: "", file: path });
    return ok(bytes);
  }
  async read(path: string, signal?: AbortSignal) {
    const found = await this.#bytesOf(path, signal);
    if (found.ok) this.traffic[path === "datapackage.json" ? "descriptions" : "wholes"]++;
    return found;
  }
  async readRange(path: string, start: number, end: number, signal?: AbortSignal) {
    const found = await this.#bytesOf(path, signal);
    if (!found.ok) return found;
    this.traffic.parts++;
    this.traffic.bytes += end - start;
    const bytes = found.value.slice(start, end);
    return ok({ kind: "part", bytes, totalBytes: found.value.length, version: null } as const);
  }
}

const BUILDINGS = createBuildings(20_000);
const CORNER: Bbox = [116, 39, 116.05, 39.05];
const CENTRE: Bbox = [116.5, 39.5, 116.55, 39.55];
let source: ControllableSource;
let api: LayersApi;
beforeEach(() => {
  source = new ControllableSource(BUILDINGS);
  api = createLayersApi(() => source);
});
const town = { packId: "town", baseUrl: "https://example.org/town/", layer: "buildings" } as const;

interface Drawn {
  readonly id: number;
  readonly properties: { readonly id: string };
}
function featuresOf(answer: Result<Uint8Array, Failure>): readonly Drawn[] {
  if (!answer.ok) throw new Error(JSON.stringify(answer.failure));
  return JSON.parse(new TextDecoder().decode(answer.value)).features;
}
const moment = () => new Promise((resolve) => setTimeout(resolve));

test("a box is a small part of the file, and each feature in it is the one of the whole layer", async () => {
  const whole = new Map(
    featuresOf(await api.layer({ ...town, changes: [] })).map((each) => [each.id, each.properties.id]),
  );
  const some = featuresOf(await api.layerBox({ ...town, bbox: CORNER }));
  expect(some.length).toBeGreaterThan(20);
  expect(some.length).toBeLessThan(100);
  for (const { id, properties } of some) expect(whole.get(id)).toBe(properties.id);
  expect(source.traffic.bytes).toBeLessThan(BUILDINGS.length / 10);
});

test("the same box again costs nothing", async () => {
  await api.layerBox({ ...town, bbox: CORNER });
  const before = { ...source.traffic };
  await api.layerBox({ ...town, bbox: CORNER });
  expect(source.traffic).toEqual(before);
});

test("a newer box of the layer ends the older one", async () => {
  await api.layerBox({ ...town, bbox: [116.9, 39.9, 116.91, 39.91] });
  source.hold();
  const older = api.layerBox({ ...town, bbox: CORNER });
  await moment();
  const newer = api.layerBox({ ...town, bbox: CENTRE });
  await moment();
  source.release();
  expect(await older).toEqual(err({ code: "CANCELLED" }));
  expect(featuresOf(await newer).length).toBeGreaterThan(20);
});

test("once the file is held, every box comes without the network", async () => {
  await api.layerBox({ ...town, bbox: CORNER });
  expect(await api.keepLayer(town)).toEqual(ok(BUILDINGS.length));
  source.isCut = true;
  expect(featuresOf(await api.layerBox({ ...town, bbox: CENTRE })).length).toBeGreaterThan(20);
  expect(featuresOf(await api.layer({ ...town, changes: [] }))).toHaveLength(20_000);
});

test("the pack's description is read once for all layers", async () => {
  await Promise.all([
    api.layer({ ...town, changes: [] }),
    api.layer({ ...town, changes: [] }),
    api.layerBox({ ...town, bbox: CENTRE }),
  ]);
  expect(source.traffic.descriptions).toBe(1);
});

test("a box asked for while the file is on its way does not wait for it", async () => {
  await api.layerBox({ ...town, bbox: CORNER });
  source.hold();
  let isKept = false;
  const keeping = api.keepLayer(town).then(() => {
    isKept = true;
  });
  await moment();
  // Only the file is held up: what is asked from now on goes through.
  const goOn = source.letPass();
  expect(featuresOf(await api.layerBox({ ...town, bbox: CENTRE })).length).toBeGreaterThan(20);
  expect(isKept).toBe(false);
  goOn();
  await keeping;
  expect(source.traffic.wholes).toBe(1);
});

test("without a network a box fails with its file's name; with one, it comes", async () => {
  await api.layerBox({ ...town, bbox: CORNER });
  source.isCut = true;
  const failed = await api.layerBox({ ...town, bbox: CENTRE });
  expect(failed).toEqual(err({ code: "PACK_UNREACHABLE", packId: "town", file: "buildings.fgb" }));
  source.isCut = false;
  expect(featuresOf(await api.layerBox({ ...town, bbox: CENTRE })).length).toBeGreaterThan(20);
});

test("a description that could not be read is asked for again", async () => {
  source.isCut = true;
  expect((await api.layerBox({ ...town, bbox: CORNER })).ok).toBe(false);
  source.isCut = false;
  expect((await api.layerBox({ ...town, bbox: CORNER })).ok).toBe(true);
});

test("a pack replaced under the map is said once, then read anew", async () => {
  await api.layerBox({ ...town, bbox: CORNER });
  source.put(createBuildings(19_000));
  const mixed = await api.layerBox({ ...town, bbox: CENTRE });
  expect(!mixed.ok && mixed.failure.code).toBe("PACK_MALFORMED");
  expect(featuresOf(await api.layerBox({ ...town, bbox: CENTRE })).length).toBeGreaterThan(20);
});

test("a layer that comes as a whole is read anew too", async () => {
  await api.layerBox({ ...town, bbox: CORNER });
  source.put(createBuildings(19_000));
  expect((await api.layer({ ...town, changes: [] })).ok).toBe(false);
  expect(featuresOf(await api.layer({ ...town, changes: [] }))).toHaveLength(19_000);
});

test("a layer the pack does not have is said", async () => {
  const asked = await api.layerBox({ ...town, layer: "streets", bbox: CORNER });
  expect(asked).toEqual(err({ code: "LAYER_MISSING", packId: "town", layer: "streets" }));
});
