import { eastMetres, northMetres, planeMetres } from "../../geo/local-plane.ts";
import { CLOSED } from "../../graph/costs.ts";
import type { BaseSite } from "../../model/bases.ts";
import type { LngLat } from "../../model/geometry.ts";
import { STREET_CLASSES } from "../../model/network.ts";
import type { Place } from "../../model/pack.ts";
import { driveNetwork, type Vehicle } from "../drive.ts";
import { keptOnce } from "../kept-once.ts";
import type { PreparedPack } from "../prepare.ts";
import { areasAt } from "./place-areas.ts";

interface Junction {
  readonly lngLat: LngLat;
  /** Of its greatest street: the lower the greater. */
  readonly rank: number;
  readonly nameZh: string;
  readonly nameEn: string;
}

/** Classes from the greatest street down; what is not named comes last. */
const GREATEST_FIRST = ["trunk", "primary", "secondary", "tertiary", "residential", "living-street"] as const;
const rankOf = (streetClass: number): number => {
  const at = GREATEST_FIRST.indexOf(STREET_CLASSES[streetClass] as (typeof GREATEST_FIRST)[number]);
  return at === -1 ? GREATEST_FIRST.length : at;
};

/** Junctions of three or more streets the vehicle may drive, on the district's ground, greatest streets first. */
const junctionsOf = keptOnce(
  (prepared, vehicle): Junction[] => {
    const { network } = prepared.pack;
    const { arcOffsets, arcEdge, edgeClass, edgeName, names, nodeLng, nodeLat } = network;
    const { directed } = driveNetwork(prepared, vehicle as Vehicle, []).costs;
    const junctions: Junction[] = [];
    for (let node = 0; node < network.nodeCount; node++) {
      const driven = [...arcEdge.subarray(arcOffsets[node], arcOffsets[node + 1])]
        .filter((arc) => directed[arc] !== CLOSED || directed[arc ^ 1] !== CLOSED)
        .map((arc) => arc >>> 1);
      if (driven.length < 3) continue;
      const lngLat: LngLat = [nodeLng[node] as number, nodeLat[node] as number];
      if (!areasAt(prepared, lngLat).inDistrict) continue;
      driven.sort((a, b) => rankOf(edgeClass[a] as number) - rankOf(edgeClass[b] as number) || a - b);
      const named = [...new Set(driven.map((edge) => edgeName[edge] as number))]
        .flatMap((name) => (name === 0 ? [] : (names[name] ?? [])))
        .slice(0, 2);
      junctions.push({
        lngLat,
        rank: rankOf(edgeClass[driven[0] as number] as number),
        nameZh: named.map(({ zh }) => zh).join(" × "),
        nameEn: named.map(({ zh, en }) => en || zh).join(" × "),
      });
    }
    return junctions.sort((a, b) => a.rank - b.rank);
  },
  { ignoresBridges: true, ignoresSites: true },
);

/** Named by where it is, so that the same junction has the same id in every build of a pack. */
const idOf = ([lng, lat]: LngLat): string => `x${lng.toFixed(5)},${lat.toFixed(5)}`;

/**
 * Junctions as places for bases, no two nearer than `apartMetres` to each other: from the greatest streets down, in the
 * network's order among equals. A junction without named streets has empty names.
 */
export function junctionSites(prepared: PreparedPack, vehicle: Vehicle, apartMetres: number): BaseSite[] {
  const { plane } = prepared.index;
  const taken = new Map<string, LngLat[]>();
  const boxOf = ([lng, lat]: LngLat) =>
    [eastMetres(plane, lng), northMetres(plane, lat)].map((metres) => Math.floor(metres / apartMetres));
  const isClear = (lngLat: LngLat) => {
    const [column, row] = boxOf(lngLat) as [number, number];
    for (const c of [column - 1, column, column + 1])
      for (const r of [row - 1, row, row + 1])
        for (const other of taken.get(`${c} ${r}`) ?? [])
          if (planeMetres(plane, lngLat, other) < apartMetres) return false;
    return true;
  };
  return junctionsOf(prepared, vehicle).flatMap(({ lngLat, nameZh, nameEn }): BaseSite[] => {
    if (!isClear(lngLat)) return [];
    const box = boxOf(lngLat).join(" ");
    taken.set(box, [...(taken.get(box) ?? []), lngLat]);
    const near = nearestPlace(prepared, lngLat);
    return [
      {
        id: idOf(lngLat),
        lngLat,
        from: "junction",
        nameZh,
        nameEn,
        nearZh: near?.nameZh ?? "",
        nearEn: near?.nameEn ?? "",
      },
    ];
  });
}

function nearestPlace({ pack, index: { plane } }: PreparedPack, lngLat: LngLat): Place | null {
  let [best, least]: [Place | null, number] = [null, Infinity];
  for (const place of pack.index.places) {
    const metres = planeMetres(plane, lngLat, place.lngLat);
    if (metres < least) [best, least] = [place, metres];
  }
  return best;
}
