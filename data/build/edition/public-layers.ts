import type { LayerId } from "../../../src/core/model/pack.ts";

const NAMED = ["id", "nameZh", "nameEn"] as const;
const LABEL = ["labelLng", "labelLat"] as const;
const PROVENANCE = ["method", "source", "accuracyMetres"] as const;
const RISK = ["id", "hazard", "level", "scale"] as const;

/**
 * What the public edition brings of a district, column by column; what is not named here does not leave the house.
 * Out by law: strategic stores, weather and seismic stations (DOMAIN c). Out because no resident asks for it and it tells
 * who is weak where: people by cell with their age and needs, who lives in which house and how it is built, the strength
 * of the rescue teams, ground that is only being thought about.
 */
export const PUBLIC_LAYERS: Readonly<Partial<Record<LayerId, readonly string[]>>> = {
  district: [...NAMED, "areaSquareMetres", ...PROVENANCE],
  subdistricts: [...NAMED, "code", "areaSquareMetres", ...LABEL, ...PROVENANCE],
  communities: [...NAMED, "code", "subDistrictCode", "areaSquareMetres", ...LABEL, ...PROVENANCE],
  green: [...NAMED, "kind", ...PROVENANCE],
  water: [...NAMED, "kind", ...PROVENANCE],
  buildings: ["id", "storeys"],
  streets: [...NAMED, "streetClass", "method", "widthMetres", "bridge", "tunnel"],
  "risk-earthquake": RISK,
  "risk-flood": RISK,
  "risk-fire": RISK,
  "risk-composite": RISK,
  "waterlogging-extents": [...NAMED, "pointId", "kind", "areaSquareMetres", ...PROVENANCE],
  waterlogging: [...NAMED, "kind", "rainfallMillimetresPerHour", "depthMetres", ...PROVENANCE],
  shelters: [
    ...NAMED,
    "tier",
    "setting",
    "subDistrictCode",
    "communityId",
    "effectiveSquareMetres",
    "effectiveAreaMethod",
    "publishedCapacityPersons",
    "fitFor",
    "yearCompleted",
    ...LABEL,
    ...PROVENANCE,
  ],
  gates: [...NAMED, "shelterId", "widthMetres", "opening", "stepFree", ...PROVENANCE],
  places: [...NAMED, "kind", "aliases", "pinyin", "initials", "withinZh", "withinEn"],
};
