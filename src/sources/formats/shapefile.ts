/// <reference path="./shpjs.d.ts" />
import { parseShp } from "shpjs";
import type { RawTable } from "../../core/model/import.ts";
import { type DbfTable, readDbf } from "./dbf.ts";
import { crsFromWkt } from "./declared-crs.ts";
import { createFeatureTable } from "./feature-table.ts";
import { ImportStop, stopWhenAbove, unreadable } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";

const HEAD_BYTES = 100;
/** Parts of one shape: rings are sorted into outers and holes pair by pair. */
const MOST_PARTS = 20_000;

export interface ShapefileParts {
  readonly shp: Uint8Array;
  readonly dbf: Uint8Array | null;
  readonly prj: string | null;
  readonly cpg: string | null;
  /** Parts beside the shapes that are there and cannot be unpacked. */
  readonly faults?: readonly ImportStop[];
}

interface Shape {
  readonly fault: string | null;
}

/** Bytes a record's content needs by its counts, or a text where its counts cannot be. `at`: of the shape type. */
function faultOfShape(
  view: DataView,
  at: number,
  bytes: number,
  fileType: number,
  context: ReadContext,
): string | null {
  const type = view.getInt32(at, true);
  if (type === 0) return null;
  if (type !== fileType) return `shape type ${type}`;
  const kind = type % 10;
  if (kind === 1) return bytes >= (type > 10 && type < 20 ? 28 : 20) ? null : `${bytes} B`;
  if (bytes < 40) return `${bytes} B`;
  if (kind === 8) {
    const points = view.getInt32(at + 36, true);
    stopWhenAbove(context.file, "vertices", points, context.limits.geometryVertices);
    return points >= 0 && 40 + points * 16 <= bytes ? null : `${points} points`;
  }
  if (bytes < 44) return `${bytes} B`;
  const parts = view.getInt32(at + 36, true);
  const points = view.getInt32(at + 40, true);
  if (parts < 0 || points < 0 || 44 + parts * 4 + points * 16 > bytes)
    return `${parts} parts, ${points} points`;
  stopWhenAbove(context.file, "vertices", points, context.limits.geometryVertices);
  if (parts > MOST_PARTS) return `${parts} parts`;
  let before = 0;
  for (let i = 0; i < parts; i++) {
    const start = view.getInt32(at + 44 + i * 4, true);
    if (start < before || start > points || (i === 0 && start !== 0)) return `part ${i + 1} at ${start}`;
    before = start;
  }
  return null;
}

/** Walks the records and checks every count; what is broken is blanked in `bytes`, so that the library skips it. */
function checkShapes(bytes: Uint8Array, fileType: number, context: ReadContext): Shape[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shapes: Shape[] = [];
  let at = HEAD_BYTES;
  while (at + 8 <= bytes.length) {
    const length = view.getInt32(at + 4) * 2;
    if (length < 4 || at + 8 + length > bytes.length)
      throw unreadable(
        context.file,
        `${bytes.length} B`,
        `more than ${at + 8 + Math.max(length, 4)} B`,
        "shp",
      );
    const fault = faultOfShape(view, at + 8, length, fileType, context);
    if (fault !== null) view.setInt32(at + 8, 0, true);
    shapes.push({ fault });
    stopWhenAbove(context.file, "rows", shapes.length, context.limits.rows);
    at += 8 + length;
  }
  return shapes;
}

/** One shapefile in its own coordinates. Without its table the shapes come alone, and that is said. */
export function readShapefile(parts: ShapefileParts, context: ReadContext): RawTable {
  const { file } = context;
  if (parts.shp.length < HEAD_BYTES)
    throw unreadable(file, `${parts.shp.length} B`, `${HEAD_BYTES} B`, "shp");
  const bytes = parts.shp.slice();
  const view = new DataView(bytes.buffer);
  const declaredBytes = view.getInt32(24) * 2;
  if (declaredBytes > bytes.length) throw unreadable(file, `${bytes.length} B`, `${declaredBytes} B`, "shp");
  const fileType = view.getInt32(32, true);
  // 31 is a multipatch: surfaces in space.
  if (![0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28].includes(fileType))
    throw unreadable(file, `shape type ${fileType}`, "points, lines or polygons", "shp");
  const used = declaredBytes >= HEAD_BYTES ? bytes.subarray(0, declaredBytes) : bytes;
  const shapes = checkShapes(used, fileType, context);
  // Heights and measures lie behind the plane's coordinates: read as the flat type they are simply left alone.
  view.setInt32(32, fileType % 10, true);
  for (let at = HEAD_BYTES, i = 0; i < shapes.length; i++) {
    if (view.getInt32(at + 8, true) !== 0) view.setInt32(at + 8, fileType % 10, true);
    at += 8 + view.getInt32(at + 4) * 2;
  }
  const geometries = fileType === 0 ? [] : parseShp(new DataView(bytes.buffer, 0, used.length));
  const faults = [...(parts.faults ?? [])];
  let dbf: DbfTable | null = null;
  try {
    if (parts.dbf !== null) dbf = readDbf(parts.dbf, parts.cpg, context);
  } catch (thrown) {
    // Shapes are worth more than their table: they stay, with empty columns.
    if (!(thrown instanceof ImportStop) || thrown.failure.code !== "IMPORT_UNREADABLE") throw thrown;
    faults.push(thrown);
  }
  const table = createFeatureTable(
    {
      part: context.entry,
      format: "shapefile",
      declaredCrs: parts.prj === null ? null : crsFromWkt(parts.prj),
      encoding: dbf?.encoding ?? null,
      columns: dbf?.columns ?? [],
    },
    context,
  );
  for (const { failure } of faults)
    if (failure.code === "IMPORT_UNREADABLE") {
      const { file: _, ...place } = failure.place;
      table.say("ROW_UNREADABLE", "doubtful", place);
    }
  if (dbf === null && faults.length === 0)
    table.say("MISSING_VALUE", "doubtful", { field: "dbf", found: "no .dbf", expected: ".dbf" });
  else if (dbf !== null && dbf.records.length !== shapes.length)
    table.say("ROW_UNREADABLE", "doubtful", {
      field: "dbf",
      found: `${dbf.records.length} records`,
      expected: `${shapes.length} shapes`,
    });
  shapes.forEach(({ fault }, index) => {
    const record = dbf?.records[index];
    if (record === null) return;
    if (fault !== null) table.reject(index + 1, fault, "shape", record ?? {});
    else table.add(index + 1, record ?? {}, geometries[index] ?? null);
  });
  return table.finish();
}
