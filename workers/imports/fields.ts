import type { ImportLayer } from "../../src/core/model/import.ts";
import type { ImportField } from "../../src/core/model/import-session.ts";
import { assumedValue, fieldKind, mayBeUnknown } from "../../src/sources/import/layer-fields.ts";
import { LAYER_TABLES } from "../../src/sources/layer-columns.ts";

/** Said once for the whole file, or worked out from the place: nobody looks for a column of them. */
const NOT_ASKED = [
  "method",
  "source",
  "effectiveAreaMethod",
  "labelLng",
  "labelLat",
  "pinyin",
  "initials",
  "withinZh",
  "withinEn",
];
const MEASURES = ["area", "count", "length"] as const;

/** Fields of a layer that a column can fill, in the order of its table. */
export const importFields = (layer: ImportLayer): readonly ImportField[] =>
  LAYER_TABLES[layer].columns
    .filter(({ name }) => !NOT_ASKED.includes(name))
    .map(({ name }) => {
      const kind = fieldKind(layer, name);
      return {
        field: name,
        // Numbers, names and codes are made up where they lack; all else that has no usual value must be there.
        isRequired:
          !["id", "nameZh", "subDistrictCode", "communityId"].includes(name) &&
          !mayBeUnknown(layer, name) &&
          assumedValue(layer, name, {}) === undefined,
        measure:
          kind.kind === "number" ? (MEASURES.find((measure) => measure === kind.measure) ?? null) : null,
      };
    });
