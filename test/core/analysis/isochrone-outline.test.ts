import { kinks } from "@turf/turf";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isochrone } from "../../../src/core/analysis/isochrone.ts";
import { openCosts, paceMetresPerSecond } from "../../../src/core/analysis/prepare.ts";
import { deciseconds, seedsFrom } from "../../../src/core/analysis/surface.ts";
import { tiePlace } from "../../../src/core/analysis/tie-place.ts";
import { signedRingSquareMetres } from "../../../src/core/geo/ring.ts";
import { search, UNREACHED } from "../../../src/core/graph/search.ts";
import { pointOnEdge } from "../../../src/core/graph/snap.ts";
import { EDGE_FLAG } from "../../../src/core/model/network.ts";
import { at, createTown } from "../../fixtures/create-network.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";
import { createOutlineTruth, strayPoints } from "../../fixtures/outline-truth.ts";

const CUTOFFS = [1, 2.5, 5, 9];

/** Isochrones of towns whose streets are cut up and partly one-way: jagged, with holes and islands. */
const asked = fc.record({
  seed: fc.integer({ min: 1, max: 12 }),
  east: fc.double({ min: 20, max: 850, noNaN: true }),
  north: fc.double({ min: 20, max: 600, noNaN: true }),
  direction: fc.constantFrom("from" as const, "to" as const),
  pace: fc.constantFrom("slow" as const, "brisk" as const),
});
const towns = new Map<number, ReturnType<typeof createWalkTown>>();
function townOf(seed: number) {
  const known = towns.get(seed);
  if (known) return known;
  const random = createRandom(seed);
  const network = createTown({
    columns: 12,
    rows: 9,
    spacingMetres: 80,
    random,
    missingShare: (seed % 4) * 0.12,
    oneWayShare: seed % 3 === 0 ? 0.4 : 0,
  });
  // a bridge has a strip of its own, narrower than a street, and no ground beside it
  for (let edge = 0; edge < network.edgeCount; edge++)
    if (random() < 0.3) network.edgeFlags[edge]! |= EDGE_FLAG.bridge;
  const town = createWalkTown({ seed, network });
  towns.set(seed, town);
  return town;
}

describe("isochrone outlines", () => {
  it("touch neither themselves nor one another, run the right way round, and lie in those of longer times", () => {
    let holes = 0;
    let islands = 0;
    fc.assert(
      fc.property(asked, ({ seed, east, north, direction, pace }) => {
        const town = townOf(seed);
        const { plane } = town.index;
        const result = isochrone(town, {
          scenario: createScenario({ pace }),
          origin: at(east, north),
          cutoffMinutes: CUTOFFS,
          direction,
        });
        if (!result.ok) return;
        result.value.polygons.forEach(({ geometry, areaSquareMetres }, k) => {
          expect(createOutlineTruth(geometry, plane).touches()).toBe(0);
          islands += Math.max(0, geometry.coordinates.length - 1);
          let area = 0;
          for (const polygon of geometry.coordinates)
            polygon.forEach((ring, r) => {
              if (r > 0) holes++;
              expect(ring.at(-1)).toEqual(ring[0]);
              expect(ring.length).toBeGreaterThan(3);
              const signed = signedRingSquareMetres(
                ring.map(([lng, lat]) => [
                  (lng! - plane.centre[0]) * plane.metresPerDegreeLng,
                  (lat! - plane.centre[1]) * plane.metresPerDegreeLat,
                ]),
              );
              expect(signed > 0).toBe(r === 0);
              area += signed;
            });
          expect(Math.abs(area - areaSquareMetres)).toBeLessThan(1 + areaSquareMetres * 1e-4);
          const longer = result.value.polygons[k + 1];
          if (!longer) return;
          // corners are rounded to a centimetre, and sides straightened by as much
          expect(strayPoints(geometry, longer.geometry, plane, 0.04)).toBe(0);
          expect(longer.areaSquareMetres).toBeGreaterThanOrEqual(areaSquareMetres);
        });
      }),
      { numRuns: 40, seed: 5 },
    );
    expect(holes).toBeGreaterThan(20);
    expect(islands).toBeGreaterThan(8);
  }, 60_000);

  it("have no kinks by turf's count either", () => {
    for (let seed = 1; seed <= 3; seed++) {
      const result = isochrone(townOf(seed), {
        scenario: createScenario(),
        origin: at(300, 300),
        cutoffMinutes: [5],
        direction: "from",
      });
      if (!result.ok) throw new Error(result.failure.code);
      for (const polygon of result.value.polygons[0]!.geometry.coordinates)
        expect(kinks({ type: "Polygon", coordinates: polygon }).features).toEqual([]);
    }
  });

  it("hold what is reached on every street and nothing else, but for 0.8 % of the length", () => {
    let wrong = 0;
    let reached = 0;
    for (let seed = 1; seed <= 8; seed++) {
      const town = townOf(seed);
      const { network } = town.pack;
      const origin = at(150 + seed * 60, 320);
      const result = isochrone(town, {
        scenario: createScenario(),
        origin,
        cutoffMinutes: [6],
        direction: "from",
      });
      const tied = tiePlace(town, "slow", origin);
      if (!result.ok || !tied.ok) continue;
      const costs = openCosts(town, createScenario());
      const access = deciseconds(tied.value.accessMetres, paceMetresPerSecond(town, createScenario()));
      const tree = search({
        network,
        costs,
        direction: "forward",
        seeds: seedsFrom(town, costs, tied.value, access, 0),
        scratch: town.scratch,
      });
      const { isInside } = createOutlineTruth(result.value.polygons[0]!.geometry, town.index.plane);
      for (let edge = 0; edge < network.edgeCount; edge++) {
        if (edge === tied.value.edge) continue;
        const metres = network.edgeLengthDecimetres[edge]! / 10;
        const count = Math.ceil(metres / 5);
        const time = (node: number, cost: number, share: number) =>
          tree.deciseconds[node] === UNREACHED || cost === 0xffffffff
            ? Infinity
            : tree.deciseconds[node]! + cost * share;
        for (let k = 0; k < count; k++) {
          const share = (k + 0.5) / count;
          const truth = Math.min(
            time(network.edgeFrom[edge]!, costs.directed[edge * 2]!, share),
            time(network.edgeTo[edge]!, costs.directed[edge * 2 + 1]!, 1 - share),
          );
          if (truth <= 3600) reached += metres / count;
          if (truth <= 3600 !== isInside([...pointOnEdge(town.index, edge, share)])) wrong += metres / count;
        }
      }
    }
    expect(reached).toBeGreaterThan(8000);
    expect(wrong / reached).toBeLessThan(0.008);
  });
});
