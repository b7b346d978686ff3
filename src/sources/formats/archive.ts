import type { FaultPlace } from "../../core/model/failure.ts";
import type { Finding, RawTable } from "../../core/model/import.ts";
import { detectFormat, HEAD_BYTES } from "./detect-format.ts";
import { ImportStop, unreadable } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";
import { readSingle } from "./read-single.ts";
import { readShapefile, type ShapefileParts } from "./shapefile.ts";
import { openZip, type ZipEntry } from "./unzip.ts";
import { isWorkbook, readXlsx } from "./xlsx.ts";

/** Archives in an archive are opened, archives in those are not. */
const MOST_NESTED = 1;

const baseName = (path: string) => path.slice(path.lastIndexOf("/") + 1);

/** What an operating system adds, and folders. */
function isContent({ name }: ZipEntry): boolean {
  return !name.endsWith("/") && !name.startsWith("__MACOSX/") && !/^(\.|Thumbs\.db$)/.test(baseName(name));
}

const SHAPEFILE_PART = /\.(shp|shx|dbf|prj|cpg|sbn|sbx|qix|qpj|shp\.xml)$/i;

function isPartOfShapefile({ name }: ZipEntry, entries: readonly ZipEntry[]): boolean {
  if (!SHAPEFILE_PART.test(name)) return false;
  const shp = name.replace(SHAPEFILE_PART, ".shp").toLowerCase();
  return entries.some((entry) => entry.name.toLowerCase() === shp);
}

/** The parts beside a `.shp`, whatever case their endings are in. */
function shapefileParts(entry: ZipEntry, entries: readonly ZipEntry[]): ShapefileParts {
  const stem = entry.name.slice(0, -".shp".length).toLowerCase();
  const faults: ImportStop[] = [];
  const part = (ending: string) => {
    try {
      return entries.find(({ name }) => name.toLowerCase() === `${stem}.${ending}`)?.read() ?? null;
    } catch (thrown) {
      if (!(thrown instanceof ImportStop) || thrown.failure.code !== "IMPORT_UNREADABLE") throw thrown;
      faults.push(thrown);
      return null;
    }
  };
  const text = (bytes: Uint8Array | null) => (bytes === null ? null : new TextDecoder().decode(bytes));
  return { shp: entry.read(), dbf: part("dbf"), prj: text(part("prj")), cpg: text(part("cpg")), faults };
}

/** Every readable file of an archive. A part that cannot be read is said beside those that can. */
export async function readArchive(
  bytes: Uint8Array,
  context: ReadContext,
  level: number,
): Promise<RawTable[]> {
  const entries = openZip(bytes, context).filter(isContent);
  if (isWorkbook(entries)) return readXlsx(bytes, entries, context);
  const tables: RawTable[] = [];
  const stops: { readonly entry: string; readonly stop: ImportStop }[] = [];
  for (const [index, entry] of entries.entries()) {
    const inner: ReadContext = {
      ...context,
      entry: context.entry === null ? entry.name : `${context.entry} / ${entry.name}`,
      onProgress: (share) => context.onProgress((index + share) / entries.length),
    };
    const isShapefile = /\.shp$/i.test(entry.name);
    if (!isShapefile && isPartOfShapefile(entry, entries)) continue;
    try {
      if (isShapefile) {
        tables.push(readShapefile(shapefileParts(entry, entries), inner));
        continue;
      }
      const data = entry.read();
      const kind = detectFormat(data.subarray(0, HEAD_BYTES), entry.name);
      if (kind === null) continue;
      if (kind === "zip") {
        if (level < MOST_NESTED) tables.push(...(await readArchive(data, inner, level + 1)));
        continue;
      }
      const reader = {
        name: entry.name,
        size: data.length,
        read: async (start: number, end: number) => data.subarray(start, end),
      };
      tables.push(...(await readSingle(kind, reader, inner)));
    } catch (thrown) {
      if (!(thrown instanceof ImportStop) || thrown.failure.code === "IMPORT_TOO_LARGE") throw thrown;
      stops.push({ entry: entry.name, stop: thrown });
    }
  }
  const [first, ...others] = tables;
  if (first === undefined)
    throw stops[0]?.stop ?? unreadable(context.file, namesOf(entries), "csv, geojson, kml, shp");
  const findings: Finding[] = stops.map(({ entry, stop }) => ({
    code: "ROW_UNREADABLE",
    severity: "rejected",
    place: { ...placeOf(stop, context.file), field: entry },
    lngLat: null,
  }));
  return [{ ...first, findings: [...first.findings, ...findings] }, ...others];
}

const placeOf = ({ failure }: ImportStop, file: string): FaultPlace =>
  failure.code === "IMPORT_UNREADABLE" ? failure.place : { file, found: failure.code };

const namesOf = (entries: readonly ZipEntry[]) =>
  entries.length === 0
    ? "no entries"
    : entries
        .slice(0, 3)
        .map(({ name }) => name)
        .join(", ");
