import type { StockMovement } from "./operation.ts";

/** One cell that cannot be read, as a person counts rows. */
export interface RegisterFault {
  /** From 1, header included. */
  readonly row: number;
  /** Column of the template. */
  readonly field: string;
  readonly expected: string;
  /** Empty: nothing was there. */
  readonly found: string;
}

export interface RegisterPlaces {
  readonly depots: readonly { readonly id: string; readonly nameZh: string; readonly nameEn: string }[];
  readonly shelters: readonly { readonly id: string; readonly nameZh: string; readonly nameEn: string }[];
}

/** Lines of a register file; with any fault none of them is to be taken in. */
export interface RegisterReading {
  readonly movements: readonly Omit<StockMovement, "id">[];
  readonly faults: readonly RegisterFault[];
}
