import { describe, expect, it } from "vitest";
import { openCosts, usableEdges } from "../../../src/core/analysis/prepare.ts";
import {
  createOwnedPoints,
  SLACK_DECISECONDS,
  streetField,
} from "../../../src/core/analysis/street-field.ts";
import { gateSurface, surfaceStreetTime } from "../../../src/core/analysis/surface.ts";
import { BLOCK_SQUARE } from "../../../src/core/graph/look-blocks.ts";
import { createLookupRaster } from "../../../src/core/graph/lookup-raster.ts";
import { CLAIM } from "../../../src/core/graph/nearest-candidates.ts";
import { createScenario } from "../../fixtures/create-pack.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";

describe("blocks of a street field", () => {
  it("are reached, not reached or neither, as every point of them looked at for itself is", () => {
    const met = { inside: 0, outside: 0, mixed: 0, spared: 0 };
    const wrong: unknown[] = [];
    for (let seed = 1; seed <= 4; seed++) {
      const town = createWalkTown({ seed, shelters: 2, oneWayShare: seed % 2 ? 0.3 : 0, missingShare: 0.25 });
      const scenario = createScenario();
      const random = createRandom(seed);
      const claims = usableEdges(town, "slow").map((usable) =>
        usable === 0 ? CLAIM.none : random() < 0.2 ? CLAIM.strip : CLAIM.ground,
      );
      const raster = createLookupRaster(
        { index: town.index, claims, groundMetres: 60, stripMetres: 4 },
        10,
        1e9,
      );
      const surface = gateSurface(town, scenario);
      const cutoffs = seed === 1 ? [1800] : [600, 1800, 3000];
      const field = streetField(
        raster,
        {
          at: surfaceStreetTime(town, scenario, surface),
          network: town.pack.network,
          nodeDeciseconds: surface.nodeDeciseconds,
          directed: openCosts(town, scenario).directed,
          flip: 1,
          isSpecial: (edge) => surface.gatesOnEdge.has(edge),
        },
        { firstColumn: 0, firstRow: 0, lastColumn: raster.columns, lastRow: raster.rows },
        10 / 0.83,
        Math.min(...cutoffs) - SLACK_DECISECONDS,
        Math.max(...cutoffs) + SLACK_DECISECONDS,
      );
      const points = createOwnedPoints(BLOCK_SQUARE);
      for (let block = 0; block < field.earliest.length; block++) {
        field.look(block, 0, BLOCK_SQUARE, points, 0);
        for (const cutoff of cutoffs) {
          let within = 0;
          for (const time of points.deciseconds) if (time <= cutoff) within++;
          if (field.latest[block]! + SLACK_DECISECONDS <= cutoff) {
            met.inside++;
            if (within !== BLOCK_SQUARE) wrong.push([seed, cutoff, block, within]);
          } else if (field.earliest[block]! - SLACK_DECISECONDS > cutoff) {
            met.outside++;
            if (within !== 0) wrong.push([seed, cutoff, block, within]);
          } else {
            met.mixed++;
            if (within > 0 && within < BLOCK_SQUARE) met.spared++;
          }
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(Math.min(met.inside, met.outside)).toBeGreaterThan(2000);
    // not everything is looked at point by point: a good part of what is has the outline in it
    expect(met.spared).toBeGreaterThan(met.mixed / 6);
  });
});
