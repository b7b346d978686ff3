/**
 * What one file may ask of the machine. Everything above ends in IMPORT_TOO_LARGE with what was found and the limit;
 * nothing is cut off silently.
 */
export interface ImportLimits {
  /** Bytes of the file as dropped. Delimited text is read in pieces, everything else as a whole. */
  readonly bytes: number;
  /** Bytes all entries of an archive, and of archives in it, unpack to; counted while inflating, not believed. */
  readonly unpackedBytes: number;
  /** Unpacked per packed byte of an archive, once more than a megabyte came out. Office files reach 30, bombs 1000. */
  readonly unpackRatio: number;
  /** Entries of one archive. */
  readonly archiveEntries: number;
  /** Rows of one table. */
  readonly rows: number;
  readonly columns: number;
  /** Positions of one geometry. */
  readonly geometryVertices: number;
  /** Positions of one file. */
  readonly fileVertices: number;
  /** Nested brackets of JSON, nested elements of XML. */
  readonly depth: number;
  /** Characters of one record of delimited text: an unclosed quote must not swallow a whole file. */
  readonly recordCharacters: number;
}

export const DEFAULT_IMPORT_LIMITS: ImportLimits = {
  bytes: 200e6,
  unpackedBytes: 400e6,
  unpackRatio: 400,
  archiveEntries: 5_000,
  rows: 500_000,
  columns: 500,
  geometryVertices: 1_000_000,
  fileVertices: 5_000_000,
  depth: 100,
  recordCharacters: 4_000_000,
};
