import { ringContains } from "../../../core/geo/ring.ts";
import type { LngLat } from "../../../core/model/geometry.ts";
import type { ProposedSite } from "../../../core/model/proposal.ts";
import type { MapHand, ScreenPoint } from "../../../map/map-hand.ts";
import { centreOf, moveCorner, moveGate, shiftSite } from "../../../state/schemes/shape-site.ts";

/** The part of a site under a pointer. */
export type Grip = { readonly site: ProposedSite } & (
  | { readonly part: "whole" }
  | { readonly part: "corner"; readonly corner: number }
  | { readonly part: "gate"; readonly gateId: string }
);

/** Half of the 44 px a finger needs; a mouse is finer. */
export const REACH_PIXELS = { touch: 22, mouse: 11 } as const;
/** A sign is as large as this whatever holds the pointer. */
const SIGN_PIXELS = 18;

const apart = (a: ScreenPoint, b: ScreenPoint) => Math.hypot(a.x - b.x, a.y - b.y);

/** Corners and gates of the selected site first, then signs, then the ground itself; of several the nearest, the latest. */
export function gripAt(
  hand: Pick<MapHand, "pixelOf">,
  sites: readonly ProposedSite[],
  selectedSiteId: string | null,
  at: ScreenPoint,
  reachPixels: number,
): Grip | null {
  let best: Grip | null = null;
  let nearest = Number.POSITIVE_INFINITY;
  const offer = (grip: Grip, lngLat: LngLat, within: number) => {
    const pixels = apart(hand.pixelOf(lngLat), at);
    if (pixels > within || pixels > nearest) return;
    nearest = pixels;
    best = grip;
  };
  const selected = sites.find(({ id }) => id === selectedSiteId);
  if (selected) {
    // on a far view everything of a site is under one finger: then the whole of it is meant
    const outline = (selected.rings[0] ?? []).map(hand.pixelOf);
    const centre = hand.pixelOf(centreOf(selected));
    if (outline.some((corner) => apart(corner, centre) > reachPixels)) {
      selected.rings[0]?.forEach((lngLat, corner) => {
        offer({ site: selected, part: "corner", corner }, lngLat, reachPixels);
      });
      for (const { id, lngLat } of selected.gates)
        offer({ site: selected, part: "gate", gateId: id }, lngLat, reachPixels);
      if (best) return best;
    }
  }
  for (const site of sites)
    offer({ site, part: "whole" }, centreOf(site), Math.max(SIGN_PIXELS, reachPixels));
  if (best) return best;
  const under = sites.findLast(({ rings }) =>
    ringContains(
      (rings[0] ?? []).map((corner) => {
        const { x, y } = hand.pixelOf(corner);
        return [x, y] as const;
      }),
      at.x,
      at.y,
    ),
  );
  return under ? { site: under, part: "whole" } : null;
}

/** The site with what was gripped carried from one place to another. */
export function carried(grip: Grip, from: LngLat, to: LngLat): ProposedSite {
  const by: LngLat = [to[0] - from[0], to[1] - from[1]];
  switch (grip.part) {
    case "whole":
      return shiftSite(grip.site, by);
    case "corner": {
      const [lng, lat] = grip.site.rings[0]?.[grip.corner] ?? from;
      return moveCorner(grip.site, grip.corner, [lng + by[0], lat + by[1]]);
    }
    case "gate": {
      const [lng, lat] = grip.site.gates.find(({ id }) => id === grip.gateId)?.lngLat ?? from;
      return moveGate(grip.site, grip.gateId, [lng + by[0], lat + by[1]]);
    }
    default: {
      const never: never = grip;
      throw new Error(String(never));
    }
  }
}
