import type { EdgeIndex } from "./edge-index.ts";
import { type NarrowColumn, narrowColumn } from "./narrow-column.ts";
import { snapPlanePoint } from "./snap.ts";

/** What ground an edge may own: none, all that is nearer to it than to any other, or of that only a strip along itself. */
export const CLAIM = { none: 0, ground: 1, strip: 2 } as const;

/** Who may own ground, and how far from the street. */
export interface StreetClaims {
  readonly index: EdgeIndex;
  /** One of CLAIM per edge. */
  readonly claims: Uint8Array;
  /** Metres from a street with a claim to ground, and from one with a claim to a strip. */
  readonly groundMetres: number;
  readonly stripMetres: number;
}

/** Square blocks of points in rows and columns on the plane of an edge index; row 0 is the southernmost. */
export interface BlockGrid {
  readonly columns: number;
  readonly rows: number;
  /** Points on a side of a block, and metres between one and the next. */
  readonly points: number;
  readonly pointMetres: number;
  /** Plane metres of the first point of block 0. */
  readonly firstEast: number;
  readonly firstNorth: number;
}

/** Blocks on a side of a look: what is looked up in the index at once. */
export const LOOK_BLOCKS = 4;

/** For every look (a square of blocks) the straight pieces of street among which each of its points has its owner. */
export interface LookCandidates {
  /** Looks in a row; the blocks are rounded up to whole looks. */
  readonly lookColumns: number;
  /** Those of look l are [offsets[l], offsets[l + 1]) of `found`. */
  readonly offsets: Uint32Array;
  /** Places in `pieces`; some of them may own no point of the look. */
  readonly found: NarrowColumn;
  /** Pieces of the edge index, each once, and the place of their edges in `edges`. */
  readonly pieces: Uint32Array;
  readonly edgePlaces: NarrowColumn;
  /** Edges, each once. */
  readonly edges: Uint32Array;
  /** Metres from a look's middle to the nearest street with a claim to ground; Infinity = too far for every point. */
  readonly middleMetres: Float32Array;
}

/** Metres: far above what rounding does to a distance on the plane, far below what changes the work. */
const SLACK_METRES = 1e-6;

/** Numbers things met from 0 on, each once, without clearing between one round and the next. */
interface Counted {
  /** Number + 1 on top of the count before the round; not more than that = not met in this round. */
  readonly places: Uint32Array;
  count: number;
}

/** What a look through the index writes to; made once per index and used again. */
export interface CandidateScratch {
  /** By piece: the look that saw it last. */
  readonly seenIn: Uint32Array;
  look: number;
  /** Of a look: piece, its claim, squared metres from the middle. */
  pieces: Int32Array;
  claims: Uint8Array;
  squares: Float64Array;
  /** Pieces of the looks so far. */
  found: Uint32Array;
  /** By piece and by edge the place among those of the tile being put together, counted on from tile to tile. */
  readonly pieceCounted: Counted;
  readonly edgeCounted: Counted;
}

export const createCandidateScratch = (index: EdgeIndex): CandidateScratch => ({
  seenIn: new Uint32Array(index.pieceEdge.length),
  look: 0,
  pieces: new Int32Array(256),
  claims: new Uint8Array(256),
  squares: new Float64Array(256),
  found: new Uint32Array(4096),
  pieceCounted: { places: new Uint32Array(index.pieceEdge.length), count: 0 },
  edgeCounted: { places: new Uint32Array(index.pieceOffsets.length - 1), count: 0 },
});

/** Metres from the middle of a block to its outermost points. */
export const blockHalfDiagonalMetres = (pointMetres: number, points: number): number =>
  ((points - 1) / 2) * pointMetres * Math.SQRT2 + SLACK_METRES;

/** Metres from the middle of a look to the middle of its outermost points, to the east as to the north. */
const lookSideMetres = (pointMetres: number, points: number): number =>
  ((LOOK_BLOCKS * points - 1) / 2) * pointMetres;

/** Metres from the middle of a look to its outermost points. */
export const lookHalfDiagonalMetres = (pointMetres: number, points: number): number =>
  lookSideMetres(pointMetres, points) * Math.SQRT2 + SLACK_METRES;

/**
 * Whatever owns a point of a look is, seen from the look's middle, at most two half diagonals farther than what is
 * nearest there. null: no look has a candidate.
 */
export function nearestCandidates(
  streets: StreetClaims,
  grid: BlockGrid,
  scratch: CandidateScratch = createCandidateScratch(streets.index),
): LookCandidates | null {
  const { index, claims, groundMetres, stripMetres } = streets;
  const { points, pointMetres, firstEast, firstNorth } = grid;
  const lookMetres = LOOK_BLOCKS * points * pointMetres;
  const lookSide = lookSideMetres(pointMetres, points);
  const lookDiagonal = lookHalfDiagonalMetres(pointMetres, points);
  const lookColumns = Math.ceil(grid.columns / LOOK_BLOCKS);
  const lookRows = Math.ceil(grid.rows / LOOK_BLOCKS);
  const offsets = new Uint32Array(lookColumns * lookRows + 1);
  const middleMetres = new Float32Array(lookColumns * lookRows).fill(Infinity);
  /** Per column of looks the ground piece nearest to the middle of the look below; -1 = none known. */
  const below = new Int32Array(lookColumns).fill(-1);
  let foundCount = 0;
  let look = 0;
  for (let row = 0; row < lookRows; row++) {
    let before = -1;
    for (let column = 0; column < lookColumns; column++, look++) {
      const x = firstEast + column * lookMetres + lookSide;
      const y = firstNorth + row * lookMetres + lookSide;
      const under = below[column] as number;
      let metres = Math.sqrt(
        Math.min(
          before < 0 ? Infinity : squaredMetres(index, before, x, y),
          under < 0 ? Infinity : squaredMetres(index, under, x, y),
        ),
      );
      // nothing known near: the only looks that cost a search of their own
      if (metres > groundMetres + lookDiagonal)
        metres = snapPlanePoint(index, claims, x, y, groundMetres + lookDiagonal)?.accessMetres ?? Infinity;
      const ground = metres === Infinity ? 0 : Math.min(groundMetres, metres + lookDiagonal);
      const reach = lookSide + Math.max(stripMetres, ground) + SLACK_METRES;
      const gathered = gather(streets, scratch, x, y, reach);
      const nearest = nearestGround(scratch, gathered);
      before = nearest < 0 ? -1 : (scratch.pieces[nearest] as number);
      below[column] = before;
      const nearestMetres = nearest < 0 ? Infinity : Math.sqrt(scratch.squares[nearest] as number);
      if (nearestMetres <= groundMetres + lookDiagonal) middleMetres[look] = nearestMetres;
      foundCount = sift(streets, scratch, gathered, nearestMetres, lookDiagonal, foundCount);
      offsets[look + 1] = foundCount;
    }
  }
  if (foundCount === 0) return null;
  const [found, pieces] = eachOnce(scratch.found.subarray(0, foundCount), scratch.pieceCounted);
  const [edgePlaces, edges] = eachOnce(
    pieces.map((piece) => index.pieceEdge[piece] as number),
    scratch.edgeCounted,
  );
  return { lookColumns, offsets, found, pieces, edgePlaces, edges, middleMetres };
}

/** Counts beyond are started anew, to stay below what an array holds. */
const MOST_COUNTED = 2 ** 31;

/** Places of things among those that differ, and those, in the order in which they are met. */
function eachOnce(things: Uint32Array, counted: Counted): [places: NarrowColumn, once: Uint32Array] {
  const { places } = counted;
  if (counted.count > MOST_COUNTED) {
    places.fill(0);
    counted.count = 0;
  }
  const before = counted.count;
  const once: number[] = [];
  for (const thing of things) {
    if ((places[thing] as number) > before) continue;
    once.push(thing);
    places[thing] = ++counted.count;
  }
  const column = narrowColumn(once.length, things.length);
  for (let k = 0; k < things.length; k++) column[k] = (places[things[k] as number] as number) - before - 1;
  return [column, Uint32Array.from(once)];
}

function squaredMetres({ pieceMetres }: EdgeIndex, piece: number, x: number, y: number): number {
  const x0 = pieceMetres[piece * 4] as number;
  const y0 = pieceMetres[piece * 4 + 1] as number;
  const dx = (pieceMetres[piece * 4 + 2] as number) - x0;
  const dy = (pieceMetres[piece * 4 + 3] as number) - y0;
  const squared = dx * dx + dy * dy;
  let share = squared === 0 ? 0 : ((x - x0) * dx + (y - y0) * dy) / squared;
  share = share < 0 ? 0 : share > 1 ? 1 : share;
  const offX = x - (x0 + share * dx);
  const offY = y - (y0 + share * dy);
  return offX * offX + offY * offY;
}

/** Puts the pieces with a claim in the index's cells within `reach` of a place east, west, north and south into the scratch; how many. */
function gather(
  { index, claims }: StreetClaims,
  scratch: CandidateScratch,
  x: number,
  y: number,
  reach: number,
): number {
  const { cellMetres, columns, rows, minEast, minNorth, cellOffsets, cellPieces, pieceEdge } = index;
  const firstColumn = Math.max(0, Math.floor((x - reach - minEast) / cellMetres));
  const lastColumn = Math.min(columns - 1, Math.floor((x + reach - minEast) / cellMetres));
  const firstRow = Math.max(0, Math.floor((y - reach - minNorth) / cellMetres));
  const lastRow = Math.min(rows - 1, Math.floor((y + reach - minNorth) / cellMetres));
  if (firstColumn > lastColumn) return 0;
  const { seenIn } = scratch;
  const look = ++scratch.look;
  let count = 0;
  for (let row = firstRow; row <= lastRow; row++) {
    // the cells of a row follow each other
    const end = cellOffsets[row * columns + lastColumn + 1] as number;
    for (let k = cellOffsets[row * columns + firstColumn] as number; k < end; k++) {
      const piece = cellPieces[k] as number;
      if (seenIn[piece] === look) continue;
      seenIn[piece] = look;
      const claim = claims[pieceEdge[piece] as number];
      if (claim !== CLAIM.ground && claim !== CLAIM.strip) continue;
      if (count === scratch.pieces.length) widen(scratch);
      scratch.pieces[count] = piece;
      scratch.claims[count] = claim;
      scratch.squares[count++] = squaredMetres(index, piece, x, y);
    }
  }
  return count;
}

function widen(scratch: CandidateScratch): void {
  const { pieces, claims, squares } = scratch;
  scratch.pieces = new Int32Array(pieces.length * 2);
  scratch.pieces.set(pieces);
  scratch.claims = new Uint8Array(pieces.length * 2);
  scratch.claims.set(claims);
  scratch.squares = new Float64Array(squares.length * 2);
  scratch.squares.set(squares);
}

/** Farthest squared metres from the middle at which ground and a strip can be owned, given the nearest claim to ground. */
export const squaresWithin = (
  { groundMetres, stripMetres }: StreetClaims,
  nearestMetres: number,
  halfDiagonal: number,
): [ground: number, strip: number] => {
  const far = nearestMetres + 2 * halfDiagonal;
  return [Math.min(far, groundMetres + halfDiagonal) ** 2, Math.min(far, stripMetres + halfDiagonal) ** 2];
};

/** Of the gathered pieces the one with a claim to ground that is nearest to the middle; -1 = none. */
function nearestGround({ claims, squares }: CandidateScratch, gathered: number): number {
  let least = Infinity;
  let nearest = -1;
  for (let k = 0; k < gathered; k++)
    if (claims[k] === CLAIM.ground && (squares[k] as number) < least) {
      least = squares[k] as number;
      nearest = k;
    }
  return nearest;
}

/** Appends the gathered pieces that can own a point of the look; the new end of `found`. */
function sift(
  streets: StreetClaims,
  scratch: CandidateScratch,
  gathered: number,
  nearestMetres: number,
  halfDiagonal: number,
  end: number,
): number {
  const { pieces, claims, squares } = scratch;
  const [groundSquared, stripSquared] = squaresWithin(streets, nearestMetres, halfDiagonal);
  if (end + gathered > scratch.found.length) {
    const wider = new Uint32Array((end + gathered) * 2);
    wider.set(scratch.found.subarray(0, end));
    scratch.found = wider;
  }
  const { found } = scratch;
  let at = end;
  for (let k = 0; k < gathered; k++)
    if ((squares[k] as number) <= (claims[k] === CLAIM.ground ? groundSquared : stripSquared))
      found[at++] = pieces[k] as number;
  return at;
}
