import type { MultiPolygon, Polygon } from "geojson";
import type * as v from "valibot";
import type { Failure, FaultPlace, Note } from "../core/model/failure.ts";
import type { PackData, PackIndex } from "../core/model/pack-data.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { crossingPlaces } from "./crossing-places.ts";
import { readGates, readOutline, readShelters } from "./first-part.ts";
import { LAYER_TABLES } from "./layer-columns.ts";
import {
  CandidateRow,
  CommunityRow,
  DemandRow,
  DepotRow,
  PlaceRow,
  SeismicStationRow,
  StationRow,
  SubDistrictRow,
  WaterloggingRow,
} from "./layer-rows.ts";
import { decodeNetwork } from "./network-binary.ts";
import { readDescription, readLayerFile, readResource } from "./pack-files.ts";
import {
  areas,
  byId,
  byKey,
  isArea,
  type LayerOverlay,
  layerRows,
  type PackParts,
  ROW_LAYERS,
  type RowLayer,
  readRows,
  values,
  withKnown,
} from "./pack-rows.ts";

export interface OpenedPack {
  readonly index: PackIndex;
  readonly data: PackData;
}

/** Reads and checks a whole pack. */
export async function openPack(
  source: ByteSource,
  packId: string,
  onProgress: (share: number) => void,
): Promise<Result<OpenedPack, Failure>> {
  const parts = await readPackParts(source, packId, onProgress);
  return parts.ok ? assemblePack(parts.value) : parts;
}

/**
 * Reads the files of a pack. Without the network or a required layer it fails; a missing or broken other layer, and
 * rows that cannot be understood, are left out and said in `index.notes`. `onProgress` gets the share of bytes read, 0-1.
 * `known`: parts of this very pack that are not read once more.
 */
export async function readPackParts(
  source: ByteSource,
  packId: string,
  onProgress: (share: number) => void,
  known: PackParts | null = null,
): Promise<Result<PackParts, Failure>> {
  const described = known ? ok(known.description) : await readDescription(source, packId);
  if (!described.ok) return described;
  const description = described.value;
  const notes: Note[] = [];

  const networkResource = description.resources.find((resource) => resource.name === "network");
  if (!networkResource) return err({ code: "LAYER_MISSING", packId, layer: "network" });
  const wanted = ROW_LAYERS.flatMap((layer) =>
    description.resources.filter((resource) => resource.name === layer),
  );
  const files = new Map(known?.files);
  const missing = wanted.filter(({ name }) => !files.has(name as RowLayer));
  const networkBytes = known ? 0 : networkResource.bytes;
  const totalBytes = missing.reduce((sum, resource) => sum + resource.bytes, networkBytes);
  let doneBytes = 0;
  const counted = async <Value>(bytes: number, work: Promise<Value>) => {
    const value = await work;
    doneBytes += bytes;
    onProgress(totalBytes > 0 ? doneBytes / totalBytes : 1);
    return value;
  };
  const readNetwork = async (): Promise<Result<PackData["network"], Failure>> => {
    const read = await counted(networkBytes, readResource(source, packId, networkResource));
    return read.ok ? decodeNetwork(read.value, packId, networkResource.path) : read;
  };
  const [network, ...layers] = await Promise.all([
    known ? ok(known.network) : readNetwork(),
    ...missing.map(async (resource) => ({
      layer: resource.name as RowLayer,
      path: resource.path,
      opened: await counted(resource.bytes, readLayerFile(source, packId, resource)),
    })),
  ]);
  if (!network.ok) return network;
  for (const { layer, path, opened } of layers) {
    if (opened.ok) files.set(layer, { path, file: opened.value });
    else if (LAYER_TABLES[layer].required || opened.failure.code === "CANCELLED") return opened;
    else notes.push({ code: "LAYER_SKIPPED", count: 1, place: placeOfFailure(path, opened.failure) });
  }
  for (const layer of ROW_LAYERS) {
    if (wanted.some((resource) => resource.name === layer)) continue;
    if (LAYER_TABLES[layer].required) return err({ code: "LAYER_MISSING", packId, layer });
    notes.push({
      code: "LAYER_SKIPPED",
      count: 1,
      place: { file: `${layer}.fgb`, found: "not in the pack" },
    });
  }
  return ok({ description, network: network.value, files, notes });
}

function placeOfFailure(file: string, failure: Failure): FaultPlace {
  if (failure.code === "PACK_MALFORMED") return failure.place;
  const status = failure.code === "PACK_UNREACHABLE" ? failure.httpStatus : undefined;
  return { file, found: status === undefined ? "not reachable" : `HTTP ${status}` };
}

/** The index file of FlatGeobuf orders by place; here every list is ordered by code or id, so that links keep their meaning. */
export function assemblePack(
  parts: PackParts,
  overlay: LayerOverlay = new Map(),
): Result<OpenedPack, Failure> {
  const { description, network } = parts;
  const notes = parts.notes.filter(
    ({ code, place }) =>
      code !== "LAYER_SKIPPED" || ![...overlay.keys()].some((layer) => place?.file === `${layer}.fgb`),
  );
  const from = (layer: RowLayer) => layerRows(parts, overlay, layer);
  const read = <Schema extends v.GenericSchema<unknown, object>>(layer: RowLayer, schema: Schema) =>
    readRows(from(layer), schema, notes);
  const empty = (layer: RowLayer) =>
    err<Failure>({
      code: "PACK_MALFORMED",
      packId: description.id,
      place: notes.find((note) => note.place?.file === pathOf(layer))?.place ?? {
        file: pathOf(layer),
        found: "no readable row",
      },
    });
  /** Rows the pack's own file brings; an overlay may leave none, and that is the wish of whoever laid it over. */
  const rowCount = (layer: RowLayer) => (overlay.size > 0 ? 0 : (from(layer)?.count ?? 0));
  const pathOf = (layer: RowLayer) => from(layer)?.path ?? layer;
  const districtPolygon = readOutline(parts, overlay);
  if (districtPolygon === null) return empty("district");

  const subDistricts = read("subdistricts", SubDistrictRow)
    .filter((row) => isArea(row.geometry))
    .sort(byKey((value) => value.code));
  if (subDistricts.length === 0) return empty("subdistricts");
  const codes = new Set(subDistricts.map((row) => row.value.code));
  const allCommunities = read("communities", CommunityRow).filter((row) => isArea(row.geometry));
  const inSubDistricts = [
    pathOf("communities"),
    "subDistrictCode",
    codes,
    "code in the sub-district layer",
  ] as const;
  const communities = withKnown(allCommunities, ...inSubDistricts, notes).sort(byId);
  if (communities.length === 0) return empty("communities");
  const communityIds = new Set(communities.map((row) => row.value.id));
  // #region staff
  const demand = withKnown(
    read("demand", DemandRow),
    pathOf("demand"),
    "communityId",
    communityIds,
    "id in the community layer",
    notes,
  ).sort(byId);
  if (demand.length === 0) return empty("demand");
  // #endregion staff
  const shelters = readShelters(parts, overlay, notes);
  // None at all is where a new district starts; some rows of which none can be read is a broken file.
  if (shelters.length === 0 && rowCount("shelters") > 0) return empty("shelters");
  const gates = readGates(parts, overlay, shelters, notes);
  if (gates.length === 0 && rowCount("gates") > 0) return empty("gates");

  // #region staff
  const candidates = read("candidates", CandidateRow).sort(byId);
  // #endregion staff
  const places = values(read("places", PlaceRow).sort(byId));
  const subDistrictPolygons = areas(subDistricts);
  const namedAreas = values(subDistricts).map((subDistrict, i) => ({
    subDistrict,
    polygon: subDistrictPolygons[i] as Polygon | MultiPolygon,
  }));
  const index: PackIndex = {
    description,
    subDistricts: values(subDistricts),
    communities: values(communities),
    shelters: values(shelters),
    gates: values(gates),
    waterlogging: values(read("waterlogging", WaterloggingRow).sort(byId)),
    places: [...places, ...crossingPlaces(network, namedAreas, places)],
    // #region staff
    depots: values(read("depots", DepotRow).sort(byId)),
    stations: values(read("stations", StationRow).sort(byId)),
    candidates: values(candidates),
    seismicStations: values(read("seismic-stations", SeismicStationRow).sort(byId)),
    demandCount: demand.length,
    // #endregion staff
    notes,
  };
  return ok({
    index,
    data: {
      index,
      network,
      // #region staff
      demand: values(demand),
      // #endregion staff
      districtPolygon,
      subDistrictPolygons,
      communityPolygons: areas(communities),
      // #region staff
      candidatePolygons: candidates.map(({ geometry }) => (isArea(geometry) ? geometry : null)),
      // #endregion staff
    },
  });
}
