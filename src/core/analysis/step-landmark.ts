import { planeMetres } from "../geo/local-plane.ts";
import type { StepLandmark } from "../model/answers.ts";
import type { LngLat } from "../model/geometry.ts";
import type { PlaceKind } from "../model/pack.ts";
import type { PreparedPack } from "./prepare.ts";

/** What can be told from the street by looking. A street, a junction or a community is no thing to turn at. */
const LANDMARK_KINDS: ReadonlySet<PlaceKind> = new Set<PlaceKind>([
  "metro",
  "park",
  "school",
  "hospital",
  "landmark",
]);
/** Positions of places are good to about 10 m: so near a corner it is beside it, whatever the error. Ours. */
const BESIDE_METRES = 40;
/** Another one as near as this many times the distance could be meant instead. */
const RIVAL_TIMES = 2;

/** The one thing beside a corner by which it is known; null: none, or more than one that could be meant. */
export function landmarkAt({ pack, index }: PreparedPack, corner: LngLat): StepLandmark | null {
  const near = pack.index.places
    .filter(({ kind }) => LANDMARK_KINDS.has(kind))
    .map((place) => ({ place, metres: planeMetres(index.plane, corner, place.lngLat) }))
    .filter(({ metres }) => metres <= BESIDE_METRES * RIVAL_TIMES)
    .sort((a, b) => a.metres - b.metres || (a.place.id < b.place.id ? -1 : 1));
  const [first] = near;
  if (!first || first.metres > BESIDE_METRES) return null;
  const { nameZh, nameEn } = first.place;
  const isRival = ({ place, metres }: (typeof near)[number]) =>
    place.nameZh !== nameZh && metres < first.metres * RIVAL_TIMES;
  return near.some(isRival) ? null : { nameZh, nameEn };
}
