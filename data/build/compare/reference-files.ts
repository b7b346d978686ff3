import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Feature, FeatureCollection, LineString, MultiPolygon, Polygon } from "geojson";
import type { LngLat } from "../../../src/core/model/geometry.ts";

export type Area = Feature<Polygon | MultiPolygon>;

/** A carriageway of the reference road graph, each stretch once whatever its directions. */
interface ReferenceRoad {
  /** Classes as tagged; `motorway` counts as `trunk`. Links and service ways are not here. */
  readonly roadClass: ComparedClass;
  readonly course: readonly LngLat[];
}

/** An undirected street graph: arcs leaving node i are [offsets[i], offsets[i + 1]). */
export interface WalkGraph {
  readonly lngLat: readonly LngLat[];
  readonly offsets: Uint32Array;
  readonly head: Uint32Array;
  readonly arcMetres: Float64Array;
}

export const COMPARED_CLASSES = ["trunk", "primary", "secondary", "tertiary"] as const;
type ComparedClass = (typeof COMPARED_CLASSES)[number];

export interface Reference {
  readonly district: Area;
  /** By code. */
  readonly subDistricts: ReadonlyMap<string, Area>;
  readonly roads: readonly ReferenceRoad[];
  readonly graph: WalkGraph;
}

interface GraphEdge {
  readonly osmid: unknown;
  readonly highway: string | readonly string[];
  readonly u: number;
  readonly v: number;
  readonly length: number;
}

const readJson = <Shape>(path: string): Shape => {
  const bytes = readFileSync(path);
  return JSON.parse((path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8")) as Shape;
};

function comparedClass(highway: GraphEdge["highway"]): ComparedClass | null {
  const tags = typeof highway === "string" ? [highway] : highway;
  for (const tag of tags) {
    const roadClass = tag === "motorway" ? "trunk" : tag;
    const found = COMPARED_CLASSES.find((known) => known === roadClass);
    if (found) return found;
  }
  return null;
}

/** Adjacency rows from undirected edges, both ways each. */
export function walkGraph(
  lngLat: readonly LngLat[],
  edges: readonly { readonly from: number; readonly to: number; readonly metres: number }[],
): WalkGraph {
  const offsets = new Uint32Array(lngLat.length + 1);
  for (const { from, to } of edges) {
    offsets[from + 1]!++;
    offsets[to + 1]!++;
  }
  for (let node = 0; node < lngLat.length; node++) offsets[node + 1]! += offsets[node] as number;
  const cursor = offsets.slice();
  const head = new Uint32Array(edges.length * 2);
  const arcMetres = new Float64Array(edges.length * 2);
  const put = (node: number, other: number, metres: number) => {
    const arc = cursor[node]!++;
    head[arc] = other;
    arcMetres[arc] = metres;
  };
  for (const { from, to, metres } of edges) {
    put(from, to, metres);
    put(to, from, metres);
  }
  return { lngLat, offsets, head, arcMetres };
}

/** The reference data beside this repository, or null where that folder does not exist. */
export function readReference(folder: string): Reference | null {
  if (!existsSync(folder)) return null;
  const district = readJson<FeatureCollection<Polygon>>(join(folder, "boundaries/xicheng-district.geojson"));
  const subDistricts = readJson<FeatureCollection<Polygon | MultiPolygon>>(
    join(folder, "boundaries/xicheng-subdistricts-15-fitted.geojson"),
  );
  const stem = "roads/central-beijing-osmnx-graph";
  const nodes = readJson<readonly { id: number; x: number; y: number }[]>(
    join(folder, `${stem}-nodes-2024-03-04.json.gz`),
  );
  const edges = readJson<FeatureCollection<LineString, GraphEdge>>(
    join(folder, `${stem}-edges-2024-03-04.geojson.gz`),
  );
  const indexOf = new Map(nodes.map((node, i) => [node.id, i]));
  const seen = new Set<string>();
  const roads: ReferenceRoad[] = [];
  const graphEdges: { from: number; to: number; metres: number }[] = [];
  for (const { properties, geometry } of edges.features) {
    const { u, v, osmid, highway, length } = properties;
    const key = `${Math.min(u, v)} ${Math.max(u, v)} ${JSON.stringify(osmid)} ${Math.round(length)}`;
    const from = indexOf.get(u);
    const to = indexOf.get(v);
    if (seen.has(key) || from === undefined || to === undefined) continue;
    seen.add(key);
    graphEdges.push({ from, to, metres: length });
    const roadClass = comparedClass(highway);
    if (roadClass)
      roads.push({
        roadClass,
        course: geometry.coordinates.map(([lng, lat]): LngLat => [lng as number, lat as number]),
      });
  }
  return {
    district: district.features[0] as Area,
    subDistricts: new Map(subDistricts.features.map((area) => [String(area.properties?.code), area])),
    roads,
    graph: walkGraph(
      nodes.map((node): LngLat => [node.x, node.y]),
      graphEdges,
    ),
  };
}
