import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { haversineMetres } from "../../../data/build/model/plane.ts";
import type { OsmCity } from "../../../data/build/osm/osm-city.ts";
import { readOsm } from "../../../data/build/osm/read-osm.ts";
import { EDGE_FLAG, STREET_CLASSES } from "../../../src/core/model/network.ts";
import { decodeNetwork } from "../../../src/sources/network-binary.ts";
import { encodeNetwork } from "../../../src/sources/network-write.ts";
import { at } from "../../fixtures/create-network.ts";
import { createOsmPbf, type OsmNodeSpec, type OsmPbfSpec } from "../../fixtures/create-osm-pbf.ts";
import { createRandom } from "../../fixtures/create-random.ts";

const folder = mkdtempSync(join(tmpdir(), "osm-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function readBytes(bytes: Uint8Array) {
  const path = join(folder, "city.osm.pbf");
  writeFileSync(path, bytes);
  return readOsm(path, { clip: null, marginMetres: 0 });
}
async function read(spec: OsmPbfSpec): Promise<OsmCity> {
  const result = await readBytes(createOsmPbf(spec));
  if (!result.ok) throw new Error(JSON.stringify(result.failure));
  // whatever is read has to pass the checks of the app
  expect(decodeNetwork(encodeNetwork(result.value.network), "p").ok).toBe(true);
  return result.value;
}
const node = (id: number, east: number, north: number, tags = {}): OsmNodeSpec => {
  const [lng, lat] = at(east, north);
  return { id, lng, lat, tags };
};
const line = [node(1, 0, 0), node(2, 100, 0), node(3, 200, 0)];
const { footForward, footBackward, vehicleForward, vehicleBackward } = EDGE_FLAG;
const { fireEngineForward, fireEngineBackward, wheelchair } = EDGE_FLAG;
const FOOT = footForward | footBackward;
const CARS = vehicleForward | vehicleBackward;
const ENGINES = fireEngineForward | fireEngineBackward;

/** Flags of the only edge of a city with this one street. */
async function flagsOf(tags: Record<string, string>): Promise<number> {
  const { network } = await read({ nodes: line, ways: [{ id: 7, nodes: [1, 2, 3], tags }] });
  expect(network.edgeCount).toBe(1);
  return network.edgeFlags[0] as number;
}

describe("one street", () => {
  it.each<[string, Record<string, string>, number]>([
    ["street", { highway: "residential" }, FOOT | CARS | ENGINES | wheelchair],
    ["one-way", { highway: "residential", oneway: "yes" }, FOOT | vehicleForward | ENGINES | wheelchair],
    ["against", { highway: "residential", oneway: "-1" }, FOOT | vehicleBackward | ENGINES | wheelchair],
    ["reversible", { highway: "residential", oneway: "reversible" }, FOOT | ENGINES | wheelchair],
    ["motorway", { highway: "motorway" }, vehicleForward | fireEngineForward],
    ["yard", { highway: "service", access: "private" }, ENGINES],
    ["yard on foot", { highway: "service", access: "private", foot: "yes" }, FOOT | ENGINES | wheelchair],
    ["steps", { highway: "steps" }, FOOT],
    ["escalator", { highway: "steps", conveying: "forward" }, footForward],
    ["lawn", { highway: "footway", surface: "grass" }, FOOT],
    ["walk for engines", { highway: "footway", emergency: "yes" }, FOOT | ENGINES | wheelchair],
    ["cycle lane", { highway: "cycleway", foot: "yes" }, FOOT | wheelchair],
  ])("%s", async (_, tags, flags) => {
    expect(await flagsOf(tags)).toBe(flags);
  });

  it("keeps what is written on it, in the units of the network", async () => {
    const tags = {
      highway: "primary",
      name: "长安街",
      "name:en": "Chang'an Avenue",
      width: `10'6"`,
      maxspeed: "30 mph",
      layer: "-1",
      tunnel: "yes",
      maxheight: "3.8 m",
      maxweight: "7.5",
      maxwidth: "250 cm",
      incline: "-4%",
    };
    const { network } = await read({ nodes: line, ways: [{ id: 7, nodes: [1, 2, 3], tags }] });
    expect(network.names[network.edgeName[0] as number]).toEqual({ zh: "长安街", en: "Chang'an Avenue" });
    expect(STREET_CLASSES[network.edgeClass[0] as number]).toBe("primary");
    expect([
      network.edgeWidthDecimetres[0],
      network.edgeSpeedKmh[0],
      network.edgeLevel[0],
      network.edgeMaxHeightCentimetres[0],
      network.edgeMaxWeightHundredKilograms[0],
      network.edgeMaxWidthCentimetres[0],
      Math.abs(network.edgeInclinePercent[0] as number),
    ]).toEqual([32, 48, -1, 380, 75, 250, 4]);
  });
});

describe("barriers and turns", () => {
  const street = { highway: "residential" };
  it("stops cars at a bollard, lets walkers and wheels through", async () => {
    const nodes = [node(1, 0, 0), node(2, 100, 0, { barrier: "bollard" }), node(3, 200, 0)];
    const { network } = await read({ nodes, ways: [{ id: 7, nodes: [1, 2, 3], tags: street }] });
    expect([network.nodeCount, network.edgeCount]).toEqual([4, 3]);
    expect(network.edgeFlags[network.edgeLengthDecimetres.indexOf(1)]).toBe(FOOT | wheelchair);
  });

  it("stores a turn restriction as a run of directed edges", async () => {
    const cross = [node(1, -100, 0), node(2, 0, 0), node(3, 100, 0), node(4, 0, 100)];
    const { network, counts } = await read({
      nodes: cross,
      ways: [
        [1, 2],
        [2, 3],
        [2, 4],
      ].map((ends, i) => ({ id: 11 + i, nodes: ends, tags: street })),
      relations: [
        {
          id: 5,
          tags: { type: "restriction", restriction: "no_left_turn", except: "hgv" },
          members: [
            ["way", 11, "from"],
            ["node", 2, "via"],
            ["way", 13, "to"],
          ],
        },
        { id: 6, tags: { type: "restriction", "restriction:conditional": "no_u_turn @ (Mo)" }, members: [] },
      ],
    });
    expect(counts.restrictions).toBe(1);
    const ends = [...network.restrictionEdges].map((d) => {
      const [from, to] = [network.edgeFrom[d >> 1] as number, network.edgeTo[d >> 1] as number];
      return (d % 2 === 0 ? [from, to] : [to, from]).map((n) => [network.nodeLng[n], network.nodeLat[n]]);
    });
    const place = (i: number) =>
      [cross[i]?.lng, cross[i]?.lat].map((v) => Math.round((v as number) * 1e7) / 1e7);
    expect(ends).toEqual([
      [place(0), place(1)],
      [place(1), place(3)],
    ]);
    expect([...network.restrictionAppliesTo]).toEqual([1 | 2]);
  });
});

it("makes a house with a yard from two half rings and a hole", async () => {
  const corners = [
    [0, 0],
    [30, 0],
    [30, 30],
    [0, 30],
    [10, 10],
    [20, 10],
    [20, 20],
  ] as const;
  const { buildings } = await read({
    nodes: corners.map(([x, y], i) => node(i + 1, x, y)),
    ways: [
      { id: 1, nodes: [1, 2, 3] },
      { id: 2, nodes: [1, 4, 3] },
      { id: 3, nodes: [5, 6, 7, 5] },
    ],
    relations: [
      {
        id: 9,
        tags: { type: "multipolygon", building: "yes" },
        members: [
          ["way", 1, "outer"],
          ["way", 2, "outer"],
          ["way", 3, "inner"],
        ],
      },
    ],
  });
  expect(buildings.map(({ osmId }) => osmId)).toEqual(["relation/9"]);
  expect(buildings[0]?.polygon.coordinates.map((ring) => ring.length)).toEqual([5, 4]);
});

it("keeps every distance of the map when streets are joined", async () => {
  const random = createRandom(5);
  for (let round = 0; round < 6; round++) {
    const nodes = Array.from({ length: 40 }, (_, i) => node(2 ** 33 + i, random() * 900, random() * 900));
    const ways = Array.from({ length: 22 }, (_, i) => ({
      id: i + 1,
      nodes: Array.from({ length: 2 + Math.floor(random() * 4) }, () => 2 ** 33 + Math.floor(random() * 40)),
      tags: { highway: random() < 0.7 ? "residential" : "footway" },
    }));
    const { network } = await read({ nodes, ways });
    const place = new Map(
      nodes.map(({ id, lng, lat }) => [
        id,
        [Math.round(lng * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7] as [number, number],
      ]),
    );
    const of = (id: number) => place.get(id) as [number, number];
    const truth = allPairs(
      [...place.values()].map(String),
      ways.flatMap((way) =>
        way.nodes.slice(1).map((to, i) => {
          const [a, b] = [of(way.nodes[i] as number), of(to)];
          return [String(a), String(b), haversineMetres(a, b)] as const;
        }),
      ),
    );
    const name = (n: number) => String([network.nodeLng[n], network.nodeLat[n]]);
    const found = allPairs(
      Array.from({ length: network.nodeCount }, (_, n) => name(n)),
      [...network.edgeLengthDecimetres].map(
        (length, e) =>
          [name(network.edgeFrom[e] as number), name(network.edgeTo[e] as number), length / 10] as const,
      ),
    );
    for (const [pair, metres] of found) {
      const expected = truth.get(pair) as number;
      // each edge is rounded up to the next decimetre
      const apart = metres === expected ? 0 : metres - expected;
      expect(apart >= -0.001 && apart < 0.1 * network.nodeCount).toBe(true);
    }
  }
});

function allPairs(names: readonly string[], edges: readonly (readonly [string, string, number])[]) {
  const metres = new Map<string, number>();
  for (const a of names)
    for (const b of names) metres.set(`${a} ${b}`, a === b ? 0 : Number.POSITIVE_INFINITY);
  const get = (a: string, b: string) => metres.get(`${a} ${b}`) as number;
  for (const [a, b, length] of edges) {
    metres.set(`${a} ${b}`, Math.min(get(a, b), length));
    metres.set(`${b} ${a}`, Math.min(get(b, a), length));
  }
  for (const k of names)
    for (const a of names)
      for (const b of names)
        if (get(a, k) + get(k, b) < get(a, b)) metres.set(`${a} ${b}`, get(a, k) + get(k, b));
  return metres;
}

describe("files as they come", () => {
  const spec: OsmPbfSpec = {
    nodes: line,
    ways: [{ id: 7, nodes: [1, 2, 3], tags: { highway: "residential" } }],
  };

  it("reads dense and plain nodes, raw and packed blobs, in any order, as the same city", async () => {
    const first = await read(spec);
    for (const variant of [{ dense: false }, { zlib: false }, { nodes: line.toReversed() }]) {
      const { network } = await read({ ...spec, ...variant });
      expect({ ...network, inputHash: "" }).toEqual({ ...first.network, inputHash: "" });
    }
  });

  it("cuts streets at missing nodes and counts them; takes a city without streets", async () => {
    const { counts, network, dropped } = await read({
      ...spec,
      ways: [{ id: 7, nodes: [1, 2, 99, 3], tags: { highway: "residential" } }],
    });
    expect([counts.missingNodes, network.edgeCount]).toEqual([1, 1]);
    expect(dropped).toEqual([{ reason: "street with missing nodes: cut there", count: 1, example: "way/7" }]);
    expect((await read({ nodes: line })).network.edgeCount).toBe(0);
  });

  it("refuses what it cannot read, wherever it ends", async () => {
    const whole = createOsmPbf(spec);
    const codeOf = async (bytes: Uint8Array) => {
      const result = await readBytes(bytes);
      return result.ok ? "ok" : result.failure.code;
    };
    expect(await codeOf(new Uint8Array())).toBe("IMPORT_EMPTY");
    expect(await codeOf(new TextEncoder().encode("<?xml version='1.0'?><osm/>"))).toBe(
      "IMPORT_FORMAT_UNKNOWN",
    );
    const codes = new Set([
      await codeOf(createOsmPbf({ ...spec, requiredFeatures: ["HistoricalInformation"] })),
    ]);
    for (const packing of [4, 6, 7]) codes.add(await codeOf(createOsmPbf({ ...spec, packing })));
    expect([...codes]).toEqual(["IMPORT_UNREADABLE"]);
    for (let length = 1; length < whole.length; length += 3) codes.add(await codeOf(whole.slice(0, length)));
    for (const code of codes) expect(["ok", "IMPORT_UNREADABLE", "IMPORT_FORMAT_UNKNOWN"]).toContain(code);
  });
});

it("keeps what reaches into the margin whole and leaves out what lies beyond", async () => {
  const nodes = [node(1, 0, 0), node(2, 100, 0), node(3, 400, 0), node(4, 700, 0), node(5, 100, 90)];
  const path = join(folder, "clip.osm.pbf");
  const ways = [
    [1, 2, 3, 4],
    [2, 5],
    [3, 5],
  ].map((ids, i) => ({ id: i + 1, nodes: ids, tags: { highway: "residential" } }));
  writeFileSync(path, createOsmPbf({ nodes, ways }));
  const ring = [at(-50, -50), at(150, -50), at(150, 50), at(-50, 50), at(-50, -50)].map((p) => [...p]);
  const edgesWithin = async (marginMetres: number) => {
    const result = await readOsm(path, { clip: { type: "Polygon", coordinates: [ring] }, marginMetres });
    return result.ok ? result.value.network.edgeCount : -1;
  };
  // inside: 1-2, 2-3 and 2-5; with 300 m node 3 too, and with it 3-4 and 3-5, which joins 2-5
  expect([await edgesWithin(0), await edgesWithin(300)]).toEqual([3, 4]);
});
