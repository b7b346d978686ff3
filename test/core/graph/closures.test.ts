import { describe, expect, it } from "vitest";
import { edgesInArea, edgesOfClosure, findStretch } from "../../../src/core/graph/closures.ts";
import { createEdgeIndex } from "../../../src/core/graph/edge-index.ts";
import { EDGE_FLAG } from "../../../src/core/model/network.ts";
import { at, createNetwork } from "../../fixtures/create-network.ts";

/*
 *      4       5       9
 *      |南     .lane   |北
 * 0----1-------2-------3----6     长街, from 0 to 6; 2 meets only a lane without a name
 *                      |
 *                      7 ~ footpath, named, no vehicles ~ 8
 */
const network = createNetwork(
  [
    at(0, 0),
    at(100, 0),
    at(200, 0),
    at(300, 0),
    at(100, 100),
    at(200, 100),
    at(400, 0),
    at(300, -100),
    at(400, -100),
    at(300, 100),
  ],
  [
    { from: 0, to: 1, name: "长街" },
    { from: 2, to: 1, name: "长街" },
    { from: 2, to: 3, name: "长街" },
    { from: 3, to: 6, name: "长街" },
    { from: 1, to: 4, name: "南街" },
    { from: 2, to: 5 },
    { from: 3, to: 9, name: "北街" },
    { from: 7, to: 8, name: "小径", flags: EDGE_FLAG.footForward | EDGE_FLAG.footBackward },
  ],
);
const index = createEdgeIndex(network);

describe("findStretch", () => {
  it("runs between the junctions with other named streets, through lanes without a name", () => {
    expect(findStretch(network, index, at(250, 5))?.edges).toEqual([
      { edge: 1, onward: false },
      { edge: 2, onward: true },
    ]);
  });
  it("ends where the street ends", () => {
    expect(findStretch(network, index, at(390, 5))?.edges).toEqual([{ edge: 3, onward: true }]);
  });
  it("passes over lanes without a name and paths without vehicles, and tells how far the street is", () => {
    const stretch = findStretch(network, index, at(200, 80));
    expect(stretch?.edges.map(({ edge }) => edge).sort()).toEqual([1, 2]);
    expect(stretch?.metresAway).toBeCloseTo(80, 0);
    expect(findStretch(network, index, at(350, -95))?.edges.map(({ edge }) => edge)).toEqual([3]);
  });
});

describe("edgesOfClosure", () => {
  const ring = [at(150, -20), at(250, -20), at(250, 50), at(150, 50)];
  it("closes what lies in an area or crosses its border, and nothing else", () => {
    expect(edgesInArea(network, index, ring)).toEqual([1, 2, 5]);
    // a band thinner than any street, crossed in the middle of edges
    expect(edgesInArea(network, index, [at(-50, 48), at(500, 48), at(500, 52), at(-50, 52)])).toEqual([
      4, 5, 6,
    ]);
    expect(edgesInArea(network, index, [at(0, 0), at(100, 0)])).toEqual([]);
  });
  it("knows streets by their stretch; a click with no street near closes nothing", () => {
    const street = (id: string, lngLat: ReturnType<typeof at>) => ({ kind: "street" as const, id, lngLat });
    expect(edgesOfClosure(network, index, street("a", at(390, 5)), 150)).toEqual([3]);
    expect(edgesOfClosure(network, index, street("b", at(250, 5)), 150)).toEqual([1, 2]);
    expect(edgesOfClosure(network, index, { kind: "slow", id: "d", ring, factor: 2 }, 150)).toEqual([
      1, 2, 5,
    ]);
    expect(edgesOfClosure(network, index, street("c", at(800, 800)), 150)).toEqual([]);
  });
});
