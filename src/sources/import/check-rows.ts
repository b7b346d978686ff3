import { createLocalPlane, planeMetres } from "../../core/geo/local-plane.ts";
import { metresOutside } from "../../core/geo/polygon.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { DraftRow, Finding, ImportLayer } from "../../core/model/import.ts";
import type { LayerFeature, LayerValue } from "../../core/model/layer-feature.ts";
import type { Say } from "./draft-rows.ts";
import type { ImportContext } from "./import-context.ts";
import { labelOf, squareMetresOf } from "./mend-geometry.ts";
import { normalName } from "./normal-name.ts";

/** A place a little outside may be the district's own; one farther off is another district's, or wrongly read. */
const FAR_OUTSIDE_METRES = 2000;
const GATE_OFF_SITE_METRES = 50;
/** Where a shelter is only a point nobody knows how far its ground goes. */
const GATE_OFF_POINT_METRES = 300;
/** Declared area over drawn area when the unit was taken wrong, and the unit the file is likely in. */
const WRONG_UNITS: readonly (readonly [ratio: number, unit: string])[] = [
  [0.0001, "公顷 hectare"],
  [0.0015, "亩 mu"],
  [1e-6, "km²"],
  [0.01, "×100"],
  [100, "÷100"],
  [10_000, "m²"],
  [666.7, "m²"],
  [0.0667, "hectare → mu"],
];
/** Smallest and largest ground anybody would list, square metres. */
const LIKELY_SQUARE_METRES = { least: 30, most: 5e6 } as const;

/** Checks of one row by itself and against what is loaded. Gates get the id of the shelter they name. */
export function checkDraftRow(
  layer: ImportLayer,
  feature: { geometry: LayerFeature["geometry"]; properties: Record<string, LayerValue> },
  lngLat: LngLat,
  context: ImportContext,
  say: Say,
): void {
  const { geometry, properties } = feature;
  const metres = metresOutside(lngLat, context.district);
  if (metres > 0)
    say({
      code: "OUTSIDE_DISTRICT",
      severity: metres > FAR_OUTSIDE_METRES ? "rejected" : "doubtful",
      field: "geometry",
      found: `${Math.round(metres)} m`,
      expected: "0 m",
    });
  checkArea(geometry, properties, say);
  const {
    publishedCapacityPersons: capacity,
    effectiveSquareMetres: effective,
    grossSquareMetres: gross,
  } = properties;
  const ground = typeof effective === "number" ? effective : gross;
  if (typeof capacity === "number" && typeof ground === "number") {
    const most = Math.floor(ground / context.squareMetresPerPerson);
    if (capacity > most)
      say({
        code: "CAPACITY_EXCEEDS_AREA",
        severity: "doubtful",
        field: "publishedCapacityPersons",
        found: String(capacity),
        expected: `≤ ${most}`,
      });
  }
  if (typeof effective === "number" && typeof gross === "number" && effective > gross * 1.001)
    say({
      code: "UNIT_SUSPICION",
      severity: "doubtful",
      field: "effectiveSquareMetres",
      found: String(effective),
      expected: `≤ ${gross}`,
    });
  if (layer === "gates") checkGate(properties, lngLat, context, say);
}

function checkArea(
  geometry: LayerFeature["geometry"],
  properties: Readonly<Record<string, LayerValue>>,
  say: Say,
) {
  const drawn = squareMetresOf(geometry);
  for (const field of ["grossSquareMetres", "effectiveSquareMetres"]) {
    const declared = properties[field];
    if (typeof declared !== "number") continue;
    const unit =
      drawn === null || field !== "grossSquareMetres"
        ? undefined
        : WRONG_UNITS.find(([ratio]) => Math.abs(declared / drawn / ratio - 1) < 0.15)?.[1];
    if (unit !== undefined)
      say({
        code: "UNIT_SUSPICION",
        severity: "doubtful",
        field,
        found: String(declared),
        expected: `${Math.round(drawn as number)} m² (${unit}?)`,
      });
    else if (declared < LIKELY_SQUARE_METRES.least)
      say({
        code: "UNIT_SUSPICION",
        severity: "doubtful",
        field,
        found: `${declared} m²`,
        expected: "公顷 hectare? 亩 mu?",
      });
    else if (declared > LIKELY_SQUARE_METRES.most)
      say({ code: "UNIT_SUSPICION", severity: "doubtful", field, found: `${declared} m²`, expected: "m²?" });
  }
}

function checkGate(properties: Record<string, LayerValue>, lngLat: LngLat, context: ImportContext, say: Say) {
  if (properties.shelterId === null) return;
  const named = String(properties.shelterId);
  const shelters = context.layers.shelters ?? [];
  const byName = shelters.filter(
    (shelter) => normalName(String(shelter.properties.nameZh ?? "")) === normalName(named),
  );
  const shelter =
    shelters.find((one) => one.properties.id === named) ?? (byName.length === 1 ? byName[0] : undefined);
  if (!shelter)
    return say({ code: "UNKNOWN_REFERENCE", severity: "rejected", field: "shelterId", found: named });
  properties.shelterId = shelter.properties.id ?? null;
  const { geometry } = shelter;
  const isArea = geometry.type === "Polygon" || geometry.type === "MultiPolygon";
  const metres = isArea
    ? metresOutside(lngLat, geometry)
    : planeMetres(createLocalPlane(lngLat), lngLat, labelOf(geometry));
  const limit = isArea ? GATE_OFF_SITE_METRES : GATE_OFF_POINT_METRES;
  if (metres > limit)
    say({
      code: "GATE_OFF_SITE",
      severity: "doubtful",
      field: "geometry",
      found: `${Math.round(metres)} m`,
      expected: `≤ ${limit} m`,
    });
}

/** Checks of good rows against each other: one id twice, one place twice, many on one point. The first of twins stays. */
export function checkTogether(file: string, rows: readonly DraftRow[]): Finding[] {
  const findings: Finding[] = [];
  const ids = new Map<string, number>();
  const names = new Map<string, number>();
  const places = new Map<string, DraftRow[]>();
  for (const draft of rows) {
    const { row, feature } = draft;
    const lngLat = labelOf(feature.geometry);
    const { id, nameZh, shelterId } = feature.properties;
    const at = lngLat.map((degrees) => degrees.toFixed(6)).join();
    const identity = `${normalName(String(nameZh ?? ""))}|${shelterId ?? ""}|${at}`;
    const [sameId, sameRow] = [
      ids.get(String(id)),
      typeof nameZh === "string" ? names.get(identity) : undefined,
    ];
    const twin = sameRow ?? sameId;
    if (twin !== undefined) {
      findings.push({
        code: sameRow !== undefined ? "DUPLICATE_ROW" : "DUPLICATE_ID",
        severity: "rejected",
        place: {
          file,
          row,
          field: sameRow !== undefined ? "nameZh" : "id",
          found: String(sameRow !== undefined ? nameZh : id),
          expected: `#${twin}`,
        },
        lngLat,
      });
      continue;
    }
    ids.set(String(id), row);
    names.set(identity, row);
    places.set(at, [...(places.get(at) ?? []), draft]);
  }
  for (const stack of places.values())
    if (stack.length > 1)
      for (const { row, feature } of stack)
        findings.push({
          code: "STACKED_PLACES",
          severity: "doubtful",
          place: { file, row, field: "geometry", found: String(stack.length), expected: "1" },
          lngLat: labelOf(feature.geometry),
        });
  return findings;
}
