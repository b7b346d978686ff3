import type { LngLat } from "../../../core/model/geometry.ts";
import { PROPOSAL_LIMITS, type ProposedSite } from "../../../core/model/proposal.ts";
import type { SchemeBook } from "../../../core/model/scheme.ts";
import { proposalsOf } from "../../../state/schemes/scheme-scenarios.ts";

/** Clear width put down for a gate nobody has measured: two people with a stretcher abreast of two others. An assumption. */
const GATE_METRES = 4;

/** The middle of the outline's southernmost side: where a gate stands until somebody says better. */
function southernGate(outline: readonly LngLat[]): LngLat {
  let best: LngLat = outline[0] ?? [0, 0];
  let south = Number.POSITIVE_INFINITY;
  outline.forEach((to, i) => {
    const from = outline[i === 0 ? outline.length - 1 : i - 1] as LngLat;
    const middle: LngLat = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2];
    if (middle[1] >= south) return;
    south = middle[1];
    best = middle;
  });
  return best;
}

/** A site with this outline and nothing else known of it. */
export const newSite = (id: string, name: string, outline: readonly LngLat[]): ProposedSite => ({
  id,
  name,
  candidateId: null,
  rings: [outline],
  tier: "emergency",
  setting: "outdoor",
  fitFor: ["earthquake"],
  gates: [
    {
      id: "1",
      lngLat: southernGate(outline),
      widthMetres: GATE_METRES,
      opening: { kind: "always" },
      stepFree: null,
    },
  ],
  area: { kind: "derived" },
  zones: {},
  facts: {},
  year: null,
});

/** Whether the scheme on screen holds as many sites as it may. */
export const isFull = (schemes: SchemeBook): boolean =>
  proposalsOf({ schemes }, schemes.currentId).sites.length >= PROPOSAL_LIMITS.sites;

/** The first number no site of the scheme on screen is named by. */
export function freeSiteName(schemes: SchemeBook, named: (number: string) => string): string {
  const taken = new Set(proposalsOf({ schemes }, schemes.currentId).sites.map(({ name }) => name));
  let number = 1;
  while (taken.has(named(String(number)))) number++;
  return named(String(number));
}
