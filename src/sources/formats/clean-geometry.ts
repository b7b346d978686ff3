import type { Geometry, Position } from "geojson";
import { stopWhenAbove } from "./import-stop.ts";
import type { ReadContext } from "./read-context.ts";

/** Collections in collections; deeper ones are garbage. */
const MOST_NESTED = 8;

class Fault extends Error {}

/**
 * A geometry from anywhere as a well-formed one of x and y only: heights and measures dropped, rings closed. What is
 * wrong with it comes back as text. An empty geometry is a fault too; a missing one is not.
 */
export function cleanGeometry(
  raw: unknown,
  context: ReadContext,
): { readonly geometry: Geometry | null; readonly fault: string | null } {
  const { file, limits, spent } = context;
  let vertices = 0;
  const position = (value: unknown): Position => {
    if (!Array.isArray(value)) throw new Fault("no position");
    const [x, y] = value as unknown[];
    if (typeof x !== "number" || typeof y !== "number" || !Number.isFinite(x) || !Number.isFinite(y))
      throw new Fault(`position ${String(x).slice(0, 40)}, ${String(y).slice(0, 40)}`);
    vertices++;
    return [x, y];
  };
  const list = <Part>(value: unknown, least: number, of: (part: unknown) => Part): Part[] => {
    if (!Array.isArray(value)) throw new Fault("no coordinates");
    if (value.length < least) throw new Fault(value.length === 0 ? "empty" : `${value.length} positions`);
    stopWhenAbove(file, "vertices", value.length, limits.geometryVertices);
    return value.map(of);
  };
  const line = (value: unknown) => list(value, 2, position);
  const ring = (value: unknown) => {
    const positions = list(value, 3, position);
    const first = positions[0] as Position;
    const last = positions.at(-1) as Position;
    if (first[0] !== last[0] || first[1] !== last[1]) positions.push([...first]);
    if (positions.length < 4) throw new Fault(`ring of ${positions.length} positions`);
    return positions;
  };
  const polygon = (value: unknown) => list(value, 1, ring);
  const clean = (value: unknown, level: number): Geometry => {
    if (typeof value !== "object" || value === null) throw new Fault("no geometry");
    const { type, coordinates, geometries } = value as Record<string, unknown>;
    switch (type) {
      case "Point":
        if (Array.isArray(coordinates) && coordinates.length === 0) throw new Fault("empty");
        return { type, coordinates: position(coordinates) };
      case "MultiPoint":
        return { type, coordinates: list(coordinates, 1, position) };
      case "LineString":
        return { type, coordinates: line(coordinates) };
      case "MultiLineString":
        return { type, coordinates: list(coordinates, 1, line) };
      case "Polygon":
        return { type, coordinates: polygon(coordinates) };
      case "MultiPolygon":
        return { type, coordinates: list(coordinates, 1, polygon) };
      case "GeometryCollection":
        if (level >= MOST_NESTED) throw new Fault(`collections nested ${level} deep`);
        return { type, geometries: list(geometries, 1, (part) => clean(part, level + 1)) };
      default:
        throw new Fault(`type ${String(type).slice(0, 40)}`);
    }
  };
  if (raw === null || raw === undefined) return { geometry: null, fault: null };
  try {
    const geometry = clean(raw, 0);
    stopWhenAbove(file, "vertices", vertices, limits.geometryVertices);
    spent.vertices += vertices;
    stopWhenAbove(file, "vertices", spent.vertices, limits.fileVertices);
    return { geometry, fault: null };
  } catch (thrown) {
    if (thrown instanceof Fault) return { geometry: null, fault: thrown.message };
    throw thrown;
  }
}
