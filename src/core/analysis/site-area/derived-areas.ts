import type { PackDescription } from "../../model/pack.ts";
import type { Proposals, ProposedSite } from "../../model/proposal.ts";
import type { DerivedAreas } from "../planned-pack.ts";
import { checkOutline } from "./check-outline.ts";
import type { PreparedGround } from "./prepared-ground.ts";
import { claimsOf, takenBefore } from "./taken-ground.ts";
import { type SiteOnGround, siteWaterfall } from "./waterfall.ts";

export const siteOnGround = (
  site: Pick<ProposedSite, "rings" | "setting" | "facts">,
  taken: SiteOnGround["taken"],
): SiteOnGround => {
  const { slopePercent } = site.facts;
  return {
    rings: site.rings,
    setting: site.setting,
    slopePercent: typeof slopePercent === "number" ? slopePercent : null,
    taken,
  };
};

/**
 * Effective square metres of every proposed site whose area is to be worked out. A site that is still being drawn and
 * bounds nothing yet is left out: its area is unknown.
 */
export function derivedAreas(
  ground: PreparedGround,
  proposals: Proposals,
  description: PackDescription,
): DerivedAreas {
  const areas = new Map<string, number>();
  const claims = claimsOf(ground, proposals);
  for (const site of proposals.sites) {
    if (site.area.kind !== "derived" || checkOutline(site.rings)) continue;
    const there = siteOnGround(site, takenBefore(claims, site));
    areas.set(site.id, siteWaterfall(ground, there, description).effectiveSquareMetres);
  }
  return areas;
}
