import type { ExportCell, ExportColumn, ExportFeatures, ExportTable } from "../core/model/export.ts";
import type { LayerGeometry } from "../core/model/layer-feature.ts";

/** Said in a column of numbers where a walk never arrives. */
const UNREACHABLE = "unreachable";
/** Names of the columns that say so, for files whose columns hold numbers alone. */
export const UNREACHABLE_COLUMN = "unreachable";

/** Of what a column holds: numbers with a word among them stay numbers. */
function typeOf(cells: readonly ExportCell[]): ExportColumn["type"] {
  const known = cells.filter((cell) => cell !== null && cell !== UNREACHABLE);
  if (known.length === 0) return cells.includes(UNREACHABLE) ? "double" : "string";
  if (known.every((cell) => typeof cell === "number")) return "double";
  return known.every((cell) => typeof cell === "boolean") ? "bool" : "string";
}

/**
 * Rows of a table on the ground, by their first column; a row without a place is left out. Where a walk never arrives the
 * number is absent and the column `unreachable` names it.
 */
export function tableFeatures(
  table: ExportTable,
  places: ReadonlyMap<string, LayerGeometry>,
): ExportFeatures {
  const types = table.columns.map((_, i) => typeOf(table.rows.map((row) => row[i] ?? null)));
  return {
    name: table.name,
    columns: [
      ...table.columns.map((name, i): ExportColumn => ({ name, type: types[i] ?? "string" })),
      { name: UNREACHABLE_COLUMN, type: "string" },
    ],
    features: table.rows.flatMap((row) => {
      const geometry = places.get(String(row[0]));
      if (!geometry) return [];
      const cellOf = (i: number): ExportCell => {
        const cell = row[i] ?? null;
        if (types[i] === "double") return typeof cell === "number" ? cell : null;
        return types[i] === "string" && cell !== null ? String(cell) : cell;
      };
      const unreachable = table.columns.filter((_, i) => types[i] === "double" && row[i] === UNREACHABLE);
      return [
        {
          geometry,
          properties: {
            ...Object.fromEntries(table.columns.map((name, i) => [name, cellOf(i)])),
            [UNREACHABLE_COLUMN]: unreachable.join(" ") || null,
          },
        },
      ];
    }),
  };
}

/** The same table with the place of each row as longitude and latitude, WGS-84; rows that are areas stay as they are. */
export function withPoints(table: ExportTable, places: ReadonlyMap<string, LayerGeometry>): ExportTable {
  const isPoints = [...places.values()].every((place) => place.type === "Point");
  if (!isPoints || places.size === 0) return table;
  return {
    ...table,
    columns: [...table.columns, "lngDegrees", "latDegrees"],
    rows: table.rows.map((row) => {
      const place = places.get(String(row[0]));
      return [
        ...row,
        ...(place?.type === "Point"
          ? [place.coordinates[0] ?? null, place.coordinates[1] ?? null]
          : [null, null]),
      ];
    }),
  };
}

/** Said in every row, where a file has no page of its own for it. */
export function withProvenance(table: ExportTable, method: string, asOf: string): ExportTable {
  return {
    ...table,
    columns: [...table.columns, "method", "asOf"],
    rows: table.rows.map((row) => [...row, method, asOf]),
  };
}
