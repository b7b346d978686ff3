import type { MultiPolygon, Polygon } from "geojson";
import { createEdgeIndex, type EdgeIndex } from "../../src/core/graph/edge-index.ts";
import { pointOnEdge, snapToEdge } from "../../src/core/graph/snap.ts";
import type { Failure } from "../../src/core/model/failure.ts";
import type { LngLat } from "../../src/core/model/geometry.ts";
import { IMPORT_LAYERS, type ImportLayer } from "../../src/core/model/import.ts";
import type { GroundPicture, ImportGround } from "../../src/core/model/import-session.ts";
import type { LayerFeature, LayerValue } from "../../src/core/model/layer-feature.ts";
import { EDGE_FLAG, STREET_CLASSES, type StreetNetwork } from "../../src/core/model/network.ts";
import type { LayerId, PackDescription, PackResource } from "../../src/core/model/pack.ts";
import { err, ok, type Result } from "../../src/core/result.ts";
import type { ByteSource } from "../../src/sources/byte-source.ts";
import { type CrsReference, createCrsReference } from "../../src/sources/crs/crs-reference.ts";
import { readFeature } from "../../src/sources/flatgeobuf-read.ts";
import { applyChanges } from "../../src/sources/import/apply-changes.ts";
import type { ImportContext } from "../../src/sources/import/import-context.ts";
import { LAYER_TABLES } from "../../src/sources/layer-columns.ts";
import { decodeNetwork } from "../../src/sources/network-binary.ts";
import { readDescription, readLayerFile, readResource } from "../../src/sources/pack-files.ts";
import { planningRules } from "../../src/sources/rule-packs.ts";

type Area = Polygon | MultiPolygon;

/** A pack as imports and exports see it: rows by layer as they are read, the ground for the coordinates made once. */
export class PackGround {
  readonly packId: string;
  readonly #source: ByteSource;
  #description: PackDescription | null = null;
  readonly #layers = new Map<LayerId, readonly LayerFeature[]>();
  #network: StreetNetwork | null = null;
  #edges: EdgeIndex | null = null;
  #reference: CrsReference | null = null;

  constructor(packId: string, source: ByteSource) {
    this.packId = packId;
    this.#source = source;
  }

  async description(): Promise<Result<PackDescription, Failure>> {
    if (this.#description) return ok(this.#description);
    const read = await readDescription(this.#source, this.packId);
    if (read.ok) this.#description = read.value;
    return read;
  }

  async resource(name: LayerId | "network"): Promise<Result<PackResource | null, Failure>> {
    const described = await this.description();
    if (!described.ok) return described;
    return ok(described.value.resources.find((resource) => resource.name === name) ?? null);
  }

  /** Rows as the pack has them, every column present; a layer the pack lacks has none. */
  async rows(layer: LayerId): Promise<Result<readonly LayerFeature[], Failure>> {
    const kept = this.#layers.get(layer);
    if (kept) return ok(kept);
    const resource = await this.resource(layer);
    if (!resource.ok) return resource;
    if (resource.value === null) return ok([]);
    const file = await readLayerFile(this.#source, this.packId, resource.value);
    if (!file.ok) return file;
    const columns = LAYER_TABLES[layer].columns;
    const rows = file.value.featurePositions.flatMap((_, row): LayerFeature[] => {
      const feature = readFeature(file.value, row);
      if (feature === null) return [];
      const properties = Object.fromEntries(
        columns.map(({ name }) => [name, (feature.properties[name] ?? null) as LayerValue]),
      );
      return [{ geometry: feature.geometry, properties }];
    });
    this.#layers.set(layer, rows);
    return ok(rows);
  }

  /** The same with the imports that are laid over it. */
  async rowsNow(
    layer: LayerId,
    changes: ImportGround["changes"],
  ): Promise<Result<readonly LayerFeature[], Failure>> {
    const rows = await this.rows(layer);
    return rows.ok
      ? ok(
          applyChanges(
            rows.value,
            changes.filter((change) => change.layer === layer),
          ),
        )
      : rows;
  }

  async network(): Promise<Result<StreetNetwork, Failure>> {
    if (this.#network) return ok(this.#network);
    const resource = await this.resource("network");
    if (!resource.ok) return resource;
    if (resource.value === null) return err({ code: "LAYER_MISSING", packId: this.packId, layer: "network" });
    const bytes = await readResource(this.#source, this.packId, resource.value);
    if (!bytes.ok) return bytes;
    const decoded = decodeNetwork(bytes.value, this.packId, resource.value.path);
    if (decoded.ok) this.#network = decoded.value;
    return decoded;
  }

  async reference(): Promise<Result<CrsReference, Failure>> {
    if (this.#reference) return ok(this.#reference);
    const [network, district, green, places] = [
      await this.network(),
      await this.rows("district"),
      await this.rows("green"),
      await this.rows("places"),
    ];
    if (!network.ok) return network;
    if (!district.ok) return district;
    const outline = district.value[0]?.geometry;
    if (!outline || !isArea(outline))
      return err({ code: "LAYER_MISSING", packId: this.packId, layer: "district" });
    this.#reference = createCrsReference({
      network: network.value,
      district: outline,
      greens: green.ok ? green.value.map(({ geometry }) => geometry).filter(isArea) : [],
      anchors: places.ok ? places.value.flatMap(anchorOf) : [],
    });
    return ok(this.#reference);
  }

  /** Nearest place on a street that people may walk. */
  async nearestStreet(): Promise<Result<(lngLat: LngLat) => LngLat | null, Failure>> {
    const network = await this.network();
    if (!network.ok) return network;
    const { value } = network;
    this.#edges ??= createEdgeIndex(value);
    const index = this.#edges;
    const walkable = Uint8Array.from(value.edgeFlags, (flags) =>
      flags & (EDGE_FLAG.footForward | EDGE_FLAG.footBackward) ? 1 : 0,
    );
    return ok((lngLat) => {
      const snap = snapToEdge(index, walkable, lngLat);
      return snap && pointOnEdge(index, snap.edge, snap.alongShare);
    });
  }

  async context(changes: ImportGround["changes"]): Promise<Result<ImportContext, Failure>> {
    const district = await this.rows("district");
    if (!district.ok) return district;
    const outline = district.value[0]?.geometry;
    if (!outline || !isArea(outline))
      return err({ code: "LAYER_MISSING", packId: this.packId, layer: "district" });
    const [subDistricts, communities] = [await this.rows("subdistricts"), await this.rows("communities")];
    const layers: Partial<Record<ImportLayer, readonly LayerFeature[]>> = {};
    for (const layer of IMPORT_LAYERS) {
      const rows = await this.rowsNow(layer, changes);
      if (rows.ok) layers[layer] = rows.value;
    }
    const areas = (rows: Result<readonly LayerFeature[], Failure>) =>
      rows.ok
        ? rows.value.flatMap(({ geometry, properties }) =>
            isArea(geometry) ? [{ polygon: geometry, properties }] : [],
          )
        : [];
    return ok({
      district: outline,
      subDistricts: areas(subDistricts).map(({ polygon, properties }) => ({
        code: String(properties.code),
        nameZh: String(properties.nameZh),
        nameEn: String(properties.nameEn ?? ""),
        polygon,
      })),
      communities: areas(communities).map(({ polygon, properties }) => ({
        id: String(properties.id),
        polygon,
      })),
      layers,
      squareMetresPerPerson: planningRules.figures.emergencySquareMetresPerPerson.value,
    });
  }

  async picture(): Promise<Result<GroundPicture, Failure>> {
    const [described, district, network] = [
      await this.description(),
      await this.rows("district"),
      await this.network(),
    ];
    if (!described.ok) return described;
    if (!district.ok) return district;
    if (!network.ok) return network;
    const outlines = district.value.flatMap(({ geometry }) =>
      geometry.type === "Polygon"
        ? geometry.coordinates
        : geometry.type === "MultiPolygon"
          ? geometry.coordinates.flat()
          : [],
    );
    return ok({
      bbox: described.value.bbox,
      outlines: outlines.map((ring) => ring.map(([lng, lat]) => [lng, lat] as LngLat)),
      streets: mainStreets(network.value),
    });
  }
}

const isArea = (geometry: LayerFeature["geometry"]): geometry is Area =>
  geometry.type === "Polygon" || geometry.type === "MultiPolygon";

function anchorOf({ geometry, properties }: LayerFeature) {
  // Streets and areas are named at one of many possible points: they anchor nothing.
  const isSpot = ["park", "school", "hospital", "metro", "landmark", "shelter"].includes(
    String(properties.kind),
  );
  if (!isSpot || geometry.type !== "Point") return [];
  const [lng, lat] = geometry.coordinates as [number, number];
  return [{ name: String(properties.nameZh ?? ""), lngLat: [lng, lat] as LngLat }];
}

const MAIN = new Set(
  ["motorway", "trunk", "primary", "secondary", "tertiary"].map((name) =>
    (STREET_CLASSES as readonly string[]).indexOf(name),
  ),
);
const MOST_STREETS = 4000;

function mainStreets(network: StreetNetwork): LngLat[][] {
  const lines: LngLat[][] = [];
  const node = (i: number): LngLat => [network.nodeLng[i] as number, network.nodeLat[i] as number];
  for (let edge = 0; edge < network.edgeCount && lines.length < MOST_STREETS; edge++) {
    if (!MAIN.has(network.edgeClass[edge] as number)) continue;
    const line = [node(network.edgeFrom[edge] as number)];
    const end = network.edgeShapeOffsets[edge + 1] as number;
    for (let at = network.edgeShapeOffsets[edge] as number; at < end; at++)
      line.push([network.shapeLngLat[at * 2] as number, network.shapeLngLat[at * 2 + 1] as number]);
    line.push(node(network.edgeTo[edge] as number));
    lines.push(line);
  }
  return lines;
}
