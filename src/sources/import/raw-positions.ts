import type { Position } from "geojson";
import type { ColumnMapping, RawTable } from "../../core/model/import.ts";
import { rawGeometry } from "./draft-rows.ts";

export interface RawPositions {
  /** One per row that has a place: the middle of its corners, in the coordinates of the file. */
  readonly points: readonly (readonly [x: number, y: number])[];
  /** Name of each row, for finding known places among them; null = none. */
  readonly names: readonly (string | null)[];
}

function corners(coordinates: unknown, found: Position[] = []): Position[] {
  if (!Array.isArray(coordinates)) return found;
  if (typeof coordinates[0] === "number") found.push(coordinates as Position);
  else for (const part of coordinates) corners(part, found);
  return found;
}

/** The numbers that a mapping takes for positions: what the question of the coordinate system is asked about. */
export function rawPositions(table: RawTable, mapping: ColumnMapping): RawPositions {
  const nameColumn = mapping.fields.find(({ field }) => field === "nameZh")?.column;
  const points: [number, number][] = [];
  const names: (string | null)[] = [];
  for (const row of table.rows) {
    const geometry = rawGeometry(row, mapping);
    if (!geometry || geometry.type === "GeometryCollection") continue;
    const all = corners(geometry.coordinates).filter(
      ([x, y]) => Number.isFinite(x) && Number.isFinite(y),
    ) as [number, number][];
    if (all.length === 0) continue;
    const mean = (axis: 0 | 1) => all.reduce((sum, corner) => sum + corner[axis], 0) / all.length;
    points.push([mean(0), mean(1)]);
    const name = nameColumn === undefined ? null : row.values[nameColumn];
    names.push(typeof name === "string" && name.trim() !== "" ? name : null);
  }
  return { points, names };
}
