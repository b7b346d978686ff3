import type { Failure } from "../core/model/failure.ts";
import type { LayerChange } from "../core/model/import.ts";
import type { LayerFeature } from "../core/model/layer-feature.ts";
import type { LayerId, PackDescription, PackResource } from "../core/model/pack.ts";
import { ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { type FlatGeobufFile, readFeature } from "./flatgeobuf-read.ts";
import { applyChanges } from "./import/apply-changes.ts";
import { LAYER_TABLES } from "./layer-columns.ts";
import { readDescription, readLayerFile } from "./pack-files.ts";
import { assemblePack, type OpenedPack } from "./pack-reader.ts";
import type { PackParts } from "./pack-rows.ts";

/** Rows of a layer's file; those that cannot be decoded are left out. */
function fileRows(file: FlatGeobufFile): LayerFeature[] {
  return file.featurePositions.flatMap((_, i) => {
    const feature = readFeature(file, i);
    // Columns of a pack hold plain values only.
    return feature ? [feature as LayerFeature] : [];
  });
}

/** The description as it is true of the changed pack: how many rows, and who else they are from. */
function describeChanged(
  description: PackDescription,
  changes: readonly LayerChange[],
  rowsOf: ReadonlyMap<LayerId, readonly LayerFeature[]>,
): PackDescription {
  const resources = description.resources.map((resource): PackResource => {
    const rows = rowsOf.get(resource.name as LayerId);
    if (!rows) return resource;
    const sources = changes.flatMap(({ layer, source }) =>
      layer === resource.name && source !== "" ? [source] : [],
    );
    return {
      ...resource,
      features: rows.length,
      source: [...new Set([resource.source, ...sources])].join("; "),
    };
  });
  const added = [...rowsOf].flatMap(([layer, rows]): PackResource[] => {
    const last = changes.findLast((change) => change.layer === layer);
    if (!last || resources.some(({ name }) => name === layer)) return [];
    const { titleZh, titleEn } = LAYER_TABLES[layer];
    return [
      {
        name: layer,
        path: `${layer}.fgb`,
        titleZh,
        titleEn,
        features: rows.length,
        // No file stands behind it.
        bytes: 0,
        method: last.method,
        source: last.source,
        licence: "",
        asOf: last.importedAt.slice(0, 10),
      },
    ];
  });
  return { ...description, resources: [...resources, ...added] };
}

/** The pack with the changes laid over it in order; none = the pack as its files have it. */
export function assembleChangedPack(
  parts: PackParts,
  changes: readonly LayerChange[],
): Result<OpenedPack, Failure> {
  if (changes.length === 0) return assemblePack(parts);
  const rowsOf = new Map<LayerId, readonly LayerFeature[]>();
  for (const layer of new Set(changes.map((change) => change.layer))) {
    const opened = [...parts.files].find(([name]) => name === layer)?.[1];
    const own = changes.filter((change) => change.layer === layer);
    rowsOf.set(layer, applyChanges(opened ? fileRows(opened.file) : [], own));
  }
  const description = describeChanged(parts.description, changes, rowsOf);
  return assemblePack({ ...parts, description }, rowsOf);
}

/** A layer with its changes as UTF-8 GeoJSON for the map. A layer that the pack lacks starts from no rows. */
export async function changedLayerAsGeoJson(
  source: ByteSource,
  packId: string,
  layer: LayerId,
  changes: readonly LayerChange[],
): Promise<Result<Uint8Array<ArrayBuffer>, Failure>> {
  const description = await readDescription(source, packId);
  if (!description.ok) return description;
  const resource = description.value.resources.find((entry) => entry.name === layer);
  let rows: LayerFeature[] = [];
  if (resource) {
    const file = await readLayerFile(source, packId, resource);
    if (!file.ok) return file;
    rows = fileRows(file.value);
  }
  const texts = applyChanges(rows, changes).map(({ geometry, properties }, id) =>
    // Unknown is written as absent, as it is in a file: the map's styles ask whether a property is there.
    JSON.stringify({ type: "Feature", id, properties, geometry }, (_, value: unknown) =>
      value === null ? undefined : value,
    ),
  );
  return ok(new TextEncoder().encode(`{"type":"FeatureCollection","features":[\n${texts.join(",\n")}\n]}`));
}
