import type { BuildingStock } from "../../model/buildings.ts";
import type { LngLat } from "../../model/geometry.ts";
import { STRUCTURE_CLASSES } from "../../model/pack.ts";
import type { IntensityGrid } from "../../model/rubble.ts";
import type { CollapseMatrix, CollapseRow } from "../../model/rubble-rules.ts";

/** Intensity at a place. */
export function intensityAt(intensity: number | IntensityGrid, [lng, lat]: LngLat): number {
  if (typeof intensity === "number") return intensity;
  const { west, south, east, north, columns, rows, degrees } = intensity;
  const within = (share: number, count: number) =>
    Math.min(count - 1, Math.max(0, Math.floor(share * count)));
  const column = within((lng - west) / (east - west), columns);
  const row = within((lat - south) / (north - south), rows);
  return degrees[row * columns + column] as number;
}

/** Chance of a row at an intensity inside the matrix, straight between its whole degrees. */
export function chanceAt({ intensities }: CollapseMatrix, row: CollapseRow, intensity: number): number {
  const upper = intensities.findIndex((degree) => degree >= intensity);
  const above = row.chances[upper] as number;
  if (upper === 0 || intensities[upper] === intensity) return above;
  const below = row.chances[upper - 1] as number;
  const [from, to] = [intensities[upper - 1] as number, intensities[upper] as number];
  return below + ((intensity - from) / (to - from)) * (above - below);
}

/** The row of a class and a year: `year` 0 = unknown. Every class has a row for it, the rules are refused otherwise. */
export function rowOfYear<
  Row extends { readonly structure: CollapseRow["structure"]; readonly builtFrom: number | null },
>(rows: readonly Row[], structure: Row["structure"], year: number): Row {
  const ofClass = rows.filter((row) => row.structure === structure);
  let found = ofClass.find((row) => row.builtFrom === null) as Row;
  if (year === 0) return found;
  let from = -Infinity;
  for (const row of ofClass)
    if (row.builtFrom !== null && row.builtFrom <= year && row.builtFrom > from) {
      found = row;
      from = row.builtFrom;
    }
  return found;
}

/** Chance of collapse per building, 0-1. */
export function collapseChances(
  stock: BuildingStock,
  matrix: CollapseMatrix,
  intensity: number | IntensityGrid,
): Float64Array {
  const rows = new Map<number, CollapseRow>();
  return Float64Array.from({ length: stock.count }, (_, building) => {
    const structure = stock.structure[building] as number;
    const year = stock.yearBand[building] as number;
    const key = (structure + 1) * 65_536 + year;
    let row = rows.get(key);
    if (!row) {
      row = rowOfYear(matrix.rows, STRUCTURE_CLASSES[structure] ?? "unknown", year);
      rows.set(key, row);
    }
    return chanceAt(matrix, row, intensityAt(intensity, someCorner(stock, building)));
  });
}

function someCorner(stock: BuildingStock, building: number): LngLat {
  const wall = stock.wallOffsets[building] as number;
  return [stock.wallLngLat[wall * 4] as number, stock.wallLngLat[wall * 4 + 1] as number];
}
