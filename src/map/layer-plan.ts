import type { Feature, FeatureCollection } from "geojson";
import type { LayerId } from "../core/model/pack.ts";
import type { PackIndex } from "../core/model/pack-data.ts";
import { boundaryLayers, cityLayers, groundLayers, labelLayers } from "./base-style.ts";
import { coloursOf, textScaleOf } from "./colours.ts";
// #region staff
import { crowdedLayers } from "./crowded-layers.ts";
import { differenceDots, differenceLabels } from "./difference-layers.ts";
// #endregion staff
import { fieldLayers, isolineLayers } from "./field-layers.ts";
import type { LayerRow, Slot } from "./layer-row.ts";
import { LAYER_TABLE } from "./layer-table.ts";
import type { DrawLayer, MapStyle } from "./map-style.ts";
import { previewLayers } from "./preview-layers.ts";
import type { MapScene } from "./scene.ts";
import { lineLayers, markerLayers, outlineLayers, selectionLayers, unmetLayers } from "./scene-layers.ts";
import { rankOfTier, shelterStateImages } from "./shelter-layers.ts";
// #region staff
import { siteCutLayers } from "./site-cut-layers.ts";
import { siteData, siteGroundLayers, siteSignLayers } from "./site-layers.ts";
// #endregion staff

/** How MapLibre cuts a GeoJSON source into tiles. */
export interface SourceOptions {
  readonly maxzoom?: number;
  readonly tolerance?: number;
  readonly buffer?: number;
  readonly cluster?: boolean;
  readonly clusterMaxZoom?: number;
  readonly clusterRadius?: number;
  readonly clusterProperties?: Readonly<Record<string, unknown>>;
}

export type SourcePlan =
  | { readonly kind: "pack"; readonly layer: LayerId; readonly options: SourceOptions }
  | { readonly kind: "data"; readonly data: FeatureCollection; readonly options: SourceOptions }
  /** The district turned inside out. */
  | { readonly kind: "mask" };

export interface LayerPlan {
  readonly sources: Readonly<Record<string, SourcePlan>>;
  /** Bottom first. */
  readonly layers: readonly DrawLayer[];
  /** Names of all pictures the layers use. */
  readonly images: readonly string[];
}

export const styleOf = (scene: Pick<MapScene, "theme" | "language">): MapStyle => ({
  colours: coloursOf(scene.theme),
  language: scene.language,
  tone: scene.theme === "light" ? "light" : "dark",
  textScale: textScaleOf(scene.theme),
});

/** Cells are too many for a far view: their persons are summed until they can be told apart. */
const CLUSTERED = (property: string): SourceOptions => ({
  cluster: true,
  clusterMaxZoom: 13,
  clusterRadius: 26,
  clusterProperties: { [property]: ["+", ["get", property]] },
});

const PACK_OPTIONS: Partial<Record<LayerId, SourceOptions>> = {
  buildings: { maxzoom: 16, tolerance: 0.2, buffer: 16 },
  streets: { maxzoom: 16, tolerance: 0.3, buffer: 96 },
  // #region staff
  demand: CLUSTERED("personsNight"),
  // #endregion staff
  district: { maxzoom: 14, tolerance: 0.2 },
};
const DEFAULT_OPTIONS: SourceOptions = { maxzoom: 16, tolerance: 0.3 };
/** Names stand once per area: a buffer as wide as the tile lets every tile see the whole area. */
const NAME_OPTIONS: SourceOptions = { maxzoom: 12, tolerance: 0.3, buffer: 512 };

const collection = (features: readonly Feature[]): FeatureCollection => ({
  type: "FeatureCollection",
  features: [...features],
});

const point = (
  lngLat: readonly [number, number],
  properties: Readonly<Record<string, string | number>>,
): Feature => ({
  type: "Feature",
  geometry: { type: "Point", coordinates: [lngLat[0], lngLat[1]] },
  properties: { ...properties },
});

const indexed = new WeakMap<PackIndex, Readonly<Record<string, FeatureCollection>>>();

/** Points of the index that carry names and symbols: one per place, whereas a polygon may be cut by tile edges. */
function indexData(pack: PackIndex): Readonly<Record<string, FeatureCollection>> {
  const known = indexed.get(pack);
  if (known) return known;
  const made = {
    "index/subdistricts": collection(
      pack.subDistricts.map(({ labelLngLat, code, nameZh, nameEn }) =>
        // On a map a sub-district is told by its place; the words after the name only take room.
        point(labelLngLat, { id: code, nameZh, nameEn: nameEn.replace(/ Sub-?district$/i, "") }),
      ),
    ),
    "index/communities": collection(
      pack.communities.map(({ labelLngLat, id, nameZh, nameEn }) =>
        point(labelLngLat, { id, nameZh, nameEn }),
      ),
    ),
    // #region staff
    "index/candidates": collection(
      pack.candidates.map(({ lngLat, id, nameZh, nameEn }) => point(lngLat, { id, nameZh, nameEn })),
    ),
    // #endregion staff
    "index/shelters": collection(
      pack.shelters.map(({ lngLat, id, nameZh, nameEn, tier }) =>
        point(lngLat, { id, nameZh, nameEn, tier, rank: rankOfTier(tier) }),
      ),
    ),
  };
  indexed.set(pack, made);
  return made;
}

function sourceOf(id: string, scene: MapScene, pack: PackIndex): SourcePlan {
  const [family, name] = id.split("/") as [string, string];
  if (family === "mask") return { kind: "mask" };
  if (family === "pack")
    return {
      kind: "pack",
      layer: name as LayerId,
      options: PACK_OPTIONS[name as LayerId] ?? DEFAULT_OPTIONS,
    };
  if (family === "names") return { kind: "pack", layer: name as LayerId, options: NAME_OPTIONS };
  if (family === "index")
    return { kind: "data", data: indexData(pack)[id] ?? collection([]), options: DEFAULT_OPTIONS };
  switch (id) {
    case "scene/polygons":
      return {
        kind: "data",
        data: collection(
          scene.polygons.map(({ geometry, role, minutes, isRule, cut, label }) => ({
            type: "Feature",
            geometry,
            properties: { role, minutes, isRule, ...(cut ? { cut } : {}), ...(label ? { label } : {}) },
          })),
        ),
        options: DEFAULT_OPTIONS,
      };
    case "scene/lines":
      return {
        kind: "data",
        data: collection(
          scene.lines.map(({ id: lineId, role, line }) => ({
            type: "Feature",
            geometry: { type: "LineString", coordinates: line as [number, number][] },
            properties: { id: lineId, role },
          })),
        ),
        options: DEFAULT_OPTIONS,
      };
    case "scene/markers":
      return {
        kind: "data",
        data: collection(
          scene.markers.map(({ id: markerId, kind, lngLat, label }) =>
            point(lngLat, { id: markerId, kind, label: label ?? "" }),
          ),
        ),
        options: DEFAULT_OPTIONS,
      };
    case "scene/preview":
      return { kind: "data", data: scene.preview ?? collection([]), options: DEFAULT_OPTIONS };
    // #region staff
    case "scene/sites":
      return { kind: "data", data: siteData(scene), options: DEFAULT_OPTIONS };
    case "scene/unmet":
      return {
        kind: "data",
        data: scene.unmet ?? collection([]),
        options: { ...CLUSTERED("persons"), clusterMaxZoom: 10, clusterRadius: 18 },
      };
    case "scene/differences":
      return { kind: "data", data: scene.differences ?? collection([]), options: DEFAULT_OPTIONS };
    case "scene/crowded":
      return {
        kind: "data",
        data: scene.crowded ?? collection([]),
        options: { ...CLUSTERED("persons"), clusterMaxZoom: 10, clusterRadius: 18 },
      };
    // #endregion staff
    default:
      throw new Error(`no such source: ${id}`);
  }
}

const IMAGE = /^(light|dark)\/[a-z-]+\/[a-z-]+/;

/** Pictures named anywhere in the layers; those put together at draw time are found by their parts. */
function imagesOf(layers: readonly DrawLayer[], tone: string, rows: readonly LayerRow[]): readonly string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value === "string") {
      if (IMAGE.test(value) && !value.endsWith("/")) found.add(value);
    } else if (Array.isArray(value)) value.forEach(walk);
  };
  for (const layer of layers) {
    if (layer.type === "symbol") walk(layer.layout?.["icon-image"]);
    if (layer.type === "fill") walk(layer.paint?.["fill-pattern"]);
  }
  for (const row of rows)
    for (const { swatch } of row.classes) if (swatch.kind === "image") found.add(`${tone}/${swatch.image}`);
  return [...found];
}

/** What the map should hold for this scene: plain data, to be laid against what it holds now. */
export function layerPlan(scene: MapScene, pack: PackIndex): LayerPlan {
  const style = styleOf(scene);
  const rows = LAYER_TABLE.filter((row) => scene.layers.includes(row.id)).toReversed();
  const drawn = rows.map((row) => row.draw(style, scene));
  const slot = (name: Slot): readonly DrawLayer[] => drawn.flatMap((each) => each[name] ?? []);
  const layers: readonly DrawLayer[] = [
    ...groundLayers(style),
    ...fieldLayers(style, scene),
    ...slot("fill"),
    ...cityLayers(style),
    ...slot("area"),
    ...boundaryLayers(style, isolineLayers(style, scene)),
    ...outlineLayers(style, scene),
    ...slot("dot"),
    ...selectionLayers(style, scene),
    ...lineLayers(style, scene),
    // #region staff
    ...siteGroundLayers(style, scene),
    ...siteCutLayers(style, scene),
    ...unmetLayers(style, scene),
    ...crowdedLayers(style, scene),
    ...differenceDots(style, scene),
    // #endregion staff
    ...labelLayers(style),
    ...slot("lowSymbol"),
    ...slot("symbol"),
    ...slot("highSymbol"),
    // #region staff
    ...siteSignLayers(style, scene),
    ...differenceLabels(style, scene),
    // #endregion staff
    ...markerLayers(style, scene),
    ...previewLayers(style, scene),
  ];
  const sourceIds = new Set(layers.flatMap((layer) => (layer.source ? [layer.source] : [])));
  return {
    sources: Object.fromEntries([...sourceIds].map((id) => [id, sourceOf(id, scene, pack)])),
    layers,
    images: [
      ...imagesOf(layers, style.tone, rows),
      ...shelterStateImages(scene).map((image) => `${style.tone}/${image}`),
    ],
  };
}
