import { createHash } from "node:crypto";
import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import { LAYER_IDS, type LayerId, type LayerProvenance } from "../../../src/core/model/pack.ts";
import { DATA_PACKAGE_FILE, PACK_FORMAT_VERSION } from "../../../src/sources/data-package.ts";
import { writeFlatGeobuf } from "../../../src/sources/flatgeobuf-write.ts";
import { LAYER_TABLES } from "../../../src/sources/layer-columns.ts";
import type { NetworkEdges } from "../../../src/sources/network-binary.ts";
import { encodeNetwork } from "../../../src/sources/network-write.ts";
import { LICENCES } from "./licences.ts";

export interface PackContent {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly bbox: readonly [number, number, number, number];
  readonly residents: number;
  readonly residentsYear: number;
  readonly asOf: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly provenance: Readonly<Record<LayerId | "network", LayerProvenance>>;
  readonly attributions: readonly string[];
  /** sha256 of the source files, hex. */
  readonly inputHash: string;
  readonly layers: Readonly<Record<LayerId, readonly LayerFeature[]>>;
  readonly network: NetworkEdges;
}

const FIELD_TYPE = { string: "string", int: "integer", double: "number", bool: "boolean" } as const;
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

function resourceOf(
  name: LayerId | "network",
  { method, source, licence, asOf }: LayerProvenance,
  path: string,
  bytes: Uint8Array,
  features: number,
) {
  return {
    name,
    path,
    bytes: bytes.length,
    hash: `sha256:${sha256(bytes)}`,
    method,
    asOf,
    features,
    sources: [{ title: source }],
    licenses: [{ name: licence, ...LICENCES[licence] }],
  };
}

/** Files of the pack by name: one per layer, the network, and datapackage.json. The same content gives the same bytes. */
export function packFiles(content: PackContent): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  const resources: object[] = [];
  for (const id of LAYER_IDS) {
    const table = LAYER_TABLES[id];
    const features = content.layers[id];
    const provenance = content.provenance[id];
    const path = `${id}.fgb`;
    const bytes = writeFlatGeobuf({
      name: id,
      title: table.titleZh,
      description: `${table.titleEn}. ${provenance.method}: ${provenance.source}`,
      columns: table.columns,
      features,
    });
    files.set(path, bytes);
    resources.push({
      ...resourceOf(id, provenance, path, bytes, features.length),
      title: table.titleEn,
      titleZh: table.titleZh,
      titleEn: table.titleEn,
      format: "fgb",
      mediatype: "application/flatgeobuf",
      crs: "EPSG:4326",
      geometryTypes: [...new Set(features.map((feature) => feature.geometry.type))].sort(),
      restricted: table.restricted,
      schema: {
        fields: table.columns.map((column) => ({
          name: column.name,
          type: FIELD_TYPE[column.type],
          title: column.title,
        })),
        primaryKey: ["id"],
        missingValues: [],
      },
    });
  }
  const network = encodeNetwork(content.network);
  files.set("network.bin", network);
  resources.push({
    ...resourceOf("network", content.provenance.network, "network.bin", network, content.network.edgeCount),
    title: "Street network",
    titleZh: "路网",
    titleEn: "Street network",
    format: "bin",
    mediatype: "application/octet-stream",
    crs: "EPSG:4326",
    restricted: false,
  });
  const { layers: _layers, network: _network, provenance, ...about } = content;
  const licences = [...new Set(Object.values(provenance).map(({ licence }) => licence))].sort();
  const description = {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: content.id,
    title: content.titleEn,
    version: `${PACK_FORMAT_VERSION}.0.0`,
    licenses: licences.map((name) => ({ name, ...LICENCES[name] })),
    sources: [{ title: "OpenStreetMap contributors", path: "https://www.openstreetmap.org/copyright" }],
    havenmap: { formatVersion: PACK_FORMAT_VERSION, ...about },
    resources,
  };
  files.set(DATA_PACKAGE_FILE, new TextEncoder().encode(`${JSON.stringify(description, null, 1)}\n`));
  return files;
}
