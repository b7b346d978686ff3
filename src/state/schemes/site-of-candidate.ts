import type { CandidateGround } from "../../core/model/candidate-ground.ts";
import type { LngLat } from "../../core/model/geometry.ts";
import type { Candidate, LandUse } from "../../core/model/pack.ts";
import type { ProposedSite } from "../../core/model/proposal.ts";

/** Clear width put down for a gate nobody has measured: two people with a stretcher abreast of two others. An assumption. */
const GATE_METRES = 4;
const METRES_PER_DEGREE = 111_320;
const INDOOR: ReadonlySet<LandUse> = new Set(["public-building"]);

/** A candidate of the pack as a site of a scheme, by its own outline and with gates where its streets are. */
export function siteOfCandidate(
  candidate: Candidate,
  ground: CandidateGround | null,
  facts: { readonly name: string; readonly year: number | null },
): ProposedSite {
  const rings = ground && ground.rings.length > 0 ? ground.rings : [squareAround(candidate)];
  const gates = ground && ground.gateLngLats.length > 0 ? ground.gateLngLats : [candidate.lngLat];
  return {
    id: `site-${candidate.id}`,
    name: facts.name,
    candidateId: candidate.id,
    rings,
    tier: "fixed",
    setting: INDOOR.has(candidate.landUse) ? "indoor" : "outdoor",
    fitFor: ["earthquake"],
    gates: gates.map((lngLat, i) => ({
      id: `${i + 1}`,
      lngLat,
      widthMetres: GATE_METRES,
      opening: { kind: "always" },
      stepFree: null,
    })),
    area: { kind: "derived" },
    zones: {},
    facts: {},
    year: facts.year,
  };
}

/** Where only a point is known: a square of the gross area around it. */
function squareAround({ lngLat: [lng, lat], grossSquareMetres }: Candidate): LngLat[] {
  const half = Math.sqrt(grossSquareMetres) / 2 / METRES_PER_DEGREE;
  const across = half / Math.cos((lat * Math.PI) / 180);
  return [
    [lng - across, lat - half],
    [lng + across, lat - half],
    [lng + across, lat + half],
    [lng - across, lat + half],
  ];
}
