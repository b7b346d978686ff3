import type { RawTable } from "../../core/model/import.ts";
import { readCsv } from "./csv.ts";
import type { FileKind } from "./detect-format.ts";
import { readGeoJson } from "./geojson.ts";
import type { FileReader } from "./import-file.ts";
import { unreadable } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";

/** One file of one format; what is an archive is opened elsewhere. */
export async function readSingle(
  kind: Exclude<FileKind, "zip">,
  reader: FileReader,
  context: ReadContext,
): Promise<RawTable[]> {
  const { file } = context;
  switch (kind) {
    case "csv": {
      const table = await readCsv(reader, context);
      return table === null ? [] : [table];
    }
    case "geojson":
      return [await readGeoJson(reader, context)];
    case "xls":
      throw unreadable(file, "Excel 97-2003 (.xls)", ".xlsx");
    default:
      throw unreadable(file, kind, "csv, xlsx, geojson");
  }
}
