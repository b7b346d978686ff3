import type { Bbox, LngLat } from "../../core/model/geometry.ts";
import type {
  PastedPosition,
  PositionDatum,
  PositionFault,
  PositionHost,
} from "../../core/model/pasted-position.ts";
import { err, ok, type Result } from "../../core/result.ts";
import { chinaShift } from "../crs/china-shift.ts";

interface Link {
  readonly host: Exclude<PositionHost, null>;
  readonly is: RegExp;
  /** Null where the maker of the link shifts in China and does not say which way. */
  readonly datum: PositionDatum | null;
  /** Figures in the link, in the order `first, second`. */
  readonly figures: readonly { readonly pattern: RegExp; readonly order: "lng,lat" | "lat,lng" }[];
}

const N = "(-?\\d{1,3}\\.\\d+|-?\\d{1,3})";
/** BD-09MC is written in metres. */
const M = "(-?\\d{5,8}(?:\\.\\d+)?)";
const at = (before: string, between = "(?:,|%2C)") => new RegExp(`${before}${N}${between}${N}`, "i");
const LNG_LAT = "lng,lat";
const LAT_LNG = "lat,lng";

/** What the links of each maker look like; the first that fits. */
const LINKS: readonly Link[] = [
  {
    host: "amap",
    is: /(?:amap|gaode|autonavi)\.com|^(?:ios|android)?amap(?:uri)?:/i,
    datum: "GCJ-02",
    figures: [
      { pattern: at("[?&](?:position|to|dest|destination|center|location)="), order: LNG_LAT },
      { pattern: at("[?&]p=[^,&]*(?:,|%2C)"), order: LAT_LNG },
      { pattern: at("[?&]q="), order: LAT_LNG },
      { pattern: at("[?&](?:lng|lon|dlon)=", "&(?:lat|dlat)="), order: LNG_LAT },
      { pattern: at("[?&](?:lat|dlat)=", "&(?:lng|lon|dlon)="), order: LAT_LNG },
    ],
  },
  {
    host: "baidu",
    is: /(?:map|maps)\.baidu\.com|^(?:baidumap|bdapp):/i,
    datum: "BD-09",
    figures: [
      { pattern: at("(?:location|latlng|center|destination|origin)=(?:latlng(?::|%3A))?"), order: LAT_LNG },
      { pattern: at("(?:destination|origin|marker)=[^&]*?latlng(?::|%3A)"), order: LAT_LNG },
    ],
  },
  {
    host: "tencent",
    is: /map\.qq\.com|^qqmap:/i,
    datum: "GCJ-02",
    figures: [
      { pattern: at("(?:coord|tocoord|center|location)(?:=|:|%3A)"), order: LAT_LNG },
      { pattern: at("pointx=", "&pointy="), order: LNG_LAT },
    ],
  },
  {
    host: "apple",
    is: /maps\.apple\.com/i,
    datum: null,
    figures: [{ pattern: at("[?&](?:ll|coordinate|q|daddr|center)="), order: LAT_LNG }],
  },
  {
    host: "google",
    is: /google\.[a-z.]+\/maps|maps\.google\.|maps\.app\.goo/i,
    datum: null,
    figures: [
      { pattern: new RegExp(`!3d${N}!4d${N}`, "i"), order: LAT_LNG },
      { pattern: at("[?&](?:q|query|ll|destination)="), order: LAT_LNG },
      { pattern: at("@"), order: LAT_LNG },
    ],
  },
  {
    host: "osm",
    is: /openstreetmap\.org|osm\.org/i,
    datum: "WGS-84",
    figures: [
      { pattern: at("mlat=", "&mlon="), order: LAT_LNG },
      { pattern: at("#map=\\d+(?:\\.\\d+)?/", "/"), order: LAT_LNG },
    ],
  },
  { host: "geo", is: /^geo:/i, datum: "WGS-84", figures: [{ pattern: at("geo:"), order: LAT_LNG }] },
];
const BAIDU_METRES = new RegExp(`@${M},${M}`);
/** A link that says its own frame. */
const SAID_DATUM: readonly (readonly [RegExp, PositionDatum])[] = [
  [/(?:coordinate|coord_type|coordtype)=(?:wgs84|gps)/i, "WGS-84"],
  [/(?:coordinate|coord_type|coordtype)=(?:gaode|gcj02)/i, "GCJ-02"],
  [/(?:coord_type|coordtype)=bd09(?:ll)?(?!mc)/i, "BD-09"],
];
const SHORT_HOST = /(?:surl\.amap|j\.map\.baidu|url\.cn|maps\.app\.goo|goo\.gl|w\.url|dwz|t\.cn)/i;

const LINK = /(?:https?|geo|iosamap|androidamap|amapuri|baidumap|bdapp|qqmap):\S+/iu;
/** One figure with degrees, minutes and seconds, and where it points. */
const FIGURE = String.raw`([NSEW东西南北]经?纬?)?\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′]\s*(?:(\d{1,2}(?:\.\d+)?)\s*["″])?)?\s*([NSEW])?`;
const PAIR = new RegExp(
  String.raw`^(?:(?:lng|lon|lat|经度|纬度|坐标)\s*[:=]?\s*)?${FIGURE}\s*[,;\s]\s*(?:(?:lng|lon|lat|经度|纬度)\s*[:=]?\s*)?${FIGURE}$`,
  "iu",
);

interface Figure {
  readonly degrees: number;
  readonly axis: "lng" | "lat" | null;
}

function figureOf(parts: readonly (string | undefined)[]): Figure {
  const [before, degrees, minutes, seconds, behind] = parts;
  const letter = (before ?? behind ?? "").charAt(0).toUpperCase();
  const size = Number(degrees);
  const fraction = Number(minutes ?? 0) / 60 + Number(seconds ?? 0) / 3600;
  const value = size < 0 ? size - fraction : size + fraction;
  const isNegative = /[SW西南]/u.test(letter);
  return {
    degrees: isNegative ? -Math.abs(value) : value,
    axis: letter === "" ? null : /[EW东西]/u.test(letter) ? "lng" : "lat",
  };
}

const isOnEarth = ([lng, lat]: LngLat) => Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
/** Half a degree around the district: someone just outside means it too. */
const isNear = ([lng, lat]: LngLat, [west, south, east, north]: Bbox) =>
  lng > west - 0.5 && lng < east + 0.5 && lat > south - 0.5 && lat < north + 0.5;
/** Where maps are shifted: the box in which GCJ-02 differs from WGS-84. */
const isShifted = ([lng, lat]: LngLat) => lng > 72.004 && lng < 137.8347 && lat > 0.8293 && lat < 55.8271;

function readingsOf(lngLat: LngLat, datums: readonly PositionDatum[]): PastedPosition["readings"] {
  const shifting = isShifted(lngLat) ? datums : datums.slice(0, 1);
  return shifting.map((datum) => ({
    datum: isShifted(lngLat) ? datum : "WGS-84",
    lngLat: isShifted(lngLat) && datum !== "WGS-84" ? chinaShift(datum).toWgs84(...lngLat) : lngLat,
  }));
}

/** All frames a bare pair of figures may be in, the phone's own first. */
const ALL_DATUMS: readonly PositionDatum[] = ["WGS-84", "GCJ-02", "BD-09"];

function readLink(link: string): Result<PastedPosition, PositionFault> {
  const text = link.replaceAll("%7C", "|");
  const known = LINKS.find(({ is }) => is.test(text));
  if (known?.host === "baidu") {
    const metres = BAIDU_METRES.exec(text);
    if (metres)
      return ok({
        host: "baidu",
        readings: [
          { datum: "BD-09MC", lngLat: chinaShift("BD-09MC").toWgs84(Number(metres[1]), Number(metres[2])) },
        ],
      });
  }
  for (const { pattern, order } of known?.figures ?? []) {
    const found = pattern.exec(text);
    if (!found) continue;
    const [first, second] = [Number(found[1]), Number(found[2])];
    const lngLat: LngLat = order === LNG_LAT ? [first, second] : [second, first];
    if (!isOnEarth(lngLat)) continue;
    const said = SAID_DATUM.find(([saying]) => saying.test(text))?.[1] ?? known?.datum;
    return ok({
      host: known?.host ?? null,
      readings: readingsOf(lngLat, said ? [said] : ["GCJ-02", "WGS-84"]),
    });
  }
  return err(SHORT_HOST.test(text) ? "SHORT_LINK" : "NO_POSITION");
}

/**
 * A position out of a link of AMap, Baidu, Tencent, Apple, Google or OpenStreetMap, out of `geo:`, or out of two figures
 * ("116.35,39.94", "39.94 116.35", "39°56′N 116°21′E"). The link tells its frame; bare figures inside China are read in
 * each frame, for the person to say which. Null where the text is no position at all. Nothing is asked of any server.
 */
export function readPosition(typed: string, district: Bbox): Result<PastedPosition, PositionFault> | null {
  const text = typed.normalize("NFKC").trim();
  const link = LINK.exec(text)?.[0];
  if (link) return readLink(link);
  const pair = PAIR.exec(text);
  if (!pair) return null;
  const first = figureOf(pair.slice(1, 6));
  const second = figureOf(pair.slice(6, 11));
  // Whole numbers are house numbers and lines, not places.
  if (!/[.°]/.test(text)) return null;
  const asLngLat: LngLat = [first.degrees, second.degrees];
  const asLatLng: LngLat = [second.degrees, first.degrees];
  const isLngFirst =
    first.axis !== null || second.axis !== null
      ? first.axis === "lng" || second.axis === "lat"
      : Math.abs(first.degrees) > 90 || (isNear(asLngLat, district) && !isNear(asLatLng, district));
  const lngLat = isLngFirst ? asLngLat : asLatLng;
  if (!isOnEarth(lngLat)) return null;
  return ok({ host: null, readings: readingsOf(lngLat, ALL_DATUMS) });
}
