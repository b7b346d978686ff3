import { createLocalPlane, planeMetres } from "../../core/geo/local-plane.ts";
import type { ImportDraft, LayerChange, MergeMatch, MergeMode } from "../../core/model/import.ts";
import type { LayerFeature, LayerValue } from "../../core/model/layer-feature.ts";
import { labelOf } from "./mend-geometry.ts";
import { normalName } from "./normal-name.ts";

const SAME_PLACE_METRES = 150;

export interface MergedDraft {
  readonly change: Pick<LayerChange, "upserts" | "removedIds">;
  readonly matches: readonly MergeMatch[];
}

const nameKey = (feature: LayerFeature) =>
  normalName(String(feature.properties.nameZh ?? feature.properties.nameEn ?? ""));
/** Gates of different shelters are called the same. */
const groupKey = (feature: LayerFeature) => `${nameKey(feature)}|${feature.properties.shelterId ?? ""}`;

/** Fields of the row the file says nothing of: not mapped, or the cell was empty and a value was assumed. */
function silentFields(draft: ImportDraft): (row: number, field: string) => boolean {
  const mapped = new Set(draft.mapping.fields.map(({ field }) => field));
  const assumed = new Set(
    draft.findings
      .filter(({ code }) => code === "MISSING_VALUE" || code === "NOT_UNDERSTOOD")
      .map(({ place }) => `${place.row} ${place.field}`),
  );
  const derived = new Set([
    "id",
    "method",
    "source",
    ...(draft.mapping.place.kind === "none"
      ? []
      : ["subDistrictCode", "communityId", "labelLng", "labelLat"]),
  ]);
  return (row, field) => (!mapped.has(field) && !derived.has(field)) || assumed.has(`${row} ${field}`);
}

function overlaid(
  old: LayerFeature,
  drafted: LayerFeature,
  isSilent: (field: string) => boolean,
): LayerFeature {
  // A list of points does not take the outline off a place that has one.
  const keepsOutline = drafted.geometry.type === "Point" && old.geometry.type !== "Point";
  const properties: Record<string, LayerValue> = { ...old.properties };
  for (const [field, value] of Object.entries(drafted.properties)) {
    const known = old.properties[field] ?? null;
    if (keepsOutline && (field === "labelLng" || field === "labelLat")) continue;
    properties[field] = (value === null || isSilent(field)) && known !== null ? known : value;
  }
  properties.id = old.properties.id ?? null;
  return { geometry: keepsOutline ? old.geometry : drafted.geometry, properties };
}

/** Lays checked rows over a layer: by id, else by name and place, else new. Two rows never become one. */
export function mergeDraft(
  existing: readonly LayerFeature[],
  draft: ImportDraft,
  mode: MergeMode,
): MergedDraft {
  const byId = new Map(existing.map((feature) => [String(feature.properties.id), feature]));
  const byName = new Map<string, LayerFeature[]>();
  for (const feature of existing) {
    if (nameKey(feature) === "") continue;
    const key = groupKey(feature);
    byName.set(key, [...(byName.get(key) ?? []), feature]);
  }
  const isSilent = silentFields(draft);
  const taken = new Set(
    draft.rows.map(({ feature }) => String(feature.properties.id)).filter((id) => byId.has(id)),
  );
  const matches: MergeMatch[] = [];
  const upserts: LayerFeature[] = [];
  for (const { row, feature } of draft.rows) {
    const id = String(feature.properties.id);
    let old = byId.get(id);
    let by: MergeMatch["by"] = old ? "id" : "new";
    if (!old) {
      const at = labelOf(feature.geometry);
      const plane = createLocalPlane(at);
      const near = (byName.get(groupKey(feature)) ?? [])
        .filter((other) => !taken.has(String(other.properties.id)))
        .map((other) => ({ other, metres: planeMetres(plane, at, labelOf(other.geometry)) }))
        .filter(({ metres }) => metres <= SAME_PLACE_METRES)
        .sort((a, b) => a.metres - b.metres)[0];
      if (near) {
        old = near.other;
        by = "name-and-place";
        taken.add(String(old.properties.id));
      }
    }
    const merged =
      old && mode === "update"
        ? overlaid(old, feature, (field) => isSilent(row, field))
        : { ...feature, properties: { ...feature.properties, id: old?.properties.id ?? id } };
    upserts.push(merged);
    matches.push({ row, id: String(merged.properties.id), by });
  }
  const kept = new Set(upserts.map((feature) => String(feature.properties.id)));
  const removedIds = mode === "replace" ? [...byId.keys()].filter((id) => !kept.has(id)) : [];
  return { change: { upserts, removedIds }, matches };
}
