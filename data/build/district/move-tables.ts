import type { Geometry, Position } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { RawTable } from "../../../src/core/model/import.ts";

/** The same tables with every position of their geometries under another reading; heights are dropped. */
export const moveTables = (
  tables: readonly RawTable[],
  toWgs84: (x: number, y: number) => LngLat,
): RawTable[] =>
  tables.map((table) => ({
    ...table,
    rows: table.rows.map((row) => ({ ...row, geometry: row.geometry && moved(row.geometry, toWgs84) })),
  }));

function moved(geometry: Geometry, toWgs84: (x: number, y: number) => LngLat): Geometry {
  if (geometry.type === "GeometryCollection")
    return { ...geometry, geometries: geometry.geometries.map((part) => moved(part, toWgs84)) };
  const move = (coordinates: unknown): unknown => {
    if (!Array.isArray(coordinates)) return coordinates;
    if (typeof coordinates[0] !== "number") return coordinates.map(move);
    const [lng, lat] = toWgs84(coordinates[0], coordinates[1] as number);
    return [lng, lat] satisfies Position;
  };
  return { ...geometry, coordinates: move(geometry.coordinates) } as Geometry;
}

/** Every corner of every geometry, as x and y of the file. */
export function cornersOf(tables: readonly RawTable[]): [x: number, y: number][] {
  const corners: [number, number][] = [];
  const visit = (coordinates: unknown) => {
    if (!Array.isArray(coordinates)) return;
    if (typeof coordinates[0] === "number") corners.push([coordinates[0], coordinates[1] as number]);
    else for (const inner of coordinates) visit(inner);
  };
  const each = (geometry: Geometry) => {
    if (geometry.type === "GeometryCollection") for (const part of geometry.geometries) each(part);
    else visit(geometry.coordinates);
  };
  for (const { rows } of tables) for (const { geometry } of rows) if (geometry) each(geometry);
  return corners;
}
