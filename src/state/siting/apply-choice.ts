import type { CandidateGroundAnswer } from "../../core/model/candidate-ground.ts";
import type { Language } from "../../core/model/language.ts";
import type { Candidate } from "../../core/model/pack.ts";
import type { Proposals, ProposedSite } from "../../core/model/proposal.ts";
import { NO_PROPOSALS } from "../../core/model/proposal.ts";
import type { SchemeBook } from "../../core/model/scheme.ts";
import { addScheme, changeProposals } from "../schemes/edit-schemes.ts";
import { withSite } from "../schemes/scheme-scenarios.ts";
import { siteOfCandidate } from "../schemes/site-of-candidate.ts";

/** Candidates as sites of a scheme, by their own outlines. `yearOf`: calendar year of each; null = not in the build order. */
export function sitesOfChoice(
  chosenIds: readonly string[],
  candidates: readonly Candidate[],
  ground: CandidateGroundAnswer | null,
  language: Language,
  yearOf: (id: string) => number | null,
): ProposedSite[] {
  return chosenIds.flatMap((id) => {
    const candidate = candidates.find((each) => each.id === id);
    if (!candidate) return [];
    const own = ground?.sites.find((site) => site.id === id) ?? null;
    const name = language === "en" && candidate.nameEn ? candidate.nameEn : candidate.nameZh;
    return [siteOfCandidate(candidate, own, { name, year: yearOf(id) })];
  });
}

/**
 * The choice put into the current scheme, as one step of undo; the district as it is becomes a new scheme. A site that
 * stands there already keeps what was done to it, but for its year.
 */
export function applyChoice(
  book: SchemeBook,
  sites: readonly ProposedSite[],
  fresh: { readonly id: string; readonly name: string },
): SchemeBook {
  const put = (proposals: Proposals) =>
    sites.reduce((all, site) => {
      const known = all.sites.find((each) => each.candidateId === site.candidateId);
      return withSite(all, known ? { ...known, year: site.year ?? known.year } : site);
    }, proposals);
  return book.currentId === null
    ? addScheme(book, { ...fresh, proposals: put(NO_PROPOSALS) })
    : changeProposals(book, put);
}
