import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from "geojson";

/** A frame far beyond any view of one district, in WGS-84 degrees. */
function frameAround(rings: readonly Position[][]): Position[] {
  const marginDegrees = 3;
  const lngs = rings.flat().map((position) => position[0] ?? 0);
  const lats = rings.flat().map((position) => position[1] ?? 0);
  const [west, east] = [Math.min(...lngs) - marginDegrees, Math.max(...lngs) + marginDegrees];
  const [south, north] = [Math.min(...lats) - marginDegrees, Math.max(...lats) + marginDegrees];
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

/** The district turned inside out: everything around it, and its own holes. */
export function districtMask(district: FeatureCollection): FeatureCollection {
  const polygons = district.features.flatMap((feature) => {
    const { geometry } = feature as Feature<Polygon | MultiPolygon>;
    return geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  });
  const outer = polygons.flatMap((rings) => (rings[0] ? [rings[0]] : []));
  const holes = polygons.flatMap((rings) => rings.slice(1).map((ring) => [ring]));
  if (outer.length === 0) return { type: "FeatureCollection", features: [] };
  return {
    type: "FeatureCollection",
    features: [
      {
        type: "Feature",
        properties: {},
        geometry: { type: "MultiPolygon", coordinates: [[frameAround(outer), ...outer], ...holes] },
      },
    ],
  };
}
