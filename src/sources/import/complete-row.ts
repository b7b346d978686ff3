import type { LngLat } from "../../core/model/geometry.ts";
import type { ColumnMapping } from "../../core/model/import.ts";
import type { LayerFeature, LayerValue } from "../../core/model/layer-feature.ts";
import { LAYER_TABLES } from "../layer-columns.ts";
import { areaAt, metresFrom } from "./area-index.ts";
import type { Say } from "./draft-rows.ts";
import { guessFromName } from "./guess-from-name.ts";
import type { ImportContext } from "./import-context.ts";
import { assumedValue, mayBeUnknown } from "./layer-fields.ts";
import { squareMetresOf } from "./mend-geometry.ts";
import { normalName } from "./normal-name.ts";

/** FNV-1a over name and place: the same place gets the same id each time the file is read. */
export function idFor(layer: string, name: string, [lng, lat]: LngLat): string {
  let hash = 0x811c9dc5;
  for (const letter of `${normalName(name)}|${lng.toFixed(5)}|${lat.toFixed(5)}`) {
    hash = Math.imul(hash ^ (letter.codePointAt(0) as number), 0x01000193) >>> 0;
  }
  return `${layer}-import-${hash.toString(16).padStart(8, "0")}`;
}

/** The areas a row lies in. A code of the file that no area carries may be its name; else the ground decides, and it is said. */
function placeInAreas(
  values: Record<string, LayerValue>,
  lngLat: LngLat,
  { fields }: ColumnMapping,
  { subDistricts, communities }: ImportContext,
  say: Say,
) {
  const settle = (field: string, known: (text: string) => string | undefined, there: () => string | null) => {
    const given = values[field];
    if (given === undefined) return;
    const meant = given === null ? undefined : known(String(given));
    values[field] = meant ?? there();
    if (given !== null && meant === undefined)
      say({
        code: "UNKNOWN_REFERENCE",
        severity: "doubtful",
        field,
        found: String(given),
        expected: String(values[field] ?? ""),
      });
  };
  settle(
    "subDistrictCode",
    (text) =>
      subDistricts.find(({ code, nameZh }) => code === text || nameZh === text || nameZh === `${text}街道`)
        ?.code,
    () => areaAt(subDistricts, lngLat)?.code ?? null,
  );
  settle(
    "communityId",
    (text) => communities.find(({ id }) => id === text)?.id,
    () => areaAt(communities, lngLat)?.id ?? null,
  );
  // A place that the file puts in no sub-district, such as a sub-district itself, stays so.
  for (const [field, name] of [
    ["withinZh", "nameZh"],
    ["withinEn", "nameEn"],
  ] as const)
    if (values[field] === null && !fields.some((entry) => entry.field === field))
      values[field] = areaAt(subDistricts, lngLat)?.[name] ?? null;
}

/** Fills what follows from the place, from the import itself, or has to be guessed or assumed. Returns the fields whose column is absent and what was assumed for them. */
export function completeRow(
  values: Record<string, LayerValue>,
  lngLat: LngLat,
  geometry: LayerFeature["geometry"],
  mapping: ColumnMapping,
  context: ImportContext,
  say: Say,
): ReadonlyMap<string, string> {
  const { layer } = mapping;
  const has = (field: string) => field in values && values[field] === null;
  placeInAreas(values, lngLat, mapping, context, say);
  const { labelLng, labelLat } = values;
  if (labelLng !== undefined && labelLat !== undefined) {
    // A label of the file is kept where it lies on the ground it names; the columns may be in other coordinates.
    const isArea = geometry.type === "Polygon" || geometry.type === "MultiPolygon";
    const isKept =
      isArea &&
      typeof labelLng === "number" &&
      typeof labelLat === "number" &&
      metresFrom([labelLng, labelLat], geometry) === 0;
    if (!isKept) [values.labelLng, values.labelLat] = [lngLat[0], lngLat[1]];
  }
  if (has("grossSquareMetres")) {
    const area = squareMetresOf(geometry);
    values.grossSquareMetres = area === null ? null : Math.round(area);
  }
  if (has("method")) values.method = mapping.method;
  if (has("source")) values.source = mapping.source;
  if (typeof values.effectiveSquareMetres === "number" && has("effectiveAreaMethod"))
    values.effectiveAreaMethod = mapping.method;
  if (has("nameZh") && typeof values.nameEn === "string" && values.nameEn !== "")
    values.nameZh = values.nameEn;
  // A point without a name is still a place: it is called by its layer and its id.
  if (has("nameZh") && layer !== "gates" && layer !== "places") {
    values.nameZh = `${LAYER_TABLES[layer].titleZh} ${values.id ?? `${lngLat[0].toFixed(4)}, ${lngLat[1].toFixed(4)}`}`;
    say({ code: "MISSING_VALUE", severity: "mended", field: "nameZh", expected: values.nameZh });
  }
  if (has("id")) {
    values.id = idFor(layer, String(values.nameZh ?? ""), lngLat);
    say({ code: "MISSING_ID", severity: "mended", field: "id", expected: values.id });
  }
  return fillGaps(values, mapping, say);
}

function fillGaps(
  values: Record<string, LayerValue>,
  { layer, fields }: ColumnMapping,
  say: Say,
): ReadonlyMap<string, string> {
  const absent = new Map<string, string>();
  const name = String(values.nameZh ?? "");
  for (const field of Object.keys(values)) {
    if (values[field] !== null || mayBeUnknown(layer, field)) continue;
    const guess = guessFromName(layer, field, name);
    const assumed = guess ?? assumedValue(layer, field, values);
    if (assumed === undefined) {
      say({ code: "MISSING_VALUE", severity: "rejected", field });
      continue;
    }
    values[field] = assumed;
    const expected = String(assumed);
    if (guess !== null) say({ code: "MISSING_VALUE", severity: "doubtful", field, found: name, expected });
    else if (fields.some((entry) => entry.field === field))
      say({ code: "MISSING_VALUE", severity: "doubtful", field, expected });
    else absent.set(field, expected);
  }
  return absent;
}
