import type { LngLat } from "../../../core/model/geometry.ts";
import type { Place, PlaceKind } from "../../../core/model/pack.ts";
import type { PackIndex } from "../../../core/model/pack-data.ts";

/** Where a family finds each other: open, known by name, and seen from afar. */
const FIT_TO_MEET: ReadonlySet<PlaceKind> = new Set<PlaceKind>(["park", "school", "landmark", "metro"]);
/** About three minutes at a slow walk. */
const NEAR_METRES = 150;
const METRES_PER_DEGREE = 111_320;

/** The nearest named open place within a few minutes of home; null: none is known, and the yard must do. */
export function nearMeetingPlace(pack: PackIndex, home: LngLat): Place | null {
  const metresTo = ([lng, lat]: LngLat) =>
    METRES_PER_DEGREE * Math.hypot((lng - home[0]) * Math.cos((lat * Math.PI) / 180), lat - home[1]);
  let nearest: Place | null = null;
  let nearestMetres = NEAR_METRES;
  for (const place of pack.places) {
    const metres = metresTo(place.lngLat);
    if (!FIT_TO_MEET.has(place.kind) || metres > nearestMetres) continue;
    nearest = place;
    nearestMetres = metres;
  }
  return nearest;
}
