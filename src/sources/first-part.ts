import type { MultiPolygon, Polygon } from "geojson";
import type { Failure, Note } from "../core/model/failure.ts";
import type { Gate, Shelter } from "../core/model/pack.ts";
import type { PackData } from "../core/model/pack-data.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import type { FlatGeobufFile } from "./flatgeobuf-read.ts";
import { GateRow, ShelterRow } from "./layer-rows.ts";
import { decodeNetwork } from "./network-binary.ts";
import { readDescription, readLayerFile, readResource } from "./pack-files.ts";
import {
  byId,
  isArea,
  type LayerOverlay,
  layerRows,
  type PackParts,
  type Row,
  type RowLayer,
  readRows,
  values,
  withKnown,
} from "./pack-rows.ts";

/** What a way to a shelter is found with. */
const FIRST_LAYERS = ["district", "shelters", "gates"] as const satisfies readonly RowLayer[];

/**
 * Reads of a pack only what a way to a shelter is found with. Fails where any of it cannot be had: reading the whole pack
 * then says what that means. `onProgress` gets the share of bytes read, 0-1.
 */
export async function readFirstParts(
  source: ByteSource,
  packId: string,
  onProgress: (share: number) => void,
): Promise<Result<PackParts, Failure>> {
  const described = await readDescription(source, packId);
  if (!described.ok) return described;
  const description = described.value;
  const resourceOf = (name: "network" | RowLayer) =>
    description.resources.find((resource) => resource.name === name);
  const network = resourceOf("network");
  if (!network) return err({ code: "LAYER_MISSING", packId, layer: "network" });
  const layers = FIRST_LAYERS.flatMap((layer) => {
    const resource = resourceOf(layer);
    return resource ? [{ layer, resource }] : [];
  });
  const totalBytes = layers.reduce((sum, { resource }) => sum + resource.bytes, network.bytes);
  let doneBytes = 0;
  const counted = async <Value>(bytes: number, work: Promise<Value>) => {
    const value = await work;
    doneBytes += bytes;
    onProgress(doneBytes / totalBytes);
    return value;
  };
  const [streets, ...opened] = await Promise.all([
    counted(network.bytes, readResource(source, packId, network)),
    ...layers.map(({ resource }) => counted(resource.bytes, readLayerFile(source, packId, resource))),
  ]);
  if (!streets.ok) return streets;
  const decoded = decodeNetwork(streets.value, packId, network.path);
  if (!decoded.ok) return decoded;
  const files = new Map<RowLayer, { path: string; file: FlatGeobufFile }>();
  for (const [i, { layer, resource }] of layers.entries()) {
    const file = opened[i];
    if (!file?.ok) return file ?? err({ code: "LAYER_MISSING", packId, layer });
    files.set(layer, { path: resource.path, file: file.value });
  }
  return ok({ description, network: decoded.value, files, notes: [] });
}

export const readShelters = (parts: PackParts, overlay: LayerOverlay, notes: Note[]): Row<Shelter>[] =>
  readRows(layerRows(parts, overlay, "shelters"), ShelterRow, notes).sort(byId);

/** Gates of these shelters; others are left out and counted. */
export function readGates(
  parts: PackParts,
  overlay: LayerOverlay,
  shelters: readonly Row<Shelter>[],
  notes: Note[],
): Row<Gate>[] {
  const from = layerRows(parts, overlay, "gates");
  const rows = readRows(from, GateRow, notes);
  const ids = new Set(shelters.map((row) => row.value.id));
  return withKnown(rows, from?.path ?? "gates", "shelterId", ids, "id in the shelter layer", notes).sort(
    byId,
  );
}

/** The district's outline; null: the file has none. */
export function readOutline(parts: PackParts, overlay: LayerOverlay): Polygon | MultiPolygon | null {
  const rows = layerRows(parts, overlay, "district");
  const geometry = rows && rows.count > 0 ? rows.at(0)?.geometry : undefined;
  return geometry && isArea(geometry) ? geometry : null;
}

/**
 * Outline, streets, shelters and gates; nobody lives there, and nothing else stands there, as far as this knows. null: what
 * there is is broken; assembling the whole says how.
 */
export function assembleFirst(parts: PackParts): PackData | null {
  const districtPolygon = readOutline(parts, new Map());
  const shelters = readShelters(parts, new Map(), []);
  if (!districtPolygon || shelters.length === 0) return null;
  const index = {
    description: parts.description,
    shelters: values(shelters),
    gates: values(readGates(parts, new Map(), shelters, [])),
    subDistricts: [],
    communities: [],
    waterlogging: [],
    places: [],
    // #region staff
    depots: [],
    stations: [],
    candidates: [],
    seismicStations: [],
    demandCount: 0,
    // #endregion staff
    notes: [],
  };
  return {
    index,
    network: parts.network,
    // #region staff
    demand: [],
    // #endregion staff
    districtPolygon,
    subDistrictPolygons: [],
    communityPolygons: [],
  };
}
