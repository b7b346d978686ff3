import {
  isWithoutProposals,
  NO_PROPOSALS,
  type Proposals,
  type ProposedSite,
} from "../../core/model/proposal.ts";
import type { Scenario } from "../../core/model/scenario.ts";
import type { AppState } from "../app-state.ts";

type PlanState = Pick<AppState, "scenario" | "schemes">;

/** Proposals of a scheme; of none, and of one that is no more: none. */
export const proposalsOf = ({ schemes }: Pick<AppState, "schemes">, schemeId: string | null): Proposals =>
  schemes.schemes.find((scheme) => scheme.id === schemeId)?.proposals ?? NO_PROPOSALS;

/** With the site in place of the one of its id, or after the others. */
export function withSite(proposals: Proposals, site: ProposedSite): Proposals {
  const isKnown = proposals.sites.some((other) => other.id === site.id);
  const sites = isKnown
    ? proposals.sites.map((other) => (other.id === site.id ? site : other))
    : [...proposals.sites, site];
  return { ...proposals, sites };
}

const withProposals = ({ scenario }: PlanState, proposals: Proposals): Scenario =>
  isWithoutProposals(proposals) ? { ...scenario } : { ...scenario, proposals };

/** What the figures of /plan are about: the current scheme, with the site that is being dragged where it is now. */
export function planScenario(state: PlanState): Scenario {
  const { currentId, draft } = state.schemes;
  const proposals = proposalsOf(state, currentId);
  return withProposals(state, draft ? withSite(proposals, draft) : proposals);
}

/** The current scheme without what is still in the hand: for what cannot keep up with it. */
export const settledScenario = (state: PlanState): Scenario =>
  withProposals(state, proposalsOf(state, state.schemes.currentId));

/** The scheme compared with; null where that is the very scheme on screen. */
export const besideScenario = (state: PlanState): Scenario | null =>
  state.schemes.besideId === state.schemes.currentId
    ? null
    : withProposals(state, proposalsOf(state, state.schemes.besideId));

/** Everything a scenario says besides its proposals, as one text: the same settings have the same. */
export const settingsKey = (scenario: Scenario): string => JSON.stringify({ ...scenario, proposals: null });

/** The two differ in their proposals at most. */
export const isForSameSettings = (one: Scenario, other: Scenario): boolean =>
  settingsKey(one) === settingsKey(other);
