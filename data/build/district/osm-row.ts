import type { RowProvenance } from "../../../src/core/model/pack.ts";

export const OSM_SOURCE = "OpenStreetMap contributors";

/** A row as the map has it. How far its position may be off, the map does not say. */
export const OSM_ROW: RowProvenance = { method: "compiled", source: OSM_SOURCE, accuracyMetres: null };
