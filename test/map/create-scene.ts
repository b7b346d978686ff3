import type { LayerId } from "../../src/core/model/pack.ts";
import { LAYER_IDS } from "../../src/core/model/pack.ts";
import type { PackIndex } from "../../src/core/model/pack-data.ts";
import type { MapScene, ScenePolygon } from "../../src/map/scene.ts";

/** A small district of made-up facts: one shelter with a gate, one sub-district. */
export function createPackIndex(change: Partial<PackIndex> = {}): PackIndex {
  return {
    description: {
      id: "toy",
      formatVersion: 1,
      titleZh: "样区",
      titleEn: "Toy",
      bbox: [116.35, 39.88, 116.37, 39.9],
      residents: 1000,
      residentsYear: 2020,
      asOf: "2024-03",
      resources: LAYER_IDS.map((name) => ({
        name,
        path: `${name}.fgb`,
        titleZh: name,
        titleEn: name,
        features: 1,
        bytes: 1,
        method: "modelled",
        source: "toy",
        licence: "CC0-1.0",
        asOf: "2024-03",
      })),
      timeZone: "Asia/Shanghai",
      attributions: ["toy attribution"],
    },
    subDistricts: [
      {
        code: "110102001",
        nameZh: "东街道",
        nameEn: "East Sub-district",
        residents: 1000,
        areaSquareMetres: 1e6,
        labelLngLat: [116.36, 39.895],
      },
    ],
    communities: [],
    shelters: [
      {
        id: "s1",
        nameZh: "东公园",
        nameEn: "East Park",
        tier: "fixed",
        setting: "outdoor",
        lngLat: [116.36, 39.89],
        subDistrictCode: "110102001",
        communityId: "c1",
        effectiveSquareMetres: null,
        effectiveAreaMethod: null,
        publishedCapacityPersons: 1200,
        fitFor: ["earthquake"],
        yearCompleted: 2010,
        method: "compiled",
        source: "toy",
        accuracyMetres: 10,
      },
    ],
    gates: [],
    depots: [],
    stations: [],
    candidates: [],
    waterlogging: [],
    seismicStations: [],
    places: [],
    demandCount: 0,
    notes: [],
    ...change,
  };
}

export function createScene(change: Partial<MapScene> = {}): MapScene {
  return {
    theme: "light",
    language: "zh-CN",
    layers: [],
    polygons: [],
    isStale: false,
    lines: [],
    markers: [],
    unmet: null,
    selection: null,
    shelterStates: {},
    focus: null,
    ...change,
  };
}

export function createField(minutes: number, isRule: boolean): ScenePolygon {
  return {
    id: `field-${minutes}`,
    role: "field",
    minutes,
    isRule,
    geometry: { type: "MultiPolygon", coordinates: [] },
  };
}

export const ALL_LAYERS: readonly LayerId[] = LAYER_IDS;
