import type { MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";
import type { NetworkEdges } from "../../../src/sources/network-binary.ts";
import type { StreetLine } from "../city-model.ts";

/** `way/123`, `node/5`, `relation/7`: found again at openstreetmap.org. */
export type OsmId = `${"node" | "way" | "relation"}/${number}`;
export type OsmTags = Readonly<Record<string, string>>;

export interface OsmArea {
  readonly osmId: OsmId;
  readonly tags: OsmTags;
  readonly polygon: Polygon | MultiPolygon;
}

export interface OsmPoint {
  readonly osmId: OsmId;
  readonly tags: OsmTags;
  readonly lngLat: LngLat;
}

/** Something that was in the extract and is not in the city, and why. */
export interface OsmDropped {
  /** Plain words: "building without 4 corners". */
  readonly reason: string;
  readonly count: number;
  readonly example: OsmId;
}

/** What an extract holds of a district: everything the pack's layers are made from. Sorted by id; the same file gives the same city. */
export interface OsmCity {
  readonly network: NetworkEdges;
  /** Main streets joined to lines by name and class, with their lanes and paths: the drawn layer. */
  readonly streetLines: readonly StreetLine[];
  readonly buildings: readonly OsmArea[];
  /** Parks, schools and their grounds, squares, pitches, car parks, hospitals, water, land use: everything with an area but buildings. */
  readonly areas: readonly OsmArea[];
  /** boundary=administrative and place areas, by admin_level. */
  readonly boundaries: readonly OsmArea[];
  /** Everything with a name or a function at one point: amenities, stations, entrances, barriers, places. */
  readonly points: readonly OsmPoint[];
  /** Date of the data as the file's header says it (ISO), or null. */
  readonly dataDate: string | null;
  readonly counts: {
    readonly nodes: number;
    readonly ways: number;
    readonly relations: number;
    readonly restrictions: number;
    readonly missingNodes: number;
  };
  readonly dropped: readonly OsmDropped[];
}
