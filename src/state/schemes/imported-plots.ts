import type { LayerChange } from "../../core/model/import.ts";
import type { Candidate } from "../../core/model/pack.ts";
import { PROPOSAL_LIMITS, type Proposals, type ProposedSite } from "../../core/model/proposal.ts";

/** Plots of one imported file that the scheme does not have yet. */
export interface ImportedPlots {
  readonly changeId: string;
  readonly file: string;
  /** At least one. */
  readonly plots: readonly Candidate[];
}

/** `candidates`: those of the pack with the imports laid over it. Files whose every plot is in the scheme are left out. */
export function importedPlots(
  changes: readonly LayerChange[],
  candidates: readonly Candidate[],
  { sites }: Proposals,
): readonly ImportedPlots[] {
  const taken = new Set(sites.map(({ candidateId }) => candidateId));
  return changes.flatMap(({ id, layer, file, upserts }) => {
    if (layer !== "candidates") return [];
    const own = new Set(upserts.map(({ properties }) => properties.id));
    const plots = candidates.filter((plot) => own.has(plot.id) && !taken.has(plot.id));
    return plots.length === 0 ? [] : [{ changeId: id, file, plots }];
  });
}

/** Sites a scheme still has room for. */
export const sitesLeft = ({ sites }: Proposals): number => Math.max(0, PROPOSAL_LIMITS.sites - sites.length);

/** All of them in one step; those beyond the limit, and those that are there already, are left out. */
export function withSites(proposals: Proposals, added: readonly ProposedSite[]): Proposals {
  const known = new Set(proposals.sites.map(({ id }) => id));
  const fresh = added.filter(({ id }) => !known.has(id)).slice(0, sitesLeft(proposals));
  return fresh.length === 0 ? proposals : { ...proposals, sites: [...proposals.sites, ...fresh] };
}
