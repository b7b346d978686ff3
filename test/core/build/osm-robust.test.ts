import { deflateSync } from "node:zlib";
import Pbf from "pbf";
import { describe, expect, it } from "vitest";
import { nestRings } from "../../../data/build/osm/nest-rings.ts";
import { at } from "../../fixtures/create-network.ts";
import { createOsmPbf, type OsmNodeSpec, type OsmPbfSpec } from "../../fixtures/create-osm-pbf.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { osmNode as node, readOsmSpec as read, readOsmBytes } from "../../fixtures/read-osm-spec.ts";

const street = { highway: "residential" };
const square = (firstId: number, east: number, north: number, side: number): OsmNodeSpec[] => [
  node(firstId, east, north),
  node(firstId + 1, east + side, north),
  node(firstId + 2, east + side, north + side),
  node(firstId + 3, east, north + side),
];
const ringOf = (firstId: number) => [firstId, firstId + 1, firstId + 2, firstId + 3, firstId];
const box = (x: number, y: number, side: number) => [
  [x, y],
  [x + side, y],
  [x + side, y + side],
  [x, y + side],
  [x, y],
];

/** A small city with some of everything. */
const town: OsmPbfSpec = {
  nodes: [
    ...square(1, 0, 0, 300),
    ...square(11, 50, 50, 40),
    ...square(21, 60, 60, 10),
    node(31, 150, 0, { barrier: "gate" }),
    node(32, 200, 150, { amenity: "school", name: "小学" }),
  ],
  ways: [
    { id: 1, nodes: [1, 31, 2, 3], tags: { ...street, name: "环路", maxspeed: "30" } },
    { id: 10, nodes: [3, 4, 1], tags: street },
    { id: 2, nodes: [1, 3], tags: { highway: "footway" } },
    { id: 3, nodes: ringOf(11) },
    { id: 4, nodes: ringOf(21) },
    { id: 5, nodes: ringOf(1), tags: { landuse: "residential" } },
  ],
  relations: [
    {
      id: 1,
      tags: { type: "multipolygon", building: "yes" },
      members: [
        ["way", 3, "outer"],
        ["way", 4, "inner"],
      ],
    },
    {
      id: 2,
      tags: { type: "restriction", restriction: "no_u_turn" },
      members: [
        ["way", 1, "from"],
        ["node", 3, "via"],
        ["way", 2, "to"],
      ],
    },
  ],
};

/** One block of a file: what its header says of the blob's length may be a lie. */
function block(type: string, blob: Uint8Array, said = blob.length): Uint8Array {
  const header = new Pbf();
  header.writeStringField(1, type);
  header.writeVarintField(3, said);
  const bytes = header.finish();
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, bytes.length);
  return new Uint8Array(Buffer.concat([length, bytes, blob]));
}
const packed = (data: Uint8Array, saidBytes: number): Uint8Array => {
  const blob = new Pbf();
  blob.writeVarintField(2, saidBytes);
  blob.writeBytesField(3, deflateSync(data));
  return blob.finish().slice();
};

describe("hostile files", () => {
  const whole = createOsmPbf(town);
  const outcome = async (bytes: Uint8Array) => {
    const result = await readOsmBytes(bytes);
    if (result.ok) return "ok";
    return result.failure.code === "IMPORT_UNREADABLE"
      ? `${result.failure.place.found} / ${result.failure.place.expected}`
      : result.failure.code;
  };
  const behind = (bytes: Uint8Array) => outcome(new Uint8Array(Buffer.concat([whole, bytes])));

  it("refuses headers and blobs beyond the format's limits before it takes memory for them", async () => {
    const header = new Uint8Array(4 + 65_537);
    new DataView(header.buffer).setUint32(0, 65_537);
    expect(await behind(header)).toBe("header of 65537 B / 1…65536 B");
    expect(await behind(new Uint8Array(4))).toBe("header of 0 B / 1…65536 B");
    expect(await behind(block("OSMData", new Uint8Array(8), 2 ** 25 + 1))).toBe(
      "blob of 33554433 B / 0…33554432 B",
    );
    expect(await behind(block("OSMData", new Uint8Array(8), 2 ** 20))).toBe("ends after 8 B / 1048576 B");
    expect(await behind(block("OSMData", packed(new Uint8Array(9), 2 ** 25 + 1)))).toBe(
      "33554433 B unpacked / at most 33554432 B",
    );
    expect(await behind(block("OSMData", packed(new Uint8Array(9), 8)))).toBe("9 B unpacked / 8 B");
    // 40 MiB of zeros in 40 kB
    expect(await behind(block("OSMData", packed(new Uint8Array(40 * 2 ** 20), 9)))).not.toBe("ok");
    expect(await behind(block("Whatever", new Uint8Array(8)))).toBe("ok");
  });

  it("never throws, whichever byte is wrong", { timeout: 60_000 }, async () => {
    const plain = createOsmPbf({ ...town, zlib: false });
    const random = createRandom(300);
    const outcomes = new Set<string>();
    for (let round = 0; round < 300; round++) {
      const bytes = plain.slice();
      for (let change = 0; change <= random() * 3; change++)
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      const result = await readOsmBytes(bytes);
      outcomes.add(result.ok ? "ok" : result.failure.code);
    }
    // some bytes are names, some coordinates, some lengths: both must have been met
    expect([...outcomes].sort()).toEqual(["IMPORT_FORMAT_UNKNOWN", "IMPORT_UNREADABLE", "ok"]);
  });

  // without an index it takes minutes
  it("sorts ten thousand rings in a large one, and gives up on what no map holds", {
    timeout: 20_000,
  }, () => {
    const shore = Array.from({ length: 20_001 }, (_, i) => {
      const angle = (i % 20_000) * ((2 * Math.PI) / 20_000);
      return [Math.cos(angle), Math.sin(angle)];
    });
    const islands = Array.from({ length: 10_000 }, (_, i) =>
      box(-0.5 + (i % 100) * 0.01, -0.5 + Math.floor(i / 100) * 0.01, 0.005),
    );
    const lake = nestRings([...islands, shore]);
    expect(lake !== "too many" && lake?.type === "Polygon" && lake.coordinates.length).toBe(10_001);
    const shells = Array.from({ length: 40_000 }, (_, i) => box(-1 + i * 1e-5, -1 + i * 1e-5, 2 - i * 2e-5));
    expect(nestRings(shells)).toBe("too many");
  });
});

it("makes the same bytes of the same file", async () => {
  const json = async () => JSON.stringify(await read(town));
  expect(await json()).toBe(await json());
});

describe("what is left out is counted", () => {
  const reasonsOf = async (spec: OsmPbfSpec) =>
    (await read(spec)).dropped.map(({ reason, count, example }) => [reason, count, example]);

  it("buildings that do not close, barriers of unknown kind, islets", async () => {
    expect(await reasonsOf(town)).toEqual([]);
    const spoilt = {
      ...town,
      nodes: [
        ...town.nodes,
        node(40, 300, 100, { barrier: "chicane_of_tyres" }),
        node(41, 900, 0),
        node(42, 950, 0),
        node(43, 900, 90),
        node(44, 1400, 90),
      ],
      ways: [
        ...(town.ways ?? []).map((way) => (way.id === 1 ? { ...way, nodes: [1, 31, 2, 40, 3] } : way)),
        { id: 6, nodes: [11, 12, 13], tags: { building: "yes" } },
        { id: 7, nodes: [41, 42], tags: street },
        { id: 8, nodes: [43, 44], tags: street },
      ],
    };
    expect(await reasonsOf(spoilt)).toEqual([
      ["barrier of an unknown kind: only people pass", 1, "node/40"],
      ["building whose outline does not close", 1, "way/6"],
      ["streets joined to no other, under 200 m together", 1, "way/7"],
    ]);
  });

  it("keeps the rings of a torn relation that close, and makes no area of its holes", async () => {
    const torn = (members: [number, string][]): OsmPbfSpec => ({
      nodes: [
        ...square(1, 0, 0, 30),
        ...square(11, 100, 0, 30),
        ...square(21, 110, 10, 10),
        node(31, 400, 0),
      ],
      ways: [
        { id: 1, nodes: ringOf(1) },
        { id: 2, nodes: ringOf(11) },
        { id: 3, nodes: ringOf(21) },
        { id: 4, nodes: [3, 31] },
      ],
      relations: [
        {
          id: 9,
          tags: { type: "multipolygon", natural: "water" },
          members: members.map(([id, role]) => ["way", id, role] as const),
        },
      ],
    });
    const rings = async (members: [number, string][]) => {
      const { areas, dropped } = await read(torn(members));
      const { polygon } = areas[0] ?? {};
      const parts = polygon ? (polygon.type === "Polygon" ? [polygon.coordinates] : polygon.coordinates) : [];
      return [parts.map((part) => part.length), dropped.map(({ reason }) => reason)];
    };
    const some = ["area relation of which some lines do not close here: the other rings are kept"];
    const all: [number, string][] = [
      [1, "outer"],
      [2, "outer"],
      [3, "inner"],
    ];
    expect(await rings(all)).toEqual([[2, 1], []]);
    expect(await rings([...all, [99, "outer"]])).toEqual([[2, 1], some]);
    expect(await rings([...all, [4, "outer"]])).toEqual([[2, 1], some]);
    // the outline around the hole is what is missing
    expect(
      await rings([
        [1, "outer"],
        [99, "outer"],
        [3, "inner"],
      ]),
    ).toEqual([[1], some]);
    expect(await rings([[4, "outer"]])).toEqual([[], ["area relation that does not close here"]]);
  });
});

it("closes rings that touch at a corner as two, whatever the order of their lines", async () => {
  const nodes = [...square(1, 0, 0, 30), ...square(11, 30, 30, 30)];
  // corner 3 of the first is corner 11 of the second
  const halves = [
    [1, 2, 3],
    [3, 4, 1],
    [3, 12, 13],
    [13, 14, 3],
  ];
  for (const order of [
    [0, 2, 3, 1],
    [0, 1, 2, 3],
    [2, 1, 0, 3],
  ]) {
    const { buildings } = await read({
      nodes,
      ways: halves.map((ids, i) => ({ id: i + 1, nodes: ids })),
      relations: [
        {
          id: 9,
          tags: { type: "multipolygon", building: "yes" },
          members: order.map((i) => ["way", i + 1, "outer"] as const),
        },
      ],
    });
    const { polygon } = buildings[0] ?? {};
    expect(polygon?.type === "MultiPolygon" && polygon.coordinates.map((part) => part[0]?.length)).toEqual([
      5, 5,
    ]);
  }
});

it("holds nothing of what lies beyond the margin", async () => {
  const far: OsmPbfSpec = {
    nodes: [...town.nodes, ...square(101, 5000, 0, 50), node(111, 9000, 0, { amenity: "school" })],
    ways: [
      ...(town.ways ?? []),
      { id: 101, nodes: ringOf(101), tags: { building: "yes" } },
      { id: 102, nodes: ringOf(101), tags: { leisure: "park" } },
      { id: 103, nodes: [101, 103], tags: street },
      { id: 104, nodes: [102, 103], tags: { building: "yes" } },
      // around everything: no corner within
      { id: 105, nodes: [121, 122, 123, 124, 121], tags: { landuse: "military" } },
    ],
    relations: [
      ...(town.relations ?? []),
      {
        id: 103,
        tags: { type: "restriction", restriction: "no_u_turn" },
        members: [
          ["way", 103, "from"],
          ["node", 103, "via"],
          ["way", 103, "to"],
        ],
      },
    ],
  };
  const around = { ...far, nodes: [...far.nodes, ...square(121, -5000, -5000, 10_000)] };
  const ring = [at(-9, -9), at(309, -9), at(309, 309), at(-9, 309), at(-9, -9)].map((place) => [...place]);
  const clipped = await read(around, { clip: { type: "Polygon", coordinates: [ring] }, marginMetres: 20 });
  const alone = await read(town);
  const { network, ...rest } = clipped;
  expect({ ...network, inputHash: "" }).toEqual({ ...alone.network, inputHash: "" });
  expect(rest.areas.map(({ osmId }) => osmId)).toEqual(["way/5", "way/105"]);
  expect([rest.buildings, rest.points, rest.dropped]).toEqual([alone.buildings, alone.points, []]);
});
