import type { MultiPolygon, Polygon } from "geojson";
import * as v from "valibot";
import type { Failure, FaultPlace, Note } from "../core/model/failure.ts";
import type { LayerFeature } from "../core/model/layer-feature.ts";
import type { LayerId, PackDescription } from "../core/model/pack.ts";
import type { PackData, PackIndex } from "../core/model/pack-data.ts";
import { err, ok, type Result } from "../core/result.ts";
import type { ByteSource } from "./byte-source.ts";
import { crossingPlaces } from "./crossing-places.ts";
import { faultOf } from "./data-package.ts";
import { type FlatGeobufFile, type ReadFeature, readFeature } from "./flatgeobuf-read.ts";
import { LAYER_TABLES } from "./layer-columns.ts";
import {
  CandidateRow,
  CommunityRow,
  DemandRow,
  DepotRow,
  GateRow,
  PlaceRow,
  SeismicStationRow,
  ShelterRow,
  StationRow,
  SubDistrictRow,
  WaterloggingRow,
} from "./layer-rows.ts";
import { decodeNetwork } from "./network-binary.ts";
import { readDescription, readLayerFile, readResource } from "./pack-files.ts";

const ROW_LAYERS = [
  "district",
  "subdistricts",
  "communities",
  "shelters",
  "gates",
  "waterlogging",
  "places",
  // #region staff
  "demand",
  "depots",
  "stations",
  "candidates",
  "seismic-stations",
  // #endregion staff
] as const satisfies readonly LayerId[];
type RowLayer = (typeof ROW_LAYERS)[number];

interface Row<Value> {
  readonly value: Value;
  readonly geometry: ReadFeature["geometry"];
  /** 1-based number of the feature in its file. */
  readonly row: number;
}

type LayerFiles = ReadonlyMap<RowLayer, { readonly path: string; readonly file: FlatGeobufFile }>;

/** Whole layers that stand in for those of the files: what imports have made of them. */
export type LayerOverlay = ReadonlyMap<LayerId, readonly LayerFeature[]>;

/** A pack as read, before its rows are understood: kept, so that imports can be laid over it again and again. */
export interface PackParts {
  readonly description: PackDescription;
  readonly network: PackData["network"];
  readonly files: LayerFiles;
  readonly notes: readonly Note[];
}

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
 */
export async function readPackParts(
  source: ByteSource,
  packId: string,
  onProgress: (share: number) => void,
): Promise<Result<PackParts, Failure>> {
  const described = await readDescription(source, packId);
  if (!described.ok) return described;
  const description = described.value;
  const notes: Note[] = [];

  const networkResource = description.resources.find((resource) => resource.name === "network");
  if (!networkResource) return err({ code: "LAYER_MISSING", packId, layer: "network" });
  const wanted = ROW_LAYERS.flatMap((layer) =>
    description.resources.filter((resource) => resource.name === layer),
  );
  const totalBytes = [networkResource, ...wanted].reduce((sum, resource) => sum + resource.bytes, 0);
  let doneBytes = 0;
  const counted = async <Value>(bytes: number, work: Promise<Value>) => {
    const value = await work;
    doneBytes += bytes;
    onProgress(totalBytes > 0 ? doneBytes / totalBytes : 1);
    return value;
  };
  const [networkBytes, ...layers] = await Promise.all([
    counted(networkResource.bytes, readResource(source, packId, networkResource)),
    ...wanted.map(async (resource) => ({
      layer: resource.name as RowLayer,
      path: resource.path,
      opened: await counted(resource.bytes, readLayerFile(source, packId, resource)),
    })),
  ]);

  if (!networkBytes.ok) return networkBytes;
  const network = decodeNetwork(networkBytes.value, packId, networkResource.path);
  if (!network.ok) return network;
  const files = new Map<RowLayer, { path: string; file: FlatGeobufFile }>();
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

/** Where the rows of a layer come from: its file, or an overlay in place of it. */
interface LayerRows {
  readonly path: string;
  readonly count: number;
  /** null: the file's feature cannot be read. */
  at(i: number): ReadFeature | null;
}

function layerRows({ files }: PackParts, overlay: LayerOverlay, layer: RowLayer): LayerRows | null {
  const opened = files.get(layer);
  const laidOver = overlay.get(layer);
  if (laidOver)
    return {
      path: opened?.path ?? `${layer}.fgb`,
      count: laidOver.length,
      at: (i) => laidOver[i] ?? null,
    };
  return (
    (opened && {
      path: opened.path,
      count: opened.file.featurePositions.length,
      at: (i) => readFeature(opened.file, i),
    }) ??
    null
  );
}

/** Rows of one layer that fit their schema; the first that does not is described, all are counted. */
function readRows<Schema extends v.GenericSchema<unknown, object>>(
  from: LayerRows | null,
  schema: Schema,
  notes: Note[],
): Row<v.InferOutput<Schema>>[] {
  if (!from) return [];
  const rows: Row<v.InferOutput<Schema>>[] = [];
  const faults: FaultPlace[] = [];
  for (let i = 0; i < from.count; i++) {
    const feature = from.at(i);
    if (feature === null) {
      faults.push({ file: from.path, row: i + 1, field: "geometry", found: "unreadable" });
      continue;
    }
    const parsed = v.safeParse(schema, withPoints(feature));
    if (parsed.success) rows.push({ value: parsed.output, geometry: feature.geometry, row: i + 1 });
    else faults.push({ file: from.path, row: i + 1, ...faultOf(parsed.issues[0]) });
  }
  noteSkipped(faults, notes);
  return rows;
}

function noteSkipped(faults: readonly FaultPlace[], notes: Note[]) {
  const [first] = faults;
  if (first) notes.push({ code: "ROWS_SKIPPED", count: faults.length, place: first });
}

/** A point layer's place is its geometry; an area carries the point of its label in two columns. */
function withPoints({ geometry, properties }: ReadFeature): Record<string, unknown> {
  if (geometry.type === "Point") return { ...properties, lngLat: geometry.coordinates };
  const label = [properties.labelLng, properties.labelLat];
  return { ...properties, lngLat: label, labelLngLat: label };
}

/** Rows whose reference leads somewhere; the others are left out and counted. */
function withKnown<Value>(
  rows: readonly Row<Value>[],
  path: string,
  field: string & keyof Value,
  known: ReadonlySet<unknown>,
  expected: string,
  notes: Note[],
): Row<Value>[] {
  const faults: FaultPlace[] = [];
  const kept = rows.filter(({ value, row }) => {
    if (known.has(value[field])) return true;
    faults.push({ file: path, row, field, found: String(value[field]), expected });
    return false;
  });
  noteSkipped(faults, notes);
  return kept;
}

const byKey =
  <Value>(key: (value: Value) => string) =>
  (a: Row<Value>, b: Row<Value>) => {
    const [left, right] = [key(a.value), key(b.value)];
    return left < right ? -1 : left > right ? 1 : 0;
  };
const byId = byKey<{ readonly id: string }>((value) => value.id);
const isArea = (geometry: ReadFeature["geometry"]): geometry is Polygon | MultiPolygon =>
  geometry.type === "Polygon" || geometry.type === "MultiPolygon";
const areas = (rows: readonly Row<unknown>[]) => rows.map((row) => row.geometry).filter(isArea);
const values = <Value>(rows: readonly Row<Value>[]) => rows.map((row) => row.value);

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
  const district = from("district");
  const outline = district && district.count > 0 ? district.at(0) : null;
  if (outline === null || !isArea(outline.geometry)) return empty("district");

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
  const shelters = read("shelters", ShelterRow).sort(byId);
  // None at all is where a new district starts; some rows of which none can be read is a broken file.
  if (shelters.length === 0 && rowCount("shelters") > 0) return empty("shelters");
  const shelterIds = new Set(shelters.map((row) => row.value.id));
  const gates = withKnown(
    read("gates", GateRow),
    pathOf("gates"),
    "shelterId",
    shelterIds,
    "id in the shelter layer",
    notes,
  ).sort(byId);
  if (gates.length === 0 && rowCount("gates") > 0) return empty("gates");

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
    candidates: values(read("candidates", CandidateRow).sort(byId)),
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
      districtPolygon: outline.geometry,
      subDistrictPolygons,
      communityPolygons: areas(communities),
    },
  });
}
