/**
 * The buildings of a pack as the analyses need them: typed arrays, one entry per building in the order of the layer.
 * What the layer does not say stays unknown here; what is assumed in its place is decided, and counted, where it is used.
 */
export interface BuildingStock {
  readonly count: number;
  /** Walls of building i are [wallOffsets[i], wallOffsets[i + 1]): every side of every ring, holes too. */
  readonly wallOffsets: Uint32Array;
  /** Four numbers per wall, WGS-84 degrees: lng, lat of its start, lng, lat of its end. */
  readonly wallLngLat: Float64Array;
  /** Metres from the ground; NaN = unknown. */
  readonly heightMetres: Float32Array;
  /** 0 = unknown. */
  readonly storeys: Uint16Array;
  /** Index into STRUCTURE_CLASSES; -1 = unknown. */
  readonly structure: Int8Array;
  /** First year of the band it was built in; 0 = unknown. */
  readonly yearBand: Uint16Array;
  /** Residents; 0 = none, or not known. */
  readonly residents: Float32Array;
  /** Names the building to the random numbers: made of its id, so that neither order nor company changes its luck. */
  readonly luckKey: Uint32Array;
  /** Rows of the layer that could not be read. */
  readonly skippedCount: number;
}
