/** The parts of shpjs that read bytes in place and reproject nothing. */
declare module "shpjs" {
  import type { Geometry } from "geojson";
  export function parseShp(shp: DataView, prj?: string): (Geometry | null)[];
}
