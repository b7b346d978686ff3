/** Order fixed by the binary format: append only. */
export const STREET_CLASSES = [
  "trunk",
  "primary",
  "secondary",
  "tertiary",
  "residential",
  "hutong",
  "service",
  "footway",
  "steps",
] as const;
export type StreetClass = (typeof STREET_CLASSES)[number];

/** Bits of `edgeFlags`. Forward means from `edgeFrom` to `edgeTo`. */
export const EDGE_FLAG = {
  footForward: 1,
  footBackward: 2,
  vehicleForward: 4,
  vehicleBackward: 8,
  wheelchair: 16,
  bridge: 32,
  tunnel: 64,
  /** Drawn by the seeded model rather than compiled from public maps. */
  modelled: 128,
  /** The edge leads through a gate of a walled compound. */
  gated: 256,
} as const;

/**
 * A street network ready to search: compressed sparse rows in typed arrays, nodes in Hilbert order.
 * Immutable; a closure or a flood is another cost array, never another network.
 */
export interface StreetNetwork {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly arcCount: number;
  /** WGS-84 degrees per node. */
  readonly nodeLng: Float64Array;
  readonly nodeLat: Float64Array;
  /** Arcs leaving node i are [arcOffsets[i], arcOffsets[i + 1]). Every edge has two arcs, one each way. */
  readonly arcOffsets: Uint32Array;
  readonly arcHead: Uint32Array;
  /** edge * 2 for the arc edgeFrom → edgeTo, edge * 2 + 1 for the arc edgeTo → edgeFrom. */
  readonly arcEdge: Uint32Array;
  readonly edgeFrom: Uint32Array;
  readonly edgeTo: Uint32Array;
  /** Length along the shape, decimetres, at least 1. */
  readonly edgeLengthDecimetres: Uint32Array;
  /** Index into STREET_CLASSES. */
  readonly edgeClass: Uint8Array;
  /** Bits of EDGE_FLAG. */
  readonly edgeFlags: Uint16Array;
  /** Usable width, decimetres; 0 = unknown. */
  readonly edgeWidthDecimetres: Uint16Array;
  /** Driving speed, km/h; 0 = no vehicles. */
  readonly edgeSpeedKmh: Uint8Array;
  /** Index into names; 0 = without a name. */
  readonly edgeName: Uint16Array;
  readonly names: readonly StreetName[];
  /** Inner shape points of edge e (without its end nodes) are [edgeShapeOffsets[e], edgeShapeOffsets[e + 1]) point indices. */
  readonly edgeShapeOffsets: Uint32Array;
  /** lng, lat interleaved, WGS-84 degrees. */
  readonly shapeLngLat: Float64Array;
  /** Hex digest of the inputs it was built from. */
  readonly inputHash: string;
}

export interface StreetName {
  readonly zh: string;
  /** Empty where the street has no established English name. */
  readonly en: string;
}
