import type { Position } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { LayerFeature, LayerGeometry, LayerValue } from "../../../src/core/model/layer-feature.ts";
import type { RowProvenance } from "../../../src/core/model/pack.ts";

export type LayerValues = Readonly<Record<string, LayerValue>>;

const round6 = (value: number) => Math.round(value * 1e6) / 1e6;

/** Coordinates in six decimals (0.1 m): neighbours that share a corner still share it. */
function rounded(coordinates: unknown): unknown {
  return Array.isArray(coordinates) ? coordinates.map(rounded) : round6(coordinates as number);
}

export const packFeature = (geometry: LayerGeometry, properties: LayerValues): LayerFeature => ({
  geometry: { type: geometry.type, coordinates: rounded(geometry.coordinates) } as LayerGeometry,
  properties,
});

export const packPoint = (lngLat: LngLat, properties: LayerValues): LayerFeature =>
  packFeature({ type: "Point", coordinates: [lngLat[0], lngLat[1]] as Position }, properties);

export const provenanceValues = ({ method, source, accuracyMetres }: RowProvenance) => ({
  method,
  source,
  accuracyMetres,
});

export const labelValues = (lngLat: LngLat) => ({ labelLng: lngLat[0], labelLat: lngLat[1] });
