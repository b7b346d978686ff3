import type { Geometry, MultiPolygon, Polygon, Position } from "geojson";
import type { Finding, RawTable } from "../../../src/core/model/import.ts";
import { columnFor, countOf, textOf } from "./columns.ts";
import { namesOf } from "./names.ts";
import type { SuppliedArea } from "./supplied.ts";

export interface AreaTable {
  readonly areas: readonly SuppliedArea[];
  readonly findings: readonly Finding[];
}

/** Areas of a file whose positions are WGS-84 already. Rows that are no area are left out and said. */
export function areasOfTables(tables: readonly RawTable[]): AreaTable {
  const areas: SuppliedArea[] = [];
  const findings: Finding[] = [];
  for (const table of tables) {
    findings.push(...table.findings);
    const code = columnFor(table, "code");
    const name = columnFor(table, "name", [code]);
    const nameEn = columnFor(table, "nameEn");
    const residents = columnFor(table, "residents", [code, name]);
    const subDistrict = columnFor(table, "subDistrict", [code, name]);
    for (const { row, values, geometry } of table.rows) {
      const polygon = polygonOf(geometry);
      if (polygon === null) {
        findings.push({
          code: geometry === null ? "NO_PLACE" : "WRONG_GEOMETRY",
          severity: "rejected",
          place: { file: table.file, row, found: geometry?.type ?? "no geometry", expected: "Polygon" },
          lngLat: null,
        });
        continue;
      }
      const persons = residents === null ? null : countOf(values[residents], residents);
      const ownName = name === null ? null : textOf(values[name]);
      const ownCode = code === null ? null : textOf(values[code]);
      areas.push({
        code: ownCode,
        ...namesOf(ownName ?? ownCode ?? `${areas.length + 1}`, (nameEn && textOf(values[nameEn])) ?? ""),
        residents: persons !== null && persons >= 0 ? Math.round(persons) : null,
        subDistrictCode: subDistrict === null ? null : textOf(values[subDistrict]),
        polygon,
      });
    }
  }
  return { areas, findings };
}

/** Closed lines count as outlines: surveying offices draw boundaries as lines. */
function polygonOf(geometry: Geometry | null): Polygon | MultiPolygon | null {
  if (geometry === null) return null;
  if (geometry.type === "Polygon" || geometry.type === "MultiPolygon")
    return geometry.coordinates.length > 0 ? geometry : null;
  const isClosed = (line: readonly Position[]) =>
    line.length >= 4 && line[0]?.[0] === line.at(-1)?.[0] && line[0]?.[1] === line.at(-1)?.[1];
  if (geometry.type === "LineString" && isClosed(geometry.coordinates))
    return { type: "Polygon", coordinates: [geometry.coordinates] };
  if (geometry.type === "GeometryCollection") {
    const parts = geometry.geometries.flatMap((part) => {
      const polygon = polygonOf(part);
      return polygon === null ? [] : polygon.type === "Polygon" ? [polygon.coordinates] : polygon.coordinates;
    });
    return parts.length > 0 ? { type: "MultiPolygon", coordinates: parts } : null;
  }
  return null;
}

/** All areas of a boundary file as one district. */
export function asOneArea(areas: readonly SuppliedArea[]): SuppliedArea | null {
  const [first] = areas;
  if (!first) return null;
  if (areas.length === 1) return first;
  const counts = areas.map(({ residents }) => residents);
  return {
    ...first,
    residents: counts.every((count) => count !== null) ? counts.reduce((a, b) => a + b, 0) : null,
    polygon: {
      type: "MultiPolygon",
      coordinates: areas.flatMap(({ polygon }) =>
        polygon.type === "Polygon" ? [polygon.coordinates] : polygon.coordinates,
      ),
    },
  };
}
