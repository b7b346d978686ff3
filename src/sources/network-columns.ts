/*
 * The numbers of `network.bin`, format 3, as reader and writer agree on them. Little endian, header of 88 bytes:
 *
 *  0 magic, 8 bytes         24 bytes of the names, inflated   64 coordinate step, 1e-7 degree
 *  8 version u32 = 3        28 bytes of the whole file        68 cosine of the latitude × 65536
 * 12 nodes u32              32 input hash, 24 characters      72 kinds of edges u32
 * 16 edges u32              56 restrictions u32               76 bytes of the columns' table
 * 20 shape points u32       60 edges in restrictions u32      80 lng, lat of the first node in steps, i32 each
 *
 * Then for each of `columnsOf`, in its order, its planes (0-4) and its deflated length, u32 each; then the deflated columns
 * themselves, and the deflated names as UTF-8 JSON [[zh, en], …]. A column of n values is stored as planes: the lowest byte
 * of every value, then the next byte of every value … Signed values are folded: 0, -1, 1, -2 … are 0, 1, 2, 3 …
 * Rows (arcs) are not stored: they follow from the edges in one counting pass.
 */
export const HEADER_BYTES = 88;
export const COSINE_SCALE = 65_536;
/** Coordinates are whole multiples of this in every format. */
export const DEGREES_PER_STEP = 1e-7;
/** Bytes that one byte of a deflated column can become, at most: more is no such column. */
export const MOST_INFLATION = 1040;

export interface Counts {
  readonly nodes: number;
  readonly edges: number;
  readonly shapePoints: number;
  readonly restrictions: number;
  readonly restrictionEdges: number;
  /** Edges are of so many kinds: class, flags, width … */
  readonly kinds: number;
}

/** What an edge is, apart from where: one number of each per kind of edge. */
export const KIND_FACTS = [
  "edgeClass",
  "edgeFlags",
  "edgeWidthDecimetres",
  "edgeSpeedKmh",
  "edgeLevel",
  "edgeInclinePercent",
  "edgeMaxHeightCentimetres",
  "edgeMaxWidthCentimetres",
  "edgeMaxWeightHundredKilograms",
] as const;

/** Values in each column. */
export const columnsOf = ({ nodes, edges, shapePoints, restrictions, restrictionEdges, kinds }: Counts) =>
  ({
    /** Steps from the node before; signed. */
    nodeLng: nodes,
    nodeLat: nodes,
    /** From the same end of the edge before; signed. */
    edgeFrom: edges,
    /** From the other end; signed. */
    edgeTo: edges,
    /** Inner shape points. */
    edgeShapePoints: edges,
    /** Steps from where it would be on even parts of the straight line from the point before to the end; signed. */
    shapeLng: shapePoints,
    shapeLat: shapePoints,
    /** Decimetres more than the shape is long on the plane; signed. */
    edgeLength: edges,
    edgeName: edges,
    edgeKind: edges,
    /** The nine facts, one after the other, each of all kinds; signed. */
    kindFacts: kinds * KIND_FACTS.length,
    restrictionRuns: restrictions,
    restrictionEdges,
    restrictionKind: restrictions,
    restrictionAppliesTo: restrictions,
  }) as const;
export type Column = keyof ReturnType<typeof columnsOf>;

export const fold = (value: number): number => ((value << 1) ^ (value >> 31)) >>> 0;
export const unfold = (value: number): number => (value >>> 1) ^ -(value & 1);

/** Coordinates in steps, the inner points of edge e as in `StreetNetwork`. */
export interface Course {
  readonly nodeLng: Int32Array;
  readonly nodeLat: Int32Array;
  readonly shapeLng: Int32Array;
  readonly shapeLat: Int32Array;
}

/** One coordinate of the next of `left` inner points, if they lay on even parts of the way to the end. */
export const evenPart = (before: number, end: number, left: number): number =>
  before + Math.round((end - before) / (left + 1));

/** Metres in one degree of latitude, near enough: what is off is stored. */
const METRES_PER_DEGREE = 111_195;

/**
 * Decimetres along an edge's shape on the plane. Only +, ×, ÷ and square roots: these give the same bits on every machine,
 * and what the writer left out must be what the reader puts back.
 */
export function planeDecimetres(
  { nodeLng, nodeLat, shapeLng, shapeLat }: Course,
  [from, to]: readonly [number, number],
  [first, end]: readonly [number, number],
  step: number,
  cosine: number,
): number {
  let lng = nodeLng[from] as number;
  let lat = nodeLat[from] as number;
  let steps = 0;
  for (let point = first; point <= end; point++) {
    const nextLng = (point < end ? shapeLng[point] : nodeLng[to]) as number;
    const nextLat = (point < end ? shapeLat[point] : nodeLat[to]) as number;
    const across = ((nextLng - lng) * cosine) / COSINE_SCALE;
    const up = nextLat - lat;
    steps += Math.sqrt(across * across + up * up);
    lng = nextLng;
    lat = nextLat;
  }
  return Math.round(steps * (step * DEGREES_PER_STEP * METRES_PER_DEGREE * 10));
}
