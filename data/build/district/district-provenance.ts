import type { LayerFeature } from "../../../src/core/model/layer-feature.ts";
import {
  LAYER_IDS,
  type LayerId,
  type LayerProvenance,
  METHODS,
  type Method,
} from "../../../src/core/model/pack.ts";
import { ODBL } from "../pack/licences.ts";
import type { PackContent } from "../pack/pack-files.ts";
import type { DistrictInput } from "./build-district.ts";
import type { Homes } from "./homes.ts";
import { OSM_SOURCE } from "./osm-row.ts";
import type { Partition, Parts } from "./partition.ts";
import type { Residents } from "./residents.ts";

export interface DistrictAbout {
  readonly id: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly residentsYear: number;
  /** ISO date of the pack's facts. */
  readonly asOf: string;
  /** ISO date of the extract. */
  readonly osmAsOf: string;
  readonly timeZone: string;
  /** Of the files an office brought along. */
  readonly licence: string;
}

const NOTHING = "no data supplied";

interface Built {
  readonly partition: Partition;
  readonly residents: Residents;
  readonly homes: Homes;
  readonly rows: Readonly<Record<LayerId, readonly LayerFeature[]>>;
}

/** The weakest word among the rows stands for a layer whose rows each say their own. */
function weakest(rows: readonly LayerFeature[]): Method | null {
  let place = -1;
  for (const { properties } of rows) place = Math.max(place, METHODS.indexOf(properties.method as Method));
  return METHODS[place] ?? null;
}

/** How each layer of this pack came to be, and whom to name for it. */
export function districtProvenance(
  input: DistrictInput,
  built: Built,
): Pick<PackContent, "provenance" | "attributions"> {
  const { about, layers } = input;
  const osm: LayerProvenance = { method: "compiled", source: OSM_SOURCE, licence: ODBL, asOf: about.osmAsOf };
  const supplied = (method: Method, source: string): LayerProvenance => ({
    method,
    source,
    licence: about.licence,
    asOf: about.asOf,
  });
  const parts = ({ origin, source }: Parts): LayerProvenance =>
    origin === "osm" ? osm : supplied(origin === "district" ? "illustrative" : "compiled", source);
  const isEstimate = built.residents.district.origin === "estimated";
  const census = [...new Set(input.census.map((row) => row.file))];
  const people: LayerProvenance = {
    ...osm,
    method: isEstimate ? "illustrative" : "modelled",
    source: [
      isEstimate
        ? "Havenmap: residents estimated by stated assumptions, no complete count was given"
        : `Residents: ${census.length > 0 ? census.join(", ") : "figure given for the district"}`,
      `spread by Havenmap over ${[...new Set(built.homes.kinds)].join(", ")} of ${OSM_SOURCE}`,
    ].join("; "),
  };
  const rowLayer = (id: LayerId): LayerProvenance => {
    const own = layers[id as keyof typeof layers];
    const method = weakest(built.rows[id]);
    if (method === null) return { ...osm, source: NOTHING };
    const fromMap = built.rows[id].some(({ properties }) => String(properties.source).startsWith(OSM_SOURCE));
    if (own === undefined) return { ...osm, method };
    return {
      ...supplied(method, fromMap ? `${own.source}; ${OSM_SOURCE}` : own.source),
      ...(fromMap ? { licence: ODBL } : {}),
    };
  };
  const isFromMap = input.districtSource.startsWith(OSM_SOURCE);
  const fixed: Partial<Record<LayerId, LayerProvenance>> = {
    district: isFromMap ? osm : supplied("compiled", input.districtSource),
    subdistricts: parts(built.partition.subDistricts),
    communities: parts(built.partition.communities),
    green: osm,
    water: osm,
    buildings: { ...osm, source: `${OSM_SOURCE}; residents shared out by Havenmap` },
    streets: osm,
    demand: people,
    places: osm,
  };
  const provenance = Object.fromEntries(LAYER_IDS.map((id) => [id, fixed[id] ?? rowLayer(id)])) as Record<
    LayerId,
    LayerProvenance
  >;
  const sources = Object.values(layers).map((layer) => layer.source);
  return {
    provenance: { ...provenance, network: osm },
    attributions: ["© OpenStreetMap contributors (ODbL)", ...new Set(sources), "Havenmap"],
  };
}
