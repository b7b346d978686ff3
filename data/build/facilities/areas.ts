import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from "geojson";
import type { Method } from "../../../src/core/model/pack.ts";
import { bandAround, toPlane } from "../model/plane.ts";
import { tableRows, type WaterRow } from "../model/source-tables.ts";
import type { DistrictArea, NamedArea, SubDistrictArea } from "./facilities.ts";
import type { FacilityTables } from "./facility-tables.ts";
import { polygonOf } from "./ground.ts";

type Area = Feature<Polygon | MultiPolygon, Readonly<Record<string, unknown>>>;

function areaFeatures(directory: string, file: string): Area[] {
  return (
    JSON.parse(readFileSync(join(directory, file), "utf8")) as FeatureCollection<Polygon | MultiPolygon>
  ).features as Area[];
}

const provenance = ({ properties }: Area) => ({
  method: String(properties.method ?? "compiled") as Method,
  source: String(properties.source ?? ""),
  accuracyMetres: typeof properties.accuracy_m === "number" ? properties.accuracy_m : null,
});

export function readDistrict(directory: string): DistrictArea {
  const district = areaFeatures(directory, "district.geojson")[0] as Area;
  const { properties } = district;
  return {
    nameZh: String(properties.name_zh),
    nameEn: String(properties.name_en),
    residents: Number(properties.residents),
    residentsYear: Number(properties.residents_year),
    polygon: district.geometry,
    ...provenance(district),
  };
}

export function readSubDistricts(directory: string): SubDistrictArea[] {
  return areaFeatures(directory, "sub-districts.geojson").map((row) => ({
    code: String(row.properties.code),
    nameZh: String(row.properties.name_zh),
    nameEn: String(row.properties.name_en),
    residents: Number(row.properties.residents),
    residentsMethod: `${row.properties.residents_method ?? ""} / ${row.properties.residents_method_en ?? ""}`,
    polygon: row.geometry,
    ...provenance(row),
  }));
}

const GREEN_KINDS = new Set(["park", "square", "stadium"]);

/** Parks, squares and sports grounds whose outline is in the table. */
export function greenAreas(tables: FacilityTables): NamedArea[] {
  return tables.places.flatMap((row) =>
    row.outline && GREEN_KINDS.has(row.kind)
      ? [
          {
            id: `green-${row.id}`,
            nameZh: row.nameZh,
            nameEn: row.nameEn,
            kind: row.kind,
            polygon: polygonOf(row.outline.map(toPlane)),
            method: row.method,
            source: row.source,
            accuracyMetres: row.accuracyMetres,
          },
        ]
      : [],
  );
}

/** Lakes by their shore; rivers and canals as a band of their width along the course. */
export function waterAreas(directory: string, rows: readonly WaterRow[]): NamedArea[] {
  const facts = new Map(
    tableRows("water.csv", readFileSync(join(directory, "water.csv"), "utf8")).map((row) => [
      row.text("id"),
      row,
    ]),
  );
  return rows.map((row) => {
    const fact = facts.get(row.id);
    const ring =
      row.shape.kind === "outline"
        ? row.shape.outline.map(toPlane)
        : bandAround(row.shape.course.map(toPlane), row.shape.widthMetres);
    return {
      id: row.id,
      nameZh: row.nameZh,
      nameEn: row.nameEn,
      kind: fact?.text("kind") ?? "water",
      polygon: polygonOf(ring),
      method: "compiled",
      source: fact?.optional("source") ?? "",
      accuracyMetres: fact ? fact.number("accuracy_m", 0, 10_000) : null,
    };
  });
}
