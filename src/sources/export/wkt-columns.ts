/** Column that names the coordinate system of a table's positions. */
export const CRS_COLUMN = "crs";
const WKT_COLUMN = "wkt";
/** A cell of a sheet holds 32,767 characters; a shape that needs more goes on in the next column. */
const CELL_LETTERS = 32_000;

const columnName = (at: number) => (at === 0 ? WKT_COLUMN : `${WKT_COLUMN}_${at + 1}`);

/** `wkt`, `wkt_2`, …: as many as the longest shape needs. */
export const wktColumns = (count: number): string[] =>
  Array.from({ length: count }, (_, at) => columnName(at));

export const wktPieces = (wkt: string): string[] =>
  Array.from({ length: Math.ceil(wkt.length / CELL_LETTERS) }, (_, at) =>
    wkt.slice(at * CELL_LETTERS, (at + 1) * CELL_LETTERS),
  );

/** The shape of a row, put together again from the column and those that carry it on. */
export function joinedWkt(values: Readonly<Record<string, unknown>>, column: string): string {
  let text = String(values[column] ?? "");
  if (column !== WKT_COLUMN) return text;
  for (let at = 1; ; at++) {
    const more = values[columnName(at)];
    if (more === undefined || more === null) return text;
    text += String(more);
  }
}
