import { describe, expect, it } from "vitest";
import { planeMetres } from "../../../src/core/geo/local-plane.ts";
import { snappableEdges, walkCosts } from "../../../src/core/graph/costs.ts";
import { createEdgeIndex } from "../../../src/core/graph/edge-index.ts";
import { edgeCourse, metresAlong, pointOnEdge, snapToEdge } from "../../../src/core/graph/snap.ts";
import { EDGE_FLAG } from "../../../src/core/model/network.ts";
import { at, BOTH_WAYS, createNetwork, createTown } from "../../fixtures/create-network.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { nearestEdge } from "../../fixtures/walk-truth.ts";

const all = (edgeCount: number) => new Uint8Array(edgeCount).fill(1);

describe("snapToEdge", () => {
  it("finds the nearest street of all, inside the town and far outside it", () => {
    const random = createRandom(11);
    const network = createTown({ columns: 14, rows: 9, spacingMetres: 90, random });
    const index = createEdgeIndex(network);
    for (let i = 0; i < 400; i++) {
      const place = at(-600 + random() * 2600, -600 + random() * 2000);
      const truth = nearestEdge(network, place);
      const snap = snapToEdge(index, all(network.edgeCount), place);
      // another edge may be equally near (a corner): the distance decides
      expect(Math.abs((snap?.accessMetres ?? Infinity) - truth.offMetres)).toBeLessThan(
        0.005 * truth.offMetres + 0.05,
      );
      if (snap?.edge === truth.edge) expect(snap.alongShare).toBeCloseTo(truth.share, 1);
      expect(planeMetres(index.plane, place, pointOnEdge(index, snap!.edge, snap!.alongShare))).toBeCloseTo(
        snap!.accessMetres,
        3,
      );
    }
  });

  it("takes no street the walker may not use, no bridge and no tunnel, and says so when there is none", () => {
    const network = createNetwork(
      [at(0, 0), at(100, 0), at(0, 10), at(100, 10), at(0, 20), at(100, 20), at(0, 40), at(100, 40)],
      [
        { from: 0, to: 1, flags: EDGE_FLAG.vehicleForward },
        { from: 2, to: 3, flags: BOTH_WAYS | EDGE_FLAG.bridge },
        { from: 4, to: 5, flags: BOTH_WAYS | EDGE_FLAG.tunnel },
        { from: 6, to: 7, flags: EDGE_FLAG.footForward },
      ],
    );
    const index = createEdgeIndex(network);
    const onFoot = snappableEdges(network, walkCosts(network, 1, "foot"));
    expect(snapToEdge(index, onFoot, at(50, 1))).toMatchObject({ edge: 3 });
    expect(snapToEdge(index, onFoot, at(50, 1))?.accessMetres).toBeCloseTo(39, 0);
    const onWheels = snappableEdges(network, walkCosts(network, 1, "wheelchair"));
    expect(snapToEdge(index, onWheels, at(50, 1))).toBeNull();
  });

  it("measures along the shape, not along the chord", () => {
    const network = createNetwork(
      [at(0, 0), at(200, 0)],
      [{ from: 0, to: 1, shape: [at(0, 300), at(200, 300)] }],
    );
    const index = createEdgeIndex(network);
    const snap = snapToEdge(index, all(1), at(100, 310));
    expect(snap?.alongShare).toBeCloseTo(0.5, 3);
    expect(metresAlong(network, 0, 0, snap?.alongShare ?? 0)).toBeCloseTo(400, 0);
    expect(edgeCourse(index, 0, 0.1, snap?.alongShare ?? 0)).toHaveLength(3);
    expect(edgeCourse(index, 0, 1, 0)).toEqual(edgeCourse(index, 0, 0, 1).reverse());
  });
});
