import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usableEdges } from "../../../src/core/analysis/prepare.ts";
import {
  createLookupRaster,
  heldBytes,
  rasterTile,
  TILE_CELLS,
} from "../../../src/core/graph/lookup-raster.ts";
import { createGridScratch, nearestStreetGrid } from "../../../src/core/graph/nearest-street-grid.ts";
import { snapPlanePoint } from "../../../src/core/graph/snap.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";

/** Nearest usable piece by looking at every one. */
function nearestOfAll(
  { index }: ReturnType<typeof createWalkTown>,
  usable: Uint8Array,
  x: number,
  y: number,
): { piece: number; metres: number } {
  let best = { piece: -1, metres: Infinity };
  for (let piece = 0; piece < index.pieceEdge.length; piece++) {
    if (usable[index.pieceEdge[piece] as number] !== 1) continue;
    const [x0, y0, x1, y1] = index.pieceMetres.subarray(piece * 4, piece * 4 + 4) as unknown as number[];
    const squared = (x1! - x0!) ** 2 + (y1! - y0!) ** 2;
    const share =
      squared === 0
        ? 0
        : Math.min(1, Math.max(0, ((x - x0!) * (x1! - x0!) + (y - y0!) * (y1! - y0!)) / squared));
    const metres = Math.hypot(x - x0! - share * (x1! - x0!), y - y0! - share * (y1! - y0!));
    if (metres < best.metres) best = { piece, metres };
  }
  return best;
}

describe("nearestStreetGrid", () => {
  it("finds for every point the nearest street, as looking at every street does", () => {
    for (let seed = 1; seed <= 4; seed++) {
      const town = createWalkTown({ seed, missingShare: seed === 3 ? 0.7 : 0.2 });
      const usable = usableEdges(town, "slow").slice();
      for (let edge = 0; edge < usable.length; edge += 5) usable[edge] = 0;
      const { minEast, minNorth } = town.index;
      const grid = {
        columns: 101,
        rows: 83,
        cellMetres: 9,
        firstEast: minEast - 163,
        firstNorth: minNorth - 121,
      };
      const found = nearestStreetGrid(town.index, usable, grid, 90);
      let without = 0;
      const wrong: number[] = [];
      for (let point = 0; point < grid.columns * grid.rows; point += 3) {
        const column = point % grid.columns;
        const x = grid.firstEast + column * grid.cellMetres;
        const y = grid.firstNorth + ((point - column) / grid.columns) * grid.cellMetres;
        const truth = nearestOfAll(town, usable, x, y);
        const piece = found?.piece[point] as number;
        if (truth.metres > 90) without++;
        const isRight =
          truth.metres > 90
            ? piece === -1
            : Math.abs((found?.offMetres[point] as number) - truth.metres) < 1e-4 &&
              usable[town.index.pieceEdge[piece] as number] === 1;
        if (!isRight) wrong.push(point);
      }
      expect(wrong).toEqual([]);
      expect(without).toBeGreaterThan(50);
    }
  });

  it("gives the very ties that single places get, at any width of cell and limit", () => {
    const town = createWalkTown({ seed: 9, columns: 14, rows: 12 });
    const usable = usableEdges(town, "slow");
    const scratch = createGridScratch(town.index);
    const { minEast, minNorth, columns, rows, cellMetres } = town.index;
    fc.assert(
      fc.property(
        fc.double({ min: -300, max: columns * cellMetres + 200, noNaN: true }),
        fc.double({ min: -300, max: rows * cellMetres + 200, noNaN: true }),
        fc.double({ min: 0.5, max: 40, noNaN: true }),
        fc.constantFrom(5, 40, 150, 1000),
        (east, north, width, limitMetres) => {
          const grid = {
            columns: 9,
            rows: 7,
            cellMetres: width,
            firstEast: minEast + east,
            firstNorth: minNorth + north,
          };
          const found = nearestStreetGrid(town.index, usable, grid, limitMetres, scratch);
          for (let point = 0; point < 63; point++) {
            const snap = snapPlanePoint(
              town.index,
              usable,
              grid.firstEast + (point % 9) * width,
              grid.firstNorth + Math.floor(point / 9) * width,
              limitMetres,
            );
            if (snap === null) {
              expect(found?.piece[point] ?? -1).toBe(-1);
              continue;
            }
            expect(town.index.pieceEdge[found?.piece[point] as number]).toBe(snap.edge);
            expect(found?.alongShare[point]).toBe(Math.fround(snap.alongShare));
            expect(found?.offMetres[point]).toBe(Math.fround(snap.accessMetres));
          }
        },
      ),
      { numRuns: 200, seed: 4 },
    );
  });
});

describe("lookupRaster", () => {
  const town = createWalkTown({ seed: 3, columns: 40, rows: 30 });
  const usable = usableEdges(town, "slow");

  it("never holds more than it may, and a tile asked for again after it was dropped is the same", () => {
    const most = 5 * TILE_CELLS * TILE_CELLS * 12;
    const raster = createLookupRaster(town.index, usable, 5, 150, most);
    const first = rasterTile(raster, 1, 1)?.piece.slice();
    const random = createRandom(1);
    let greatest = 0;
    for (let k = 0; k < 40; k++) {
      rasterTile(raster, Math.floor(random() * 6), Math.floor(random() * 5));
      greatest = Math.max(greatest, heldBytes(raster));
    }
    expect(greatest).toBe(most);
    for (let k = 0; k < 5; k++) rasterTile(raster, k, 3);
    expect([...raster.tiles.keys()]).toHaveLength(5);
    expect(rasterTile(raster, 1, 1)?.piece).toEqual(first);
  });

  it("keeps what was looked at last", () => {
    const raster = createLookupRaster(town.index, usable, 5, 150, 2 * TILE_CELLS * TILE_CELLS * 12);
    const kept = rasterTile(raster, 1, 1);
    rasterTile(raster, 2, 1);
    rasterTile(raster, 1, 1);
    rasterTile(raster, 3, 1);
    expect(rasterTile(raster, 1, 1)).toBe(kept);
    expect(raster.tiles.size).toBe(2);
  });

  it("takes no memory where there is no street", () => {
    const raster = createLookupRaster(town.index, usable, 5, 150, 1e9);
    expect(rasterTile(raster, 40, 40)).toBeNull();
    expect(heldBytes(raster)).toBe(0);
  });
});
