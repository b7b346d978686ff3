import type { MultiPolygon, Polygon } from "geojson";
import type { Failure } from "../../model/failure.ts";
import type { LngLat } from "../../model/geometry.ts";
import type { Candidate, Hazard, Shelter, ShelterTier } from "../../model/pack.ts";
import { NO_PROPOSALS, type Proposals, type ProposedGate, type ProposedSite } from "../../model/proposal.ts";
import type { SiteWaterfall } from "../../model/site-area.ts";
import { err, ok, type Result } from "../../result.ts";
import type { PreparedPack } from "../prepare.ts";
import { checkOutline } from "./check-outline.ts";
import { siteOnGround } from "./derived-areas.ts";
import type { PreparedGround } from "./prepared-ground.ts";
import { type Claim, claimsAround, claimsOf, piecesOf, takenBefore } from "./taken-ground.ts";
import { siteWaterfall } from "./waterfall.ts";

/** Whatever is looked at as a site: one of the scheme, a shelter or a candidate of the pack. */
export interface SiteSubject {
  readonly id: string;
  readonly kind: "proposed" | "shelter" | "candidate";
  readonly nameZh: string;
  readonly nameEn: string;
  readonly tier: ShelterTier;
  readonly setting: "outdoor" | "indoor";
  readonly fitFor: readonly Hazard[];
  /** Rings open; empty = only a point is known. */
  readonly rings: ProposedSite["rings"];
  readonly lngLat: LngLat;
  readonly gates: readonly Omit<ProposedGate, "id">[];
  readonly zones: ProposedSite["zones"];
  readonly facts: ProposedSite["facts"];
  readonly effectiveSquareMetres: number | null;
  readonly effectiveFrom: "typed" | "pack" | "derived" | null;
  /** Persons published for it; null = none. */
  readonly publishedPersons: number | null;
  /** null = no outline. */
  readonly waterfall: SiteWaterfall | null;
  /** Others that share ground with it. */
  readonly overlapIds: readonly string[];
}

const INDOOR_USES: readonly Candidate["landUse"][] = ["public-building"];

type Bare = Omit<SiteSubject, "waterfall" | "overlapIds" | "effectiveSquareMetres" | "effectiveFrom">;

/** Its largest piece: a site has one outline. */
function largestPiece(outline: Polygon | MultiPolygon | null | undefined): ProposedSite["rings"] {
  const pieces = outline ? piecesOf(outline) : [];
  const size = (rings: ProposedSite["rings"]) => {
    const ring = rings[0] ?? [];
    return Math.abs(
      ring.reduce((twice, [x, y], i) => {
        const [px, py] = ring[i === 0 ? ring.length - 1 : i - 1] as LngLat;
        return twice + px * y - x * py;
      }, 0),
    );
  };
  return pieces.reduce((best, rings) => (size(rings) > size(best) ? rings : best), pieces[0] ?? []);
}

function ofShelter(prepared: PreparedPack, ground: PreparedGround, shelter: Shelter): Bare {
  const { gates } = prepared.pack.index;
  return {
    ...shelter,
    kind: "shelter",
    rings: largestPiece(ground.shelters.get(shelter.id)),
    gates: (prepared.gatesOfShelter.get(shelter.id) ?? []).flatMap((i) => gates[i] ?? []),
    zones: {},
    facts: {},
    publishedPersons: shelter.publishedCapacityPersons,
  };
}

const ofCandidate = (prepared: PreparedPack, candidate: Candidate, at: number): Bare => ({
  ...candidate,
  kind: "candidate",
  tier: "fixed",
  setting: INDOOR_USES.includes(candidate.landUse) ? "indoor" : "outdoor",
  fitFor: ["earthquake"],
  rings: largestPiece(prepared.pack.candidatePolygons?.[at]),
  gates: [],
  zones: {},
  facts: {},
  publishedPersons: null,
});

function ofSite(site: ProposedSite): Bare {
  return {
    ...site,
    kind: "proposed",
    nameZh: site.name,
    nameEn: site.name,
    lngLat: site.rings[0]?.[0] ?? [0, 0],
    publishedPersons: null,
  };
}

/**
 * Finds a site and works out its ground. Of a shelter that the scheme shuts and one that stays open the same is said.
 * `open`: the pack as it is, without the scheme, since a shelter that is shut is not in the other.
 */
export function siteSubject(
  prepared: PreparedPack,
  open: PreparedPack,
  ground: PreparedGround,
  proposals: Proposals = NO_PROPOSALS,
  siteId: string,
): Result<SiteSubject, Failure> {
  const site = proposals.sites.find(({ id }) => id === siteId);
  const shelter = open.shelters.get(siteId);
  const { candidates, description } = open.pack.index;
  const at = candidates.findIndex(({ id }) => id === siteId);
  let bare: Bare;
  if (site) bare = ofSite(site);
  else if (shelter) bare = ofShelter(prepared.shelters.has(siteId) ? prepared : open, ground, shelter);
  else if (at >= 0) bare = ofCandidate(open, candidates[at] as Candidate, at);
  else return err({ code: "SITE_UNKNOWN", siteId });
  const fault = bare.rings.length === 0 && !site ? null : checkOutline(bare.rings);
  // an outline of the pack that bounds nothing is as good as none
  if (fault && site) return err({ code: "SITE_NOT_USABLE", siteId, fault });
  const hasOutline = bare.rings.length > 0 && !fault;
  const claims = claimsOf(ground, proposals);
  const isOwn = (claim: Claim) =>
    claim.id === siteId || (claim.candidateId !== null && claim.candidateId === siteId);
  const around = hasOutline ? claimsAround(claims, bare.rings, isOwn) : [];
  const taken =
    bare.kind === "shelter" ? [] : site ? takenBefore(claims, site) : around.map(({ rings }) => rings);
  const waterfall = hasOutline ? siteWaterfall(ground, siteOnGround(bare, taken), description) : null;
  return ok({
    ...bare,
    rings: hasOutline ? bare.rings : [],
    waterfall,
    overlapIds: hasOutline ? overlapping(ground, bare, around, open) : [],
    ...effectiveOf(site, shelter, waterfall),
  });
}

function effectiveOf(
  site: ProposedSite | undefined,
  shelter: Shelter | undefined,
  waterfall: SiteWaterfall | null,
): Pick<SiteSubject, "effectiveSquareMetres" | "effectiveFrom"> {
  if (site?.area.kind === "typed")
    return { effectiveSquareMetres: site.area.squareMetres, effectiveFrom: "typed" };
  if (shelter) {
    const { effectiveSquareMetres } = shelter;
    return { effectiveSquareMetres, effectiveFrom: effectiveSquareMetres === null ? null : "pack" };
  }
  return waterfall
    ? { effectiveSquareMetres: waterfall.effectiveSquareMetres, effectiveFrom: "derived" }
    : { effectiveSquareMetres: null, effectiveFrom: null };
}

/** Those that share more than the dust of drawing along a common side. */
function overlapping(
  ground: PreparedGround,
  bare: Bare,
  around: readonly Claim[],
  { pack }: PreparedPack,
): string[] {
  const shared = around.filter((claim) => {
    const there = {
      rings: bare.rings,
      setting: "outdoor" as const,
      slopePercent: null,
      taken: [claim.rings],
    };
    const { cuts } = siteWaterfall(ground, there, pack.index.description);
    return (cuts.find(({ step }) => step === "taken")?.squareMetres ?? 0) >= 1;
  });
  return [...new Set(shared.map(({ id }) => id))];
}
