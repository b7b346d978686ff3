import { createLocalPlane, eastMetres, northMetres, planeToLngLat } from "../../core/geo/local-plane.ts";
import { signedRingSquareMetres } from "../../core/geo/ring.ts";
import { ringCentre } from "../../core/geo/ring-centre.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { ProposedSite } from "../../core/model/proposal.ts";

/** What a hand or a key does to a site. All of it is pure: from site to site. */

type Move = (place: LngLat) => LngLat;

const moved = (site: ProposedSite, move: Move): ProposedSite => ({
  ...site,
  rings: site.rings.map((ring) => ring.map(move)),
  gates: site.gates.map((gate) => ({ ...gate, lngLat: move(gate.lngLat) })),
});

/** The whole site with its gates by so many degrees. */
export const shiftSite = (site: ProposedSite, [byLng, byLat]: LngLat): ProposedSite =>
  moved(site, ([lng, lat]) => [lng + byLng, lat + byLat]);

export const centreOf = ({ rings }: Pick<ProposedSite, "rings">): LngLat => ringCentre(rings);

/** The whole site by so many metres. */
export function nudgeSite(site: ProposedSite, eastOf: number, northOf: number): ProposedSite {
  const centre = centreOf(site);
  const [lng, lat] = planeToLngLat(createLocalPlane(centre), eastOf, northOf);
  return shiftSite(site, [lng - centre[0], lat - centre[1]]);
}

/** Larger or smaller about its centre, gates along with the edge they stand on. */
export function scaleSite(site: ProposedSite, factor: number): ProposedSite {
  const centre = centreOf(site);
  return moved(site, ([lng, lat]) => [
    centre[0] + (lng - centre[0]) * factor,
    centre[1] + (lat - centre[1]) * factor,
  ]);
}

/** One corner of the outer ring elsewhere. */
export const moveCorner = (site: ProposedSite, corner: number, to: LngLat): ProposedSite => ({
  ...site,
  rings: site.rings.map((ring, k) => (k === 0 ? ring.map((at, i) => (i === corner ? to : at)) : ring)),
});

export const moveGate = (site: ProposedSite, gateId: string, to: LngLat): ProposedSite => ({
  ...site,
  gates: site.gates.map((gate) => (gate.id === gateId ? { ...gate, lngLat: to } : gate)),
});

/** A square of an area about a place. */
export function squareAround(centre: LngLat, squareMetres: number): LngLat[] {
  const plane = createLocalPlane(centre);
  const half = Math.sqrt(squareMetres) / 2;
  return [
    planeToLngLat(plane, -half, -half),
    planeToLngLat(plane, half, -half),
    planeToLngLat(plane, half, half),
    planeToLngLat(plane, -half, half),
  ];
}

/** Square metres of the outline, holes taken off; not what can be used of it. */
export function grossSquareMetres(site: Pick<ProposedSite, "rings">): number {
  const plane = createLocalPlane(centreOf(site));
  const areas = site.rings.map((ring) =>
    Math.abs(
      signedRingSquareMetres(ring.map(([lng, lat]) => [eastMetres(plane, lng), northMetres(plane, lat)])),
    ),
  );
  return (areas[0] ?? 0) - areas.slice(1).reduce((sum, each) => sum + each, 0);
}
