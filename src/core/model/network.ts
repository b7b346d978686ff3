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
  "motorway",
  "living-street",
  "pedestrian",
  "track",
  "cycleway",
  "path",
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
  /** Passable for a fire engine on a call, even where other vehicles may not go: a bollard that folds, a walled drive. */
  fireEngineForward: 512,
  fireEngineBackward: 1024,
  /** Closed to goods vehicles though open to cars. */
  noTrucks: 2048,
  /** Open only to people who belong there: private, customers, destination, permit. */
  restrictedAccess: 4096,
} as const;

/** Bits of `restrictionAppliesTo`. */
export const RESTRICTED = { vehicle: 1, fireEngine: 2, truck: 4, foot: 8 } as const;
/** Values of `restrictionKind`: this sequence is forbidden / from its first edge it is the only one allowed. */
export const RESTRICTION_KINDS = ["no", "only"] as const;

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
  readonly edgeName: Uint32Array;
  readonly names: readonly StreetName[];
  /** Inner shape points of edge e (without its end nodes) are [edgeShapeOffsets[e], edgeShapeOffsets[e + 1]) point indices. */
  readonly edgeShapeOffsets: Uint32Array;
  /** lng, lat interleaved, WGS-84 degrees. */
  readonly shapeLngLat: Float64Array;
  /** Hex digest of the inputs it was built from. */
  readonly inputHash: string;
  /** Storey or layer above (+) or below (-) the street, -128…127; 0 = at street level or unknown. */
  readonly edgeLevel: Int8Array;
  /** Slope in per cent, + = up from `edgeFrom` to `edgeTo`; 0 = level or unknown. */
  readonly edgeInclinePercent: Int8Array;
  /** Greatest height, width and weight of a vehicle, in centimetres and units of 100 kg; 0 = no limit known. */
  readonly edgeMaxHeightCentimetres: Uint16Array;
  readonly edgeMaxWidthCentimetres: Uint16Array;
  readonly edgeMaxWeightHundredKilograms: Uint16Array;
  /**
   * Turn restriction r is the run of directed edges (edge * 2 forward, edge * 2 + 1 back)
   * restrictionEdges[restrictionOffsets[r] … restrictionOffsets[r + 1]), at least two, each starting where the one before ends.
   */
  readonly restrictionOffsets: Uint32Array;
  readonly restrictionEdges: Uint32Array;
  /** Index into RESTRICTION_KINDS. */
  readonly restrictionKind: Uint8Array;
  /** Bits of RESTRICTED: whom it binds. */
  readonly restrictionAppliesTo: Uint8Array;
}

type PlainFacts =
  | "edgeLevel"
  | "edgeInclinePercent"
  | "edgeMaxHeightCentimetres"
  | "edgeMaxWidthCentimetres"
  | "edgeMaxWeightHundredKilograms"
  | "restrictionOffsets"
  | "restrictionEdges"
  | "restrictionKind"
  | "restrictionAppliesTo";

/** The facts of a network that knows no levels, slopes, limits or turn restrictions. */
export const plainFacts = (edgeCount: number): Pick<StreetNetwork, PlainFacts> => ({
  edgeLevel: new Int8Array(edgeCount),
  edgeInclinePercent: new Int8Array(edgeCount),
  edgeMaxHeightCentimetres: new Uint16Array(edgeCount),
  edgeMaxWidthCentimetres: new Uint16Array(edgeCount),
  edgeMaxWeightHundredKilograms: new Uint16Array(edgeCount),
  restrictionOffsets: new Uint32Array(1),
  restrictionEdges: new Uint32Array(0),
  restrictionKind: new Uint8Array(0),
  restrictionAppliesTo: new Uint8Array(0),
});

export interface StreetName {
  readonly zh: string;
  /** Empty where the street has no established English name. */
  readonly en: string;
}
