import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import {
  DEPOT_LEVELS,
  type DepotLevel,
  METHODS,
  type RowProvenance,
  SHELTER_TIERS,
  type ShelterTier,
  STATION_KINDS,
  type StationKind,
} from "../../../src/core/model/pack.ts";
import { type TableRow, tableRows } from "../model/source-tables.ts";

interface NamedRow extends RowProvenance {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
}
export interface PlaceRow extends NamedRow {
  readonly kind: string;
  readonly aliases: readonly string[];
  readonly lngLat: LngLat;
  /** Open ring, or null where only the point is known. */
  readonly outline: readonly LngLat[] | null;
  readonly areaSquareMetres: number | null;
  readonly subDistrictCode: string;
}
export interface ShelterRow extends NamedRow {
  readonly tier: ShelterTier;
  readonly setting: "outdoor" | "indoor";
  readonly placeId: string;
  readonly lngLat: LngLat;
  readonly outline: readonly LngLat[] | null;
  readonly capacityPersons: number | null;
  readonly effectiveSquareMetres: number | null;
  readonly gates: readonly { readonly nameZh: string; readonly lngLat: LngLat }[];
  readonly noteZh: string;
  readonly noteEn: string;
}
interface WaterloggingRow extends NamedRow {
  readonly lngLat: LngLat;
  readonly kind: "street" | "underpass" | "hutong";
}
interface StationRow extends NamedRow {
  readonly kind: StationKind;
  readonly lngLat: LngLat;
  readonly persons: number | null;
  readonly vehicles: number | null;
}
interface DepotRow extends NamedRow {
  readonly level: DepotLevel;
  readonly lngLat: LngLat;
}
interface JunctionRow extends NamedRow {
  readonly kind: "junction" | "interchange" | "bridge" | "underpass";
  readonly lngLat: LngLat;
  readonly clearanceMetres: number | null;
}
export interface FacilityTables {
  readonly places: readonly PlaceRow[];
  readonly shelters: readonly ShelterRow[];
  /** Points in the list of 2020 by sub-district code; null = the list cannot be told apart there. */
  readonly listedPoints: ReadonlyMap<string, number | null>;
  readonly waterlogging: readonly WaterloggingRow[];
  readonly stations: readonly StationRow[];
  readonly depots: readonly DepotRow[];
  readonly junctions: readonly JunctionRow[];
  /** Other names of communities by their code. */
  readonly communityAliases: ReadonlyMap<string, readonly string[]>;
}

const FACILITY_FILES = [
  "places.csv",
  "shelters.csv",
  "shelter-counts.csv",
  "waterlogging.csv",
  "stations.csv",
  "depots.csv",
  "junctions.csv",
  "communities.csv",
  "sources.csv",
] as const;

const optionalNumber = (row: TableRow, field: string, low: number, high: number) =>
  row.optional(field) === "" ? null : row.number(field, low, high);
const optionalOutline = (row: TableRow) => (row.optional("outline") === "" ? null : row.outline("outline"));
const aliasesOf = (row: TableRow) =>
  row
    .optional("aliases")
    .split("|")
    .map((alias) => alias.trim())
    .filter((alias) => alias !== "");
const placeOf = (row: TableRow): LngLat => [row.number("lng", 73, 136), row.number("lat", 3, 54)];

/** Gates as "name:lng lat" joined by "|". */
function gatesOf(row: TableRow): ShelterRow["gates"] {
  return row
    .optional("gates")
    .split("|")
    .filter((text) => text.trim() !== "")
    .map((text) => {
      const [, nameZh, lng, lat] =
        /^(.+):([\d.]+) ([\d.]+)$/u.exec(text.trim()) ?? row.fail("gates", "name:lng lat|…");
      return { nameZh: nameZh as string, lngLat: [Number(lng), Number(lat)] };
    });
}

/** Reads the tables of `data/<district>/sources` that facilities are made from. Throws at the first row that is wrong. */
export function readFacilityTables(directory: string): FacilityTables {
  const rowsOf = (file: (typeof FACILITY_FILES)[number]) =>
    tableRows(file, readFileSync(join(directory, file), "utf8"));
  const sourceTitles = new Map(rowsOf("sources.csv").map((row) => [row.text("id"), row.text("title")]));
  const named = (row: TableRow): NamedRow => ({
    id: row.text("id"),
    nameZh: row.text("name_zh"),
    nameEn: row.optional("name_en"),
    method: row.oneOf("method", METHODS),
    source: sourceTitles.get(row.text("source")) ?? row.fail("source", "an id of sources.csv"),
    accuracyMetres: optionalNumber(row, "accuracy_m", 0, 10_000),
  });
  return {
    places: rowsOf("places.csv").map((row) => ({
      ...named(row),
      kind: row.text("kind"),
      aliases: aliasesOf(row),
      lngLat: placeOf(row),
      outline: optionalOutline(row),
      areaSquareMetres: optionalNumber(row, "area_m2", 1, 1e7),
      subDistrictCode: row.optional("sub_district_code"),
    })),
    shelters: rowsOf("shelters.csv").map((row) => ({
      ...named(row),
      tier: row.oneOf("tier", SHELTER_TIERS),
      setting: row.oneOf("setting", ["outdoor", "indoor"]),
      placeId: row.optional("place_id"),
      lngLat: placeOf(row),
      outline: optionalOutline(row),
      capacityPersons: optionalNumber(row, "capacity_persons", 1, 1e6),
      effectiveSquareMetres: optionalNumber(row, "effective_area_m2", 1, 1e7),
      gates: gatesOf(row),
      noteZh: row.optional("note_zh"),
      noteEn: row.optional("note_en"),
    })),
    listedPoints: new Map(
      rowsOf("shelter-counts.csv").map((row) => [
        row.text("sub_district_code"),
        optionalNumber(row, "listed_points_2020", 0, 1000),
      ]),
    ),
    waterlogging: rowsOf("waterlogging.csv").map((row) => ({
      ...named(row),
      lngLat: placeOf(row),
      kind: row.oneOf("kind", ["street", "underpass", "hutong"]),
    })),
    stations: rowsOf("stations.csv").map((row) => ({
      ...named(row),
      kind: row.oneOf("kind", STATION_KINDS),
      lngLat: placeOf(row),
      persons: optionalNumber(row, "persons", 0, 10_000),
      vehicles: optionalNumber(row, "vehicles", 0, 1000),
    })),
    depots: rowsOf("depots.csv").map((row) => ({
      ...named(row),
      level: row.oneOf("level", DEPOT_LEVELS),
      lngLat: placeOf(row),
    })),
    junctions: rowsOf("junctions.csv").map((row) => ({
      ...named(row),
      lngLat: placeOf(row),
      kind: row.oneOf("kind", ["junction", "interchange", "bridge", "underpass"]),
      clearanceMetres: optionalNumber(row, "clearance_m", 0.5, 20),
    })),
    communityAliases: new Map(rowsOf("communities.csv").map((row) => [row.text("code"), aliasesOf(row)])),
  };
}
