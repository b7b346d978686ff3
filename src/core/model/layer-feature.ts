import type { LineString, MultiLineString, MultiPolygon, Point, Polygon } from "geojson";

export type LayerGeometry = Point | LineString | MultiLineString | Polygon | MultiPolygon;

/** A value of one column; null = unknown, never 0 or "". */
export type LayerValue = string | number | boolean | null;

/** One row of a pack layer, WGS-84. Column names and kinds are those of the layer's table. */
export interface LayerFeature {
  readonly geometry: LayerGeometry;
  /** One value per column; null = unknown, written as absent. */
  readonly properties: Readonly<Record<string, LayerValue>>;
}
