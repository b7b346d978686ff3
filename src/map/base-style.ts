import {
  byZoom,
  byZoomLinear,
  type DrawLayer,
  type Expression,
  type MapStyle,
  nameExpression,
  TEXT_FONT,
  TEXT_FONT_MEDIUM,
  textSize,
} from "./map-style.ts";

type Stops = readonly (readonly [zoom: number, widthPixels: number])[];

/** Widths of LOOK 4.1 per rank; the pack's street classes are gathered into these ranks. */
interface RoadRank {
  readonly rank: "trunk" | "primary" | "secondary" | "tertiary" | "minor";
  readonly classes: readonly string[];
  readonly width: Stops;
  readonly minZoom: number;
  readonly casingWidth: Stops;
  readonly casingMinZoom: number;
  readonly isMajor: boolean;
  readonly nameMinZoom: number;
  readonly nameSize: Stops;
}

const ROAD_RANKS: readonly RoadRank[] = [
  {
    rank: "minor",
    classes: ["residential", "living-street", "hutong", "service"],
    width: [
      [13, 0.4],
      [14, 1.1],
      [15, 2.8],
      [16, 5.5],
      [18, 17],
    ],
    minZoom: 13,
    casingWidth: [
      [14, 2.3],
      [15, 4],
      [16, 6.7],
      [18, 18.2],
    ],
    casingMinZoom: 14,
    isMajor: false,
    nameMinZoom: 15.2,
    nameSize: [
      [15, 11],
      [18, 14],
    ],
  },
  {
    rank: "tertiary",
    classes: ["tertiary"],
    width: [
      [11.5, 0.4],
      [13, 1.5],
      [15, 5],
      [18, 22],
    ],
    minZoom: 12,
    casingWidth: [
      [11.5, 1.6],
      [13, 2.7],
      [15, 6.2],
      [18, 23.2],
    ],
    casingMinZoom: 12,
    isMajor: false,
    nameMinZoom: 14.2,
    nameSize: [
      [14, 11],
      [18, 15],
    ],
  },
  {
    rank: "secondary",
    classes: ["secondary"],
    width: [
      [11, 0.6],
      [12, 1.3],
      [13, 2.3],
      [15, 6.5],
      [18, 26],
    ],
    minZoom: 11,
    casingWidth: [
      [12, 2.5],
      [13, 3.5],
      [15, 7.7],
      [18, 27.2],
    ],
    casingMinZoom: 12,
    isMajor: false,
    nameMinZoom: 13.4,
    nameSize: [
      [13, 11.5],
      [18, 16],
    ],
  },
  {
    rank: "primary",
    classes: ["primary"],
    width: [
      [10, 0.8],
      [12, 1.8],
      [13, 2.9],
      [15, 7.5],
      [18, 30],
    ],
    minZoom: 9,
    casingWidth: [
      [12, 3.3],
      [13, 4.4],
      [15, 9],
      [18, 31.5],
    ],
    casingMinZoom: 12,
    isMajor: true,
    nameMinZoom: 12.6,
    nameSize: [
      [12.6, 11.5],
      [18, 17],
    ],
  },
  {
    rank: "trunk",
    classes: ["motorway", "trunk"],
    width: [
      [10, 1],
      [12, 2.2],
      [13, 3.4],
      [15, 8],
      [18, 34],
    ],
    minZoom: 9,
    casingWidth: [
      [12, 3.7],
      [13, 4.9],
      [15, 9.5],
      [18, 35.5],
    ],
    casingMinZoom: 12,
    isMajor: true,
    nameMinZoom: 12.6,
    nameSize: [
      [12.6, 11.5],
      [18, 17],
    ],
  },
];

const ROUND = { "line-cap": "round", "line-join": "round" } as const;
/** Ways that carry people rather than cars, whoever else may use them. */
const FOOT_CLASSES = ["pedestrian", "footway", "path", "cycleway", "track", "steps"] as const;
const isClass = (classes: readonly string[]): Expression => [
  "in",
  ["get", "streetClass"],
  ["literal", [...classes]],
];

/** Places around its point that a sub-district's name tries in turn, in ems. */
const NAME_PLACES = [
  ["center", [0, 0]],
  ["top", [0, 0.8]],
  ["bottom", [0, -0.8]],
  ["top-left", [0.6, 0.6]],
  ["top-right", [-0.6, 0.6]],
  ["bottom-left", [0.6, -0.6]],
  ["bottom-right", [-0.6, -0.6]],
  ["left", [1, 0]],
  ["right", [-1, 0]],
  ["top", [0, 2]],
  ["bottom", [0, -2]],
  ["left", [2.4, 0]],
  ["right", [-2.4, 0]],
].flat() as unknown as Expression;

/** Land and parks: what risk and coverage fills lie on. */
export const groundLayers = ({ colours }: MapStyle): readonly DrawLayer[] => [
  { id: "land", type: "background", paint: { "background-color": colours.land } },
  { id: "green", type: "fill", source: "pack/green", paint: { "fill-color": colours.green } },
];

/** Water, buildings and streets: they stay legible over the fills. */
export function cityLayers(style: MapStyle): readonly DrawLayer[] {
  const { colours } = style;
  return [
    { id: "water", type: "fill", source: "pack/water", paint: { "fill-color": colours.water } },
    {
      id: "buildings",
      type: "fill",
      source: "pack/buildings",
      minzoom: 14,
      paint: {
        "fill-color": colours.building,
        "fill-outline-color": colours.buildingLine,
        "fill-opacity": byZoomLinear([14, 0], [14.6, 1]),
      },
    },
    {
      id: "footpath",
      type: "line",
      source: "pack/streets",
      minzoom: 15.5,
      filter: isClass(FOOT_CLASSES),
      paint: {
        "line-color": colours.footpath,
        "line-width": byZoom([15.5, 0.8], [18, 2.4]),
        "line-dasharray": [2, 1.6],
      },
    },
    ...ROAD_RANKS.map(
      (road): DrawLayer => ({
        id: `casing-${road.rank}`,
        type: "line",
        source: "pack/streets",
        minzoom: road.casingMinZoom,
        filter: isClass(road.classes),
        layout: ROUND,
        paint: {
          "line-color": road.isMajor ? colours.casingMajor : colours.casing,
          "line-width": byZoom(...road.casingWidth),
          "line-opacity": byZoomLinear([12, 0.6], [14, 1]),
        },
      }),
    ),
    ...ROAD_RANKS.map(
      (road): DrawLayer => ({
        id: `road-${road.rank}`,
        type: "line",
        source: "pack/streets",
        minzoom: road.minZoom,
        filter: isClass(road.classes),
        layout: ROUND,
        paint: {
          "line-color": road.rank === "minor" ? colours.roadMinor : colours.road,
          "line-width": byZoom(...road.width),
        },
      }),
    ),
  ];
}

/** Boundaries and what dims the land outside, the line of the rule among them: nothing is known outside. */
export const boundaryLayers = (
  { colours }: MapStyle,
  isoline: readonly DrawLayer[],
): readonly DrawLayer[] => [
  {
    id: "subdistricts-line",
    type: "line",
    source: "pack/subdistricts",
    paint: {
      "line-color": colours.subDistrictLine,
      "line-width": byZoom([10, 0.6], [14, 1.3]),
      "line-dasharray": [3, 2],
      // Close up the dashes would run along the avenues they follow.
      "line-opacity": byZoomLinear([13.5, 0.85], [15, 0.3], [16, 0]),
    },
  },
  ...isoline,
  {
    id: "mask",
    type: "fill",
    source: "mask",
    paint: {
      "fill-color": colours.outside,
      "fill-opacity": isoline.length > 0 ? 0.85 : 0.62,
      "fill-antialias": false,
    },
  },
  {
    id: "district-line",
    type: "line",
    source: "pack/district",
    layout: { "line-join": "round" },
    paint: { "line-color": colours.districtLine, "line-width": byZoom([10, 1.4], [15, 2.6]) },
  },
];

/** Names, weakest first: a later layer wins the space. */
export function labelLayers(style: MapStyle): readonly DrawLayer[] {
  const { colours } = style;
  const name = nameExpression(style.language);
  const halo = { "text-halo-color": colours.halo, "text-halo-blur": 0 };
  const roadLabel = (road: RoadRank): DrawLayer => ({
    id: `label-road-${road.rank}`,
    type: "symbol",
    source: "pack/streets",
    minzoom: road.nameMinZoom,
    filter: isClass(road.classes),
    layout: {
      "symbol-placement": "line",
      "symbol-spacing": 420,
      "text-field": name,
      "text-font": road.isMajor ? TEXT_FONT_MEDIUM : TEXT_FONT,
      "text-size": textSize(style, ...road.nameSize),
      "text-letter-spacing": style.language === "en" ? 0 : 0.08,
      "text-padding": 10,
      "text-max-angle": 30,
    },
    paint: {
      "text-color": road.isMajor ? colours.label : colours.labelSecond,
      ...halo,
      "text-halo-width": 1.4,
    },
  });
  const [minor, tertiary, secondary, primary, trunk] = ROAD_RANKS.map(roadLabel) as [
    DrawLayer,
    DrawLayer,
    DrawLayer,
    DrawLayer,
    DrawLayer,
  ];
  return [
    minor,
    tertiary,
    secondary,
    {
      id: "label-green",
      type: "symbol",
      source: "names/green",
      minzoom: 13.6,
      layout: {
        "text-field": name,
        "text-font": TEXT_FONT,
        "text-size": textSize(style, [13, 11.5], [17, 15]),
        "text-padding": 8,
        "text-max-width": 5,
      },
      paint: { "text-color": colours.labelGreen, ...halo, "text-halo-width": 1.2 },
    },
    {
      id: "label-water",
      type: "symbol",
      source: "names/water",
      minzoom: 12.5,
      filter: ["!", ["in", ["get", "kind"], ["literal", ["river", "moat", "canal"]]]],
      layout: {
        "text-field": name,
        "text-font": TEXT_FONT,
        "text-size": textSize(style, [12.5, 11.5], [16, 15]),
        "text-letter-spacing": style.language === "en" ? 0 : 0.15,
        "text-padding": 8,
        "text-max-width": 6,
      },
      paint: { "text-color": colours.labelWater, "text-halo-color": colours.water, "text-halo-width": 1 },
    },
    primary,
    trunk,
    {
      id: "label-subdistrict",
      type: "symbol",
      source: "index/subdistricts",
      maxzoom: 15.5,
      layout: {
        "text-field": name,
        "text-font": TEXT_FONT_MEDIUM,
        "text-size": textSize(style, [10.5, 11], [12, 13], [14.5, 16]),
        "text-letter-spacing": style.language === "en" ? 0 : 0.12,
        "text-padding": 1,
        "text-max-width": 8,
        // Shelters stand first: the name steps aside within its area.
        "text-variable-anchor-offset": NAME_PLACES,
        "text-justify": "auto",
      },
      paint: { "text-color": colours.label, ...halo, "text-halo-width": 1.8 },
    },
  ];
}
