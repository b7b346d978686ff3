import { createLocalPlane, planeMetres } from "../../core/geo/local-plane.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { ColumnMapping, DraftRow, Finding, ImportLayer } from "../../core/model/import.ts";
import type { LayerFeature, LayerValue } from "../../core/model/layer-feature.ts";
import { metresFrom } from "./area-index.ts";
import { idFor } from "./complete-row.ts";
import type { Say } from "./draft-rows.ts";
import type { ImportContext } from "./import-context.ts";
import { labelOf, squareMetresOf } from "./mend-geometry.ts";
import { normalName } from "./normal-name.ts";
import { findLoaded } from "./row-lookup.ts";

/** A place a little outside may be the district's own; one farther off is another district's, or wrongly read. */
const FAR_OUTSIDE_METRES = 2000;
const GATE_OFF_SITE_METRES = 50;
/** Where a shelter is only a point nobody knows how far its ground goes. */
const GATE_OFF_POINT_METRES = 300;
/** Declared area over drawn area when the unit was taken wrong, and the unit the file is likely in. */
const WRONG_UNITS: readonly (readonly [ratio: number, unit: string])[] = [
  [0.0001, "ha"],
  [0.0015, "mu"],
  [1e-6, "km²"],
  [0.01, "×100"],
  [100, "÷100"],
  [10_000, "m²"],
  [666.7, "m²"],
  [0.0667, "ha → mu"],
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
  const metres = metresFrom(lngLat, context.district);
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
        expected: "ha? mu?",
      });
    else if (declared > LIKELY_SQUARE_METRES.most)
      say({ code: "UNIT_SUSPICION", severity: "doubtful", field, found: `${declared} m²`, expected: "m²?" });
  }
}

function checkGate(properties: Record<string, LayerValue>, lngLat: LngLat, context: ImportContext, say: Say) {
  if (properties.shelterId === null) return;
  const named = String(properties.shelterId);
  const shelters = context.layers.shelters ?? [];
  const shelter = findLoaded(shelters, named, named);
  if (!shelter)
    return say({ code: "UNKNOWN_REFERENCE", severity: "rejected", field: "shelterId", found: named });
  properties.shelterId = shelter.properties.id ?? null;
  const { geometry } = shelter;
  const isArea = geometry.type === "Polygon" || geometry.type === "MultiPolygon";
  const metres = isArea
    ? metresFrom(lngLat, geometry)
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

/**
 * Checks of good rows against each other: one id twice, one place twice, many on one point. Of two rows with the same
 * name and place the first stays; another place under a used id gets an id of its own, so that no row is lost.
 */
export function checkTogether(
  file: string,
  mapping: Pick<ColumnMapping, "layer" | "place">,
  rows: readonly DraftRow[],
): { readonly findings: Finding[]; readonly rows: DraftRow[] } {
  const findings: Finding[] = [];
  const kept: DraftRow[] = [];
  const ids = new Map<string, number>();
  const identities = new Map<string, number>();
  const places = new Map<string, DraftRow[]>();
  const given = new Set(rows.map(({ feature }) => String(feature.properties.id)));
  for (const draft of rows) {
    const { row } = draft;
    let { feature } = draft;
    const lngLat = labelOf(feature.geometry);
    const { nameZh, shelterId } = feature.properties;
    const id = String(feature.properties.id);
    const at = lngLat.map((degrees) => degrees.toFixed(6)).join();
    const name = String(nameZh ?? "").trim();
    const identity = `${name === "" ? id : normalName(name)}|${shelterId ?? ""}|${at}`;
    const [sameRow, sameId] = [identities.get(identity), ids.get(id)];
    // Without places of its own the file only tells of loaded ones: two rows of one of them contradict each other.
    const isSecond = sameRow !== undefined || (sameId !== undefined && mapping.place.kind === "none");
    const say = (
      code: Finding["code"],
      severity: Finding["severity"],
      field: string,
      found: string,
      expected: string,
    ) => findings.push({ code, severity, place: { file, row, field, found, expected }, lngLat });
    if (isSecond) {
      const [field, found] = sameRow !== undefined && name !== "" ? ["nameZh", name] : ["id", id];
      say(
        sameRow !== undefined ? "DUPLICATE_ROW" : "DUPLICATE_ID",
        "rejected",
        field as string,
        found as string,
        `#${sameRow ?? sameId}`,
      );
      continue;
    }
    if (sameId !== undefined) {
      let own = idFor(mapping.layer, name, lngLat);
      while (ids.has(own) || given.has(own)) own += "-2";
      say("DUPLICATE_ID", "mended", "id", id, `#${sameId} → ${own}`);
      feature = { ...feature, properties: { ...feature.properties, id: own } };
    }
    const one = { row, feature };
    kept.push(one);
    ids.set(String(feature.properties.id), row);
    identities.set(identity, row);
    const stack = places.get(at);
    if (stack) stack.push(one);
    else places.set(at, [one]);
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
  return { findings, rows: kept };
}
