import type { LayerChange } from "../../core/model/import.ts";
import type { LayerFeature } from "../../core/model/layer-feature.ts";

/** The rows with the changes laid over them in order; undo = the same with one change fewer. The rows given stay as they are. */
export function applyChanges(
  features: readonly LayerFeature[],
  changes: readonly Pick<LayerChange, "upserts" | "removedIds">[],
): LayerFeature[] {
  const byId = new Map(features.map((feature) => [feature.properties.id, feature]));
  for (const { upserts, removedIds } of changes) {
    for (const id of removedIds) byId.delete(id);
    for (const feature of upserts) byId.set(feature.properties.id, feature);
  }
  return [...byId.values()];
}
