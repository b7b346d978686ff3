import * as v from "valibot";
import {
  DEPOT_LEVELS,
  HAZARDS,
  LAND_USES,
  METHODS,
  PLACE_KINDS,
  SHELTER_TIERS,
  STATION_KINDS,
  STRUCTURE_CLASSES,
  SUPPLY_ITEMS,
} from "../core/model/pack.ts";

/*
 * One schema per layer whose rows the program itself reads. A column without a value is absent in the file and becomes
 * null here: unknown stays unknown. The point of a row is added by the reader as `lngLat`.
 */

const name = v.pipe(v.string(), v.minLength(1));
const positive = v.pipe(v.number(), v.finite(), v.gtValue(0));
const notNegative = v.pipe(v.number(), v.finite(), v.minValue(0));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
const year = v.pipe(v.number(), v.integer(), v.minValue(1900), v.maxValue(2100));
const orNull = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.nullable(schema), null);
const lngLat = v.tuple([
  v.pipe(v.number(), v.minValue(-180), v.maxValue(180)),
  v.pipe(v.number(), v.minValue(-90), v.maxValue(90)),
]);
const json = <Schema extends v.GenericSchema>(schema: Schema) => v.pipe(v.string(), v.parseJson(), schema);

const provenance = {
  method: v.picklist(METHODS),
  source: v.string(),
  accuracyMetres: orNull(notNegative),
};
/** Empty where there is none: screens then show the other name. */
const nameEn = v.optional(v.nullable(v.string(), ""), "");
const named = { id: name, nameZh: name, nameEn };
const minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440));

export const SubDistrictRow = v.object({
  code: name,
  nameZh: name,
  nameEn,
  // #region staff
  residents: count,
  // #endregion staff
  areaSquareMetres: positive,
  labelLngLat: lngLat,
});

export const CommunityRow = v.object({
  ...named,
  subDistrictCode: name,
  // #region staff
  residents: count,
  // #endregion staff
  areaSquareMetres: positive,
  labelLngLat: lngLat,
});

export const DemandRow = v.object({
  id: name,
  lngLat,
  communityId: name,
  subDistrictCode: name,
  personsNight: notNegative,
  personsDay: notNegative,
  aged65Share: share,
  assistanceShare: share,
  structure: orNull(v.picklist(STRUCTURE_CLASSES)),
});

export const ShelterRow = v.object({
  ...named,
  ...provenance,
  tier: v.picklist(SHELTER_TIERS),
  setting: v.picklist(["outdoor", "indoor"]),
  lngLat,
  subDistrictCode: name,
  communityId: name,
  effectiveSquareMetres: orNull(positive),
  effectiveAreaMethod: orNull(v.picklist(METHODS)),
  publishedCapacityPersons: orNull(v.pipe(v.number(), v.integer(), v.minValue(1))),
  fitFor: json(v.array(v.picklist(HAZARDS))),
  yearCompleted: orNull(year),
});

const Opening = v.variant("kind", [
  v.object({ kind: v.literal("always") }),
  v.object({ kind: v.literal("hours"), opensMinute: minutes, closesMinute: minutes }),
  v.object({ kind: v.literal("on-order") }),
  v.object({ kind: v.literal("locked") }),
  v.object({ kind: v.literal("unknown") }),
]);

export const GateRow = v.object({
  ...named,
  ...provenance,
  shelterId: name,
  lngLat,
  widthMetres: orNull(positive),
  opening: json(Opening),
  stepFree: orNull(v.boolean()),
});

const StockLine = v.object({
  item: v.picklist(SUPPLY_ITEMS),
  quantity: notNegative,
  expires: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-(0[1-9]|1[0-2])$/))),
});

export const DepotRow = v.object({
  ...named,
  ...provenance,
  level: v.picklist(DEPOT_LEVELS),
  lngLat,
  subDistrictCode: name,
  stock: json(v.array(StockLine)),
  trucks: count,
  truckLoadKilograms: notNegative,
  mobilisationMinutes: notNegative,
  loadingKilogramsPerMinute: positive,
});

export const StationRow = v.object({
  ...named,
  ...provenance,
  kind: v.picklist(STATION_KINDS),
  lngLat,
  subDistrictCode: name,
  persons: orNull(count),
  vehicles: orNull(count),
  mobilisationMinutes: notNegative,
});

const rising = (strictly: boolean) =>
  v.check<number[], string>(
    (values) =>
      values.every(
        (value, i) => i === 0 || (strictly ? value > (values[i - 1] ?? 0) : value >= (values[i - 1] ?? 0)),
      ),
    strictly ? "rising numbers" : "numbers that never fall",
  );

export const WaterloggingRow = v.pipe(
  v.object({
    ...named,
    ...provenance,
    kind: v.picklist(["street", "underpass", "hutong"]),
    lngLat,
    rainfallMillimetresPerHour: json(v.pipe(v.array(notNegative), rising(true))),
    depthMetres: json(v.pipe(v.array(notNegative), rising(false))),
  }),
  v.check(
    (row) => row.rainfallMillimetresPerHour.length === row.depthMetres.length,
    "one depth for each rainfall",
  ),
);

export const CandidateRow = v.object({
  ...named,
  ...provenance,
  lngLat,
  landUse: v.picklist(LAND_USES),
  grossSquareMetres: positive,
  ruleZh: v.string(),
  ruleEn: v.string(),
});

export const SeismicStationRow = v.object({ id: name, lngLat });

export const PlaceRow = v.object({
  ...named,
  kind: v.picklist(PLACE_KINDS),
  aliases: json(v.array(v.string())),
  pinyin: v.string(),
  initials: v.string(),
  withinZh: v.string(),
  withinEn: v.string(),
  lngLat,
});
