/** A column of whole numbers no wider than they need. */
export type NarrowColumn = Uint8Array | Uint16Array | Uint32Array;

/** Room for `length` whole numbers of 0 to `most`, which fit 32 bits. */
export const narrowColumn = (most: number, length: number): NarrowColumn =>
  most < 2 ** 8 ? new Uint8Array(length) : most < 2 ** 16 ? new Uint16Array(length) : new Uint32Array(length);
