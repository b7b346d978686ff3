import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import type { LayerId } from "../../../src/core/model/pack.ts";
import { DATA_PACKAGE_FILE } from "../../../src/sources/data-package.ts";
import { openFlatGeobuf, readFeature } from "../../../src/sources/flatgeobuf-read.ts";
import { writeFlatGeobuf } from "../../../src/sources/flatgeobuf-write.ts";
import { LAYER_TABLES } from "../../../src/sources/layer-columns.ts";
import { PUBLIC_LAYERS } from "./public-layers.ts";

interface StoredResource {
  readonly name: string;
  readonly path: string;
  readonly method: string;
  readonly sources: readonly { readonly title: string }[];
  readonly schema?: { readonly fields: readonly { readonly name: string }[] };
}
interface StoredPackage {
  readonly havenmap: Readonly<Record<string, unknown>>;
  readonly resources: readonly StoredResource[];
}

const isPublic = (name: string): name is keyof typeof PUBLIC_LAYERS & LayerId =>
  Object.hasOwn(PUBLIC_LAYERS, name);

/**
 * The files of the pack in `folder` as the public edition brings them: layers and columns that are not public are not
 * in them, every file that changed is written anew with its hash. Throws where a file of the pack cannot be read whole:
 * nothing half understood is published.
 */
export function publishPack(folder: string): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const stored = JSON.parse(readFileSync(join(folder, DATA_PACKAGE_FILE), "utf8")) as StoredPackage;
  const resources: object[] = [];
  for (const resource of stored.resources) {
    if (resource.name === "network") {
      files.set(resource.path, readFileSync(join(folder, resource.path)));
      resources.push(resource);
    } else if (isPublic(resource.name)) {
      const bytes = publishLayer(resource.name, resource, readFileSync(join(folder, resource.path)));
      files.set(resource.path, bytes);
      resources.push({ ...resource, ...aboutLayer(resource.name, resource, bytes) });
    }
  }
  // The hash of the sources is of no use without them, and would tell two sets of staff data apart.
  const { inputHash: _hash, ...about } = stored.havenmap;
  const described = { ...stored, havenmap: about, resources };
  files.set(DATA_PACKAGE_FILE, new TextEncoder().encode(`${JSON.stringify(described, null, 1)}\n`));
  return files;
}

const columnsOf = (layer: LayerId) =>
  LAYER_TABLES[layer].columns.filter(({ name }) => PUBLIC_LAYERS[layer]?.includes(name));

function publishLayer(layer: LayerId, { path, method, sources }: StoredResource, bytes: Uint8Array) {
  const opened = openFlatGeobuf(bytes, path);
  if (!opened.ok) throw new Error(`${path}: ${JSON.stringify(opened.failure)}`);
  const columns = columnsOf(layer);
  const features = opened.value.featurePositions.map((_, row): LayerFeature => {
    const feature = readFeature(opened.value, row);
    if (!feature) throw new Error(`${path}: feature ${row + 1} cannot be read`);
    const kept = Object.entries(feature.properties).filter(([name]) =>
      columns.some((column) => column.name === name),
    );
    return { ...feature, properties: Object.fromEntries(kept) } as LayerFeature;
  });
  const { titleZh, titleEn } = LAYER_TABLES[layer];
  return writeFlatGeobuf({
    name: layer,
    title: titleZh,
    description: `${titleEn}. ${method}: ${sources.map(({ title }) => title).join("; ")}`,
    columns,
    features,
  });
}

function aboutLayer(layer: LayerId, { schema }: StoredResource, bytes: Uint8Array) {
  return {
    bytes: bytes.length,
    hash: `sha256:${createHash("sha256").update(bytes).digest("hex")}`,
    ...(schema && {
      schema: {
        ...schema,
        fields: schema.fields.filter(({ name }) => PUBLIC_LAYERS[layer]?.includes(name)),
      },
    }),
  };
}
