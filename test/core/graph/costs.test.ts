import { describe, expect, it } from "vitest";
import { arcCosts, CLOSED, truckCosts, walkCosts } from "../../../src/core/graph/costs.ts";
import { combineEdits, editedCosts } from "../../../src/core/graph/edge-edits.ts";
import { EDGE_FLAG } from "../../../src/core/model/network.ts";
import { at, BOTH_WAYS, createNetwork } from "../../fixtures/create-network.ts";

const network = createNetwork(
  [at(0, 0), at(100, 0)],
  [
    { from: 0, to: 1, lengthMetres: 100 },
    { from: 0, to: 1, lengthMetres: 100, street: "steps" },
    { from: 0, to: 1, lengthMetres: 100, flags: BOTH_WAYS & ~EDGE_FLAG.wheelchair },
    {
      from: 0,
      to: 1,
      lengthMetres: 100,
      flags: EDGE_FLAG.footForward | EDGE_FLAG.vehicleBackward,
      speedKmh: 36,
    },
    { from: 0, to: 1, lengthMetres: 100, widthMetres: 2.9, speedKmh: 36 },
    { from: 0, to: 1, lengthMetres: 100, widthMetres: 3, speedKmh: 36 },
    { from: 0, to: 1, lengthMetres: 100, speedKmh: 0 },
  ],
);

describe("costs", () => {
  it("walks at the pace, each way where allowed", () => {
    const { directed } = walkCosts(network, 0.8, "foot");
    expect([...directed.slice(0, 8)]).toEqual([1250, 1250, 1250, 1250, 1250, 1250, 1250, CLOSED]);
  });
  it("keeps wheels off steps and off streets not marked for them", () => {
    const { directed } = walkCosts(network, 1, "wheelchair");
    expect([...directed.slice(0, 8)]).toEqual([1000, 1000, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED, CLOSED]);
  });
  it("keeps a pram off steps and off bridges and tunnels not marked for wheels, and lifts it over the rest", () => {
    const flags = (extra: number, wheels: boolean) =>
      (BOTH_WAYS & ~(wheels ? 0 : EDGE_FLAG.wheelchair)) | extra;
    const ways = createNetwork(
      [at(0, 0), at(100, 0)],
      [
        { from: 0, to: 1, flags: flags(0, false) },
        { from: 0, to: 1, street: "steps" },
        { from: 0, to: 1, flags: flags(EDGE_FLAG.bridge, false) },
        { from: 0, to: 1, flags: flags(EDGE_FLAG.bridge, true) },
        { from: 0, to: 1, flags: flags(EDGE_FLAG.tunnel, false) },
      ],
    );
    const { directed } = walkCosts(ways, 1, "pram");
    expect([0, 1, 2, 3, 4].map((edge) => directed[edge * 2] !== CLOSED)).toEqual([
      true,
      false,
      false,
      true,
      false,
    ]);
  });
  it("keeps wheels off slopes known to be steeper than the limit, up or down, and never off an unknown slope", () => {
    const edgeInclinePercent = Int8Array.of(9, 0, 0, 0, 8, -9, 0);
    const open = (mode: "foot" | "wheelchair") => {
      const { directed } = walkCosts({ ...network, edgeInclinePercent }, 1, mode, 8.33);
      return [0, 4, 5, 6].map((edge) => directed[edge * 2] !== CLOSED && directed[edge * 2 + 1] !== CLOSED);
    };
    expect(open("wheelchair")).toEqual([false, true, false, true]);
    expect(open("foot")).toEqual([true, true, true, true]);
  });
  it("drives at the speed, in the permitted direction, where the vehicle fits", () => {
    const { directed } = truckCosts(network, { widthMetres: 3 });
    expect([...directed.slice(6)]).toEqual([CLOSED, 100, CLOSED, CLOSED, 100, 100, CLOSED, CLOSED]);
  });
  it("gives each arc the cost of its edge's direction, and the opposite one for searches against the arcs", () => {
    const costs = walkCosts(network, 1, "foot");
    for (let arc = 0; arc < network.arcCount; arc++) {
      const directedEdge = network.arcEdge[arc] as number;
      expect(costs.forward[arc]).toBe(costs.directed[directedEdge]);
      expect(costs.reverse[arc]).toBe(costs.directed[directedEdge ^ 1]);
    }
  });
  it("edits a copy and leaves the original open: the same as costs made anew", () => {
    const open = walkCosts(network, 1, "foot");
    const closing = { isClosed: true, factor: 1, greatestKmh: Infinity };
    const slowing = { isClosed: false, factor: 2.5, greatestKmh: Infinity };
    const edits = combineEdits(network.edgeCount, [
      { edges: [0, 1], effect: slowing },
      { edges: [0], effect: closing },
    ]);
    const edited = editedCosts(network, open, edits);
    expect([...edited.directed.slice(0, 4)]).toEqual([CLOSED, CLOSED, 2500, 2500]);
    expect(edited).toEqual(arcCosts(network, edited.directed.slice()));
    expect(open.directed[0]).toBe(1000);
  });
});
