/** Points of a lattice in rows and columns; those of the border are outside. */
export interface InsideLattice {
  readonly columns: number;
  readonly rows: number;
  /** 1 = inside. */
  readonly inside: Uint8Array;
  /** Where between an inside point and its outside neighbour the outline passes: share (0-1) of the way from the inside one. */
  readonly crossing: (insidePoint: number, outsidePoint: number) => number;
  /** In a square with two inside points at opposite corners, whose first point is `point`: do the two hang together? */
  readonly joined: (point: number) => boolean;
}

export interface OutlineRing {
  /** x, y in columns and rows, one after another, the first not repeated; inside lies to the left. */
  readonly points: readonly number[];
  /** Index of the ring this one is a hole of; -1 = it is itself an outer ring. */
  readonly holeOf: number;
  /** In squares of the lattice: positive for outer rings, negative for holes. */
  readonly area: number;
}

/** An outline passes no nearer to a lattice point than this share of a side: then no two of its vertices fall together. */
const CLEAR_SHARE = 0.02;

/** Headings counter-clockwise from east, so that + 1 turns left. */
const EAST = 0;
const NORTH = 1;
const WEST = 2;
const SOUTH = 3;

/**
 * Marching squares: one look at every point, then along each outline once. The rings are closed, touch neither
 * themselves nor one another, and every hole is known by the ring around it. They are whole: nothing is dropped.
 */
export function traceOutline(lattice: InsideLattice): OutlineRing[] {
  const { columns, rows, inside, crossing, joined } = lattice;
  const rings: OutlineRing[] = [];
  /** Ring + 1 that crosses between a point and the next one in its row; 0 = none yet. */
  const crossedBy = new Int32Array(columns * rows);

  const share = (from: number, to: number) =>
    Math.min(1 - CLEAR_SHARE, Math.max(CLEAR_SHARE, crossing(from, to)));

  /** Follows the outline that crosses between point `start` and the next one in its row. */
  const trace = (start: number, holeOf: number) => {
    const id = rings.length + 1;
    const points: number[] = [];
    let twiceArea = 0;
    let [lastX, lastY] = [0, 0];
    const vertex = (x: number, y: number) => {
      if (points.length > 0) twiceArea += lastX * y - x * lastY;
      points.push(x, y);
      lastX = x;
      lastY = y;
    };
    const crossRow = (point: number) => {
      crossedBy[point] = id;
      const column = point % columns;
      const along = inside[point] === 1 ? share(point, point + 1) : 1 - share(point + 1, point);
      vertex(column + along, (point - column) / columns);
    };
    const crossColumn = (point: number) => {
      const column = point % columns;
      const along = inside[point] === 1 ? share(point, point + columns) : 1 - share(point + columns, point);
      vertex(column, (point - column) / columns + along);
    };
    crossRow(start);
    // inside lies to the left: south where the inside is to the east, north where it is to the west
    let heading = inside[start] === 1 ? NORTH : SOUTH;
    /** First (south-west) point of the square the outline is in. */
    let square = heading === NORTH ? start : start - columns;
    while (true) {
      const southWest = inside[square] as number;
      const southEast = inside[square + 1] as number;
      const northWest = inside[square + columns] as number;
      const northEast = inside[square + columns + 1] as number;
      // the two corners ahead, seen along the heading
      const aheadLeft =
        heading === EAST
          ? northEast
          : heading === NORTH
            ? northWest
            : heading === WEST
              ? southWest
              : southEast;
      const aheadRight =
        heading === EAST
          ? southEast
          : heading === NORTH
            ? northEast
            : heading === WEST
              ? northWest
              : southWest;
      if (aheadLeft === aheadRight) heading = (heading + (aheadLeft === 1 ? 3 : 1)) & 3;
      else if (aheadRight === 1) heading = (heading + (joined(square) ? 3 : 1)) & 3;
      if (heading === NORTH) {
        square += columns;
        if (square === start) break;
        crossRow(square);
      } else if (heading === SOUTH) {
        if (square === start) break;
        crossRow(square);
        square -= columns;
      } else if (heading === EAST) {
        square += 1;
        crossColumn(square);
      } else {
        crossColumn(square);
        square -= 1;
      }
    }
    twiceArea += lastX * (points[1] as number) - (points[0] as number) * lastY;
    rings.push({ points, holeOf, area: twiceArea / 2 });
  };

  for (let row = 1; row + 1 < rows; row++) {
    // the ring crossed last on the way from the west: what lies between it and here is inside it
    let last = 0;
    const end = (row + 1) * columns - 1;
    for (let point = row * columns; point < end; point++) {
      if (inside[point] === inside[point + 1]) continue;
      if (crossedBy[point] === 0) {
        const around = rings[last - 1];
        // an outline met first from inside is a hole, of the ring met before it or of the one that is a hole of too
        trace(point, inside[point] === 0 || !around ? -1 : around.holeOf < 0 ? last - 1 : around.holeOf);
      }
      last = crossedBy[point] as number;
    }
  }
  return rings;
}
