import { type SourceTables, sourceTablesFrom } from "../../../data/build/model/source-tables.ts";

const COLUMNS = [116.356, 116.362, 116.3675, 116.373, 116.379];
const ROWS = [39.934, 39.937, 39.94];
const TRUNK_COLUMN = 2;
export const TRUNK_LNG = COLUMNS[TRUNK_COLUMN] as number;

const box = (west: number, south: number, east: number, north: number) => [
  [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ],
];
const feature = (coordinates: number[][][], properties: object) => ({
  type: "Feature",
  properties,
  geometry: { type: "Polygon", coordinates },
});
const collection = (...features: object[]) => JSON.stringify({ type: "FeatureCollection", features });
const vertices = (points: readonly (readonly [number, number])[]) =>
  points.map(([lng, lat]) => `${lng.toFixed(4)} ${lat.toFixed(4)}`).join(";");

function streets(): string {
  const lines = [
    "id,name_zh,name_en,class,lanes,width_m,oneway,speed_kmh,kind,vertices,source,accuracy_m,as_of",
  ];
  COLUMNS.forEach((lng, i) => {
    const trunk = i === TRUNK_COLUMN;
    const course = vertices(ROWS.map((lat) => [lng, lat] as const));
    lines.push(
      `n${i},纵${i}街,,${trunk ? "trunk,6,40,no,80" : "secondary,4,24,no,50"},street,${course},made up,0,2024`,
    );
  });
  ROWS.forEach((lat, i) => {
    const course = vertices(COLUMNS.map((lng) => [lng, lat] as const));
    lines.push(`e${i},横${i}街,,tertiary,2,14,no,40,street,${course},made up,0,2024`);
  });
  return lines.join("\n");
}

export const LAKE = [
  [116.3745, 39.9378],
  [116.3768, 39.9376],
  [116.3772, 39.9386],
  [116.3748, 39.9389],
] as const;
const PARK = [
  [116.3632, 39.9352],
  [116.3652, 39.9352],
  [116.3652, 39.9364],
  [116.3632, 39.9364],
] as const;

export const TEXTS = {
  "district.geojson": collection(feature(box(116.356, 39.934, 116.379, 39.94), {})),
  "sub-districts.geojson": collection(
    feature(box(116.356, 39.934, TRUNK_LNG, 39.94), {
      code: "110102901",
      name_zh: "西街道",
      residents: 23_457,
    }),
    feature(box(TRUNK_LNG, 39.934, 116.379, 39.94), {
      code: "110102902",
      name_zh: "东街道",
      residents: 18_001,
    }),
  ),
  "streets.csv": streets(),
  "communities.csv": [
    "code,sub_district_code,name_zh,name_en",
    ...[1, 2, 3, 4].map((i) => `11010290100${i},110102901,西${i}社区,`),
    ...[1, 2, 3, 4, 5].map((i) => `11010290200${i},110102902,东${i}社区,`),
  ].join("\n"),
  "places.csv": [
    "id,kind,name_zh,name_en,lng,lat,outline",
    `park-1,park,小园,,116.3642,39.9358,${vertices(PARK)}`,
    "school-1,school,一小,,116.3590,39.9385,",
  ].join("\n"),
  "water.csv": [
    "id,kind,name_zh,name_en,outline,course,width_m",
    `lake-1,lake,小湖,,${vertices(LAKE)},,`,
  ].join("\n"),
} as const;

/** Eight blocks, a trunk road between two sub-districts, a lake, a park and a school: a city small enough to check fully. */
export const createTables = (): SourceTables => sourceTablesFrom(TEXTS);
