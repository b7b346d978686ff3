import type { ImportLayer } from "../../core/model/import.ts";
import type { LayerValue } from "../../core/model/layer-feature.ts";
import type { Measure } from "./units.ts";
import type { WordListId } from "./value-words.ts";

export type FieldKind =
  | { readonly kind: "text" }
  | { readonly kind: "json" }
  | { readonly kind: "yes-no" }
  | { readonly kind: "hazards" }
  | { readonly kind: "opening" }
  | { readonly kind: "year" }
  | { readonly kind: "share" }
  | { readonly kind: "degrees" }
  | { readonly kind: "word"; readonly list: WordListId }
  /** `positive`: 0 is no value either. */
  | {
      readonly kind: "number";
      readonly measure: Measure;
      readonly whole: boolean;
      readonly positive: boolean;
    };

const number = (measure: Measure, whole = false, positive = false): FieldKind => ({
  kind: "number",
  measure,
  whole,
  positive,
});
const KINDS: Readonly<Record<string, FieldKind>> = {
  tier: { kind: "word", list: "tier" },
  setting: { kind: "word", list: "setting" },
  level: { kind: "word", list: "level" },
  landUse: { kind: "word", list: "landUse" },
  structure: { kind: "word", list: "structure" },
  method: { kind: "word", list: "method" },
  effectiveAreaMethod: { kind: "word", list: "method" },
  grossSquareMetres: number("area", false, true),
  effectiveSquareMetres: number("area", false, true),
  publishedCapacityPersons: number("count", true, true),
  persons: number("count", true),
  vehicles: number("count", true),
  trucks: number("count", true),
  personsNight: number("count"),
  personsDay: number("count"),
  widthMetres: number("length", false, true),
  accuracyMetres: number("length"),
  truckLoadKilograms: number("plain"),
  mobilisationMinutes: number("plain"),
  loadingKilogramsPerMinute: number("plain", false, true),
  labelLng: { kind: "degrees" },
  labelLat: { kind: "degrees" },
  aged65Share: { kind: "share" },
  assistanceShare: { kind: "share" },
  fitFor: { kind: "hazards" },
  opening: { kind: "opening" },
  stepFree: { kind: "yes-no" },
  yearCompleted: { kind: "year" },
  stock: { kind: "json" },
  aliases: { kind: "json" },
  rainfallMillimetresPerHour: { kind: "json" },
  depthMetres: { kind: "json" },
};
const KIND_LISTS: Partial<Record<ImportLayer, WordListId>> = {
  stations: "stationKind",
  waterlogging: "ponding",
  places: "placeKind",
};

/** How cells of a field are read. */
export function fieldKind(layer: ImportLayer, field: string): FieldKind {
  const list = KIND_LISTS[layer];
  if (field === "kind" && list) return { kind: "word", list };
  return KINDS[field] ?? { kind: "text" };
}

/** Minutes from the alarm to leaving, assumed per kind where a list of stations does not say. */
const TURNOUT_MINUTES: Readonly<Record<string, number>> = {
  fire: 1,
  "fire-small": 1,
  medical: 3,
  flood: 30,
  volunteer: 20,
};

/**
 * Where the table of a layer allows no "unknown": what is assumed when the file is silent, and said so. Lists are empty:
 * a shelter of unknown hazards is not counted when one is asked for, a ponding point of unknown depths is only drawn.
 * undefined = the row is of no use.
 */
export function assumedValue(
  layer: ImportLayer,
  field: string,
  known: Readonly<Record<string, LayerValue>>,
): LayerValue | undefined {
  switch (`${layer}.${field}`) {
    case "shelters.tier":
      return "emergency";
    case "shelters.setting":
      return known.tier === "indoor" ? "indoor" : "outdoor";
    case "shelters.fitFor":
      return "[]";
    case "gates.nameZh":
      return "出入口";
    case "gates.opening":
      return '{"kind":"unknown"}';
    case "depots.level":
      return "street";
    case "depots.stock":
    case "places.aliases":
      return "[]";
    case "depots.trucks":
    case "depots.truckLoadKilograms":
      return 0;
    case "depots.mobilisationMinutes":
      return 50;
    case "depots.loadingKilogramsPerMinute":
      return 80;
    case "stations.mobilisationMinutes":
      return TURNOUT_MINUTES[String(known.kind)];
    case "candidates.landUse":
      return "vacated-plot";
    case "candidates.ruleZh":
      return "导入的候选用地";
    case "candidates.ruleEn":
      return "Imported as a candidate";
    case "waterlogging.kind":
      return "street";
    case "waterlogging.rainfallMillimetresPerHour":
    case "waterlogging.depthMetres":
      return "[]";
    case "demand.personsDay":
      return typeof known.personsNight === "number" ? known.personsNight * 0.52 : undefined;
    case "demand.aged65Share":
      return 0.135;
    case "demand.assistanceShare":
      return 0.01 + 0.125 * Number(known.aged65Share ?? 0.135);
    case "places.kind":
      return "other";
    case "places.pinyin":
    case "places.initials":
    case "places.withinZh":
    case "places.withinEn":
      return "";
    default:
      return undefined;
  }
}

/** How an assumed value comes about where it is not the same for every row; field names stand for their columns. */
export const ASSUMED_RULES: Readonly<Record<string, string>> = {
  "demand.personsDay": "personsNight × 0.52",
  "demand.assistanceShare": "0.01 + 0.125 × aged65Share",
};

const MAY_BE_UNKNOWN = [
  "nameEn",
  "effectiveSquareMetres",
  "effectiveAreaMethod",
  "publishedCapacityPersons",
  "yearCompleted",
  "noteZh",
  "noteEn",
  "accuracyMetres",
  "widthMetres",
  "stepFree",
  "persons",
  "vehicles",
  "structure",
  "labelLng",
  "labelLat",
];

/** Whether null is a value of the field. A shelter without an area is one, a candidate without an area is none. */
export const mayBeUnknown = (layer: ImportLayer, field: string): boolean =>
  MAY_BE_UNKNOWN.includes(field) ||
  (layer === "shelters" && field === "grossSquareMetres") ||
  ((layer === "gauges" || layer === "seismic-stations") && field === "subDistrictCode");
