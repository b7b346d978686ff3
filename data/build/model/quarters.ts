import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { BlockForm } from "../city-model.ts";
import type { Random } from "./random.ts";

/** `restricted`: drawn as empty ground, nothing of it is modelled. */
export type BuiltForm = Exclude<BlockForm, "park" | "water"> | "restricted";

interface Quarter {
  readonly name: string;
  /** west, south, east, north, WGS-84 degrees. */
  readonly box: readonly [number, number, number, number];
  readonly weights: Partial<Record<BuiltForm, number>>;
}

/*
 * How the quarters of the district are built up, from general knowledge of the city (modelled, not surveyed).
 * The first box that holds the middle of a block decides; weights need not sum to 1. Blocks are drawn one by one
 * from their own seed, so a mixed quarter stays mixed in the same way for ever.
 */
const QUARTERS: readonly Quarter[] = [
  { name: "中南海", box: [116.377, 39.9075, 116.3865, 39.921], weights: { restricted: 1 } },
  { name: "人大会堂 大剧院", box: [116.3795, 39.9, 116.392, 39.907], weights: { institution: 1 } },
  { name: "西单", box: [116.3605, 39.9062, 116.3715, 39.9118], weights: { office: 3, institution: 1 } },
  { name: "金融街", box: [116.3495, 39.9062, 116.3592, 39.9218], weights: { office: 1 } },
  {
    name: "丰盛 辟才胡同",
    box: [116.3592, 39.9118, 116.3675, 39.9222],
    weights: { hutong: 3, "slab-compound": 1, office: 1 },
  },
  { name: "白塔寺", box: [116.35, 39.922, 116.3585, 39.9315], weights: { hutong: 3, "slab-compound": 1 } },
  { name: "西四北", box: [116.3585, 39.922, 116.3675, 39.9322], weights: { hutong: 1 } },
  { name: "新街口北", box: [116.349, 39.9315, 116.3675, 39.948], weights: { hutong: 2, "slab-compound": 3 } },
  { name: "西什库", box: [116.3675, 39.9215, 116.3795, 39.932], weights: { hutong: 3, institution: 2 } },
  { name: "什刹海", box: [116.3665, 39.9215, 116.397, 39.9482], weights: { hutong: 1 } },
  {
    name: "灵境 西四南",
    box: [116.3672, 39.9072, 116.378, 39.922],
    weights: { hutong: 3, "slab-compound": 1, institution: 0.5 },
  },
  { name: "西交民巷", box: [116.3672, 39.8985, 116.3795, 39.9072], weights: { hutong: 3, institution: 2 } },
  { name: "大栅栏", box: [116.3785, 39.8868, 116.394, 39.8992], weights: { hutong: 1 } },
  { name: "椿树", box: [116.368, 39.8875, 116.3785, 39.8992], weights: { hutong: 1, "slab-compound": 3 } },
  {
    name: "天桥",
    box: [116.379, 39.87, 116.394, 39.8868],
    weights: { hutong: 1, "slab-compound": 2, "tower-compound": 0.5 },
  },
  {
    name: "宣西 上斜街",
    box: [116.3555, 39.8878, 116.368, 39.8992],
    weights: { hutong: 1, "slab-compound": 2 },
  },
  {
    name: "三里河",
    box: [116.328, 39.906, 116.3425, 39.9165],
    weights: { institution: 1, "slab-compound": 2 },
  },
  { name: "金融街西", box: [116.3425, 39.906, 116.35, 39.9225], weights: { "slab-compound": 3, office: 1 } },
  { name: "月坛", box: [116.326, 39.896, 116.35, 39.9225], weights: { "slab-compound": 5, institution: 1 } },
  {
    name: "展览路",
    box: [116.325, 39.9225, 116.35, 39.95],
    weights: { "slab-compound": 6, institution: 1, office: 0.7 },
  },
  {
    name: "马甸 德外",
    box: [116.362, 39.9475, 116.393, 39.976],
    weights: { "tower-compound": 2, "slab-compound": 3, office: 0.6 },
  },
  {
    name: "马连道 广外西",
    box: [116.31, 39.866, 116.333, 39.9],
    weights: { "tower-compound": 3, "slab-compound": 2, office: 0.3 },
  },
  {
    name: "广外",
    box: [116.333, 39.866, 116.3435, 39.9],
    weights: { "tower-compound": 2, "slab-compound": 3 },
  },
  {
    name: "牛街",
    box: [116.3555, 39.8795, 116.3685, 39.888],
    weights: { "tower-compound": 2, "slab-compound": 3 },
  },
  {
    name: "陶然亭",
    box: [116.368, 39.866, 116.3795, 39.888],
    weights: { "slab-compound": 5, "tower-compound": 1 },
  },
];
const ELSEWHERE: Quarter = { name: "其余", box: [-180, -90, 180, 90], weights: { "slab-compound": 1 } };

function quarterAt([lng, lat]: LngLat): Quarter {
  return (
    QUARTERS.find(
      ({ box: [west, south, east, north] }) => lng >= west && lng < east && lat >= south && lat < north,
    ) ?? ELSEWHERE
  );
}

export function drawForm(middle: LngLat, random: Random): BuiltForm {
  const weights = Object.entries(quarterAt(middle).weights) as [BuiltForm, number][];
  return weights[random.weighted(weights.map(([, weight]) => weight))]?.[0] ?? "slab-compound";
}
