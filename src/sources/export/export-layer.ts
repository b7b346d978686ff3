import type { ExportAbout, ExportCell } from "../../core/model/export.ts";
import type { ExportFormat } from "../../core/model/import.ts";
import type { LayerFeature } from "../../core/model/layer-feature.ts";
import type { LayerId } from "../../core/model/pack.ts";
import { LAYER_TABLES } from "../layer-columns.ts";
import { formatWkt } from "../wkt.ts";
import { EXPORT_CRS } from "./export-about.ts";
import { exportFeatures } from "./export-features.ts";
import { exportTable } from "./export-table.ts";
import { CRS_COLUMN, wktColumns, wktPieces } from "./wkt-columns.ts";

/**
 * A layer as a file that can be read back without losing anything: all columns by their own names, every digit, unknown
 * as unknown, where it is from and in which coordinates. GeoJSON says the last two in members of the collection,
 * FlatGeobuf in its header, XLSX on a second sheet, CSV in the columns `source`, `method` and `crs` of every row.
 */
export async function exportLayer(
  layer: LayerId,
  features: readonly LayerFeature[],
  about: ExportAbout,
  format: ExportFormat,
): Promise<Uint8Array<ArrayBuffer>> {
  switch (format) {
    case "geojson":
    case "flatgeobuf":
      return exportFeatures({ name: layer, columns: LAYER_TABLES[layer].columns, features }, about, format);
    case "csv":
    case "xlsx":
      return exportTable({ name: layer, ...layerRows(layer, features) }, about, format);
    default: {
      const never: never = format;
      throw new Error(String(never));
    }
  }
}

function layerRows(layer: LayerId, features: readonly LayerFeature[]) {
  const names = LAYER_TABLES[layer].columns.map(({ name }) => name);
  const shapes = features.map(({ geometry }) => wktPieces(formatWkt(geometry)));
  const shapeColumns = wktColumns(Math.max(1, ...shapes.map((pieces) => pieces.length)));
  return {
    columns: [...names, ...shapeColumns, CRS_COLUMN],
    rows: features.map(({ properties }, at): ExportCell[] => [
      ...names.map((name) => properties[name] ?? null),
      ...shapeColumns.map((_, piece) => shapes[at]?.[piece] ?? null),
      EXPORT_CRS,
    ]),
  };
}
