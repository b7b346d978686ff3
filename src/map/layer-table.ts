import type { LayerId, Method, PackDescription } from "../core/model/pack.ts";
import { HAZARD_LAYERS } from "./hazard-layers.ts";
import type { LayerClass, LayerRow } from "./layer-row.ts";
import { PEOPLE_LAYERS } from "./people-layers.ts";
import { RESPONSE_LAYERS } from "./response-layers.ts";
import { SHELTER_LAYERS } from "./shelter-layers.ts";

/** The one table: map, legend, layer panel and cards are made of it. Order is the order in the panel. */
export const LAYER_TABLE: readonly LayerRow[] = [
  ...SHELTER_LAYERS,
  ...PEOPLE_LAYERS,
  ...HAZARD_LAYERS,
  // #region staff
  ...RESPONSE_LAYERS,
  // #endregion staff
];

/** Base map: always drawn, explained in the legend, never switched. */
export const BASE_CLASSES: readonly LayerClass[] = [
  { key: "district", swatch: { kind: "line", colour: "districtLine", widthPixels: 2 } },
  {
    key: "subdistricts",
    swatch: { kind: "line", colour: "subDistrictLine", widthPixels: 1.3, dash: [3, 2] },
  },
  { key: "green", swatch: { kind: "fill", colour: "green", opacity: 1 } },
  { key: "water", swatch: { kind: "fill", colour: "water", opacity: 1 } },
];

/** How the facts of a layer came to be, from the pack's own description; null where the pack lacks it. */
export const methodOf = (description: PackDescription, id: LayerId): Method | null =>
  description.resources.find((resource) => resource.name === id)?.method ?? null;
