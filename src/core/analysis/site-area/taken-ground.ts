import type { MultiPolygon, Polygon, Position } from "geojson";
import type { LngLat } from "../../model/geometry.ts";
import type { Proposals, ProposedSite } from "../../model/proposal.ts";
import { checkOutline } from "./check-outline.ts";
import type { PreparedGround } from "./prepared-ground.ts";

type Rings = ProposedSite["rings"];
type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(rings: Rings): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lng, lat] of rings[0] ?? []) {
    west = Math.min(west, lng);
    east = Math.max(east, lng);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  return [west, south, east, north];
}
const meet = (a: Box, b: Box) => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

function openRing(ring: readonly Position[]): LngLat[] {
  const places = ring.map(([lng, lat]): LngLat => [lng as number, lat as number]);
  const [first, last] = [places[0], places.at(-1)];
  const isClosed = places.length > 1 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
  return isClosed ? places.slice(0, -1) : places;
}

/** The pieces of an area, each with its holes, rings open. */
export const piecesOf = (area: Polygon | MultiPolygon): Rings[] =>
  (area.type === "Polygon" ? [area.coordinates] : area.coordinates).map((rings) => rings.map(openRing));

/** A place that counts some ground. */
export interface Claim {
  /** Of a shelter or a site. */
  readonly id: string;
  /** Candidate a site was made from; null for every other. */
  readonly candidateId: string | null;
  readonly rings: Rings;
  readonly box: Box;
}

/**
 * Who counts which ground, in the order in which ground is given: shelters of the pack that stay open, then the sites of
 * the scheme. Sites that bound nothing yet count none.
 */
export function claimsOf(ground: PreparedGround, { sites, closedShelterIds }: Proposals): Claim[] {
  const claims: Claim[] = [];
  for (const [id, outline] of ground.shelters)
    if (!closedShelterIds.includes(id))
      for (const rings of piecesOf(outline)) claims.push({ id, candidateId: null, rings, box: boxOf(rings) });
  for (const { id, candidateId, rings } of sites)
    if (!checkOutline(rings)) claims.push({ id, candidateId, rings, box: boxOf(rings) });
  return claims;
}

/** Claims that meet the box of these rings, without those that are of the place itself. */
export function claimsAround(
  claims: readonly Claim[],
  rings: Rings,
  isOwn: (claim: Claim) => boolean,
): Claim[] {
  const own = boxOf(rings);
  return claims.filter((claim) => !isOwn(claim) && meet(own, claim.box));
}

/** Ground that counts for others before it counts for this site, so that no square metre is counted twice. */
export function takenBefore(claims: readonly Claim[], site: Pick<ProposedSite, "id" | "rings">): Rings[] {
  const at = claims.findIndex(({ id }) => id === site.id);
  const before = at < 0 ? claims : claims.slice(0, at);
  return claimsAround(before, site.rings, () => false).map(({ rings }) => rings);
}
