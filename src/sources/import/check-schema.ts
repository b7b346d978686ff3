import * as v from "valibot";
import type { ImportLayer } from "../../core/model/import.ts";
import type { LayerFeature, LayerValue } from "../../core/model/layer-feature.ts";
import { faultOf } from "../data-package.ts";
import {
  CandidateRow,
  DemandRow,
  DepotRow,
  GateRow,
  PlaceRow,
  SeismicStationRow,
  ShelterRow,
  StationRow,
  WaterloggingRow,
} from "../layer-rows.ts";
import type { Say } from "./draft-rows.ts";
import { assumedValue, mayBeUnknown } from "./layer-fields.ts";
import { labelOf } from "./mend-geometry.ts";

const SCHEMAS: Readonly<Record<ImportLayer, v.GenericSchema>> = {
  shelters: ShelterRow,
  gates: GateRow,
  depots: DepotRow,
  stations: StationRow,
  candidates: CandidateRow,
  waterlogging: WaterloggingRow,
  demand: DemandRow,
  // The program draws gauges without reading their columns.
  gauges: SeismicStationRow,
  "seismic-stations": SeismicStationRow,
  places: PlaceRow,
};

/** A row the reader of packs would leave out must not load here either: what it would stumble over is said and put right, or the row rejected. */
export function checkSchema(
  layer: ImportLayer,
  geometry: LayerFeature["geometry"],
  properties: Record<string, LayerValue>,
  say: Say,
): void {
  const put = new Set<string>();
  for (;;) {
    const parsed = v.safeParse(SCHEMAS[layer], { ...properties, lngLat: labelOf(geometry) });
    if (parsed.success) return;
    const fault = faultOf(parsed.issues[0]);
    // Only the two curves of a waterlogging point depend on each other.
    const field = fault.field?.split(".")[0] ?? (layer === "waterlogging" ? "depthMetres" : "geometry");
    const value = mayBeUnknown(layer, field) ? null : assumedValue(layer, field, properties);
    const note = { field, found: cellOf(properties[field]), expected: fault.expected ?? "" };
    if (value === undefined || put.has(field)) {
      say({ code: "NOT_UNDERSTOOD", severity: "rejected", ...note });
      return;
    }
    put.add(field);
    say({ code: "NOT_UNDERSTOOD", severity: "doubtful", ...note });
    properties[field] = value;
    if (field === "depthMetres" || field === "rainfallMillimetresPerHour") {
      properties.depthMetres = "[]";
      properties.rainfallMillimetresPerHour = "[]";
    }
  }
}

const cellOf = (value: LayerValue | undefined) => String(value ?? "").slice(0, 80);
