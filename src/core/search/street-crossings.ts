import type { LngLat } from "../model/geometry.ts";
import { STREET_CLASSES, type StreetName, type StreetNetwork } from "../model/network.ts";

export interface StreetCrossing {
  readonly one: StreetName;
  readonly other: StreetName;
  readonly lngLat: LngLat;
}

/** What has a name people give as their place; foot paths are left out. */
const NAMED_CLASSES = new Set(
  (["trunk", "primary", "secondary", "tertiary", "residential", "living-street", "hutong"] as const).map(
    (name) => STREET_CLASSES.indexOf(name),
  ),
);
/** Crossings of the same two streets this near are one junction: dual carriageways. */
const SAME_CROSSING_METRES = 120;
const METRES_PER_DEGREE = 111_320;

/** Flat-earth distance; off by less than 1 % over the few hundred metres it is asked for. */
function roughMetres([lng, lat]: LngLat, [otherLng, otherLat]: LngLat): number {
  const east = (otherLng - lng) * Math.cos((lat * Math.PI) / 180);
  return Math.hypot(east, otherLat - lat) * METRES_PER_DEGREE;
}

type NamedEdges = Pick<
  StreetNetwork,
  "edgeName" | "edgeClass" | "edgeFrom" | "edgeTo" | "names" | "nodeLng" | "nodeLat"
>;

/** Where two named streets meet: each pair at each place once, in the order of the network's nodes. */
export function streetCrossings(network: NamedEdges): StreetCrossing[] {
  const namesAt = new Map<number, Set<number>>();
  for (let edge = 0; edge < network.edgeName.length; edge++) {
    const name = network.edgeName[edge] as number;
    if (name === 0 || !NAMED_CLASSES.has(network.edgeClass[edge] as number)) continue;
    for (const node of [network.edgeFrom[edge] as number, network.edgeTo[edge] as number]) {
      const own = namesAt.get(node);
      if (own) own.add(name);
      else namesAt.set(node, new Set([name]));
    }
  }
  const spotsOfPair = new Map<string, LngLat[]>();
  const crossings: StreetCrossing[] = [];
  for (const [node, names] of [...namesAt].sort(([a], [b]) => a - b)) {
    if (names.size < 2) continue;
    const lngLat: LngLat = [network.nodeLng[node] as number, network.nodeLat[node] as number];
    const sorted = [...names].sort((a, b) => a - b);
    for (const [i, a] of sorted.entries())
      for (const b of sorted.slice(i + 1)) {
        const [one, other] = [network.names[a] as StreetName, network.names[b] as StreetName];
        if ((one.zh || one.en) === (other.zh || other.en)) continue;
        const pair = `${a}/${b}`;
        const earlier = spotsOfPair.get(pair) ?? [];
        if (earlier.some((at) => roughMetres(at, lngLat) <= SAME_CROSSING_METRES)) continue;
        spotsOfPair.set(pair, [...earlier, lngLat]);
        crossings.push({ one, other, lngLat });
      }
  }
  return crossings;
}
