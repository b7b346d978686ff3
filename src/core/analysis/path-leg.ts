/** A way along part of one edge, walked or driven. */
export interface PathLeg {
  readonly edge: number;
  readonly fromShare: number;
  readonly toShare: number;
  readonly deciseconds: number;
}
