import type { RawTable } from "../../core/model/import.ts";
import { readCsv } from "./csv.ts";
import type { FileKind } from "./detect-format.ts";
import { readFlatGeobuf } from "./flatgeobuf.ts";
import { readGeoJson } from "./geojson.ts";
import { readGeoPackage } from "./geopackage.ts";
import type { FileReader } from "./import-file.ts";
import { unreadable } from "./import-stop.ts";
import { readKml } from "./kml.ts";
import type { ReadContext } from "./read-context.ts";
import { readShapefile } from "./shapefile.ts";

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
    case "kml":
      return readKml(reader, context);
    case "flatgeobuf":
      return [readFlatGeobuf(await reader.read(0, reader.size), context)];
    case "geopackage":
      return readGeoPackage(await reader.read(0, reader.size), context);
    case "bare-shp":
      return [
        readShapefile({ shp: await reader.read(0, reader.size), dbf: null, prj: null, cpg: null }, context),
      ];
    case "xls":
      throw unreadable(file, "Excel 97-2003 (.xls)", ".xlsx");
    case "bare-dbf":
      throw unreadable(file, ".dbf", "zip: .shp, .dbf, .prj");
    case "xlsx":
    case "shapefile":
      throw new Error(`${kind} is an archive`);
    default: {
      const never: never = kind;
      throw new Error(String(never));
    }
  }
}
