import type { ImportLayer } from "../../core/model/import.ts";
import { wordFor } from "./value-words.ts";

type Forms = readonly (readonly [word: string, form: RegExp])[];

/** Only words that a name carries for its kind: 活动中心 is no centre shelter, 社区医院 is no community. First that fits counts. */
const STATION_NAMES: Forms = [
  ["fire-small", /微型消防|小型消防|消防小站|微站|small fire/iu],
  ["fire", /消防|fire/iu],
  ["flood", /防汛|排水|抽排|排涝|flood/iu],
  ["volunteer", /志愿|民兵|蓝天救援|volunteer/iu],
  ["medical", /医院|急救|卫生院|卫生服务|120|hospital|ambulance|clinic/iu],
];
const TIER_NAMES: Forms = [
  ["indoor", /室内|体育馆|礼堂|indoor/iu],
  ["centre", /中心(应急|地震)?避难|中心(应急)?避险|central shelter/iu],
  ["fixed", /固定(应急|地震)?避难|固定(应急)?避险/u],
  ["emergency", /紧急避难|紧急避险|临时避难|临时避险|疏散点|集合点|assembly point/iu],
];
const LAND_USE_NAMES: Forms = [["school-ground", /小学|中学|大学|学院|幼儿园/u]];
const DEPOT_NAMES: Forms = [
  ["district", /区级|区应急|区救灾/u],
  ["street", /街道/u],
  ["community", /社区/u],
];

const first = (forms: Forms, name: string) => forms.find(([, form]) => form.test(name))?.[0] ?? null;

/** What a name tells of a field that no column tells; null = nothing. Always to be said, never taken silently. */
export function guessFromName(layer: ImportLayer, field: string, name: string): string | null {
  if (name === "") return null;
  switch (`${layer}.${field}`) {
    case "stations.kind":
      return first(STATION_NAMES, name);
    case "shelters.tier":
      return first(TIER_NAMES, name);
    case "depots.level":
      return first(DEPOT_NAMES, name);
    case "candidates.landUse":
      return first(LAND_USE_NAMES, name) ?? wordFor(name, "landUse");
    case "waterlogging.kind":
      return wordFor(name, "ponding");
    case "places.kind":
      return wordFor(name, "placeKind");
    default:
      return null;
  }
}
