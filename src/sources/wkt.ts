import type { Position } from "geojson";
import type { LayerGeometry } from "../core/model/layer-feature.ts";

const pair = ([x, y]: Position) => `${x} ${y}`;
const list = (positions: Position[]) => `(${positions.map(pair).join(", ")})`;
const rings = (lines: Position[][]) => `(${lines.map(list).join(", ")})`;

/** Well-known text, every digit kept. */
export function formatWkt(geometry: LayerGeometry): string {
  switch (geometry.type) {
    case "Point":
      return `POINT (${pair(geometry.coordinates)})`;
    case "LineString":
      return `LINESTRING ${list(geometry.coordinates)}`;
    case "MultiLineString":
      return `MULTILINESTRING ${rings(geometry.coordinates)}`;
    case "Polygon":
      return `POLYGON ${rings(geometry.coordinates)}`;
    case "MultiPolygon":
      return `MULTIPOLYGON (${geometry.coordinates.map(rings).join(", ")})`;
  }
}

const DEPTHS = { POINT: 0, LINESTRING: 1, MULTILINESTRING: 2, POLYGON: 2, MULTIPOLYGON: 3 } as const;
const TYPES = {
  POINT: "Point",
  LINESTRING: "LineString",
  MULTILINESTRING: "MultiLineString",
  POLYGON: "Polygon",
  MULTIPOLYGON: "MultiPolygon",
} as const;

/** Reads well-known text, also with a `SRID=…;` before it and Z or M behind; null where it is none, or EMPTY. */
export function parseWkt(text: string): LayerGeometry | null {
  const match =
    /^\s*(?:SRID=\d+;)?\s*(MULTIPOLYGON|POLYGON|MULTILINESTRING|LINESTRING|POINT)\s*(?:ZM|Z|M)?\s*(\([\s\S]*\))\s*$/iu.exec(
      text,
    );
  if (!match) return null;
  const name = (match[1] as string).toUpperCase() as keyof typeof DEPTHS;
  const numbers = "[-+]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?";
  const body = (match[2] as string).replace(
    new RegExp(`(${numbers})\\s+(${numbers})(?:\\s+${numbers}){0,2}`, "gu"),
    (_, x: string, y: string) => `[${Number(x)},${Number(y)}]`,
  );
  if (/[^\d\s[\](),.eE+-]/u.test(body)) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(body.replaceAll("(", "[").replaceAll(")", "]"));
  } catch {
    return null;
  }
  const depth = DEPTHS[name];
  const coordinates = depth === 0 ? (parsed as unknown[])[0] : parsed;
  return isNested(coordinates, depth) ? ({ type: TYPES[name], coordinates } as LayerGeometry) : null;
}

function isNested(value: unknown, depth: number): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  if (depth === 0) return value.length === 2 && value.every((part) => typeof part === "number");
  return value.every((part) => isNested(part, depth - 1));
}
