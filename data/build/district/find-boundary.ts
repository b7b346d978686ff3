import { basename } from "node:path";
import type { MultiPolygon, Polygon } from "geojson";
import type { Failure } from "../../../src/core/model/failure.ts";
import type { Finding, RawTable } from "../../../src/core/model/import.ts";
import { err, ok, type Result } from "../../../src/core/result.ts";
import type { OsmCity } from "../osm/osm-city.ts";
import { areasOfTables, asOneArea } from "./area-table.ts";
import { boundaryOfExtent, boundaryOfOsm, type ChosenBoundary } from "./choose-boundary.ts";
import type { DistrictOptions } from "./options.ts";
import type { LocatedTables, PackTools } from "./pack-tools.ts";

export interface CityInBoundary extends ChosenBoundary {
  readonly city: OsmCity;
  /** null where the boundary is not of a file. */
  readonly file: { readonly rows: number; readonly crs: string } | null;
  readonly findings: readonly Finding[];
}

/** An undeclared boundary may be off by the largest of the shifts in use, under 1.5 km: the extract is cut so much wider. */
const SHIFT_METRES = 2000;

export const failureSentence = (failure: Failure): string => {
  const { code, ...facts } = failure;
  const place = "place" in failure ? failure.place : null;
  if (!place) return `${code} ${JSON.stringify(facts)}`;
  const { file, row, field, found, expected } = place;
  const where = [file, row === undefined ? "" : `row ${row}`, field ?? ""].filter(Boolean).join(" ");
  return `${code} ${where}: found ${found ?? "?"}${expected === undefined ? "" : `, expected ${expected}`}`;
};

/** The district's outline and the city inside it: by a file, an area of the map, or the extent of the extract. */
export async function findBoundary(
  options: DistrictOptions,
  tools: PackTools,
  onProgress: (share: number) => void,
): Promise<Result<CityInBoundary, string>> {
  const { marginMetres } = options;
  const read = async (clip: Polygon | MultiPolygon | null, margin: number) => {
    const city = await tools.readOsm(options.osm, { clip, marginMetres: margin, onProgress });
    return city.ok ? city : err(failureSentence(city.failure));
  };
  const path = options.files.boundary;
  if (path !== undefined) return ofFile(path, options, tools, read);

  const whole = await read(null, marginMetres);
  if (!whole.ok) return whole;
  if (options.boundaryOsm === null) {
    const name = basename(options.osm).replace(/(\.osm)?\.pbf$/i, "");
    const extent = boundaryOfExtent(whole.value, name);
    return extent
      ? ok({ ...extent, city: whole.value, file: null, findings: [] })
      : err(`${options.osm}: no streets in it`);
  }
  const chosen = boundaryOfOsm(whole.value.boundaries, options.boundaryOsm);
  if (!chosen.ok) return chosen;
  const city = await read(chosen.value.district.polygon, marginMetres);
  return city.ok ? ok({ ...chosen.value, city: city.value, file: null, findings: [] }) : city;
}

async function ofFile(
  path: string,
  options: DistrictOptions,
  tools: PackTools,
  read: (clip: Polygon | MultiPolygon | null, margin: number) => Promise<Result<OsmCity, string>>,
): Promise<Result<CityInBoundary, string>> {
  const declared = options.crs.boundary ?? null;
  const tables = await tools.readTables(path);
  if (!tables.ok) return err(failureSentence(tables.failure));
  const asDeclared = await tools.locate(tables.value, "boundary", declared, null);
  if (!asDeclared.ok) return asDeclared;
  const finish = (located: LocatedTables, city: OsmCity): Result<CityInBoundary, string> => {
    const { areas, findings } = areasOfTables(located.tables);
    const district = asOneArea(areas);
    if (!district) return err(`--boundary ${path}: no area in it`);
    return ok({
      district,
      city,
      source: options.sources.boundary ?? basename(path),
      file: { rows: areas.length, crs: located.crs },
      findings,
    });
  };
  if (asDeclared.value) {
    const district = asOneArea(areasOfTables(asDeclared.value.tables).areas);
    if (!district) return err(`--boundary ${path}: no area in it`);
    const city = await read(district.polygon, options.marginMetres);
    return city.ok ? finish(asDeclared.value, city.value) : city;
  }
  const raw = asOneArea(areasOfTables(tables.value).areas);
  if (!raw) return err(`--boundary ${path}: no area in it`);
  const wide = isDegrees(tables.value) ? raw.polygon : null;
  const city = await read(wide, options.marginMetres + SHIFT_METRES);
  if (!city.ok) return city;
  const located = await tools.locate(tables.value, "boundary", declared, {
    city: city.value,
    district: null,
  });
  if (!located.ok) return located;
  return located.value ? finish(located.value, city.value) : err(`--boundary ${path}: give --crs-boundary`);
}

/** Whether every position could be a longitude and a latitude. */
function isDegrees(tables: readonly RawTable[]): boolean {
  const fits = (coordinates: unknown): boolean => {
    if (!Array.isArray(coordinates)) return false;
    if (typeof coordinates[0] === "number")
      return Math.abs(coordinates[0]) <= 180 && Math.abs(coordinates[1] as number) <= 90;
    return coordinates.every(fits);
  };
  return tables.every(({ rows }) =>
    rows.every(
      ({ geometry }) => geometry === null || ("coordinates" in geometry && fits(geometry.coordinates)),
    ),
  );
}
