import { CLEAR_SHARE, straightenOutline } from "./straighten-outline.ts";

/** What a block of a lattice is when all its points are alike; else its place (0 or more) among the mixed ones. */
export const OUTSIDE = -1;
export const INSIDE = -2;

/**
 * Points of a lattice in rows and columns, in square blocks; those of the border are outside. Only mixed blocks say what
 * each of their points is, and of two neighbours in a row one of which is inside and the other outside at least one has
 * to be mixed: the outline is looked for in mixed blocks only.
 */
export interface InsideLattice {
  readonly blockColumns: number;
  readonly blockRows: number;
  /** Points on a side of a block. */
  readonly blockPoints: number;
  /** OUTSIDE, INSIDE or the place of a mixed block. */
  readonly blocks: Int32Array;
  /** Points of the mixed blocks, block by block and row by row: 1 = inside. */
  readonly inside: Uint8Array;
  /** Where between an inside point and its outside neighbour the outline passes: share (0-1) of the way from the inside one. */
  readonly crossing: (
    insideColumn: number,
    insideRow: number,
    outsideColumn: number,
    outsideRow: number,
  ) => number;
  /** In a square with two inside points at opposite corners, whose first point is this: do the two hang together? */
  readonly joined: (column: number, row: number) => boolean;
  /** Vertices are left out where the outline stays within this share of a side of where it was; 0 = none are. */
  readonly straightenShare: number;
}

export interface OutlineRing {
  /** x, y in columns and rows, one after another, the first not repeated; inside lies to the left. */
  readonly points: readonly number[];
  /** Index of the ring this one is a hole of; -1 = it is itself an outer ring. */
  readonly holeOf: number;
  /** In squares of the lattice: positive for outer rings, negative for holes. */
  readonly area: number;
}

/** Headings counter-clockwise from east, so that + 1 turns left. */
const EAST = 0;
const NORTH = 1;
const WEST = 2;
const SOUTH = 3;

/**
 * Marching squares: one look at every mixed block, then along each outline once. The rings are closed, touch neither
 * themselves nor one another, and every hole is known by the ring around it. They are whole: nothing is dropped.
 */
export function traceOutline(lattice: InsideLattice): OutlineRing[] {
  const { blockColumns, blockRows, blockPoints, blocks, inside, crossing, joined, straightenShare } = lattice;
  const blockSquare = blockPoints * blockPoints;
  const rings: OutlineRing[] = [];
  /** Ring + 1 that crosses between a point of a mixed block and the next one in its row; 0 = none yet. */
  const crossedBy = new Int32Array(inside.length);
  /** The same between the first point of a row of a mixed block and the one before it, where that is of no mixed block. */
  const enteredBy = new Int32Array(inside.length / blockPoints);

  const isInside = (column: number, row: number): number => {
    const blockColumn = (column / blockPoints) | 0;
    const blockRow = (row / blockPoints) | 0;
    const block = blocks[blockRow * blockColumns + blockColumn] as number;
    return block < 0
      ? block === INSIDE
        ? 1
        : 0
      : (inside[
          block * blockSquare +
            (row - blockRow * blockPoints) * blockPoints +
            column -
            blockColumn * blockPoints
        ] as number);
  };

  const share = (value: number) => Math.min(1 - CLEAR_SHARE, Math.max(CLEAR_SHARE, value));

  /** Notes that a ring crosses between a point and the next one in its row. */
  const markCrossed = (column: number, row: number, id: number) => {
    const blockRow = (row / blockPoints) | 0;
    const inRow = (row - blockRow * blockPoints) * blockPoints;
    const blockColumn = (column / blockPoints) | 0;
    const block = blocks[blockRow * blockColumns + blockColumn] as number;
    if (block >= 0) crossedBy[block * blockSquare + inRow + column - blockColumn * blockPoints] = id;
    else {
      const next = blocks[blockRow * blockColumns + blockColumn + 1] as number;
      enteredBy[next * blockPoints + inRow / blockPoints] = id;
    }
  };

  /** Follows the outline that crosses between a point and the next one in its row. */
  const trace = (startColumn: number, startRow: number, startsInside: boolean, holeOf: number) => {
    const id = rings.length + 1;
    const points: number[] = [];
    /** Vertices on the sides of squares through which two outlines run. */
    const shared: number[] = [];
    const crossRow = (column: number, row: number, firstIsInside: boolean) => {
      markCrossed(column, row, id);
      const along = firstIsInside
        ? share(crossing(column, row, column + 1, row))
        : 1 - share(crossing(column + 1, row, column, row));
      points.push(column + along, row);
    };
    const crossColumn = (column: number, row: number, firstIsInside: boolean) => {
      const along = firstIsInside
        ? share(crossing(column, row, column, row + 1))
        : 1 - share(crossing(column, row + 1, column, row));
      points.push(column, row + along);
    };
    crossRow(startColumn, startRow, startsInside);
    // inside lies to the left: south where the inside is to the east, north where it is to the west
    let heading = startsInside ? NORTH : SOUTH;
    /** First (south-west) point of the square the outline is in. */
    let column = startColumn;
    let row = startsInside ? startRow : startRow - 1;
    while (true) {
      // the two corners ahead, seen along the heading
      const aheadLeft = isInside(
        column + (heading === EAST || heading === SOUTH ? 1 : 0),
        row + (heading === EAST || heading === NORTH ? 1 : 0),
      );
      const aheadRight = isInside(
        column + (heading === EAST || heading === NORTH ? 1 : 0),
        row + (heading === NORTH || heading === WEST ? 1 : 0),
      );
      if (aheadLeft === aheadRight) heading = (heading + (aheadLeft === 1 ? 3 : 1)) & 3;
      else if (aheadRight === 1) {
        shared.push(points.length / 2 - 1, points.length / 2);
        heading = (heading + (joined(column, row) ? 3 : 1)) & 3;
      }
      if (heading === NORTH) {
        row += 1;
        if (row === startRow && column === startColumn) break;
        crossRow(column, row, true);
      } else if (heading === SOUTH) {
        if (row === startRow && column === startColumn) break;
        crossRow(column, row, false);
        row -= 1;
      } else if (heading === EAST) {
        column += 1;
        crossColumn(column, row, false);
      } else {
        crossColumn(column, row, true);
        column -= 1;
      }
    }
    let kept: readonly number[] = points;
    if (straightenShare > 0) {
      const isKept = new Uint8Array(points.length / 2);
      for (const vertex of shared) isKept[vertex] = 1;
      kept = straightenOutline(points, isKept, straightenShare);
    }
    rings.push({ points: kept, holeOf, area: ringArea(kept) });
  };

  /** The ring crossed last on the way from the west: what lies between it and here is inside it. */
  let last = 0;
  /** A crossing between a point and the next one in its row, known to be crossed by a ring already or not. */
  const meet = (column: number, row: number, startsInside: boolean, crossed: Int32Array, at: number) => {
    if (crossed[at] === 0) {
      const around = rings[last - 1];
      // an outline met first from inside is a hole, of the ring met before it or of the one that is a hole of too
      trace(
        column,
        row,
        startsInside,
        startsInside && around ? (around.holeOf < 0 ? last - 1 : around.holeOf) : -1,
      );
    }
    last = crossed[at] as number;
  };

  const mixed: number[] = [];
  for (let blockRow = 0; blockRow < blockRows; blockRow++) {
    mixed.length = 0;
    const rowOffset = blockRow * blockColumns;
    for (let blockColumn = 0; blockColumn < blockColumns; blockColumn++)
      if ((blocks[rowOffset + blockColumn] as number) >= 0) mixed.push(blockColumn);
    if (mixed.length === 0) continue;
    for (let r = 0; r < blockPoints; r++) {
      const row = blockRow * blockPoints + r;
      last = 0;
      for (const blockColumn of mixed) {
        const block = blocks[rowOffset + blockColumn] as number;
        const from = block * blockSquare + r * blockPoints;
        const column = blockColumn * blockPoints;
        const before = blocks[rowOffset + blockColumn - 1] as number;
        if (before < 0 && (before === INSIDE) !== (inside[from] === 1))
          meet(column - 1, row, before === INSIDE, enteredBy, block * blockPoints + r);
        for (let c = 0; c + 1 < blockPoints; c++)
          if (inside[from + c] !== inside[from + c + 1])
            meet(column + c, row, inside[from + c] === 1, crossedBy, from + c);
        const end = inside[from + blockPoints - 1] as number;
        // Beyond the last block there is nothing: its points are of the border, and outside.
        if (blockColumn + 1 < blockColumns && end !== isInside(column + blockPoints, row))
          meet(column + blockPoints - 1, row, end === 1, crossedBy, from + blockPoints - 1);
      }
    }
  }
  return rings;
}

/** Positive when the ring runs anticlockwise. */
function ringArea(points: readonly number[]): number {
  let [lastX, lastY] = [points.at(-2) as number, points.at(-1) as number];
  let twice = 0;
  for (let i = 0; i < points.length; i += 2) {
    const x = points[i] as number;
    const y = points[i + 1] as number;
    twice += lastX * y - x * lastY;
    lastX = x;
    lastY = y;
  }
  return twice / 2;
}
