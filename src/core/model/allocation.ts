/** Who goes to which shelter when room is finite: the question, free of any pack. */
export interface AllocationProblem {
  /** Whole persons of each cell, 0 to 2^31 - 1. */
  readonly persons: Int32Array;
  /** Whole persons each shelter has room for; 0 is a real zero, shelters of unknown room are left out by the caller. */
  readonly capacityPersons: Float64Array;
  /** Arcs of cell i are [arcOffsets[i], arcOffsets[i + 1]); every shelter within the minutes has one, none is cut. */
  readonly arcOffsets: Uint32Array;
  /** Shelter of each arc; at most one arc per cell and shelter. */
  readonly arcShelter: Uint32Array;
  /** Walk of each arc in tenths of a second, 0 to 2^31 - 1. */
  readonly arcDeciseconds: Uint32Array;
  /**
   * What leaving one person without a place costs, in tenths of a second of walking; whole, 0 or more. Who is left is
   * whose place would cost all others together more than that. null or not given: as many as possible are served,
   * whatever they walk.
   */
  readonly unservedDeciseconds?: number | null;
  /**
   * Numbers below 2^53 that name the cells and the shelters, see stableKey. Among equally good plans they decide, so
   * that the order of the input does not; not given: positions name them.
   */
  readonly cellKeys?: ArrayLike<number>;
  readonly shelterKeys?: ArrayLike<number>;
}

export interface Allocation {
  /** Persons sent along each arc, same order as the arcs. */
  readonly arcPersons: Int32Array;
  /** Persons of each cell that found a place. */
  readonly servedPersons: Int32Array;
  readonly shelterPersons: Float64Array;
  readonly totalServedPersons: number;
  readonly totalPersonDeciseconds: number;
}
