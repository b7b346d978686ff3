import type { LayerId, LayerProvenance } from "../../../src/core/model/pack.ts";
import { ODBL } from "./licences.ts";

const COMPILED_SOURCE = "OpenStreetMap contributors and public texts, chosen and written down by Havenmap";
const MODELLED_SOURCE = "Havenmap, seeded model over the compiled streets, boundaries and census figures";
const COMPILED_AS_OF = "2024-03";
const MODELLED_AS_OF = "2020-11";

const compiled = (asOf = COMPILED_AS_OF): LayerProvenance => ({
  method: "compiled",
  source: COMPILED_SOURCE,
  licence: ODBL,
  asOf,
});
const modelled: LayerProvenance = {
  method: "modelled",
  source: MODELLED_SOURCE,
  licence: ODBL,
  asOf: MODELLED_AS_OF,
};
/** Compiled facts and modelled rows in one layer: the weaker word stands for the layer, each row has its own. */
const mixed: LayerProvenance = {
  ...modelled,
  source: `${COMPILED_SOURCE}; the rest: ${MODELLED_SOURCE}. Each row says which`,
};

/** Every layer is under ODbL: positions were read from OpenStreetMap or derived from such positions. */
export const PROVENANCE: Readonly<Record<LayerId | "network", LayerProvenance>> = {
  district: compiled(),
  subdistricts: compiled("2020-11"),
  communities: {
    ...mixed,
    source: "Names: list of communities 2023, compiled; outlines and residents: seeded model",
  },
  green: mixed,
  water: compiled(),
  buildings: modelled,
  streets: mixed,
  "risk-earthquake": modelled,
  "risk-flood": modelled,
  "risk-fire": modelled,
  "risk-composite": modelled,
  "waterlogging-extents": modelled,
  waterlogging: mixed,
  demand: modelled,
  candidates: mixed,
  shelters: mixed,
  gates: modelled,
  depots: mixed,
  stations: mixed,
  gauges: modelled,
  "seismic-stations": modelled,
  places: mixed,
  network: mixed,
};

export const ATTRIBUTIONS = ["© OpenStreetMap contributors (ODbL)", "Havenmap"] as const;
