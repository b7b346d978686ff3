import { describe, expect, it } from "vitest";
import { CLOSED, fireEngineCosts, truckCosts, walkCosts } from "../../../src/core/graph/costs.ts";
import { EDGE_FLAG } from "../../../src/core/model/network.ts";
import { decodeNetwork } from "../../../src/sources/network-binary.ts";
import { encodeNetwork } from "../../../src/sources/network-write.ts";
import { osmNode as node, readOsmSpec as read } from "../../fixtures/read-osm-spec.ts";

const street = { highway: "residential" };

/** Who gets from one end of a street to the other past what stands on its middle, and both ways alike. */
async function passers(barrier: Record<string, string>, tags: Record<string, string> = street) {
  const city = await read({
    nodes: [node(1, 0, 0), node(2, 100, 0, barrier), node(3, 200, 0)],
    ways: [{ id: 7, nodes: [1, 2, 3], tags }],
  });
  const decoded = decodeNetwork(encodeNetwork(city.network), "p");
  if (!decoded.ok) throw new Error("not decoded");
  const network = decoded.value;
  const size = { widthMetres: 2.5, heightMetres: 3.4, weightTonnes: 12 };
  const everyEdge = (costs: { directed: Uint32Array }) => costs.directed.every((cost) => cost !== CLOSED);
  const who = [
    ["foot", walkCosts(network, 1, "foot")],
    ["wheels", walkCosts(network, 1, "wheelchair")],
    ["car", truckCosts(network, { widthMetres: 2 })],
    ["engine", fireEngineCosts(network, size)],
    ["truck", truckCosts(network, size)],
  ] as const;
  return {
    passing: who.flatMap(([name, costs]) => (everyEdge(costs) ? [name] : [])).join(" "),
    isGated: network.edgeFlags.some((flags) => (flags & EDGE_FLAG.gated) !== 0),
    dropped: city.dropped.length,
  };
}

describe("who passes a barrier", () => {
  it.each<[Record<string, string>, string]>([
    [{ barrier: "gate" }, "foot wheels car engine truck"],
    [{ barrier: "gate", locked: "yes" }, "engine"],
    [{ barrier: "gate", locked: "no" }, "foot wheels car engine truck"],
    [{ barrier: "gate", access: "private" }, "engine"],
    [{ barrier: "gate", access: "private", foot: "yes" }, "foot wheels engine"],
    [{ barrier: "lift_gate" }, "foot wheels car engine truck"],
    [{ barrier: "lift_gate", access: "yes" }, "foot wheels car engine truck"],
    [{ barrier: "lift_gate", locked: "yes" }, "engine"],
    [{ barrier: "lift_gate", motor_vehicle: "no" }, "foot wheels engine"],
    [{ barrier: "lift_gate", maxheight: "2.2" }, "foot wheels car"],
    [{ barrier: "block" }, "foot wheels"],
    [{ barrier: "block", access: "yes" }, "foot wheels car engine truck"],
    [{ barrier: "bollard" }, "foot wheels"],
    [{ barrier: "bollard", bollard: "removable" }, "foot wheels engine"],
    [{ barrier: "cycle_barrier" }, "foot"],
    [{ barrier: "cycle_barrier", wheelchair: "yes" }, "foot wheels"],
    [{ barrier: "kerb" }, "foot car engine truck"],
    [{ barrier: "kerb", kerb: "lowered" }, "foot wheels car engine truck"],
    [{ barrier: "kerb", kerb: "raised" }, "foot car engine truck"],
    [{ barrier: "kerb", "kerb:height": "2 cm" }, "foot wheels car engine truck"],
    [{ kerb: "raised" }, "foot car engine truck"],
    [{ barrier: "wall" }, ""],
    [{ barrier: "turnstile" }, "foot"],
    [{ barrier: "chain" }, "foot engine"],
  ])("%j", async (tags, expected) => {
    expect((await passers(tags)).passing).toBe(expected);
  });

  it("lets through no more than the street behind it does", async () => {
    expect((await passers({ barrier: "gate" }, { highway: "footway" })).passing).toBe("foot wheels");
    expect((await passers({ barrier: "gate" }, { ...street, oneway: "yes" })).passing).toBe(
      "foot wheels engine",
    );
  });

  it("remembers that it was a gate", async () => {
    expect((await passers({ barrier: "lift_gate" })).isGated).toBe(true);
    expect((await passers({ barrier: "bollard" })).isGated).toBe(false);
  });
});

it("makes no way longer by its gates, and draws no dot for them", async () => {
  const city = (tags: Record<string, string>) =>
    read({
      nodes: [
        node(1, -100, 0),
        node(2, 0, 0, tags),
        node(3, 100, 0),
        node(4, 0, 100),
        node(5, 40, 100, tags),
        node(6, 90, 100),
      ],
      ways: [
        [1, 2, 3],
        [2, 4],
        [4, 5, 6],
      ].map((nodes, i) => ({ id: i + 1, nodes, tags: { ...street, name: "街" } })),
    });
  const open = await city({});
  const gated = await city({ barrier: "gate" });
  const total = (lengths: Uint32Array) => lengths.reduce((sum, length) => sum + length, 0);
  expect(gated.network.edgeCount).toBeGreaterThan(open.network.edgeCount);
  // the two halves of 4-6 are rounded up each for itself
  expect(total(gated.network.edgeLengthDecimetres) - total(open.network.edgeLengthDecimetres)).toBeLessThan(
    2,
  );
  const shapes = ({ streetLines }: typeof open) =>
    streetLines.map(({ line }) => [line[0], line.at(-1)].map(String).sort().join(" ")).sort();
  expect(shapes(gated)).toEqual(shapes(open));
});
