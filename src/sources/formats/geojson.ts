import type { CrsId, RawTable } from "../../core/model/import.ts";
import { crsFromName } from "./declared-crs.ts";
import { RECORD_SEPARATOR } from "./detect-format.ts";
import { createFeatureTable } from "./feature-table.ts";
import type { FileReader } from "./import-file.ts";
import { stopWhenAbove, unreadable } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";
import { readText } from "./text-encoding.ts";

const GEOMETRY_TYPES = new Set([
  "Point",
  "MultiPoint",
  "LineString",
  "MultiLineString",
  "Polygon",
  "MultiPolygon",
  "GeometryCollection",
]);

type Members = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * One pass over the characters before any object exists: depth of brackets, and positions (a `]` right behind a
 * number). A polygon of ten million vertices or a pit of brackets costs this pass and nothing more.
 */
function scanJson(
  text: string,
  context: ReadContext,
): { readonly openBrackets: number; readonly inText: boolean } {
  const { file, limits } = context;
  let depth = 0;
  let positions = 0;
  let inText = false;
  let afterDigit = false;
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i);
    if (inText) {
      if (char === 92) i++;
      else if (char === 34) inText = false;
      continue;
    }
    if (char === 34) inText = true;
    else if (char === 91 || char === 123) {
      depth++;
      if (depth > limits.depth) stopWhenAbove(file, "depth", depth, limits.depth);
    } else if (char === 93 || char === 125) {
      depth--;
      if (afterDigit && char === 93) positions++;
    }
    if (char > 32) afterDigit = char >= 48 && char <= 57;
  }
  stopWhenAbove(file, "vertices", positions, limits.fileVertices);
  return { openBrackets: depth, inText };
}

function parseJson(text: string): { readonly value: unknown } | { readonly fault: string } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch (thrown) {
    return { fault: thrown instanceof Error ? thrown.message.slice(0, 160) : "?" };
  }
}

function declaredIn(root: Members): { crs: CrsId | null; unknownName: string | null } {
  const properties = isObject(root.crs) ? root.crs.properties : null;
  const name = isObject(properties) ? (properties.name ?? properties.code) : null;
  if (name === null || name === undefined) return { crs: null, unknownName: null };
  const text = typeof name === "number" ? `EPSG:${name}` : String(name);
  const crs = crsFromName(text);
  return { crs, unknownName: crs === null ? text.slice(0, 200) : null };
}

/** Features of a whole document; null where it is JSON but not GeoJSON. */
function featuresOf(root: unknown): readonly unknown[] | null {
  if (!isObject(root)) return null;
  if (root.type === "FeatureCollection") return Array.isArray(root.features) ? root.features : null;
  if (root.type === "Feature") return [root];
  return GEOMETRY_TYPES.has(String(root.type)) ? [root] : null;
}

/** Records of GeoJSONSeq: one per line, or each behind a record separator. null where the text is one document. */
function recordsOf(text: string): { row: number; text: string }[] | null {
  const separated = text.includes(RECORD_SEPARATOR);
  const pieces = text.split(separated ? RECORD_SEPARATOR : "\n");
  const records = pieces
    .map((piece, index) => ({ row: index + (separated ? 0 : 1), text: piece.trim() }))
    .filter((record) => record.text !== "");
  if (separated) return records;
  if (records.length < 2) return null;
  const first = parseJson((records[0] as { text: string }).text);
  return "value" in first && isObject(first.value) ? records : null;
}

function readFeatures(
  features: Iterable<{ readonly row: number; readonly value: unknown }>,
  crs: CrsId | null,
  unknownName: string | null,
  encoding: string,
  context: ReadContext,
  faults: readonly { readonly row: number; readonly found: string }[],
): RawTable {
  const table = createFeatureTable(
    { part: context.entry, format: "geojson", declaredCrs: crs, encoding },
    context,
  );
  if (unknownName !== null)
    table.say("NOT_UNDERSTOOD", "doubtful", { field: "crs", found: unknownName, expected: "EPSG:…" });
  for (const { row, value } of features) {
    if (!isObject(value)) table.reject(row, JSON.stringify(value)?.slice(0, 80) ?? "?", "Feature");
    else if (GEOMETRY_TYPES.has(String(value.type))) table.add(row, {}, value);
    else if (value.type !== "Feature")
      table.reject(row, `type ${String(value.type).slice(0, 40)}`, "Feature");
    else {
      const id = value.id === undefined || value.id === null ? {} : { id: value.id };
      const properties = isObject(value.properties) ? value.properties : {};
      table.add(row, "id" in properties ? properties : { ...id, ...properties }, value.geometry);
    }
  }
  for (const fault of faults) table.reject(fault.row, fault.found, "JSON");
  return table.finish();
}

export async function readGeoJson(reader: FileReader, context: ReadContext): Promise<RawTable> {
  const { file } = context;
  const { text: whole, encoding } = await readText(reader);
  const text = whole.replace(/^\uFEFF/, "");
  const scan = scanJson(text, context);
  context.onProgress(0.4);
  const records = recordsOf(text);
  if (records !== null) {
    const faults: { row: number; found: string }[] = [];
    const features: { row: number; value: unknown }[] = [];
    for (const record of records) {
      const parsed = parseJson(record.text);
      if ("value" in parsed) features.push({ row: record.row, value: parsed.value });
      else faults.push({ row: record.row, found: parsed.fault });
    }
    const first = features[0]?.value;
    const { crs, unknownName } = isObject(first) ? declaredIn(first) : { crs: null, unknownName: null };
    return readFeatures(features, crs, unknownName, encoding, context, faults);
  }
  const parsed = parseJson(text);
  if ("fault" in parsed)
    throw scan.openBrackets > 0 || scan.inText
      ? unreadable(file, `${text.length} characters, ${scan.openBrackets} brackets open`, "closed brackets")
      : unreadable(file, parsed.fault, "JSON");
  const features = featuresOf(parsed.value);
  if (features === null) {
    const found = isObject(parsed.value) ? `type ${String(parsed.value.type).slice(0, 40)}` : "no object";
    throw unreadable(file, found, "FeatureCollection");
  }
  const { crs, unknownName } = declaredIn(parsed.value as Members);
  const numbered = features.map((value, index) => ({ row: index + 1, value }));
  return readFeatures(numbered, crs, unknownName, encoding, context, []);
}
