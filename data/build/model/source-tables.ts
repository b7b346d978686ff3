import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FeatureCollection, Polygon } from "geojson";
import papaparse from "papaparse";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import { STREET_CLASSES, type StreetClass } from "../../../src/core/model/network.ts";

const STREET_KINDS = ["street", "bridge", "tunnel", "underpass"] as const;
type StreetKind = (typeof STREET_KINDS)[number];
export interface StreetRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly streetClass: StreetClass;
  readonly widthMetres: number;
  readonly oneway: "no" | "forward" | "backward";
  readonly speedKmh: number;
  readonly kind: StreetKind;
  readonly vertices: readonly LngLat[];
}
export interface SubDistrictRow {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly residents: number;
  readonly polygon: Polygon;
}
export interface CommunityRow {
  readonly code: string;
  readonly subDistrictCode: string;
  readonly nameZh: string;
  readonly nameEn: string;
}
/** A park, school, hospital or other ground: by its outline, or by one point where no outline was compiled. */
export interface GroundRow {
  readonly id: string;
  readonly kind: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly lngLat: LngLat;
  readonly outline: readonly LngLat[] | null;
}
export interface WaterRow {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** `outline`: shore of a lake; `course`: middle line of a river with its width. */
  readonly shape:
    | { readonly kind: "outline"; readonly outline: readonly LngLat[] }
    | { readonly kind: "course"; readonly course: readonly LngLat[]; readonly widthMetres: number };
}
/** The compiled facts the generator starts from. */
export interface SourceTables {
  readonly district: Polygon;
  readonly subDistricts: readonly SubDistrictRow[];
  readonly streets: readonly StreetRow[];
  readonly communities: readonly CommunityRow[];
  readonly grounds: readonly GroundRow[];
  readonly water: readonly WaterRow[];
  /** SHA-256 over the bytes of all files read, first 32 hex digits. */
  readonly hash: string;
}

/** A row that does not say what it should. Thrown: the tables are ours, only we can mend them. */
export class SourceTableError extends Error {
  constructor(file: string, row: number, field: string, found: string, expected: string) {
    super(`${file} row ${row}, field ${field}: found ${JSON.stringify(found)}, expected ${expected}`);
    this.name = "SourceTableError";
  }
}

/** One row with its place, so that every complaint can name it. */
export class TableRow {
  readonly file: string;
  readonly row: number;
  readonly #fields: Readonly<Record<string, string>>;
  constructor(file: string, row: number, fields: Readonly<Record<string, string>>) {
    this.file = file;
    this.row = row;
    this.#fields = fields;
  }
  fail(field: string, expected: string): never {
    throw new SourceTableError(this.file, this.row, field, this.#fields[field] ?? "(missing)", expected);
  }
  optional(field: string): string {
    return (this.#fields[field] ?? "").trim();
  }
  text(field: string): string {
    return this.optional(field) || this.fail(field, "some text");
  }
  number(field: string, low: number, high: number): number {
    const text = this.optional(field);
    const value = Number(text);
    if (text === "" || !Number.isFinite(value) || value < low || value > high)
      this.fail(field, `a number from ${low} to ${high}`);
    return value;
  }
  oneOf<Choice extends string>(field: string, choices: readonly Choice[]): Choice {
    const found = choices.find((choice) => choice === this.optional(field));
    return found ?? this.fail(field, choices.join(" | "));
  }
  vertices(field: string, atLeast: number): LngLat[] {
    const points = this.text(field)
      .split(";")
      .map((pair) => {
        const [lng, lat, ...rest] = pair.trim().split(/\s+/).map(Number);
        if (
          lng === undefined ||
          lat === undefined ||
          rest.length > 0 ||
          !(lng > 73 && lng < 136 && lat > 3 && lat < 54)
        )
          this.fail(field, "pairs 'lng lat' in WGS-84 degrees joined by ';'");
        return [lng, lat] as LngLat;
      })
      .filter((point, i, all) => i === 0 || point[0] !== all[i - 1]?.[0] || point[1] !== all[i - 1]?.[1]);
    if (points.length < atLeast) this.fail(field, `at least ${atLeast} different vertices`);
    return points;
  }
  outline(field: string): LngLat[] {
    const points = this.vertices(field, 3);
    const first = points[0] as LngLat;
    const last = points[points.length - 1] as LngLat;
    const open = first[0] === last[0] && first[1] === last[1] ? points.slice(0, -1) : points;
    if (open.length < 3) this.fail(field, "at least 3 different vertices");
    return open;
  }
}

/** Rows of a CSV text; the first line names the fields. Row numbers count the header as 1. */
export function tableRows(file: string, text: string): TableRow[] {
  const parsed = papaparse.parse<Record<string, string>>(text.replace(/^\uFEFF/, ""), {
    header: true,
    skipEmptyLines: true,
  });
  const fault = parsed.errors[0];
  if (fault)
    throw new SourceTableError(
      file,
      (fault.row ?? 0) + 2,
      fault.code,
      fault.message,
      "a well-formed CSV row",
    );
  return parsed.data.map((fields, i) => new TableRow(file, i + 2, fields));
}

function uniqueIds<Row>(file: string, rows: readonly Row[], idOf: (row: Row) => string): readonly Row[] {
  const seen = new Set<string>();
  rows.forEach((row, i) => {
    if (seen.has(idOf(row))) throw new SourceTableError(file, i + 2, "id", idOf(row), "an id used once");
    seen.add(idOf(row));
  });
  return rows;
}

function streetRows(text: string, file = "streets.csv"): readonly StreetRow[] {
  const rows = tableRows(file, text).map(
    (row): StreetRow => ({
      id: row.text("id"),
      nameZh: row.optional("name_zh"),
      nameEn: row.optional("name_en"),
      streetClass: row.oneOf("class", STREET_CLASSES),
      widthMetres: row.number("width_m", 1, 120),
      oneway: row.oneOf("oneway", ["no", "forward", "backward"]),
      speedKmh: row.number("speed_kmh", 0, 120),
      kind: row.oneOf("kind", STREET_KINDS),
      vertices: row.vertices("vertices", 2),
    }),
  );
  return uniqueIds(file, rows, (row) => row.id);
}

function communityRows(text: string, file = "communities.csv"): readonly CommunityRow[] {
  const rows = tableRows(file, text).map((row): CommunityRow => {
    const code = row.text("code");
    return {
      code,
      subDistrictCode: row.optional("sub_district_code") || row.optional("sub_district") || code.slice(0, 9),
      nameZh: row.text("name_zh"),
      nameEn: row.optional("name_en"),
    };
  });
  return uniqueIds(file, rows, (row) => row.code);
}

function groundRows(text: string, file = "places.csv"): readonly GroundRow[] {
  const rows = tableRows(file, text).map(
    (row): GroundRow => ({
      id: row.text("id"),
      kind: row.text("kind"),
      nameZh: row.text("name_zh"),
      nameEn: row.optional("name_en"),
      lngLat: [row.number("lng", 73, 136), row.number("lat", 3, 54)],
      outline: row.optional("outline") === "" ? null : row.outline("outline"),
    }),
  );
  return uniqueIds(file, rows, (row) => row.id);
}

function waterRows(text: string, file = "water.csv"): readonly WaterRow[] {
  return tableRows(file, text).map((row) => ({
    id: row.text("id"),
    nameZh: row.text("name_zh"),
    nameEn: row.optional("name_en"),
    shape:
      row.optional("outline") !== ""
        ? { kind: "outline", outline: row.outline("outline") }
        : { kind: "course", course: row.vertices("course", 2), widthMetres: row.number("width_m", 1, 500) },
  }));
}

function polygonFeatures(file: string, text: string) {
  const collection = JSON.parse(text) as FeatureCollection;
  return collection.features.map((feature, i) => {
    if (feature.geometry?.type !== "Polygon")
      throw new SourceTableError(file, i + 1, "geometry", String(feature.geometry?.type), "a Polygon");
    return { polygon: feature.geometry, properties: feature.properties ?? {} };
  });
}

function subDistrictRows(text: string, file = "sub-districts.geojson"): readonly SubDistrictRow[] {
  return polygonFeatures(file, text).map(({ polygon, properties }, i) => {
    const row = new TableRow(
      file,
      i + 1,
      Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, String(value ?? "")])),
    );
    const residents = row.number("residents", 1, 1e6);
    if (!Number.isInteger(residents)) row.fail("residents", "a whole number of persons");
    return {
      code: row.text("code"),
      nameZh: row.text("name_zh"),
      nameEn: row.optional("name_en"),
      residents,
      polygon,
    };
  });
}

export const SOURCE_FILES = [
  "district.geojson",
  "sub-districts.geojson",
  "streets.csv",
  "communities.csv",
  "places.csv",
  "water.csv",
] as const;

/** Tables from the texts of SOURCE_FILES; throws SourceTableError at the first row that is wrong. */
export function sourceTablesFrom(
  texts: Readonly<Record<(typeof SOURCE_FILES)[number], string>>,
): SourceTables {
  const district = polygonFeatures("district.geojson", texts["district.geojson"])[0];
  if (!district) throw new SourceTableError("district.geojson", 1, "features", "none", "one Polygon");
  const subDistricts = subDistrictRows(texts["sub-districts.geojson"]);
  const codes = new Set(subDistricts.map(({ code }) => code));
  const communities = communityRows(texts["communities.csv"]);
  communities.forEach(({ subDistrictCode }, i) => {
    if (!codes.has(subDistrictCode))
      throw new SourceTableError(
        "communities.csv",
        i + 2,
        "sub_district_code",
        subDistrictCode,
        "a code of sub-districts.geojson",
      );
  });
  const hash = createHash("sha256");
  for (const file of SOURCE_FILES) hash.update(file).update("\0").update(texts[file]).update("\0");
  return {
    district: district.polygon,
    subDistricts,
    streets: streetRows(texts["streets.csv"]),
    communities,
    grounds: groundRows(texts["places.csv"]),
    water: waterRows(texts["water.csv"]),
    hash: hash.digest("hex").slice(0, 32),
  };
}

/** Reads the folder `data/<district>/sources`. */
export function readSourceTables(directory: string): SourceTables {
  const read = (file: string) => readFileSync(join(directory, file), "utf8");
  return sourceTablesFrom({
    "district.geojson": read("district.geojson"),
    "sub-districts.geojson": read("sub-districts.geojson"),
    "streets.csv": read("streets.csv"),
    "communities.csv": read("communities.csv"),
    "places.csv": read("places.csv"),
    "water.csv": read("water.csv"),
  });
}
