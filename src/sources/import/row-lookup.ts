import type { LayerFeature } from "../../core/model/layer-feature.ts";
import { normalName } from "./normal-name.ts";

export interface RowLookup {
  readonly byId: ReadonlyMap<string, LayerFeature>;
  /** By the name as far as it tells places apart. */
  readonly byName: ReadonlyMap<string, readonly LayerFeature[]>;
}

const LOOKUPS = new WeakMap<readonly LayerFeature[], RowLookup>();

/** Loaded rows by id and by name; made once per list. */
function rowLookup(features: readonly LayerFeature[]): RowLookup {
  const known = LOOKUPS.get(features);
  if (known) return known;
  const byId = new Map<string, LayerFeature>();
  const byName = new Map<string, LayerFeature[]>();
  for (const feature of features) {
    byId.set(String(feature.properties.id), feature);
    const name = normalName(String(feature.properties.nameZh ?? ""));
    const others = byName.get(name);
    if (others) others.push(feature);
    else byName.set(name, [feature]);
  }
  const lookup = { byId, byName };
  LOOKUPS.set(features, lookup);
  return lookup;
}

/** The row with this id, else the one with exactly this name, else the only one with nearly this name. */
export function findLoaded(
  features: readonly LayerFeature[],
  id: string | null,
  name: string,
): LayerFeature | null {
  const { byId, byName } = rowLookup(features);
  const sameId = id === null ? undefined : byId.get(id);
  if (sameId) return sameId;
  const key = normalName(name);
  const near = key === "" ? [] : (byName.get(key) ?? []);
  const exact = near.filter(({ properties }) => String(properties.nameZh ?? "").trim() === name.trim());
  if (exact.length === 1) return exact[0] as LayerFeature;
  return near.length === 1 ? (near[0] as LayerFeature) : null;
}
