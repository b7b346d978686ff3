import type { MultiPolygon, Position } from "geojson";

/**
 * What of one ring lies on one side of a meridian (Sutherland and Hodgman, 1974). A ring that crosses it several times
 * stays one ring: the parts hang together by edges along the meridian, which have no area.
 */
function clipRing(ring: readonly Position[], lng: number, isWest: boolean): Position[] {
  const isInside = (position: Position) => (isWest ? position[0]! <= lng : position[0]! >= lng);
  const clipped: Position[] = [];
  for (let at = 0; at + 1 < ring.length; at++) {
    const [from, to] = [ring[at] as Position, ring[at + 1] as Position];
    if (isInside(from)) clipped.push(from);
    if (isInside(from) !== isInside(to)) {
      const share = (lng - from[0]!) / (to[0]! - from[0]!);
      clipped.push([lng, from[1]! + share * (to[1]! - from[1]!)]);
    }
  }
  const [first] = clipped;
  return first && clipped.length >= 3 ? [...clipped, first] : [];
}

/** The part of an area west or east of a meridian; rings closed as GeoJSON has them. */
export function clipAtLongitude(area: MultiPolygon, lng: number, side: "west" | "east"): MultiPolygon {
  return {
    type: "MultiPolygon",
    coordinates: area.coordinates.flatMap((rings) => {
      const [outer = [], ...holes] = rings.map((ring) => clipRing(ring, lng, side === "west"));
      return outer.length > 0 ? [[outer, ...holes.filter((hole) => hole.length > 0)]] : [];
    }),
  };
}
