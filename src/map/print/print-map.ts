import type { FeatureCollection, Geometry, Position } from "geojson";
import type { Bbox, LngLat } from "../../core/model/geometry.ts";
import type { ShelterTier } from "../../core/model/pack.ts";
import type { PackIndex } from "../../core/model/pack-data.ts";
import type { ProposedSite } from "../../core/model/proposal.ts";
import { nameIn } from "../../i18n/format.ts";
import type { MapColours } from "../colours.ts";
import { fieldClasses } from "../field-layers.ts";
import type { MapScene } from "../scene.ts";
import { type PlacedLabel, placeLabels } from "./place-labels.ts";
import { type PrintProjection, pathOf, printProjection } from "./print-projection.ts";

/** Layers of the pack that a printed map is drawn from. */
export const PRINTED_LAYERS = ["district", "subdistricts", "green", "water", "streets"] as const;
export type PrintedLayer = (typeof PRINTED_LAYERS)[number];
export type PrintedLayers = Readonly<Record<PrintedLayer, FeatureCollection>>;

const NOTHING: FeatureCollection = { type: "FeatureCollection", features: [] };
/** A map of results alone. */
export const EMPTY_LAYERS: PrintedLayers = {
  district: NOTHING,
  subdistricts: NOTHING,
  green: NOTHING,
  water: NOTHING,
  streets: NOTHING,
};

export interface PrintedPath {
  readonly id: string;
  readonly d: string;
  readonly fill: keyof MapColours | "none";
  readonly fillOpacity?: number;
  readonly stroke?: keyof MapColours;
  readonly widthMillimetres?: number;
  readonly dash?: string;
  /** Laid over the fill, so that a copier without colour keeps the classes apart. */
  readonly pattern?: "wide" | "narrow" | "cross";
  /** Drawn within the district only. */
  readonly isClipped?: boolean;
}

export interface PrintedSymbol {
  readonly id: string;
  readonly kind: ShelterTier | "proposed";
  readonly at: readonly [x: number, y: number];
}

export interface PrintedCircle {
  readonly id: string;
  readonly at: readonly [x: number, y: number];
  readonly radiusMillimetres: number;
  readonly isRing: boolean;
}

export interface PrintedMap {
  readonly projection: PrintProjection;
  readonly districtPath: string;
  readonly paths: readonly PrintedPath[];
  readonly circles: readonly PrintedCircle[];
  readonly symbols: readonly PrintedSymbol[];
  readonly labels: readonly PlacedLabel[];
}

const ringsOf = (geometry: Geometry | null): readonly (readonly Position[])[] => {
  if (geometry?.type === "Polygon") return geometry.coordinates;
  return geometry?.type === "MultiPolygon" ? geometry.coordinates.flat() : [];
};
const linesOf = (geometry: Geometry | null): readonly (readonly Position[])[] => {
  if (geometry?.type === "LineString") return [geometry.coordinates];
  return geometry?.type === "MultiLineString" ? geometry.coordinates : [];
};

/** Ranks of streets drawn at the scale of a district, widest last, with what they measure on paper. */
const STREETS = [
  { rank: "tertiary", classes: ["tertiary"], width: 0.35, casing: 0.55 },
  { rank: "secondary", classes: ["secondary"], width: 0.55, casing: 0.8 },
  { rank: "primary", classes: ["primary"], width: 0.75, casing: 1.05 },
  { rank: "trunk", classes: ["motorway", "trunk"], width: 0.9, casing: 1.25 },
] as const;

/** Square millimetres of a circle for each thousand persons. */
const SQUARE_MILLIMETRES_PER_THOUSAND = 2.2;
export const circleRadiusMillimetres = (persons: number): number =>
  Math.sqrt(((persons / 1000) * SQUARE_MILLIMETRES_PER_THOUSAND) / Math.PI);

/** Hatches of the classes outside the rule. */
export const FIELD_PATTERNS = { minutes3: "wide", minutes4: "narrow", minutes5: "cross" } as const;

/** The map of a scene for paper, in vectors: nothing of it depends on a screen, a tile or a network. */
export function printMap(
  scene: MapScene,
  pack: PackIndex,
  layers: PrintedLayers,
  bbox: Bbox,
  sites: readonly ProposedSite[],
  frame: { readonly widthMillimetres: number; readonly heightMillimetres: number },
): PrintedMap {
  const projection = printProjection(bbox, { ...frame, marginMillimetres: 6 });
  const outlines = (layer: PrintedLayer) =>
    layers[layer].features.flatMap(({ geometry }) => ringsOf(geometry));
  const districtPath = pathOf(outlines("district"), projection, true);
  const streets = (classes: readonly string[]) =>
    pathOf(
      layers.streets.features.flatMap(({ geometry, properties }) =>
        classes.includes(String(properties?.streetClass)) ? linesOf(geometry) : [],
      ),
      projection,
      false,
    );
  const streetPaths = STREETS.map((street) => ({ ...street, d: streets(street.classes) }));
  const rule = scene.polygons.find((polygon) => polygon.role === "field" && polygon.isRule);
  const paths: PrintedPath[] = [
    { id: "green", d: pathOf(outlines("green"), projection, true), fill: "green" },
    ...fieldPaths(scene, districtPath, projection),
    { id: "water", d: pathOf(outlines("water"), projection, true), fill: "water" },
    ...streetPaths.map(
      ({ rank, casing, d }): PrintedPath => ({
        id: `casing-${rank}`,
        d,
        fill: "none",
        stroke: rank === "trunk" || rank === "primary" ? "casingMajor" : "casing",
        widthMillimetres: casing,
      }),
    ),
    ...streetPaths.map(
      ({ rank, width, d }): PrintedPath => ({
        id: `street-${rank}`,
        d,
        fill: "none",
        stroke: "road",
        widthMillimetres: width,
      }),
    ),
    {
      id: "sub-districts",
      d: pathOf(outlines("subdistricts"), projection, true),
      fill: "none",
      stroke: "subDistrictLine",
      widthMillimetres: 0.25,
      dash: "1.6 0.9",
    },
    ...(rule
      ? [
          {
            id: "rule",
            d: pathOf(ringsOf(rule.geometry), projection, true),
            fill: "none",
            stroke: "isoline",
            widthMillimetres: 0.35,
            isClipped: true,
          } as const,
        ]
      : []),
    {
      id: "proposed",
      d: pathOf(
        sites.flatMap((site) => site.rings),
        projection,
        true,
      ),
      fill: "you",
      fillOpacity: 0.25,
      stroke: "you",
      widthMillimetres: 0.4,
    },
    { id: "district", d: districtPath, fill: "none", stroke: "districtLine", widthMillimetres: 0.6 },
  ];
  const symbols = [
    ...symbolsOf(scene, pack, projection),
    ...sites.map(
      (site): PrintedSymbol => ({
        id: site.id,
        kind: "proposed",
        at: projection.place(middleOf(site.rings[0] ?? [])),
      }),
    ),
  ];
  return {
    projection,
    districtPath,
    paths: paths.filter(({ d }) => d !== ""),
    circles: [...circlesOf(scene, "crowded", projection), ...circlesOf(scene, "unmet", projection)],
    symbols,
    labels: placeLabels(
      pack.subDistricts.map((area) => ({
        id: area.code,
        text: nameIn(scene.language, area),
        at: projection.place(area.labelLngLat),
      })),
      symbols.map(({ at }) => at),
      frame,
    ),
  };
}

/** Beyond the last class first, then each smaller area over the one that holds it. */
function fieldPaths(
  scene: MapScene,
  districtPath: string,
  projection: PrintProjection,
): readonly PrintedPath[] {
  const classes = fieldClasses(scene);
  return classes.toReversed().map((each): PrintedPath => {
    const polygon = scene.polygons.find(
      ({ role, minutes }) => role === "field" && minutes === each.upToMinutes,
    );
    const pattern = FIELD_PATTERNS[each.colour as keyof typeof FIELD_PATTERNS];
    return {
      id: `field-${each.upToMinutes}`,
      d: polygon ? pathOf(ringsOf(polygon.geometry), projection, true) : districtPath,
      fill: each.colour,
      isClipped: true,
      ...(pattern ? { pattern } : {}),
    };
  });
}

function circlesOf(
  scene: MapScene,
  which: "unmet" | "crowded",
  projection: PrintProjection,
): readonly PrintedCircle[] {
  const isRing = which === "crowded";
  return (scene[which]?.features ?? []).map(({ geometry, properties }, i) => {
    const [x, y] = projection.place(geometry.coordinates as unknown as LngLat);
    return {
      id: `${which}-${i}`,
      // beside the dot of those not reached, as on the screen
      at: isRing ? [x + 0.9, y - 0.9] : [x, y],
      radiusMillimetres: Math.max(0.3, circleRadiusMillimetres(properties.persons)),
      isRing,
    };
  });
}

const middleOf = (ring: readonly LngLat[]): LngLat => {
  const sum = ring.reduce<[number, number]>((so, [lng, lat]) => [so[0] + lng, so[1] + lat], [0, 0]);
  return [sum[0] / Math.max(1, ring.length), sum[1] / Math.max(1, ring.length)];
};

const TIER_ORDER: readonly ShelterTier[] = ["emergency", "indoor", "fixed", "centre"];

function symbolsOf(scene: MapScene, pack: PackIndex, projection: PrintProjection): readonly PrintedSymbol[] {
  if (!scene.layers.includes("shelters")) return [];
  return pack.shelters
    .toSorted((a, b) => TIER_ORDER.indexOf(a.tier) - TIER_ORDER.indexOf(b.tier))
    .map(({ id, tier, lngLat }) => ({ id, kind: tier, at: projection.place(lngLat) }));
}
