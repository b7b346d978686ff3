import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { usableEdges } from "../../../src/core/analysis/prepare.ts";
import { findOwners } from "../../../src/core/graph/block-owners.ts";
import {
  BLOCK_POINTS,
  BLOCK_SQUARE,
  blocksOfLook,
  LOOK_SQUARE,
  withBlocks,
} from "../../../src/core/graph/look-blocks.ts";
import {
  createLookupRaster,
  heldBytes,
  rasterTile,
  TILE_BLOCKS,
} from "../../../src/core/graph/lookup-raster.ts";
import {
  CLAIM,
  createCandidateScratch,
  LOOK_BLOCKS,
  nearestCandidates,
  type StreetClaims,
} from "../../../src/core/graph/nearest-candidates.ts";
import { snapPlanePoint } from "../../../src/core/graph/snap.ts";
import { createRandom } from "../../fixtures/create-random.ts";
import { createWalkTown } from "../../fixtures/create-walk-town.ts";

type Town = ReturnType<typeof createWalkTown>;

/** Some streets without a claim and some with one to a strip only. */
function claimsOf(town: Town, seed: number): Uint8Array {
  const random = createRandom(seed);
  return usableEdges(town, "slow").map(() =>
    random() < 0.2 ? CLAIM.none : random() < 0.25 ? CLAIM.strip : CLAIM.ground,
  );
}

/** Metres to the nearest piece with a claim of one kind, by looking at every one. */
function nearestOfAll({ index, claims }: StreetClaims, claim: number, x: number, y: number) {
  let best = { piece: -1, metres: Infinity };
  for (let piece = 0; piece < index.pieceEdge.length; piece++) {
    if (claims[index.pieceEdge[piece] as number] !== claim) continue;
    const { metres } = toPiece({ index }, piece, x, y);
    if (metres < best.metres) best = { piece, metres };
  }
  return best;
}

/** Metres to a piece, and the share of it that is nearest. */
function toPiece({ index }: Pick<StreetClaims, "index">, piece: number, x: number, y: number) {
  const [x0, y0, x1, y1] = index.pieceMetres.subarray(piece * 4, piece * 4 + 4) as unknown as number[];
  const squared = (x1! - x0!) ** 2 + (y1! - y0!) ** 2;
  const share =
    squared === 0
      ? 0
      : Math.min(1, Math.max(0, ((x - x0!) * (x1! - x0!) + (y - y0!) * (y1! - y0!)) / squared));
  return { metres: Math.hypot(x - x0! - share * (x1! - x0!), y - y0! - share * (y1! - y0!)), share };
}

/** The owners of a grid of blocks, one after another; metres are to the owner. */
function eachOwner(
  streets: StreetClaims,
  grid: Parameters<typeof nearestCandidates>[1],
  visit: (x: number, y: number, piece: number, metres: number, share: number) => void,
  scratch = createCandidateScratch(streets.index),
) {
  const { pointMetres } = grid;
  const looks = nearestCandidates(streets, grid, scratch);
  const tile = looks && withBlocks(looks);
  const blockMetres = BLOCK_POINTS * pointMetres;
  for (let block = 0; block < grid.columns * grid.rows; block++) {
    const column = block % grid.columns;
    const row = (block - column) / grid.columns;
    const x = grid.firstEast + column * blockMetres;
    const y = grid.firstNorth + row * blockMetres;
    const [inColumn, inRow] = [column % LOOK_BLOCKS, row % LOOK_BLOCKS];
    const owners: number[] = [];
    if (tile) {
      const look = ((row - inRow) / LOOK_BLOCKS) * tile.lookColumns + (column - inColumn) / LOOK_BLOCKS;
      const ask = () => {
        const first = blocksOfLook(
          streets,
          tile,
          look,
          pointMetres,
          x - inColumn * blockMetres,
          y - inRow * blockMetres,
        );
        const place = first + inRow * LOOK_BLOCKS + inColumn;
        findOwners(streets, tile, place, pointMetres, x, y);
        const { owners, candidates, ends } = tile.blocks;
        const from = place === 0 ? 0 : ends[place - 1]!;
        return Array.from(owners.subarray(place * BLOCK_SQUARE, (place + 1) * BLOCK_SQUARE), (owner) =>
          owner === 0 ? -1 : tile.pieces[candidates[from + owner - 1]!]!,
        );
      };
      owners.push(...ask());
      // asked again: the same
      expect(ask()).toEqual(owners);
    }
    for (let k = 0; k < BLOCK_SQUARE; k++) {
      const px = x + (k % BLOCK_POINTS) * pointMetres;
      const py = y + Math.floor(k / BLOCK_POINTS) * pointMetres;
      const piece = owners[k] ?? -1;
      const { metres, share } = piece < 0 ? { metres: Infinity, share: 0 } : toPiece(streets, piece, px, py);
      visit(px, py, piece, metres, share);
    }
  }
}

describe("owners of points", () => {
  it("are the nearest streets, and of bridges' strips the bridges, as looking at every street finds them", () => {
    for (let seed = 1; seed <= 4; seed++) {
      const town = createWalkTown({ seed, missingShare: seed === 3 ? 0.7 : 0.2 });
      const { index } = town;
      const streets = { index, claims: claimsOf(town, seed), groundMetres: 60, stripMetres: 9 };
      const grid = {
        columns: 25,
        rows: 21,
        points: BLOCK_POINTS,
        pointMetres: 9,
        firstEast: index.minEast - 163,
        firstNorth: index.minNorth - 121,
      };
      const wrong: unknown[] = [];
      const met = { ground: 0, strip: 0, nobody: 0 };
      eachOwner(streets, grid, (x, y, piece, metres) => {
        const ground = nearestOfAll(streets, CLAIM.ground, x, y);
        const strip = nearestOfAll(streets, CLAIM.strip, x, y);
        const isStrip = strip.metres <= 9 && strip.metres < ground.metres - 1e-9;
        const truth = isStrip ? strip : ground;
        const isOwned = isStrip || ground.metres <= 60;
        met[isStrip ? "strip" : isOwned ? "ground" : "nobody"]++;
        // where a bridge begins both are equally near
        const isEven = Math.abs(strip.metres - ground.metres) < 1e-6;
        const isRight = isOwned
          ? Math.abs(metres - truth.metres) < 1e-4 &&
            (isEven || streets.claims[index.pieceEdge[piece]!] === (isStrip ? CLAIM.strip : CLAIM.ground))
          : piece === -1;
        if (!isRight) wrong.push([x, y, piece, metres, truth]);
      });
      expect(wrong).toEqual([]);
      expect(Math.min(met.ground, met.strip, met.nobody)).toBeGreaterThan(50);
    }
  });

  it("are the very ties that single places get, at any width of block and limit", () => {
    const town = createWalkTown({ seed: 9, columns: 14, rows: 12 });
    const { index } = town;
    const usable = usableEdges(town, "slow");
    const scratch = createCandidateScratch(index);
    const { minEast, minNorth, columns, rows, cellMetres } = index;
    fc.assert(
      fc.property(
        fc.double({ min: -300, max: columns * cellMetres + 200, noNaN: true }),
        fc.double({ min: -300, max: rows * cellMetres + 200, noNaN: true }),
        fc.double({ min: 0.5, max: 40, noNaN: true }),
        fc.constantFrom(5, 40, 150, 1000),
        (east, north, pointMetres, groundMetres) => {
          const streets = { index, claims: usable, groundMetres, stripMetres: 4 };
          const grid = {
            columns: 3,
            rows: 2,
            points: BLOCK_POINTS,
            pointMetres,
            firstEast: minEast + east,
            firstNorth: minNorth + north,
          };
          eachOwner(
            streets,
            grid,
            (x, y, piece, metres, share) => {
              const snap = snapPlanePoint(index, usable, x, y, groundMetres);
              expect(piece < 0).toBe(snap === null);
              if (snap === null) return;
              expect(Math.abs(metres - snap.accessMetres)).toBeLessThan(1e-4);
              expect(index.pieceEdge[piece]).toBe(snap.edge);
              const start = index.pieceStartShare[piece]!;
              const end =
                piece + 1 < index.pieceOffsets[snap.edge + 1]! ? index.pieceStartShare[piece + 1]! : 1;
              expect(Math.abs(start + share * (end - start) - snap.alongShare)).toBeLessThan(1e-6);
            },
            scratch,
          );
        },
      ),
      { numRuns: 150, seed: 4 },
    );
  });
});

describe("candidates", () => {
  it("of a tile are pieces of its edges, each edge once", () => {
    const town = createWalkTown({ seed: 5 });
    const { index } = town;
    const streets = { index, claims: claimsOf(town, 5), groundMetres: 80, stripMetres: 4 };
    const found = nearestCandidates(streets, {
      columns: 64,
      rows: 64,
      points: BLOCK_POINTS,
      pointMetres: 2.5,
      firstEast: index.minEast - 50,
      firstNorth: index.minNorth - 50,
    })!;
    expect(new Set(found.edges).size).toBe(found.edges.length);
    expect(new Set(found.pieces).size).toBe(found.pieces.length);
    expect(new Set(found.found).size).toBe(found.pieces.length);
    found.pieces.forEach((piece, k) => {
      expect(found.edges[found.edgePlaces[k]!]).toBe(index.pieceEdge[piece]);
    });
  });
});

describe("lookupRaster", () => {
  const town = createWalkTown({ seed: 3, columns: 40, rows: 30 });
  const streets = {
    index: town.index,
    claims: usableEdges(town, "slow"),
    groundMetres: 150,
    stripMetres: 4,
  };
  const tileBytes = (column: number, row: number) => {
    const raster = createLookupRaster(streets, 10, 1e9);
    rasterTile(raster, column, row);
    return heldBytes(raster);
  };

  it("never holds more than it may, and a tile asked for again after it was dropped is the same", () => {
    const most = 5 * tileBytes(2, 1);
    const raster = createLookupRaster(streets, 10, most);
    const first = rasterTile(raster, 1, 1)?.pieces.slice();
    const random = createRandom(1);
    let greatest = 0;
    for (let k = 0; k < 60; k++) {
      rasterTile(raster, Math.floor(random() * 6), Math.floor(random() * 5));
      greatest = Math.max(greatest, heldBytes(raster));
    }
    expect(greatest).toBeLessThanOrEqual(most);
    expect(greatest).toBeGreaterThan(most / 2);
    expect(raster.tiles.has(Math.ceil(raster.columns / TILE_BLOCKS) + 1)).toBe(false);
    expect(rasterTile(raster, 1, 1)?.pieces).toEqual(first);
  });

  it("counts the blocks asked for among the bytes it holds", () => {
    const raster = createLookupRaster(streets, 10, 1e9);
    const tile = rasterTile(raster, 1, 1)!;
    const before = heldBytes(raster);
    for (let look = 0; look < 30; look++) blocksOfLook(streets, tile, look, 2.5, 640, 640);
    expect(heldBytes(raster) - before).toBeGreaterThanOrEqual(30 * LOOK_SQUARE * (BLOCK_SQUARE + 9));
    const { blocks, bytes, ...looks } = tile;
    const columns = [...Object.values(looks), ...Object.values(blocks)].filter((part) =>
      ArrayBuffer.isView(part),
    );
    expect(bytes).toBe(columns.reduce((sum, { byteLength }) => sum + byteLength, 0));
  });

  it("keeps what was looked at last", () => {
    const raster = createLookupRaster(streets, 10, tileBytes(1, 1) + tileBytes(2, 1) * 1.2);
    const kept = rasterTile(raster, 1, 1);
    rasterTile(raster, 2, 1);
    rasterTile(raster, 1, 1);
    rasterTile(raster, 3, 1);
    expect(rasterTile(raster, 1, 1)).toBe(kept);
    expect(raster.tiles.size).toBe(2);
  });

  it("takes no memory where there is no street", () => {
    const raster = createLookupRaster(streets, 10, 1e9);
    expect(rasterTile(raster, 40, 40)).toBeNull();
    expect(heldBytes(raster)).toBe(0);
  });
});
