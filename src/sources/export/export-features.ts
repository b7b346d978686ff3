import type { ExportAbout, ExportFeatures } from "../../core/model/export.ts";
import { writeFlatGeobuf } from "../flatgeobuf-write.ts";
import { EXPORT_CRS } from "./export-about.ts";

/** Features as a file that says what it is: GeoJSON in members of the collection, FlatGeobuf in its header. */
export function exportFeatures(
  table: ExportFeatures,
  about: ExportAbout,
  format: "geojson" | "flatgeobuf",
): Uint8Array<ArrayBuffer> {
  return format === "geojson"
    ? new TextEncoder().encode(geoJsonText(table, about))
    : writeFlatGeobuf({ ...table, title: about.titleZh, description: JSON.stringify(about) });
}

/** RFC 7946 is always WGS-84; the older member says so to programs that ask, and to our own reader. */
function geoJsonText({ name: title, columns, features }: ExportFeatures, about: ExportAbout): string {
  const names = columns.map(({ name }) => name);
  const head = {
    type: "FeatureCollection",
    name: title,
    crs: { type: "name", properties: { name: "urn:ogc:def:crs:OGC:1.3:CRS84" } },
    havenmap: { ...about, crs: EXPORT_CRS },
  };
  const lines = features.map(({ geometry, properties }) =>
    JSON.stringify({
      type: "Feature",
      properties: Object.fromEntries(names.map((name) => [name, properties[name] ?? null])),
      geometry,
    }),
  );
  return `${JSON.stringify(head).slice(0, -1)},"features":[\n${lines.join(",\n")}\n]}\n`;
}
