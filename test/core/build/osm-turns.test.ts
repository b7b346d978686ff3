import { describe, expect, it } from "vitest";
import { RESTRICTED, RESTRICTION_KINDS } from "../../../src/core/model/network.ts";
import type { OsmNodeSpec, OsmRelationSpec, OsmWaySpec } from "../../fixtures/create-osm-pbf.ts";
import { osmNode as node, readOsmSpec as read } from "../../fixtures/read-osm-spec.ts";

const street = { highway: "residential" };
const way = (id: number, ...nodes: number[]): OsmWaySpec => ({ id, nodes, tags: street });
const turn = (
  id: number,
  tags: Record<string, string>,
  members: OsmRelationSpec["members"],
): OsmRelationSpec => ({ id, tags: { type: "restriction", ...tags }, members });

/*
 *      4     6
 *      |     |
 *  1 - 2 --- 5 - 7
 *      |
 *      3
 */
const nodes = [
  node(1, -100, 0),
  node(2, 0, 0),
  node(3, 0, -100),
  node(4, 0, 100),
  node(5, 200, 0),
  node(6, 200, 100),
  node(7, 300, 0),
];
const ways = [way(12, 1, 2), way(23, 2, 3), way(24, 2, 4), way(25, 2, 5), way(56, 5, 6), way(57, 5, 7)];

/** Restrictions as the OSM nodes their runs pass, and what was left out. */
async function turnsOf(
  relations: readonly OsmRelationSpec[],
  city: { nodes?: readonly OsmNodeSpec[]; ways?: readonly OsmWaySpec[] } = {},
) {
  const all = city.nodes ?? nodes;
  const { network, dropped } = await read({ nodes: all, ways: city.ways ?? ways, relations });
  const idOf = (n: number) =>
    all.find(
      ({ lng, lat }) =>
        Math.abs(lng - (network.nodeLng[n] as number)) < 1e-6 &&
        Math.abs(lat - (network.nodeLat[n] as number)) < 1e-6,
    )?.id;
  const runs = [...network.restrictionKind].map((kind, r) => {
    const edges = network.restrictionEdges.slice(
      network.restrictionOffsets[r],
      network.restrictionOffsets[r + 1],
    );
    const tail = (d: number) => (d % 2 ? network.edgeTo : network.edgeFrom)[d >> 1] as number;
    const passed = [...[...edges].map(tail), tail((edges.at(-1) as number) ^ 1)].map(idOf);
    return [RESTRICTION_KINDS[kind], passed.join(" "), network.restrictionAppliesTo[r]];
  });
  return { runs, dropped: dropped.map(({ reason, count }) => `${count} ${reason}`) };
}
const EVERY_ENGINE = RESTRICTED.vehicle | RESTRICTED.fireEngine | RESTRICTED.truck;

describe("turn restrictions are read as runs of directed edges", () => {
  it.each(["no_left_turn", "no_straight_on", "no_right_turn", "only_left_turn", "only_straight_on"])(
    "%s by a node",
    async (restriction) => {
      const relation = turn(1, { restriction }, [
        ["way", 12, "from"],
        ["node", 2, "via"],
        ["way", 24, "to"],
      ]);
      expect(await turnsOf([relation])).toEqual({
        runs: [[restriction.split("_")[0], "1 2 4", EVERY_ENGINE]],
        dropped: [],
      });
    },
  );

  it("by a way, by two ways, and against the direction they are drawn in", async () => {
    const byOne = turn(1, { restriction: "no_left_turn" }, [
      ["way", 12, "from"],
      ["way", 25, "via"],
      ["way", 56, "to"],
    ]);
    const back = turn(2, { restriction: "only_right_turn" }, [
      ["way", 57, "from"],
      ["way", 25, "via"],
      ["way", 24, "to"],
    ]);
    const byTwo = turn(3, { restriction: "no_u_turn" }, [
      ["way", 12, "from"],
      ["way", 25, "via"],
      ["way", 58, "via"],
      ["way", 89, "to"],
    ]);
    const more = {
      nodes: [...nodes, node(8, 260, -60), node(9, 100, -90)],
      ways: [...ways, way(58, 5, 8), way(89, 8, 9)],
    };
    expect((await turnsOf([byOne, back, byTwo], more)).runs).toEqual([
      ["no", "1 2 5 6", EVERY_ENGINE],
      ["only", "7 5 2 4", EVERY_ENGINE],
      // node 8 is where a via way ends: it stays a node though only two streets meet there
      ["no", "1 2 5 8 9", EVERY_ENGINE],
    ]);
  });

  it("turning on the spot, also where two streets would else be joined to one", async () => {
    const uTurn = (from: number, via: number, to: number) =>
      turn(via, { restriction: "no_u_turn" }, [
        ["way", from, "from"],
        ["node", via, "via"],
        ["way", to, "to"],
      ]);
    const line = { nodes, ways: [way(12, 1, 2), way(25, 2, 5), way(57, 5, 7)] };
    expect((await turnsOf([uTurn(12, 2, 12), uTurn(57, 5, 57)], line)).runs).toEqual([
      ["no", "1 2 1", EVERY_ENGINE],
      ["no", "7 5 7", EVERY_ENGINE],
    ]);
  });

  it.each<[Record<string, string>, number | string]>([
    [{ restriction: "no_left_turn", except: "hgv" }, RESTRICTED.vehicle | RESTRICTED.fireEngine],
    [{ restriction: "no_left_turn", except: "bus;emergency" }, RESTRICTED.vehicle | RESTRICTED.truck],
    [{ restriction: "no_left_turn", except: "bicycle" }, EVERY_ENGINE],
    [{ restriction: "no_left_turn", except: "motor_vehicle" }, "1 turn restriction for others"],
    [{ "restriction:hgv": "no_left_turn" }, RESTRICTED.truck],
    [{ "restriction:foot": "no_left_turn" }, RESTRICTED.foot],
    [{ "restriction:bicycle": "no_left_turn" }, "1 turn restriction for others"],
    [
      { "restriction:conditional": "no_left_turn @ (07:00-09:00)" },
      "1 turn restriction at certain hours only",
    ],
    [{ restriction: "give_way" }, "1 turn restriction not understood"],
  ])("%j", async (tags, expected) => {
    const { runs, dropped } = await turnsOf([
      turn(1, tags, [
        ["way", 12, "from"],
        ["node", 2, "via"],
        ["way", 24, "to"],
      ]),
    ]);
    expect(typeof expected === "number" ? runs.map((run) => run[2]) : dropped).toEqual([expected]);
    expect(runs.length + dropped.length).toBe(1);
  });

  it("leads through the gate that stands on the junction", async () => {
    const gated = nodes.map((place) => (place.id === 2 ? { ...place, tags: { barrier: "gate" } } : place));
    const relations = [23, 24, 25].map((to) =>
      turn(to, { restriction: "no_left_turn" }, [
        ["way", 12, "from"],
        ["node", 2, "via"],
        ["way", to, "to"],
      ]),
    );
    const { runs, dropped } = await turnsOf(relations, { nodes: gated });
    expect([runs.map((run) => run[1]), dropped]).toEqual([["1 2 2 3", "1 2 2 4", "1 2 2 5"], []]);
    const [across] = (
      await turnsOf(
        [
          turn(1, { restriction: "no_straight_on" }, [
            ["way", 23, "from"],
            ["node", 2, "via"],
            ["way", 24, "to"],
          ]),
        ],
        { nodes: gated },
      )
    ).runs;
    // neither is the first street of the gate: by way of the first
    expect(across?.[1]).toBe("3 2 2 2 4");
  });

  it("counts each pair of from and to that does not meet", async () => {
    const fan = turn(1, { restriction: "no_exit" }, [
      ["way", 12, "from"],
      ["node", 2, "via"],
      ["way", 24, "to"],
      ["way", 57, "to"],
      ["way", 56, "to"],
    ]);
    const apart = turn(2, { restriction: "no_left_turn" }, [
      ["way", 12, "from"],
      ["node", 5, "via"],
      ["way", 24, "to"],
    ]);
    // the way runs on through the node: which half is meant?
    const through = turn(3, { restriction: "no_left_turn" }, [
      ["way", 12, "from"],
      ["node", 2, "via"],
      ["way", 900, "to"],
    ]);
    const missing = turn(4, { restriction: "no_left_turn" }, [["way", 12, "from"]]);
    const long = {
      ways: [...ways.filter(({ id }) => id !== 23 && id !== 24), way(900, 3, 2, 4), way(24, 4, 6)],
    };
    expect(await turnsOf([fan, apart, missing])).toEqual({
      runs: [["no", "1 2 4", EVERY_ENGINE]],
      dropped: [
        "1 turn restriction whose ways do not meet here",
        "2 turn restriction with pairs of ways that do not meet here",
        "1 turn restriction without from, via or to",
      ],
    });
    expect((await turnsOf([through], long)).dropped).toEqual([
      "1 turn restriction whose ways do not meet here",
    ]);
  });
});
