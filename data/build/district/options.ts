import { parseArgs } from "node:util";
import { METHODS, type Method } from "../../../src/core/model/pack.ts";
import { err, ok, type Result } from "../../../src/core/result.ts";
import { UNKNOWN_GATE_CHOICES, type UnknownGates } from "./gates.ts";
import { SUPPLIED_LAYERS } from "./supplied.ts";

/** Files with areas or counts, besides those of single layers. */
const AREA_FILES = ["boundary", "subdistricts", "communities", "compounds", "census"] as const;
export const FILE_OPTIONS = [...AREA_FILES, ...SUPPLIED_LAYERS] as const;
export type FileOption = (typeof FILE_OPTIONS)[number];

export interface DistrictOptions {
  readonly osm: string;
  readonly out: string;
  readonly files: Readonly<Partial<Record<FileOption, string>>>;
  /** Coordinates of a file as the person declares them: GCJ-02, EPSG:4547, … */
  readonly crs: Readonly<Partial<Record<FileOption, string>>>;
  readonly methods: Readonly<Partial<Record<FileOption, Method>>>;
  readonly sources: Readonly<Partial<Record<FileOption, string>>>;
  /** `relation/123` or a name; null = not asked. */
  readonly boundaryOsm: string | null;
  readonly id: string | null;
  readonly titleZh: string | null;
  readonly titleEn: string | null;
  readonly residents: number | null;
  readonly residentsYear: number | null;
  readonly aged65Share: number | null;
  readonly assistanceShare: number | null;
  readonly asOf: string | null;
  readonly timeZone: string;
  readonly licence: string;
  readonly unknownGates: UnknownGates;
  readonly marginMetres: number;
  readonly isJson: boolean;
}

/** Streets and places so far outside are kept: people walk and crews drive across the line. */
const MARGIN_METRES = 1000;
const TIME_ZONE = "Asia/Shanghai";
const LICENCE = "as-supplied";

const text = { type: "string" } as const;
const OPTIONS = {
  osm: text,
  out: text,
  "boundary-osm": text,
  crs: text,
  method: { type: "string", multiple: true },
  source: { type: "string", multiple: true },
  id: text,
  "title-zh": text,
  "title-en": text,
  residents: text,
  "residents-year": text,
  "aged65-share": text,
  "assistance-share": text,
  "as-of": text,
  "time-zone": text,
  licence: text,
  "unknown-gates": text,
  margin: text,
  json: { type: "boolean" },
  help: { type: "boolean", short: "h" },
} as const;
const FILE_TEXTS = Object.fromEntries(
  FILE_OPTIONS.flatMap((name) => [
    [name, text],
    [`crs-${name}`, text],
  ]),
);

export const DISTRICT_HELP = `npm run pack -- --osm FILE.osm.pbf --out DIR [options]

Builds a whole pack for any district from an OpenStreetMap extract and your own lists. Nothing leaves this machine.
DIR becomes the pack's folder: to host it use a path such as packs/<id>/pack, then run npm run catalogue -- packs.

The map
  --osm FILE              extract in PBF form, larger than the district
  --boundary FILE         outline of the district; all its areas together
  --boundary-osm WHICH    or an administrative area of the extract: relation/123456 or its name
                          (without either, the extent of the extract is the district)
  --margin METRES         streets this far outside are kept (default ${MARGIN_METRES})

Lists: CSV, XLSX, GeoJSON, zipped shapefile, KML/KMZ, FlatGeobuf, GeoPackage
  --shelters FILE         else what the map marks as assembly points
  --gates FILE            else gates of the map on the shelter's outline, else one modelled
  --depots FILE           relief depots; without a file there are none
  --stations FILE         fire, medical …; kinds that are not in it come from the map
  --candidates FILE       else parks, squares, school and sports grounds and large car parks of the map
  --waterlogging FILE     without a file there are none
  --subdistricts FILE     areas with a name, and a code and residents if known; else administrative areas of the map
  --communities FILE      the same for communities
  --compounds FILE        residential grounds, used where there are no buildings; else landuse=residential
  --census FILE           residents by code or name of a sub-district or community, or one total; columns such as
                          街道, 社区, 代码, 常住人口, 65岁以上, code, name, residents, aged65

Coordinates
  --crs CRS               of every list that does not say: WGS-84, CGCS2000, GCJ-02, BD-09, BD-09MC or EPSG:<number>
  --crs-shelters CRS      of one list (--crs-boundary, --crs-gates, …); stands above what the file says
                          Undeclared positions are held against the streets; if that does not decide, nothing is
                          built and the readings are listed, best first.

What the pack says of itself
  --id ID                 letters, figures, - and _ (default: from the folder)
  --title-zh, --title-en  name of the district (default: of the boundary)
  --residents N           of the whole district
  --residents-year Y      (default: year of the extract)
  --aged65-share S        share 0-1 where the census does not say; --assistance-share likewise
  --as-of DATE            date of your lists, YYYY-MM-DD (default: date of the extract)
  --time-zone Area/City   clock that gates keep (default ${TIME_ZONE})
  --method LIST=WORD      ${METHODS.join(", ")} (default compiled); may be given for each list
  --source LIST=TEXT      whom to name (default: the file's name); may be given for each list
  --licence TEXT          of your lists (default ${LICENCE})
  --unknown-gates WORD    ${UNKNOWN_GATE_CHOICES.join(", ")}: what to take a gate for whose opening nobody knows
                          (default unknown: nobody is counted through it)

Output
  --json                  the summary as JSON on standard output; progress goes to standard error
  --help                  this text

Examples
  npm run pack -- --osm city.osm.pbf --boundary-osm "Vaduz" --time-zone Europe/Vaduz --out packs/vaduz/pack
  npm run pack -- --osm beijing.osm.pbf --boundary district.shp.zip --crs-boundary EPSG:4547 \\
      --subdistricts 街道.geojson --census 七普.xlsx --residents-year 2020 \\
      --shelters 避难场所.xlsx --crs-shelters GCJ-02 --method shelters=surveyed --gates 出入口.csv \\
      --depots 储备库.xlsx --id chaoyang --title-zh 北京市朝阳区 --title-en "Chaoyang, Beijing" --out packs/chaoyang/pack

Exit codes: 0 built, 1 something in the files is wrong, 2 wrong use.
`;

const isTimeZone = (name: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
};

const ID = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;
const YEAR = { low: 1900, high: 2100 };

/** The options as they were given, or one sentence on what is wrong with them. `help` when only the text was asked for. */
export function readDistrictOptions(args: readonly string[]): Result<DistrictOptions | "help", string> {
  let values: Record<string, string | boolean | (string | boolean)[] | undefined>;
  try {
    ({ values } = parseArgs({
      args: [...args],
      options: { ...OPTIONS, ...FILE_TEXTS },
      allowPositionals: false,
    }));
  } catch (reason) {
    return err(reason instanceof Error ? reason.message : String(reason));
  }
  if (values.help) return ok("help");
  const faults: string[] = [];
  const given = (name: string) => {
    const value = values[name];
    if (value === "") faults.push(`--${name} is empty`);
    return typeof value === "string" && value !== "" ? value : null;
  };
  const number = (name: string, low: number, high: number, isWhole: boolean) => {
    const value = given(name);
    if (value === null) return null;
    const parsed = Number(value);
    if (Number.isFinite(parsed) && parsed >= low && parsed <= high && (!isWhole || Number.isInteger(parsed)))
      return parsed;
    faults.push(
      `--${name} ${value}: expected ${isWhole ? "a whole number" : "a number"} from ${low} to ${high}`,
    );
    return null;
  };
  const perList = (name: "method" | "source") => {
    const pairs: [FileOption, string][] = [];
    for (const pair of (values[name] as string[] | undefined) ?? []) {
      const [list, value] = [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1)];
      if (pair.includes("=") && value !== "" && (FILE_OPTIONS as readonly string[]).includes(list))
        pairs.push([list as FileOption, value]);
      else faults.push(`--${name} ${pair}: expected LIST=… with one of ${FILE_OPTIONS.join(", ")}`);
    }
    return Object.fromEntries(pairs) as Partial<Record<FileOption, string>>;
  };

  const osm = given("osm");
  const out = given("out");
  if (osm === null) faults.push("--osm FILE is missing");
  if (out === null) faults.push("--out DIR is missing");
  const id = given("id");
  if (id !== null && !ID.test(id)) faults.push(`--id ${id}: letters, figures, - and _ only`);
  const timeZone = given("time-zone") ?? TIME_ZONE;
  if (!isTimeZone(timeZone)) faults.push(`--time-zone ${timeZone}: not an IANA name such as Asia/Shanghai`);
  const asOf = given("as-of");
  if (asOf !== null && !/^\d{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?$/.test(asOf))
    faults.push(`--as-of ${asOf}: expected YYYY-MM-DD`);
  const unknownGates = given("unknown-gates") ?? "unknown";
  if (!(UNKNOWN_GATE_CHOICES as readonly string[]).includes(unknownGates))
    faults.push(`--unknown-gates ${unknownGates}: expected ${UNKNOWN_GATE_CHOICES.join(", ")}`);
  const methods = perList("method");
  for (const method of Object.values(methods))
    if (!(METHODS as readonly string[]).includes(method))
      faults.push(`--method ${method}: expected ${METHODS.join(", ")}`);
  if (given("boundary") !== null && given("boundary-osm") !== null)
    faults.push("--boundary and --boundary-osm: give one of them");
  const everyCrs = given("crs");
  const perFile = (read: (name: FileOption) => string | null) =>
    Object.fromEntries(
      FILE_OPTIONS.flatMap((name) => {
        const value = read(name);
        return value === null ? [] : [[name, value]];
      }),
    ) as Partial<Record<FileOption, string>>;
  const files = perFile((name) => given(name));
  for (const name of FILE_OPTIONS)
    if (given(`crs-${name}`) !== null && files[name] === undefined)
      faults.push(`--crs-${name} without --${name} FILE`);
  const options: DistrictOptions = {
    osm: osm ?? "",
    out: out ?? "",
    files,
    crs: perFile((name) => given(`crs-${name}`) ?? everyCrs),
    methods: methods as Partial<Record<FileOption, Method>>,
    sources: perList("source"),
    boundaryOsm: given("boundary-osm"),
    id,
    titleZh: given("title-zh"),
    titleEn: given("title-en"),
    residents: number("residents", 0, 1e9, true),
    residentsYear: number("residents-year", YEAR.low, YEAR.high, true),
    aged65Share: number("aged65-share", 0, 1, false),
    assistanceShare: number("assistance-share", 0, 1, false),
    asOf,
    timeZone,
    licence: given("licence") ?? LICENCE,
    unknownGates: unknownGates as UnknownGates,
    marginMetres: number("margin", 0, 50_000, false) ?? MARGIN_METRES,
    isJson: values.json === true,
  };
  return faults.length > 0 ? err([...new Set(faults)].join("\n")) : ok(options);
}
